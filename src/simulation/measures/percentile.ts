/**
 * What a percentile is, for every one in this project: that of the nearest rank. The 99th percentile of a run is the least of its
 * values that at least 99 % of them do not exceed, so it is a value that was measured, and nothing between two of them.
 */

/** Per cent as it is written: its digits, those after the point, and the exponent of ten where there is one. */
const WRITTEN = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/**
 * The place of a percentile among `count` sorted values, counted from 1: the least whole number that is at least `percent` % of `count`,
 * and 1 at least. Exact for a percentage as it is written in decimals, although 99.9 is no double: of 1,000 values it is the 999th.
 */
export function rankOf(percent: number, count: number): number {
  const written = percent <= 100 ? WRITTEN.exec(String(percent)) : null;
  if (!written) throw new RangeError(`There is no ${percent}th percentile.`);
  const [, whole = '', decimals = '', exponent = '0'] = written;
  // Below 0.000001 a number is written with an exponent, which is never above 0 here.
  const places = 2n + BigInt(decimals.length) - BigInt(exponent);
  const [part, hundred] = [BigInt(whole + decimals) * BigInt(count), 10n ** places];
  return Math.max(1, Number((part + hundred - 1n) / hundred));
}

/** The percentile of values in any order; 0 where there are none. For many values, or many percentiles, there is the histogram. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[rankOf(percent, sorted.length) - 1] ?? 0;
}
