/** When requests come. Rates are requests per second; gaps are milliseconds. */
import type { Random } from '../random/random.ts';

export interface Arrivals {
  /** The time from `now` to the next arrival; Infinity when there is none. Called once for each arrival, in order. */
  gap(now: number, random: Random): number;
}

/** Independent of each other: the usual model of many users who do not know of one another. */
export function poisson(perSecond: number): Arrivals {
  positive(perSecond);
  return { gap: (_now, random) => exponentialGap(perSecond, random) };
}

/** One after the other in equal steps, as from a clock. */
export function steady(perSecond: number): Arrivals {
  positive(perSecond);
  return { gap: () => 1000 / perSecond };
}

export interface BurstOptions {
  perSecond: number;
  /** The mean lengths of a burst and of the silence after it, both exponential, in ms. */
  on: number;
  off: number;
}

/** Poisson arrivals in bursts with silences between them, beginning with a burst. */
export function bursts({ perSecond, on, off }: BurstOptions): Arrivals {
  positive(perSecond);
  positive(on);
  positive(off);
  let begin = Number.NaN;
  let end = Number.NaN;
  const burstFrom = (time: number, random: Random) => {
    begin = time;
    end = time + exponentialGap(1000 / on, random);
  };
  return {
    gap(now, random) {
      if (Number.isNaN(end)) burstFrom(now, random);
      let at = now + exponentialGap(perSecond, random);
      while (at > end) {
        burstFrom(end + exponentialGap(1000 / off, random), random);
        // Poisson arrivals have no memory: what was left of the gap may be drawn anew.
        at = begin + exponentialGap(perSecond, random);
      }
      return at - now;
    },
  };
}

export interface RateStep {
  /** From when the rate holds, in ms; it holds until the next step. */
  from: number;
  perSecond: number;
}

/**
 * Poisson arrivals whose rate follows a trace of steps, by thinning (Lewis and Shedler, 1979). Before the first step there
 * are none; the last rate holds for ever.
 */
export function traced(steps: readonly RateStep[]): Arrivals {
  const greatest = steps.reduce((most, { perSecond }) => Math.max(most, perSecond), 0);
  positive(greatest);
  steps.forEach((step, index) => {
    if (!(step.perSecond >= 0)) throw new RangeError(`A rate cannot be ${step.perSecond} requests per second.`);
    if (index > 0 && !(step.from > steps[index - 1]!.from)) throw new RangeError('The steps must be in order of time.');
  });
  const last = steps.at(-1)!;
  let current = -1;
  return {
    gap(now, random) {
      let at = now;
      for (;;) {
        if (last.perSecond === 0 && at >= last.from) return Number.POSITIVE_INFINITY;
        at += exponentialGap(greatest, random);
        while (current + 1 < steps.length && steps[current + 1]!.from <= at) current++;
        const rate = steps[current]?.perSecond ?? 0;
        if (random.uniform() * greatest < rate) return at - now;
      }
    },
  };
}

function exponentialGap(perSecond: number, random: Random): number {
  return (1000 / perSecond) * random.exponential();
}

function positive(value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${value} is not a positive rate or time.`);
}
