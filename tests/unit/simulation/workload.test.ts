/** Holds the workloads to the rates and mixes they are asked for. */
import { describe, expect, test } from 'vitest';
import { Server } from '../../../src/parts/index.ts';
import {
  type Arrivals,
  bursts,
  ClosedUsers,
  constant,
  OpenSource,
  poisson,
  Simulation,
  steady,
  Trace,
  traced,
  zipf,
} from '../../../src/simulation/index.ts';
import { stream } from '../../../src/simulation/random/random.ts';

function arrivalTimes(arrivals: Arrivals, until: number, seed = 1): number[] {
  const random = stream(seed, 'arrivals');
  const times: number[] = [];
  let now = 0;
  for (;;) {
    now += arrivals.gap(now, random);
    if (!(now < until)) return times;
    times.push(now);
  }
}

/** How many of the times lie in each window; a Poisson count has a standard deviation of the root of its mean. */
function countIn(times: readonly number[], from: number, to: number): number {
  return times.filter((time) => time >= from && time < to).length;
}

describe('arrivals', () => {
  test('Poisson arrivals come at their rate, and their counts vary as Poisson counts do', () => {
    const times = arrivalTimes(poisson(500), 200_000);
    expect(Math.abs(times.length - 100_000)).toBeLessThan(4 * Math.sqrt(100_000));
    const counts = new Array<number>(2000).fill(0);
    for (const time of times) counts[Math.floor(time / 100)]!++;
    const variance = counts.reduce((sum, count) => sum + (count - 50) ** 2, 0) / counts.length;
    // The index of dispersion of n windows is 1 with a standard deviation of √(2/n).
    expect(Math.abs(variance / 50 - 1)).toBeLessThan(4 * Math.sqrt(2 / 2000));
  });

  test('steady arrivals come in equal steps', () => {
    expect(arrivalTimes(steady(250), 21)).toEqual([4, 8, 12, 16, 20]);
  });

  test('bursts come at the mean rate on/(on + off), and far more unevenly than Poisson arrivals', () => {
    const times = arrivalTimes(bursts({ perSecond: 1000, on: 100, off: 300 }), 2_000_000);
    expect(Math.abs(times.length / 500_000 - 1)).toBeLessThan(0.06);
    const counts = new Array<number>(20_000).fill(0);
    for (const time of times) counts[Math.floor(time / 100)]!++;
    const mean = times.length / counts.length;
    const dispersion = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length / mean;
    expect(dispersion).toBeGreaterThan(10);
  });

  test('a trace follows its steps', () => {
    const times = arrivalTimes(
      traced([
        { from: 1000, perSecond: 1000 },
        { from: 11_000, perSecond: 5000 },
        { from: 21_000, perSecond: 0 },
        { from: 31_000, perSecond: 100 },
        { from: 131_000, perSecond: 0 },
      ]),
      1e9,
    );
    const expected: [number, number, number][] = [
      [0, 1000, 0],
      [1000, 11_000, 10_000],
      [11_000, 21_000, 50_000],
      [21_000, 31_000, 0],
      [31_000, 131_000, 10_000],
      [131_000, 1e9, 0],
    ];
    for (const [from, to, count] of expected) {
      expect(Math.abs(countIn(times, from, to) - count), `${from} to ${to}`).toBeLessThanOrEqual(4 * Math.sqrt(count));
    }
  });

  test.each<[string, () => unknown, string]>([
    ['a rate of 0', () => poisson(0), '0 is not a positive rate or time.'],
    [
      'steps out of order',
      () =>
        traced([
          { from: 5, perSecond: 1 },
          { from: 5, perSecond: 2 },
        ]),
      'in order of time',
    ],
    [
      'a negative rate',
      () =>
        traced([
          { from: 0, perSecond: 1 },
          { from: 5, perSecond: -2 },
        ]),
      'A rate cannot be -2',
    ],
    ['no steps', () => traced([]), '0 is not a positive rate'],
  ])('refuses %s', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});

test('kinds and keys come in proportion', () => {
  const simulation = new Simulation(2);
  const server = new Server(simulation, { name: 's', service: constant(0) });
  const trace = new Trace(100_000);
  simulation.trace = trace;
  const kinds = { read: 9, write: 1 };
  new OpenSource(simulation, {
    name: 'users',
    to: server,
    arrivals: steady(1000),
    keys: zipf(100, 1),
    kinds,
    until: 20_000.5,
  });
  simulation.run(Number.POSITIVE_INFINITY);
  const came = trace.entries().filter(({ what }) => what === 'arrive');
  expect(came).toHaveLength(20_000);
  const writes = came.filter(({ kind }) => kind === 'write').length;
  expect(Math.abs(writes - 2000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.1 * 0.9));
  // Key 0 has a share of 1/H(100), with H(100) = 5.1874.
  const share = 1 / 5.1874;
  const first = came.filter(({ key }) => key === 0).length;
  expect(Math.abs(first - 20_000 * share)).toBeLessThan(4 * Math.sqrt(20_000 * share * (1 - share)));
});

test('closed users wait for the answer, think, and ask again', () => {
  const simulation = new Simulation(1);
  const server = new Server(simulation, { name: 's', service: constant(10), servers: 3 });
  const users = new ClosedUsers(simulation, { name: 'users', to: server, users: 3, think: constant(40) });
  simulation.run(1000);
  // A round takes 50 ms: 20 rounds of three users, the twentieth ending at 1000.
  expect(users.meter.ended.ok).toBe(60);
  expect(server.meter.inside.mean(1000)).toBeCloseTo(3 * 0.2, 12);
});
