/** Every order in which what a few clients ask can reach the broker, with consumers that die and time that runs out; and what is wrong with one. */
import {
  type Execution,
  Memory,
  type Program,
  shownOrder,
  tryEveryOrder,
  type World,
  type WrongOrder,
} from '#exploration';
import { fail, format, GuestError, isEqual, newCase, repeat } from '#grading';
import {
  type Answer,
  type Ask,
  BROKER,
  BrokerActor,
  describeAnswer,
  describeAsk,
  type InOneGo,
  MEMBERS,
  opsOf,
  TIMEOUT,
} from './actor.ts';
import type { CreateBroker } from './desk.ts';
import { Ledger } from './ledger.ts';
import type { Delivery } from './types.ts';

export const WORDING = { ask: (ask: Ask) => describeAsk(ask), answer: describeAnswer };

/** A run that can be stepped through. */
export interface SteppedRun {
  program: Program<Ask>;
  deliveries: number;
}

export function worldOf(create: CreateBroker, deliveries: number, inOneGo?: InOneGo): World<Ask, Answer> {
  return { actors: [BROKER], memory: new Memory<Ask, Answer>(() => new BrokerActor(create, deliveries, inOneGo)) };
}

/**
 * What each client asks for, one thing after another; whose name is that of a consumer, that consumer. When all of it is over, somebody
 * looks at what is left.
 */
export function program(clients: Record<string, string>): Program<Ask> {
  const asksOf = (client: string, text: string) =>
    text.split(', ').map((words) => {
      const [does, what = client] = words.split(' ') as [Ask['does'], string?];
      return { actor: BROKER, ask: { does, what } };
    });
  return {
    clients: [
      ...Object.entries(clients).map(([name, text]) => ({ name, asks: asksOf(name, text) })),
      { name: 'end', asks: [{ actor: BROKER, ask: { does: 'look', what: '' }, when: 'quiet' }] },
    ],
  };
}

/** Tries every order of some programs, and fails at the first that is wrong. */
export function holdsInEveryOrder(create: CreateBroker, programs: readonly Program<Ask>[], deliveries: number): void {
  const world = worldOf(create, deliveries, repeat);
  tryEveryOrder(
    programs,
    (tried) => ({ world, program: tried }),
    (execution) => problemIn(execution, deliveries),
    (wrong) => tell(create, deliveries, wrong),
  );
}

/** What the ledger would have answered otherwise, first. */
export function problemIn({ events, fault }: Execution<Ask, Answer>, deliveries: number): string | undefined {
  const ledger = new Ledger({ timeout: TIMEOUT, deliveries });
  const gone = new Set<string>();
  let now = 0;
  for (const op of MEMBERS) ledger.ask(op, now);
  const tags = new Map<string, number[]>();
  for (const { item, history } of events) {
    if (!('asked' in item.body)) continue;
    const ask = item.body.asked;
    const reply = history.effects.find((effect) => effect.do === 'reply');
    for (const [nth, op] of opsOf(ask, (consumer) => tags.get(consumer) ?? [], gone).entries()) {
      if (op[0] === 'wait') now += op[1];
      const expected = ledger.ask(op, now);
      const asked = `${op[0]}(${op.slice(1).map(format).join(', ')}) at ${now} ms`;
      if (!reply) {
        const thrown = fault?.thrown;
        return `${thrown instanceof GuestError ? thrown.sentence : String(thrown)}, at ${asked} or soon after.`;
      }
      if (op[0] === 'wait' || op[0] === 'leave' || 'throws' in expected) continue;
      if (op[0] === 'receive' && expected.answer !== null)
        tags.set(op[1], [...(tags.get(op[1]) ?? []), (expected.answer as Delivery).tag]);
      if (!isEqual(reply.answers[nth], expected.answer))
        return `${asked} gave ${format(reply.answers[nth])} instead of ${format(expected.answer)}: ${expected.because}.`;
    }
    if (ask.does === 'crash') gone.add(ask.what);
  }
  return undefined;
}

/** Plays the order again, for its calls, and fails with it. */
function tell(
  create: CreateBroker,
  deliveries: number,
  { run, execution, problem, nth }: WrongOrder<Program<Ask>, Ask, Answer, string>,
): never {
  newCase();
  const broker = new BrokerActor(create, deliveries);
  try {
    broker.start();
    for (const { history } of execution.events) broker.exec(history.input!);
  } catch (thrown) {
    if (!(thrown instanceof GuestError)) throw thrown;
  }
  fail(
    `${problem} ${nth}`,
    shownOrder(execution, {
      words: WORDING,
      title: 'An order in which requests reach the broker',
      told: toldOf({ program: run, deliveries }),
    }),
  );
}

/** As a report carries it; ./stepping.ts reads it. */
export function toldOf(run: SteppedRun): string {
  return JSON.stringify(run);
}
