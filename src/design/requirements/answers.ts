/** That with nothing broken enough requests are answered, soon enough. */
import type { Architecture, TrialResult } from '#architecture';
import { fail } from '#grading';
import { percent, whole } from '#words';
import { bottlenecks } from '../diagnosis.ts';
import { runnableDesign } from '../reading.ts';
import { extract, peakOf, replayOfPeak, TRIAL_SEED, type Trials, tried, worstSecond } from '../trials.ts';
import { type Asked, following, type Requirement } from './requirement.ts';

export interface AnswerBounds {
  /** The least share of requests that must be answered, in [0, 1]. */
  availability: number;
  /** Milliseconds within which half, and 99 in 100, must have their answer. */
  p50?: number;
  p99: number;
}

export interface AnswersAsked extends Asked, AnswerBounds {
  /** The beginning of the title: 'Through the rush'. */
  when: string;
  /** The end of the title: 'on the ramp as well'. */
  also?: string;
  /** Sentences with which the lab explains a miss of the bounds, before the bottlenecks are named. */
  explain?(design: Architecture, result: TrialResult): string[];
}

export function answersRequirement(trials: Trials, asked: AnswersAsked): Requirement {
  const { marks, why, when, also, explain = () => [], ...bounds } = asked;
  const { availability, p50, p99 } = bounds;
  const end = also === undefined ? '' : `, ${also}`;
  const soon = `99 in 100 within ${whole(p99)} ms`;
  const half = p50 === undefined ? undefined : `half within ${whole(p50)} ms`;
  return {
    marks,
    why,
    title: `${when} at least ${percent(availability)} of the requests are answered, ${half ? `${half} and ` : ''}${soon}${end}`,
    asked: `With nothing broken: **${percent(availability)}** of the requests are answered, ${half ? `**${half}** and ` : ''}**${soon}**${end}.`,
    check: (read) => {
      const design = runnableDesign(read, trials.catalogue);
      expectAnswers(design, trials, bounds, (result) => explain(design, result));
    },
  };
}

function expectAnswers(
  design: Architecture,
  trials: Trials,
  bounds: AnswerBounds,
  explain: (result: TrialResult) => string[],
): void {
  const seed = TRIAL_SEED;
  const result = tried(design, trials, seed);
  const missed = missedBounds(result, bounds);
  if (missed.length === 0) return;
  const worst = worstSecond(result, trials);
  const part = trials.peak ? { from: Math.max(0, worst - 4), to: worst + 1 } : peakOf(trials);
  const why = [
    ...explain(result),
    ...(trials.peak ? [`It was worst ${worst} s into the trial.`] : []),
    ...bottlenecks(design, extract(design, trials, seed, part)),
  ];
  fail(`With nothing broken, ${missed.join('; and ')}.${following(why)}`, {
    expected: inShort(bounds, bounds),
    actual: inShort(result, bounds),
    replay: replayOfPeak(trials, seed),
  });
}

/** What was missed, in halves of a sentence. */
export function missedBounds({ availability, p50, p99 }: Required<AnswerBounds>, bounds: AnswerBounds): string[] {
  const missed: string[] = [];
  if (availability < bounds.availability) {
    missed.push(`${percent(availability)} of the requests were answered (${percent(bounds.availability)} must be)`);
  }
  if (bounds.p50 !== undefined && p50 > bounds.p50) {
    missed.push(`half of the users had to wait ${whole(p50)} ms or more (${whole(bounds.p50)} ms are allowed)`);
  }
  if (p99 > bounds.p99) {
    missed.push(`1 user in 100 had to wait ${whole(p99)} ms or more (${whole(bounds.p99)} ms are allowed)`);
  }
  return missed;
}

/** '99.9 % answered, half within 50 ms, 99 in 100 within 900 ms', with a median only where the bounds have one. */
function inShort({ availability, p50, p99 }: AnswerBounds, bounds: AnswerBounds): string {
  const half = bounds.p50 === undefined || p50 === undefined ? '' : `, half within ${whole(p50)} ms`;
  return `${percent(availability)} answered${half}, 99 in 100 within ${whole(p99)} ms`;
}
