/** What lesson 9 says of its balancers: turns are bad on uneven servers, and the fewest connections on one that fails fast. */
import { expect, test } from 'vitest';
import { type Recording, record } from '#scene';
import loadBalancers from '../../../content/scenes/load-balancers.ts';
import type { Strike } from '../../../src/grading/replay.ts';

type Settings = Record<string, number | string>;

function recorded(settings: Settings = {}, { seed = 1, strikes = [] as Strike[] } = {}): Recording[] {
  return record(loadBalancers, { seed, settings, strikes, from: 0 }, undefined);
}

/** The 99th percentile of the whole run in ms and the percentage that failed, by the sentence at the end. */
function ends({ events }: Recording): { p99: number; failed: number } {
  const [, , p99, failed] = events
    .at(-1)!
    .text.match(/\d[\d,.]*/g)!
    .map((digits) => Number(digits.replace(',', '')));
  return { p99: p99!, failed: failed! };
}

/** The mean of a chart's first line from one second to another. */
function mean({ charts, tick }: Recording, title: string, from: number, to: number): number {
  const { values } = charts.find((chart) => chart.title === title)!.series[0]!;
  const some = [...values].filter((_, index) => index * tick >= from * 1000 && index * tick <= to * 1000);
  return some.reduce((sum, value) => sum + value, 0) / some.length;
}

test('on uneven servers turns take ten times as long as the fewest connections, and fail', () => {
  const [turns, fewest, two] = recorded();
  expect(ends(turns!)).toEqual({ p99: 2800, failed: 9.4 });
  expect(ends(fewest!)).toEqual({ p99: 233, failed: 0 });
  expect(ends(two!)).toEqual({ p99: 342, failed: 0 });
  expect(mean(turns!, 'Failed requests', 8, 30)).toBeCloseTo(16, -0.6);
  // The waiting lines of both old servers are full, and those of the other balancers empty.
  expect(mean(turns!, 'Old servers', 8, 30)).toBeGreaterThan(60);
  expect(mean(fewest!, 'Old servers', 8, 30)).toBeLessThan(1);
});

test('it is so with other luck as well', () => {
  for (let seed = 2; seed <= 5; seed++) {
    const [turns, fewest, two] = recorded({}, { seed }).map(ends);
    expect(turns!.p99, `seed ${seed}`).toBeGreaterThan(8 * fewest!.p99);
    expect(two!.p99, `seed ${seed}`).toBeGreaterThan(fewest!.p99);
    expect(turns!.failed, `seed ${seed}`).toBeGreaterThan(5);
  }
});

test('among equals all strategies are nearly alike', () => {
  const times = recorded({ work: 20 }).map((recording) => ends(recording).p99);
  expect(times).toEqual([126, 100, 116]);
});

test('a server that fails fast looks idle: the fewest connections send it far more than its share', () => {
  const [turns, fewest, first] = recorded({ fault: 'fails', third: 'first' });
  expect(mean(turns!, 'Failed requests', 14, 21.5)).toBeCloseTo(41, -0.8);
  expect(mean(fewest!, 'Failed requests', 14, 21.5)).toBeCloseTo(56, -0.8);
  expect(mean(first!, 'Failed requests', 14, 21.5)).toBeCloseTo(111, -0.8);
  expect(ends(recorded({ third: 'first' })[2]!).p99).toBe(163);
});

test('who looks at errors finds it out', () => {
  const [, fewest, healthy] = recorded({ fault: 'fails', third: 'healthy' });
  expect(ends(fewest!).failed).toBe(13.2);
  expect(ends(healthy!).failed).toBe(1.7);
  // With nobody sick it is the same strategy, pick by pick.
  const [, usual, watchful] = recorded({ third: 'healthy' });
  expect(watchful!.moves).toEqual(usual!.moves);
});

test('when nearly all look sick, all are asked', () => {
  const strikes = ['new/1', 'new/2', 'new/3'].map((target): Strike => ({ at: 5_000, does: 'crash', target }));
  const back = strikes.map((strike): Strike => ({ ...strike, at: 15_000, does: 'recover' }));
  const [, , healthy] = recorded({ third: 'healthy', rate: 60 }, { strikes: [...strikes, ...back] });
  expect(mean(healthy!, 'Failed requests', 18, 30)).toBe(0);
});

test('a slow server is noticed by its connections', () => {
  const [turns, fewest] = recorded({ fault: 'slow' });
  expect(ends(turns!).failed).toBeGreaterThan(12);
  expect(ends(fewest!).failed).toBe(0);
  expect(ends(fewest!).p99).toBeLessThan(300);
});

test('the same seed gives the same recordings, another seed others', () => {
  expect(recorded()).toEqual(recorded());
  expect(recorded({}, { seed: 2 })).not.toEqual(recorded());
});
