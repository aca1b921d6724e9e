/** Holds the measures to exact sorts, to sums worked out by hand, and to each other. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Histogram, machineCost, percentile, TimeAverage, TimeSeries } from '../../../src/simulation/index.ts';

const percents = [0, 1, 25, 50, 90, 99, 99.9, 100];

/** The nearest-rank percentile of a sorted list, by counting: the first value that enough of them do not exceed. */
function exact(sorted: readonly number[], percent: number): number {
  const tenths = Math.round(percent * 10);
  return sorted.find((value) => sorted.filter((other) => other <= value).length * 1000 >= tenths * sorted.length)!;
}

function filled(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

describe('the histogram', () => {
  const times = fc.array(
    fc.oneof(fc.double({ min: 1e-5, max: 1e9, noNaN: true }), fc.double({ min: 0.01, max: 50, noNaN: true })),
    { minLength: 1, maxLength: 300 },
  );

  test('gives percentiles within 0.8 % of an exact sort', () => {
    fc.assert(
      fc.property(times, (values) => {
        const histogram = filled(values);
        const sorted = values.toSorted((a, b) => a - b);
        for (const percent of percents) {
          const expected = exact(sorted, percent);
          expect(Math.abs(histogram.percentile(percent) - expected)).toBeLessThanOrEqual(expected / 128);
        }
        expect(histogram.count).toBe(values.length);
        expect(histogram.min).toBe(sorted[0]);
        expect(histogram.max).toBe(sorted.at(-1));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test.each([
    { percent: 99.9, of: 1000 },
    { percent: 99.9, of: 7_000 },
    { percent: 99.99, of: 10_000 },
    { percent: 99, of: 100 },
    { percent: 55, of: 100 },
    { percent: 7, of: 100 },
    { percent: 99, of: 1100 },
    { percent: 99, of: 700 },
    { percent: 29, of: 100 },
  ])('the percentile $percent of $of values is the one of that rank, and no later one', ({ percent, of }) => {
    const rank = Math.round((percent * of) / 100);
    const upwards = Array.from({ length: of }, (_, index) => index + 1);
    expect(percentile(upwards.toReversed(), percent)).toBe(rank);
    const [below, beyond] = [new Array<number>(rank).fill(1), new Array<number>(of - rank).fill(1000)];
    expect(filled([...below, ...beyond]).percentile(percent)).toBeCloseTo(1, 1);
    expect(filled([...below.slice(1), ...beyond, 1000]).percentile(percent)).toBeCloseTo(1000, -1);
  });

  test('what is read on the way changes nothing', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 200 }), (values, every) => {
        const [read, unread] = [new Histogram(), new Histogram()];
        values.forEach((value, index) => {
          read.record(value);
          unread.record(value);
          if (index % every === 0) void read.percentile(50);
        });
        const seen = [read, unread].map(({ count, min, max, mean }) => [count, min, max, mean]);
        expect(seen[0]).toEqual(seen[1]);
        for (const percent of percents) expect(read.percentile(percent)).toBe(unread.percentile(percent));
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  test('two histograms merged are the histogram of both lists', () => {
    fc.assert(
      fc.property(times, times, (left, right) => {
        const merged = filled(left);
        merged.merge(filled(right));
        const together = filled([...left, ...right]);
        for (const percent of percents) expect(merged.percentile(percent)).toBe(together.percentile(percent));
        expect(merged.count).toBe(together.count);
        expect(merged.min).toBe(together.min);
        expect(merged.max).toBe(together.max);
        expect(merged.mean / together.mean).toBeCloseTo(1, 12);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('an empty one is all zeros, and one that was reset is as new', () => {
    const histogram = filled([1, 2, 3]);
    histogram.reset();
    expect([histogram.count, histogram.mean, histogram.max, histogram.percentile(50)]).toEqual([0, 0, 0, 0]);
    histogram.record(7);
    expect([histogram.min, histogram.max, histogram.percentile(50), histogram.mean]).toEqual([7, 7, 7, 7]);
  });

  test('takes 0 and the extremes of time without losing the count', () => {
    const histogram = filled([0, 0, 1e-12, 1e300]);
    expect(histogram.percentile(50)).toBe(0);
    expect(histogram.percentile(100)).toBe(1e300);
    expect(histogram.count).toBe(4);
  });

  test('tells the share above a threshold', () => {
    const histogram = filled(Array.from({ length: 1000 }, (_, index) => index + 1));
    expect(Math.abs(histogram.shareAbove(900) - 0.1)).toBeLessThan(0.02);
    expect(histogram.shareAbove(1e6)).toBe(0);
    expect(histogram.shareAbove(0)).toBe(1);
    expect(new Histogram().shareAbove(1)).toBe(0);
  });

  test('refuses a percentile that does not exist', () => {
    for (const percent of [101, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => new Histogram().percentile(percent)).toThrow(`There is no ${percent}th percentile.`);
      expect(() => percentile([1], percent)).toThrow(RangeError);
    }
  });
});

describe('the average over time', () => {
  test('weighs each value by how long it lasted', () => {
    const average = new TimeAverage(0, 0);
    average.add(2, 10);
    average.add(1, 20);
    average.add(-3, 30);
    expect(average.area(40)).toBe(10 * 2 + 10 * 3);
    expect(average.mean(40)).toBe(50 / 40);
  });

  test('keeps its value through a reset', () => {
    const average = new TimeAverage(4, 0);
    average.reset(10);
    expect(average.mean(10)).toBe(4);
    expect(average.area(15)).toBe(20);
  });
});

describe('the time series', () => {
  test('counts each window on its own, empty ones too', () => {
    const series = new TimeSeries(100);
    series.asked(10);
    series.asked(20);
    series.ended(50, 40, 'ok');
    series.ended(99, 79, 'failed');
    series.asked(100);
    series.ended(350, 250, 'ok');
    const windows = series.windows(400);
    expect(windows.map(({ from, asked, answered, failed }) => [from, asked, answered, failed])).toEqual([
      [0, 2, 1, 1],
      [100, 1, 0, 0],
      [200, 0, 0, 0],
      [300, 0, 1, 0],
    ]);
    expect(windows.map(({ p50 }) => p50)).toEqual([40, 0, 0, 250]);
    expect(windows[0]?.mean).toBe(40);
  });

  test('leaves out the window that is not over yet', () => {
    const series = new TimeSeries(100);
    series.asked(150);
    expect(series.windows(199)).toHaveLength(1);
    expect(series.windows(200)).toHaveLength(2);
  });

  test('refuses a window without width', () => {
    expect(() => new TimeSeries(0)).toThrow('A window cannot be 0 ms wide.');
  });
});

test('two machines for half an hour at 0.40 an hour cost 0.40', () => {
  expect(machineCost(2 * 1_800_000, 0.4)).toBeCloseTo(0.4, 12);
});
