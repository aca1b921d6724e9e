/** That a design does its work at all, before anything else about it counts. */
import type { TrialResult } from '#architecture';
import { fail } from '#grading';
import { percent } from '#words';
import { replayOfPeak, type TrialTimes } from '../trials.ts';
import { following } from './requirement.ts';

/** The share of requests that must be answered before a bill counts, or work that was done. */
export const SERVES = 0.99;

/** Fails a design that is cheap because it does not do its work. `causes` are sentences; asked only when it fails. */
export function expectServing(
  { availability }: Pick<TrialResult, 'availability'>,
  trials: TrialTimes,
  seed: number,
  causes: () => string[] = () => [],
): void {
  if (availability >= SERVES) return;
  const answered = `${percent(availability)} of the requests were answered`;
  fail(`With nothing broken, ${answered}: what it costs counts once it serves.${following(causes())}`, {
    expected: `at least ${percent(SERVES)} answered`,
    actual: `${percent(availability)} answered`,
    replay: replayOfPeak(trials, seed),
  });
}
