/** How far a board goes: the highest steady load that holds what is asked of it, found by halving, and what is full first. */
import { type Architecture, type TrialResult, trial } from '#architecture';
import { type BoardLoad, loadOf } from './load.ts';
import { hindrance } from './run.ts';
import { MOST_RATE } from './trace.ts';

/** What must hold. */
export interface Objective {
  /** 99 of 100 requests end within so many ms. */
  p99: number;
  /** Of 100 requests so many are answered. */
  answered: number;
}

export interface Reach {
  /** The highest rate that was seen to hold, in requests per second; 0 where none did. */
  holds: number;
  /** The lowest that was seen not to hold; undefined where the highest that is tried holds. */
  breaks: number | undefined;
  /** What was measured at both. */
  at: Figures | undefined;
  above: Figures | undefined;
  /** The nodes that are busiest where it breaks (or at the highest rate), the busiest first, with their utilisation in [0, 1]. */
  full: readonly { id: string; utilisation: number }[];
  tries: number;
}

export interface Figures {
  rate: number;
  answered: number;
  p99: number;
}

const [WARM_UP, SECONDS] = [10, 20];
const SEED = 1;
const LOWEST = 1;
/** Requests that one trial may have. */
const MOST_REQUESTS = 300_000;
const HIGHEST = Math.min(MOST_RATE, MOST_REQUESTS / (WARM_UP + SECONDS));
/** Where holding and breaking are as near as this, the search ends. */
const CLOSE = 0.02;

/** `onStep` hears of each try. Throws an Error for the viewer where the board cannot be run. */
export function howFar(
  architecture: Architecture,
  set: BoardLoad,
  objective: Objective,
  onStep: (rate: number, holds: boolean) => void,
): Reach {
  const why = hindrance(architecture);
  if (why !== undefined) throw new Error(why);
  let tries = 0;
  const tried = (rate: number): { figures: Figures; holds: boolean; result: TrialResult } => {
    const made = loadOf({ ...set, shape: 'steady', rate, seconds: SECONDS });
    if ('problem' in made) throw new Error(made.problem);
    const result = trial(architecture, { seed: SEED, load: made.load, warmUp: WARM_UP, seconds: SECONDS });
    const figures = { rate, answered: 100 * result.availability, p99: result.p99 };
    const holds = figures.answered >= objective.answered && figures.p99 <= objective.p99;
    tries++;
    onStep(rate, holds);
    return { figures, holds, result };
  };
  let low: ReturnType<typeof tried> | undefined;
  let high: ReturnType<typeof tried> | undefined;
  for (let rate = LOWEST; !high; rate = Math.min(HIGHEST, rate * 4)) {
    const attempt = tried(rate);
    if (attempt.holds) low = attempt;
    else high = attempt;
    if (rate === HIGHEST) break;
  }
  while (low && high && high.figures.rate / low.figures.rate > 1 + CLOSE) {
    const attempt = tried(tidy(Math.sqrt(low.figures.rate * high.figures.rate)));
    if (attempt.figures.rate <= low.figures.rate || attempt.figures.rate >= high.figures.rate) break;
    if (attempt.holds) low = attempt;
    else high = attempt;
  }
  return {
    holds: low?.figures.rate ?? 0,
    breaks: high?.figures.rate,
    at: low?.figures,
    above: high?.figures,
    full: busiest((high ?? low)!.result),
    tries,
  };
}

/** Three figures are as many as anybody reads. */
const tidy = (rate: number): number => Number(rate.toPrecision(3));

function busiest({ nodes }: TrialResult): Reach['full'] {
  return nodes
    .flatMap(({ id, utilisation }) => (utilisation === undefined ? [] : [{ id, utilisation }]))
    .toSorted((one, other) => other.utilisation - one.utilisation)
    .slice(0, 3);
}
