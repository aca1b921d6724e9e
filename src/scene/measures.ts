/**
 * Words for what scenes measure: how requests have ended so far, a rate from a counter, a share of two, percentiles of what was
 * lately recorded. Each gives a function for a chart's line, to be called at each tick in order, or a figure for a sentence.
 */
import type { Histogram, Meter } from '#simulation';

/** What counts requests: the source of some users, or a system with all of its sources. */
type Counted =
  | { meter: Pick<Meter, 'asked' | 'ended'> }
  | { sources: readonly { meter: Pick<Meter, 'asked' | 'ended'> }[] };

export interface SoFar {
  /** Requests that were sent. Those that are neither answered nor failed are on their way. */
  asked: number;
  answered: number;
  failed: number;
  /** Of 100 whose fate is known; 0 while it is known of none. */
  percentFailed: number;
}

/** How the requests of a source, or of all sources of a system, have ended so far. */
export function soFar(of: Counted): SoFar {
  const meters = 'meter' in of ? [of.meter] : of.sources.map(({ meter }) => meter);
  let [asked, answered, failed] = [0, 0, 0];
  for (const meter of meters) {
    const { ok, ...others } = meter.ended;
    asked += meter.asked;
    answered += ok;
    failed += Object.values(others).reduce((sum, count) => sum + count, 0);
  }
  const known = answered + failed;
  return { asked, answered, failed, percentFailed: known > 0 ? (100 * failed) / known : 0 };
}

/** How much a total has grown in the last so many ticks; at the first tick 0. */
export function growth(total: (now: number) => number, ticks = 1): (now: number) => number {
  const looks: number[] = [];
  return (now) => {
    looks.push(total(now));
    if (looks.length > ticks + 1) looks.shift();
    return looks.at(-1)! - looks[0]!;
  };
}

/** A rate from a counter: its growth since the last tick, per second. `tick` is the scene's, in ms. */
export function perSecond(total: (now: number) => number, tick: number): (now: number) => number {
  const grown = growth(total);
  return (now) => (grown(now) * 1000) / tick;
}

/** What one total has grown by in 100 of what another has, over so many ticks: busy time of paid time, for instance. NaN while that has not grown. */
export function percentOf(
  part: (now: number) => number,
  whole: (now: number) => number,
  ticks = 1,
): (now: number) => number {
  const [some, all] = [growth(part, ticks), growth(whole, ticks)];
  return (now) => (100 * some(now)) / all(now);
}

/**
 * Percentiles of what a histogram has recorded since the last tick, NaN where that is nothing:
 * `const times = lately(source.meter.stays)`, then the lines `times(50)` and `times(99)`. It empties the histogram at each tick, so
 * there can be one of it for each histogram.
 */
export function lately(histogram: Histogram): (percent: number) => (now: number) => number {
  const values = new Map<number, number>();
  let lookedAt = Number.NaN;
  return (percent) => {
    values.set(percent, Number.NaN);
    return (now) => {
      if (now !== lookedAt) {
        lookedAt = now;
        for (const each of values.keys())
          values.set(each, histogram.count > 0 ? histogram.percentile(each) : Number.NaN);
        histogram.reset();
      }
      return values.get(percent)!;
    };
  };
}
