/** Policies that stand beside the learner's in the picture and in the tables of the lesson. */
import { stabilise } from './solution.ts';
import { CAPACITY, type Decide } from './world.ts';

/** A fleet that never changes. */
export function fixedFleet(servers: number): Decide {
  return () => ({ servers, state: null });
}

interface Remembered {
  servers: number;
  at: number;
}

/**
 * Target tracking by the latest request rate, as it is and no further: a target in per cent, a tolerance of 10 %, and on the way down a
 * window in seconds. It is the reference without its look ahead.
 */
export function followsRate({ target = 60, window = 300 } = {}): Decide {
  return ({ now, requestRate, serving, starting }, state) => {
    const fleet = serving + starting;
    if (requestRate === null) return { servers: fleet, state };
    const wanted = Math.ceil((requestRate * 100) / (CAPACITY * target));
    const earlier = ((state ?? []) as Remembered[]).filter(({ at }) => now - at < window);
    const servers = stabilise({
      current: fleet,
      desired: Math.abs(wanted - fleet) * 10 <= fleet ? fleet : wanted,
      recommendations: earlier.map(({ servers, at }) => ({ servers, ageSeconds: now - at })),
      upWindowSeconds: 0,
      downWindowSeconds: window,
    });
    return { servers, state: [...earlier, { servers: wanted, at: now }] };
  };
}

/** The same, but a measurement that is missing is read as a measurement of nothing, once there has been one. */
export function readsMissingAsNothing(): Decide {
  const follows = followsRate();
  return (metrics, state) =>
    follows(state === null ? metrics : { ...metrics, requestRate: metrics.requestRate ?? 0 }, state);
}
