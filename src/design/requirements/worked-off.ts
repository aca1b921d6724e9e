/** That work which was accepted and put into a queue is done in the end. */
import type { Architecture } from '#architecture';
import { fail } from '#grading';
import { percent, whole } from '#words';
import { bottlenecks } from '../diagnosis.ts';
import { runnableDesign } from '../reading.ts';
import { extract, peakOf, replayOf, TRIAL_SEED, type Trials, tried } from '../trials.ts';
import { type Asked, following, type Requirement } from './requirement.ts';
import { SERVES } from './serving.ts';

export interface WorkAsked extends Asked {
  /** What waits, and what has become of it when it is done: 'orders', 'written'. */
  what: string;
  done: string;
  /** The beginning of the title: 'Every order that was accepted is in the database'. */
  title: string;
  /** When the trial ends: '45 s after the opening'. */
  by: string;
  /** The greatest share of the work that may have failed at first and been delivered again; any when left out. */
  mostAgain?: number;
}

export function workedOffRequirement(trials: Trials, asked: WorkAsked): Requirement {
  const { marks, why, title, what, by, mostAgain } = asked;
  const again =
    mostAgain === undefined
      ? ''
      : `, and at most **${percent(mostAgain)}** of them failed at first and had to be delivered again`;
  return {
    marks,
    why,
    title: `${title} ${by}`,
    asked: `With nothing broken: **${by} no ${what} are waiting** any more${again}.`,
    check: (read) => expectWorkedOff(runnableDesign(read, trials.catalogue), trials, asked),
  };
}

function expectWorkedOff(design: Architecture, trials: Trials, { what, by, mostAgain = 1 }: WorkAsked): void {
  const seed = TRIAL_SEED;
  const { availability, backlog, work } = tried(design, trials, seed);
  const isAgain = work.again > mostAgain * work.done;
  if (availability >= SERVES && backlog === 0 && !isAgain) return;
  const { from, to } = peakOf(trials);
  const part = { from, to: backlog > 0 ? trials.seconds : to };
  const why = following(bottlenecks(design, extract(design, trials, seed, part), 'all'));
  const replay = replayOf(trials, seed, -1);
  if (availability < SERVES) {
    fail(
      `${percent(availability)} of the requests were answered: ${what} that are turned away are not worked off either.${why}`,
      {
        expected: `at least ${percent(SERVES)} answered, and no ${what} waiting ${by}`,
        actual: `${percent(availability)} answered`,
        replay,
      },
    );
  }
  if (backlog > 0) {
    fail(`${whole(backlog)} ${what} were still waiting ${by}; ${whole(work.done)} were done.${why}`, {
      expected: `no ${what} waiting ${by}`,
      actual: `${whole(backlog)} waiting`,
      replay,
    });
  }
  fail(`${what} failed ${whole(work.again)} times and were delivered again; ${whole(work.done)} were done.${why}`, {
    expected: `at most ${percent(mostAgain)} delivered again`,
    actual: `${percent(work.again / work.done)} delivered again`,
    replay,
  });
}
