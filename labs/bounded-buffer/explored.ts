/** Every order in which offers, requests and the end can reach a buffer, for small capacities; and what is wrong with one. */
import {
  type Execution,
  Memory,
  type Program,
  shownOrder,
  tryEveryOrder,
  type World,
  type WrongOrder,
} from '#exploration';
import { fail, format, GuestError, isEqual, newCase } from '#grading';
import {
  type Answer,
  type Ask,
  BUFFER,
  BufferActor,
  type CreateBuffer,
  describeAnswer,
  describeAsk,
  SENSORS,
} from './actor.ts';
import { callOf, Ledger, type Op } from './ledger.ts';
import type { Policy } from './types.ts';

export const WORDING = { ask: (ask: Ask) => describeAsk(ask), answer: describeAnswer };

/** A run that can be stepped through. */
export interface SteppedRun {
  program: Program<Ask>;
  capacity: number;
  policy: Policy;
}

export function worldOf(create: CreateBuffer, capacity: number, policy: Policy): World<Ask, Answer> {
  return { actors: [BUFFER], memory: new Memory<Ask, Answer>(() => new BufferActor(create, capacity, policy)) };
}

/** What each asks, one thing after another; when all is over somebody looks, takes what is left, and looks again. */
export function program(clients: Record<string, readonly Op[]>): Program<Ask> {
  const planned = (op: Op) => ({ actor: BUFFER, ask: { op } });
  return {
    clients: [
      ...Object.entries(clients).map(([name, ops]) => ({ name, asks: ops.map(planned) })),
      {
        name: 'auditor',
        asks: [['look'] as const, ['request', 9] as const, ['look'] as const].map((op) => ({
          ...planned(op),
          when: 'quiet' as const,
        })),
      },
    ],
  };
}

/** Tries every order of a program, and fails at the first that is wrong. */
export function holdsInEveryOrder(create: CreateBuffer, runs: readonly SteppedRun[]): void {
  tryEveryOrder(
    runs,
    (run) => ({ world: worldOf(create, run.capacity, run.policy), program: run.program }),
    problemIn,
    (wrong) => tell(create, wrong),
  );
}

/** What the ledger would have answered otherwise, first. */
export function problemIn(
  { events, fault }: Execution<Ask, Answer>,
  { capacity, policy }: SteppedRun,
): string | undefined {
  const ledger = new Ledger(capacity, policy);
  for (const { item, history } of events) {
    if (!('asked' in item.body)) continue;
    const { op } = item.body.asked;
    const expected = ledger.ask(op);
    const reply = history.effects.find((effect) => effect.do === 'reply');
    const asked = describeAsk({ op });
    if (!reply)
      return `${fault?.thrown instanceof GuestError ? fault.thrown.sentence : String(fault?.thrown)}, at ${asked}.`;
    if ('throws' in expected) {
      if (!reply.threw?.startsWith(expected.throws[0])) return `${asked} threw nothing, though ${expected.because}.`;
      continue;
    }
    if (reply.threw !== undefined) return `${asked} threw ${reply.threw}, though ${expected.because}.`;
    if (op[0] === 'close') continue;
    const answer = op[0] === 'look' ? withAll(expected.answer) : expected.answer;
    if (!isEqual(reply.answer, answer))
      return `${asked} gave ${format(reply.answer)} instead of ${format(answer)}: ${expected.because}.`;
  }
  return undefined;
}

/** Sensors that have offered nothing have lost nothing. */
function withAll(seen: unknown): unknown {
  const { lost, ...others } = seen as { lost: Record<string, number> };
  return { ...others, lost: { ...Object.fromEntries(SENSORS.map((sensor) => [`of ${sensor}`, 0])), ...lost } };
}

/** Plays the order again, for its calls, and fails with it. */
function tell(
  create: CreateBuffer,
  { run, execution, problem, nth }: WrongOrder<SteppedRun, Ask, Answer, string>,
): never {
  newCase();
  const buffer = create(run.capacity, run.policy);
  for (const { item } of execution.events) {
    try {
      if ('asked' in item.body) callOf(buffer, item.body.asked.op, SENSORS);
    } catch (thrown) {
      if (!(thrown instanceof GuestError)) throw thrown;
    }
  }
  fail(
    `${problem} (There was room for ${run.capacity}, and the policy was ${format(run.policy)}.) ${nth}`,
    shownOrder(execution, {
      words: WORDING,
      title: 'An order in which offers and requests reach the buffer',
      told: toldOf(run),
    }),
  );
}

/** As a report carries it; ./stepping.ts reads it. */
export function toldOf(run: SteppedRun): string {
  return JSON.stringify(run);
}
