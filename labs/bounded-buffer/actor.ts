/** The learner's buffer as an actor: sensors offer, a processor asks, somebody closes, in whatever order that reaches it. */
import type { Effect, Explorable, Input } from '#exploration';
import { format, GuestError, type RepeatedCall } from '#grading';
import { callOf, type Op } from './ledger.ts';
import type { Buffer, Policy, Reading } from './types.ts';

export const BUFFER = 'buffer';
/** Whose losses are looked at. */
export const SENSORS: readonly string[] = ['s1', 's2'];

export type CreateBuffer = (capacity: number, policy: Policy) => Buffer;
export type InOneGo = (calls: readonly RepeatedCall[]) => void;

export interface Ask {
  op: Op;
}

/** What came back, or the sentence of what was thrown. */
export interface Answer {
  answer: unknown;
  threw?: string;
}

type Told = Input<Ask>;
type Does = Effect<Answer>;

export class BufferActor implements Explorable<Ask, Answer> {
  readonly #create: () => Buffer;
  #buffer!: Buffer;

  constructor(create: CreateBuffer, capacity: number, policy: Policy) {
    this.#create = () => create(capacity, policy);
  }

  /** @throws what the learner's code throws */
  start(): void {
    this.#buffer = this.#create();
  }

  exec(event: Told): Does[] {
    if (!('asked' in event)) return [];
    const { id, op } = event.asked;
    try {
      return [{ do: 'reply', id, answer: callOf(this.#buffer, op, SENSORS) }];
    } catch (thrown) {
      // After it is closed an offer has to throw.
      if (!(thrown instanceof GuestError)) throw thrown;
      return [{ do: 'reply', id, answer: undefined, threw: thrown.summary }];
    }
  }
}

const words = ({ sensor, value }: Reading): string => `${sensor} ${value}`;

/** `offer s1 1`, `request(2)` */
export function describeAsk({ op }: Ask): string {
  if (op[0] === 'offer') return `offer ${op[1]} ${op[2]}`;
  return op[0] === 'look' ? 'looks at what is left' : `${op[0]}(${op.slice(1).map(format).join(', ')})`;
}

export function describeAnswer({ op }: Ask, { answer, threw }: Answer): string {
  if (threw !== undefined) return ` → ${threw}`;
  if (op[0] === 'close') return '';
  const { outcome, delivered } = (answer ?? {}) as { outcome?: string; delivered?: unknown };
  const list = op[0] === 'request' ? answer : delivered;
  const given = Array.isArray(list) ? list.map((each) => words(Object(each))).join(', ') : '';
  if (op[0] === 'look') return ` → ${format(answer)}`;
  return ` → ${[outcome, given && `delivers ${given}`].filter(Boolean).join(', ') || 'nothing'}`;
}
