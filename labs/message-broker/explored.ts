/** Every order in which what a few clients ask can reach the broker, with consumers that die and time that runs out; and what is wrong with one. */
import {
  choicesOf,
  type Execution,
  everyOrder,
  executionOf,
  Memory,
  type Program,
  pictureOf,
  type World,
  wordingOf,
} from '#exploration';
import { fail, format, GuestError, GuestStopped, isEqual, newCase, repeat } from '#grading';
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
  let orders = 0;
  for (const tried of programs) {
    for (const state of everyOrder(world, tried)) {
      orders++;
      const execution = executionOf(state);
      const thrown = execution.fault?.thrown;
      if (thrown instanceof GuestStopped) throw thrown;
      const problem = problemIn(execution, deliveries);
      if (problem !== undefined) tell(create, execution, deliveries, problem, orders);
    }
  }
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
  execution: Execution<Ask, Answer>,
  deliveries: number,
  problem: string,
  orders: number,
): never {
  newCase();
  const broker = new BrokerActor(create, deliveries);
  try {
    broker.start();
    for (const { history } of execution.events) broker.exec(history.input!);
  } catch (thrown) {
    if (!(thrown instanceof GuestError)) throw thrown;
  }
  const words = wordingOf<Ask, Answer>(WORDING);
  fail(`${problem} This was order ${orders} that was tried.`, {
    picture: { ...pictureOf(execution, words), title: 'An order in which requests reach the broker' },
    schedule: { told: toldOf({ program: execution.program, deliveries }), choices: choicesOf(execution) },
  });
}

/** As a report carries it; ./stepping.ts reads it. */
export function toldOf(run: SteppedRun): string {
  return JSON.stringify(run);
}
