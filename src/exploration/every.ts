/** A suite that tries every order of some runs, and how it shows the first that is wrong. */
import { type FailingSchedule, GuestStopped, type Picture } from '#grading';
import { fewDeparturesFirst } from './departures.ts';
import { type Execution, executionOf } from './execution.ts';
import { pictureOf } from './picture.ts';
import { everyOrder, type Faults } from './reduction.ts';
import type { State } from './state.ts';
import { choicesOf } from './stepping.ts';
import { type Wording, wordingOf } from './wording.ts';
import type { Program, World } from './world.ts';

/** A run whose orders are tried. Worlds that several have together remember what their actors did. */
export interface Tried<Ask, Answer> {
  world: World<Ask, Answer>;
  program: Program<Ask>;
  faults?: Faults;
}

export interface WrongOrder<Run, Ask, Answer, Problem> {
  run: Run;
  execution: Execution<Ask, Answer>;
  /** Absent where an actor threw, and nobody says more. */
  problem: Problem | undefined;
  /** A sentence about how many were tried: "This was order 12 that was tried." */
  nth: string;
}

/**
 * Arrivals of messages in the orders of one run: more than any of our right answers that sends no more than it has to. Code that answers
 * each message with several makes more orders than anybody can wait for, and may be right all the same: of those the first are tried, then
 * those with few departures; and less of the runs after that.
 */
const MOST_ARRIVALS = 5_000;
const ARRIVALS_AFTER_THAT = 1_000;
const DEPARTURES = 2;
const RUNS_WITH_DEPARTURES = 200;

/** @returns whether those were all */
function* ordersOf<Ask, Answer>(
  { world, program, faults }: Tried<Ask, Answer>,
  arrivals: number,
): Generator<State<Ask, Answer>, boolean> {
  const { complete } = yield* everyOrder(world, program, { arrivals, ...(faults && { faults }) });
  if (complete) return true;
  const { most = 0, ...kinds } = faults ?? {};
  const bounds = { departures: DEPARTURES, faults: most, late: true, ...kinds };
  for (const { state } of fewDeparturesFirst(world, [{ program, bounds }], RUNS_WITH_DEPARTURES)) yield state;
  return false;
}

/**
 * Tries every order of each run, as far as there are not too many, and has the first that is wrong told. `problemIn` says what is wrong
 * with one, or nothing; one in which an actor threw is wrong in any case. Throws GuestStopped where an actor was stopped.
 */
export function tryEveryOrder<Run, Ask, Answer, Prepared extends Tried<Ask, Answer>, Problem = string>(
  runs: readonly Run[],
  prepare: (run: Run) => Prepared & Tried<Ask, Answer>,
  problemIn: (execution: Execution<Ask, Answer>, run: Run, prepared: Prepared) => Problem | undefined,
  tell: (wrong: WrongOrder<Run, Ask, Answer, Problem>) => never,
): void {
  let orders = 0;
  let arrivals = MOST_ARRIVALS;
  for (const run of runs) {
    const prepared = prepare(run);
    const found = ordersOf(prepared, arrivals);
    let next = found.next();
    for (; !next.done; next = found.next()) {
      orders++;
      const state = next.value;
      const execution = executionOf(state);
      const { fault } = execution;
      if (fault?.thrown instanceof GuestStopped) throw fault.thrown;
      const problem = problemIn(execution, run, prepared);
      if (problem !== undefined || fault)
        tell({ run, execution, problem, nth: `This was order ${orders} that was tried.` });
    }
    if (!next.value) arrivals = ARRIVALS_AFTER_THAT;
  }
}

/** What a failure shows of an order: its picture, and how to step through it. `told` is the run as its lab reads it. */
export function shownOrder<Ask, Answer>(
  execution: Execution<Ask, Answer>,
  { words, title, told }: { words: Partial<Wording<Ask, Answer>>; title: string; told: string },
): { picture: Picture; schedule: FailingSchedule } {
  return {
    picture: { ...pictureOf(execution, wordingOf(words)), title },
    schedule: { told, choices: choicesOf(execution) },
  };
}
