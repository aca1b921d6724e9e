/**
 * Confidence intervals for the mean of a simulated quantity, from independent replications or from batches of one long run.
 * The level is 99.9 %: were the seeds drawn anew, a right simulator would fail one such check in a thousand by bad luck. The
 * seeds are fixed, so a check that passes keeps passing.
 */

/** Two-sided 99.9 % quantiles of Student's t by degrees of freedom (any table of t, the column 0.0005). */
const t999: Record<number, number> = { 9: 4.781, 19: 3.883 };

export interface Interval {
  mean: number;
  halfWidth: number;
}

export function interval(samples: readonly number[]): Interval {
  const n = samples.length;
  const t = t999[n - 1];
  if (t === undefined) throw new RangeError(`There is no t for ${n} samples in the table.`);
  const mean = samples.reduce((sum, x) => sum + x, 0) / n;
  const variance = samples.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  return { mean, halfWidth: t * Math.sqrt(variance / n) };
}

/** An interval that holds the expected value, and is narrow enough (relative to it) to mean something. */
export function agrees(samples: readonly number[], expected: number, precision: number): void {
  const { mean, halfWidth } = interval(samples);
  if (halfWidth > precision * expected) {
    throw new Error(`±${halfWidth} is too wide to check ${expected} to ${precision * 100} %.`);
  }
  if (Math.abs(mean - expected) > halfWidth) throw new Error(`${mean} ± ${halfWidth} does not hold ${expected}.`);
}
