/** A suite that tries every order of some runs, and how it shows the first that is wrong. */
import { type FailingSchedule, GuestStopped, type Picture } from '#grading';
import { type Execution, executionOf } from './execution.ts';
import { pictureOf } from './picture.ts';
import { everyOrder, type Faults } from './reduction.ts';
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
 * Tries every order of each run, and has the first that is wrong told. `problemIn` says what is wrong with one, or nothing; one in which
 * an actor threw is wrong in any case. Throws GuestStopped where an actor was stopped.
 */
export function tryEveryOrder<Run, Ask, Answer, Prepared extends Tried<Ask, Answer>, Problem = string>(
  runs: readonly Run[],
  prepare: (run: Run) => Prepared & Tried<Ask, Answer>,
  problemIn: (execution: Execution<Ask, Answer>, run: Run, prepared: Prepared) => Problem | undefined,
  tell: (wrong: WrongOrder<Run, Ask, Answer, Problem>) => never,
): void {
  let orders = 0;
  for (const run of runs) {
    const prepared = prepare(run);
    const { world, program, faults } = prepared;
    for (const state of everyOrder(world, program, faults && { faults })) {
      orders++;
      const execution = executionOf(state);
      const { fault } = execution;
      if (fault?.thrown instanceof GuestStopped) throw fault.thrown;
      const problem = problemIn(execution, run, prepared);
      if (problem !== undefined || fault)
        tell({ run, execution, problem, nth: `This was order ${orders} that was tried.` });
    }
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
