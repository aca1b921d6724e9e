/**
 * The learner's broker as an actor, and what its clients ask of it in an exploration: payments that are published, consumers that receive,
 * acknowledge once or twice, give back and are gone, and time that passes. A consumer acknowledges what it was given last.
 */
import type { Effect, Explorable, Input } from '#exploration';
import { format, type RepeatedCall } from '#grading';
import type { CreateBroker } from './desk.ts';
import { type Call, callOf, type Op, repeatable } from './ledger.ts';
import type { Broker } from './types.ts';

export const BROKER = 'broker';
export const TOPIC = 'payments';
export const TIMEOUT = 100;

export interface Ask {
  does: 'publish' | 'receive' | 'ack' | 'nack' | 'first' | 'crash' | 'wait' | 'look';
  /** The body, or the consumer. */
  what: string;
}

/** What each of its calls gave, in order; nothing for time that passes. */
export interface Answer {
  answers: unknown[];
}

/** Who works for which group: each may hold one message, but for those who look at the end. */
export const MEMBERS: readonly Extract<Op, readonly ['join', ...unknown[]]>[] = [
  ['join', 'w1', TOPIC, 'fraud', 1],
  ['join', 'w2', TOPIC, 'fraud', 1],
  ['join', 'v1', TOPIC, 'stats', 1],
  ['join', 'end', TOPIC, 'fraud', 0],
  ['join', 'end of stats', TOPIC, 'stats', 0],
];

/** What somebody does who looks at what is left when all is over. */
const LOOK: readonly Op[] = [
  ['dead', TOPIC, 'fraud'],
  ['wait', TIMEOUT],
  ...['end', 'end', 'end', 'end of stats', 'end of stats'].map((who): Op => ['receive', who]),
  ['dead', TOPIC, 'fraud'],
];

/** What an ask amounts to. Who has crashed asks for nothing; what it had sent before may still arrive. */
export function opsOf(
  { does, what }: Ask,
  tagsOf: (consumer: string) => readonly number[],
  gone: ReadonlySet<string>,
): readonly Op[] {
  switch (does) {
    case 'publish':
      return [['publish', TOPIC, what]];
    case 'receive':
      return gone.has(what) ? [] : [['receive', what]];
    case 'ack':
    case 'nack':
      return [[does, what, tagsOf(what).at(-1) ?? 0]];
    // An acknowledgement that took its time.
    case 'first':
      return [['ack', what, tagsOf(what)[0] ?? 0]];
    case 'crash':
      return [['leave', what]];
    case 'wait':
      return [['wait', TIMEOUT]];
    case 'look':
      return LOOK;
  }
}

export type InOneGo = (calls: readonly RepeatedCall[]) => void;

type Told = Input<Ask>;
type Does = Effect<Answer>;

export class BrokerActor implements Explorable<Ask, Answer> {
  readonly #create: CreateBroker;
  readonly #deliveries: number;
  #broker!: Broker;
  #now = 0;
  #gone = new Set<string>();
  #tags = new Map<string, number[]>();

  /** Tells a new broker all at once what another was told. */
  readonly play?: NonNullable<Explorable<Ask, Answer>['play']>;

  /** `inOneGo` makes calls one after the other in one crossing, where there is one. */
  constructor(create: CreateBroker, deliveries: number, inOneGo?: InOneGo) {
    this.#create = create;
    this.#deliveries = deliveries;
    if (inOneGo) this.play = (story) => inOneGo(this.#callsOf(story));
  }

  /** @throws what the learner's code throws */
  start(): void {
    this.#broker = this.#create({ timeout: TIMEOUT, deliveries: this.#deliveries });
    this.#now = 0;
    this.#gone = new Set();
    this.#tags = new Map();
    for (const op of MEMBERS) callOf(this.#broker, op, 0);
  }

  /** @throws what the learner's code throws */
  exec(event: Told): Does[] {
    if (!('asked' in event)) return [];
    const { id, ...ask } = event.asked;
    const answers: unknown[] = [];
    for (const op of this.#take(ask)) {
      const answer = this.#isCall(op) ? callOf(this.#broker, op, this.#now) : undefined;
      this.#note(op, answer);
      answers.push(answer);
    }
    return [{ do: 'reply', id, answers }];
  }

  #callsOf(story: readonly { event: Told; does: readonly Does[] }[]): RepeatedCall[] {
    const calls: RepeatedCall[] = [];
    for (const { event, does } of story) {
      if (!('asked' in event)) continue;
      const reply = does.find((effect) => effect.do === 'reply');
      for (const [nth, op] of this.#take(event.asked).entries()) {
        if (this.#isCall(op)) calls.push(repeatable(this.#broker, op, this.#now));
        this.#note(op, reply?.answers[nth]);
      }
    }
    return calls;
  }

  #take(ask: Ask): readonly Op[] {
    const ops = opsOf(ask, (consumer) => this.#tags.get(consumer) ?? [], this.#gone);
    if (ask.does === 'crash') this.#gone.add(ask.what);
    return ops;
  }

  #isCall(op: Op): op is Call {
    if (op[0] !== 'wait') return true;
    this.#now += op[1];
    return false;
  }

  #note(op: Op, answer: unknown): void {
    const tag = op[0] === 'receive' ? (answer as { tag?: unknown } | null | undefined)?.tag : undefined;
    if (typeof tag !== 'number') return;
    const consumer = op[1] as string;
    this.#tags.set(consumer, [...(this.#tags.get(consumer) ?? []), tag]);
  }
}

/** `publish("a")`, `w1: receive` */
export function describeAsk({ does, what }: Ask): string {
  if (does === 'publish') return `publish(${format(what)})`;
  if (does === 'look') return 'looks at what is left';
  if (does === 'first') return `ack of the first that ${what} was given`;
  return does === 'wait' ? `${TIMEOUT} ms pass` : does;
}

export const describeAnswer = ({ does }: Ask, { answers }: Answer): string => {
  const [answer] = answers;
  if (does === 'look')
    return ` → ${answers
      .filter((each) => each !== undefined)
      .map(format)
      .join(', ')}`;
  if (does === 'receive' && typeof answer === 'object' && answer !== null) {
    const { tag, body, redelivered } = answer as Record<string, unknown>;
    return ` → ${format(body)}, tag ${format(tag)}${redelivered ? ', again' : ''}`;
  }
  return does === 'crash' || does === 'wait' || answers.length === 0 ? '' : ` → ${format(answer)}`;
};
