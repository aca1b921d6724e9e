/** What hurts most: every copy killed, every link cut, every node slowed, one trial each under the same load and luck, and ranked. */
import { type Architecture, type TimedBreak, type TrialResult, targetOf, trial } from '#architecture';
import type { Replay } from '#grading';
import { type BoardLoad, busiest, loadOf } from './load.ts';
import { hindrance } from './run.ts';

export interface Hurt {
  /** 'database 1 dies'. */
  what: string;
  /** The share of the requests that failed from then on, in [0, 1]. */
  failed: number;
  /** Seconds after the fault at which a request failed last that does not fail without it; 0 where none did. */
  lasts: number;
  /** Whether requests failed still in the last two seconds that were looked at. */
  stays: boolean;
  p99: number;
  /** Shows it on the stage. */
  replay: Replay;
}

export interface WeakSpots {
  /** Without any fault, over the same seconds. */
  calm: { failed: number; p99: number };
  /** Those that hurt most first. */
  hurts: readonly Hurt[];
}

/** A node that is slowed takes so many times as long. The stage does the same. */
const SLOWED_BY = 5;
/** Copies of one node that are killed one by one. */
const MOST_COPIES = 20;
/** The luck of the stage, as it begins. */
const SEED = 1;

interface Trial {
  what: string;
  fault: TimedBreak;
  strike: Omit<Replay['strikes'][number], 'at'>;
}

/** Everything that is tried, in the order of the board. */
export function faultsOf({ nodes, links }: Architecture): Trial[] {
  const broken = nodes.filter(({ kind }) => kind !== 'client' && kind !== 'producer');
  const kills = broken.flatMap(({ id, kind, replicas, autoscale }) => {
    const copies = kind === 'function' ? 1 : (replicas ?? autoscale?.minimum ?? 1);
    const isAlone = copies === 1 && !autoscale;
    return Array.from({ length: Math.min(copies, MOST_COPIES) }, (_, copy): Trial => {
      const struck = isAlone ? { node: id } : { node: id, copy };
      return {
        what: isAlone ? `${id} dies` : `${id} ${copy + 1} dies`,
        fault: { at: 0, does: 'crash', ...struck },
        strike: { does: 'crash', target: targetOf(struck) },
      };
    });
  });
  const cuts = links.flatMap(({ from, to, kind }, link): Trial[] =>
    kind === 'cut'
      ? []
      : [
          {
            what: `${from} → ${to} is cut`,
            fault: { at: 0, does: 'cut', link },
            strike: { does: 'cut', target: targetOf({ link }) },
          },
        ],
  );
  const slows = broken.map(
    ({ id }): Trial => ({
      what: `${id} is ${SLOWED_BY} times as slow`,
      fault: { at: 0, does: 'slow', node: id, factor: SLOWED_BY },
      strike: { does: 'slow', target: targetOf({ node: id }) },
    }),
  );
  return [...kills, ...cuts, ...slows];
}

/** Tries everything. `onStep` hears of each trial that is done. Throws an Error for the viewer where the board cannot be run. */
export function weakSpots(
  architecture: Architecture,
  set: BoardLoad,
  onStep: (done: number, of: number) => void,
): WeakSpots {
  const made = loadOf(set);
  const why = hindrance(architecture) ?? ('problem' in made ? made.problem : undefined);
  if (why !== undefined || 'problem' in made) throw new Error(why);
  const at = Math.round(busiest(set));
  const run = (faults: readonly TimedBreak[]): TrialResult =>
    trial(architecture, { seed: SEED, load: made.load, warmUp: at, seconds: set.seconds - at, faults });
  const trials = faultsOf(architecture);
  const calm = run([]);
  onStep(1, trials.length + 1);
  const hurts = trials.map(({ what, fault, strike }, place): Hurt => {
    const result = run([fault]);
    onStep(place + 2, trials.length + 1);
    const last = lastHurt(result, calm, at);
    return {
      what,
      failed: 1 - result.availability,
      lasts: last === undefined ? 0 : last + 1 - at,
      stays: last !== undefined && last >= Math.floor(set.seconds) - 2,
      p99: result.p99,
      replay: { seed: SEED, settings: {}, strikes: [{ ...strike, at: at * 1000 }], from: Math.max(0, at - 1) * 1000 },
    };
  });
  return {
    calm: { failed: 1 - calm.availability, p99: calm.p99 },
    hurts: hurts.toSorted((one, other) => other.failed - one.failed || other.p99 - one.p99),
  };
}

/** The last second in which more failed than without the fault; undefined where there is none. */
function lastHurt(result: TrialResult, calm: TrialResult, from: number): number | undefined {
  const failed = ({ windows }: TrialResult, second: number) =>
    windows.reduce((sum, source) => sum + (source[second]?.failed ?? 0), 0);
  const seconds = result.windows[0]?.length ?? 0;
  for (let second = seconds - 1; second >= from; second--)
    if (failed(result, second) > failed(calm, second)) return second;
  return undefined;
}
