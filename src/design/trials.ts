/**
 * A design under its lab's load, whole or with something broken: run, looked at second by second, run again for the part that
 * matters, and handed to the scene as it was.
 */
import { type Architecture, type Load, type TimedBreak, type TrialResult, targetOf, trial } from '#architecture';
import type { Replay } from '#grading';
import { type Catalogue, priceIn } from './catalogue.ts';

/** How long a trial takes. All times are in seconds, and count from the beginning of the measuring. */
export interface TrialTimes {
  /** Seconds before anything is measured, and seconds that are measured. */
  warmUp: number;
  seconds: number;
  /** When the load is greatest; all of the measured time when left out. */
  peak?: { from: number; to: number };
}

/** The conditions of a lab's trials, the same for its suite and its scene. */
export interface Trials extends TrialTimes {
  catalogue: Catalogue;
  load: Load;
}

/**
 * The seed of all trials, whatever the run: the load is the same in each. So figures of one test agree with those of another, those of two
 * designs differ by what differs in the designs, and a design that is near a bound has one verdict. On the days that were compared, this
 * one was like most: what passed or failed on most of them does so here.
 */
export const TRIAL_SEED = 2;

/** Trials that were run last, by all that they depend on: several tests look at the same one. */
const latest = new Map<string, TrialResult>();
const MOST_KEPT = 8;

/** Runs a design under the lab's load. */
export function tried(
  design: Architecture,
  { catalogue, load, warmUp, seconds }: Trials,
  seed: number,
  faults: readonly TimedBreak[] = [],
): TrialResult {
  const key = JSON.stringify([design, catalogue.sold, load, warmUp, seconds, seed, faults]);
  const known = latest.get(key);
  if (known) return known;
  const result = trial(design, { seed, load, warmUp, seconds, faults, price: priceIn(catalogue) });
  if (latest.size >= MOST_KEPT) for (const oldest of [...latest.keys()].slice(0, 1)) latest.delete(oldest);
  latest.set(key, result);
  return result;
}

/** The seconds of a trial that are looked at for the cause of what it showed. */
export interface Extract {
  from: number;
  to: number;
  faults?: readonly TimedBreak[];
}

/** What was measured in these seconds only. The trial is run once more, which gives the same course of events. */
export function extract(
  design: Architecture,
  trials: Trials,
  seed: number,
  { from, to, faults = [] }: Extract,
): TrialResult {
  const part = { ...trials, warmUp: trials.warmUp + from, seconds: to - from };
  return tried(
    design,
    part,
    seed,
    faults.map((fault) => ({ ...fault, at: fault.at - from * 1000 })),
  );
}

export const peakOf = ({ peak, seconds }: TrialTimes): { from: number; to: number } => peak ?? { from: 0, to: seconds };

/** How the lab's scene shows a trial from `from` on. */
export function replayOf(
  { warmUp }: TrialTimes,
  seed: number,
  from: number,
  faults: readonly TimedBreak[] = [],
): Replay {
  return {
    seed,
    settings: {},
    strikes: faults.flatMap((fault) =>
      'node' in fault && fault.does !== 'slow'
        ? [{ at: fault.at + warmUp * 1000, does: fault.does, target: targetOf(fault) }]
        : [],
    ),
    from: (warmUp + from) * 1000,
  };
}

/** The replay of a trial with nothing broken: from just before the peak, or from the beginning where there is none. */
export const replayOfPeak = (trials: TrialTimes, seed: number): Replay =>
  replayOf(trials, seed, trials.peak ? trials.peak.from - 1 : -trials.warmUp);

/** What became of all users' requests from this second to the next. */
export interface Second {
  at: number;
  answered: number;
  failed: number;
}

/** All users' traffic, second by second, of the measured time. */
export function secondsOf({ windows }: Pick<TrialResult, 'windows'>, { warmUp, seconds }: TrialTimes): Second[] {
  return Array.from({ length: seconds }, (_, at) => {
    const now = windows.flatMap((each) => each[at + warmUp] ?? []);
    return {
      at,
      answered: now.reduce((sum, { answered }) => sum + answered, 0),
      failed: now.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
}

/** The second in which most requests failed; where none did, in which the slowest were slowest. */
export function worstSecond({ windows }: Pick<TrialResult, 'windows'>, { warmUp }: TrialTimes): number {
  const all = windows.flatMap((each) => each.slice(warmUp));
  const worst = all.toSorted((a, b) => b.failed - a.failed || b.p99 - a.p99)[0];
  return worst ? worst.from / 1000 - warmUp : 0;
}
