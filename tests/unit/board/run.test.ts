/** A board at work: its load, what is found weak, how far it goes; and a board and its text are one system. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Architecture, type ArchitectureNode, trial } from '#architecture';
import { USUAL } from '#scene';
import { Endless } from '#simulation';
import { written } from '../../../src/board/document.ts';
import { howFar } from '../../../src/board/how-far.ts';
import { type BoardLoad, busiest, loadOf, USUAL_LOAD } from '../../../src/board/load.ts';
import { billText, boardBill, middlePrices, type Prices } from '../../../src/board/prices.ts';
import { hindrance, recordJob } from '../../../src/board/run.ts';
import { EMPTY, FIRST, templates } from '../../../src/board/templates.ts';
import { readTrace } from '../../../src/board/trace.ts';
import { faultsOf, weakSpots } from '../../../src/board/weak-spot.ts';
import { textOf } from '../../../src/board/write-text.ts';
import { architectures } from './random-board.ts';

vi.setConfig({ testTimeout: 60_000 });

const load = (set: Partial<BoardLoad>): BoardLoad => ({ ...USUAL_LOAD, ...set });
const ratesOf = (set: Partial<BoardLoad>): unknown => {
  const made = loadOf(load(set));
  return 'problem' in made ? made.problem : made.load.rate;
};

test('five hundred random boards run as what is written of them does', () => {
  const options = { seed: 3, load: { rate: 40, writes: 0.3, items: { count: 20, exponent: 1 } }, seconds: 2 };
  /** Its figures; or that it would never end, as those do in which messages go round. */
  const outcome = (architecture: Architecture): unknown => {
    try {
      return trial(architecture, options);
    } catch (thrown) {
      if (!(thrown instanceof Endless)) throw thrown;
      return thrown.message;
    }
  };
  fc.assert(
    fc.property(architectures, (architecture) => {
      const twin = written(textOf(architecture), EMPTY).drawn;
      expect(outcome(twin)).toEqual(outcome(architecture));
    }),
    { numRuns: 500 },
  );
});

test('a board on which messages go round for ever, or more of them each time, says so and does not hang', () => {
  const ring = (queue: Partial<ArchitectureNode>, latency?: number): Architecture => ({
    title: 'A ring',
    nodes: [
      { id: 'shop', kind: 'producer' },
      { id: 'orders', kind: 'queue', ...queue },
    ],
    links: [
      { from: 'shop', to: 'orders', latency },
      { from: 'orders', to: 'shop', latency },
    ],
  });
  const run = (architecture: Architecture) => () =>
    recordJob({ architectures: [architecture], load: load({ rate: 40, seconds: 10 }) }, USUAL);
  expect(run(ring({}))).toThrow(/^After [\d.]+ ms time hardly moves on: .* above all at “shop\/1” and “.*orders.*”/);
  // Given to another before the first has answered, and so three times each time round.
  expect(run(ring({ latency: 0.3, visibility: 0.1, deliveries: 3 }, 0.002))).toThrow(Endless);
  // Once round in 10 ms, and nobody is held up.
  expect(run(ring({}, 5))).not.toThrow();
});

test('each template runs, and serves nearly everybody under a light load', () => {
  for (const { architecture } of templates.filter(({ architecture }) => architecture.nodes.length > 0)) {
    const [recording] = recordJob({ architectures: [architecture], load: load({ rate: 20, seconds: 20 }) }, USUAL);
    const traffic = recording!.charts.find(({ title }) => title === 'Requests')!.series;
    const sum = (label: string) =>
      traffic.find((line) => line.label === label)!.values.reduce((total, value) => total + value, 0);
    expect(sum('asked')).toBeGreaterThan(0);
    expect(sum('failed') / sum('asked'), architecture.title).toBeLessThan(0.01);
  }
});

test('two boards of one title run beside each other, and a link or a whole node can be broken', () => {
  const recordings = recordJob(
    { architectures: [FIRST, FIRST], load: load({ seconds: 10 }) },
    { ...USUAL, strikes: [{ at: 2_000, does: 'cut', target: 'link:1' }] },
  );
  expect(recordings.map(({ title }) => title)).toEqual(['A small shop (kept)', 'A small shop']);
  expect(recordings[0]!.moves).toEqual(recordings[1]!.moves);
  expect(recordings[0]!.cuts.at(-1)!.links).toEqual([1]);
  expect(recordings[0]!.targets).toContainEqual({ target: 'shop', label: 'All of shop', does: 'crash' });
});

describe('prices', () => {
  const titlesOf = (prices: Prices) =>
    recordJob({ architectures: [FIRST], load: load({ seconds: 5, prices }) }, USUAL)[0]!.charts;
  const all: Prices = { 'load-balancer': 0.2, web: 0.15, cache: 0.1, database: 0.8 };

  test('what runs is paid for, and the chart says what the bill says', () => {
    const { total, table, unpriced } = boardBill(FIRST, all)!;
    // A balancer, two web servers, a cache and a database; who only asks costs nothing.
    expect(total).toBeCloseTo(0.2 + 2 * 0.15 + 0.1 + 0.8, 12);
    expect(table.rows[0]!.cells).toEqual(['"database"', '1', '$0.80', '$0.80']);
    expect(unpriced).toEqual([]);
    const cost = titlesOf(all).find(({ title }) => title === 'Cost')!;
    expect(cost.series[0]!.values.at(-1)).toBeCloseTo(total, 5);
  });

  test('what has no price is named and not free, and a part of the costs is no chart', () => {
    const { cache: _, ...some } = all;
    expect(billText(boardBill(FIRST, some)!)).toBe('$1.30 an hour, without cache');
    expect(titlesOf(some).map(({ title }) => title)).not.toContain('Cost');
    expect(boardBill(FIRST, {})).toBeUndefined();
    expect(boardBill(FIRST, { web: Number.NaN })).toBeUndefined();
    expect(ratesOf({ prices: { web: -1 } })).toBe('The price of "web": use a number from 0 to 1,000 dollars an hour.');
  });

  test('in a lab what it sells has its price, and nothing else', () => {
    const sold = { web: { kind: 'web', capacity: 100, latency: 20, price: 0.15 } } as const;
    const design: Architecture = {
      title: 'One',
      nodes: [
        { id: 'users', kind: 'client' },
        { id: 'web', kind: 'web', capacity: 100, latency: 20, replicas: 3 },
        { id: 'other', kind: 'web', capacity: 101, latency: 20 },
      ],
      links: [],
    };
    expect(boardBill(design, { web: 9 }, sold)).toMatchObject({ total: expect.closeTo(0.45, 12), unpriced: ['other'] });
  });

  test('the usual price of a kind is the middle one of what the labs sell', () => {
    const shop = (...prices: number[]) =>
      Object.fromEntries(prices.map((price, place) => [`${place}`, { kind: 'web' as const, price }]));
    expect(middlePrices([shop(0.4, 0.1), shop(0.2)])).toEqual({ web: 0.2 });
  });
});

describe('load', () => {
  test('shapes are steps in time', () => {
    expect(ratesOf({ rate: 20 })).toBe(20);
    expect(ratesOf({ shape: 'rush', rate: 5, peak: 100, seconds: 40 })).toEqual([
      { from: 0, perSecond: 5 },
      { from: 10_000, perSecond: 100 },
      { from: 30_000, perSecond: 5 },
    ]);
    const day = ratesOf({ shape: 'day', rate: 10, peak: 110, seconds: 48 }) as { from: number; perSecond: number }[];
    expect(day).toHaveLength(48);
    expect(Math.min(...day.map(({ perSecond }) => perSecond))).toBeCloseTo(10, 0);
    expect(Math.max(...day.map(({ perSecond }) => perSecond))).toBeCloseTo(110, 0);
    expect(busiest(load({ shape: 'rush', seconds: 40 }))).toBe(10);
    expect(busiest(load({ shape: 'day', seconds: 48 }))).toBeCloseTo(31.5, -1);
  });

  test('a trace is read as spreadsheets write it', () => {
    expect(readTrace('second;rate\r\n0;5\r\n10;50.5\r\n')).toEqual({
      steps: [
        { from: 0, perSecond: 5 },
        { from: 10_000, perSecond: 50.5 },
      ],
    });
    expect(readTrace('5\n6\n7')).toEqual({
      steps: [5, 6, 7].map((perSecond, second) => ({ from: second * 1000, perSecond })),
    });
  });

  test.each([
    ['', 'is empty'],
    ['second, rate', 'is empty'],
    ['0, 5\n1, many', 'Line 2 of the trace says "many"'],
    ['0, 5\n1,', 'Line 2'],
    ['0, 5\n0, 6', 'not after the line before'],
    ['0, -1', '0 to 20,000'],
    ['0, 1e9', '0 to 20,000'],
    ['0, 0', 'asks for nothing'],
    [Array.from({ length: 5_002 }, (_, at) => `${at}, 1`).join('\n'), 'at most 5,000'],
  ])('a trace that cannot be (%#) says why', (trace, why) => {
    expect(JSON.stringify(readTrace(trace)).replaceAll('\\"', '"')).toContain(why);
  });

  test.each([
    [{ rate: Number.NaN }, '"rate"'],
    [{ rate: 1e9 }, '0.1 to 20,000'],
    [{ writes: 101 }, '0 to 100'],
    [{ items: 1.5 }, 'a whole number'],
    [{ rate: 20_000, seconds: 300 }, '6,000,000 requests in one run'],
    [{ shape: 'trace', trace: 'x' }, 'is empty'],
  ])('a load that cannot be (%#) says why', (set, why) => {
    expect(ratesOf(set as Partial<BoardLoad>)).toContain(why);
  });
});

test('what cannot run says why', () => {
  expect(hindrance(EMPTY)).toContain('nothing to run');
  expect(hindrance({ ...EMPTY, nodes: [{ id: 'web', kind: 'web' }] })).toContain('add a client');
  const many = { id: 'web', kind: 'web', replicas: 1_000 } as const;
  expect(hindrance({ ...FIRST, nodes: [...FIRST.nodes, many] })).toContain('at most 1,000');
});

const fragile: Architecture = {
  title: 'One database behind three servers',
  nodes: [
    { id: 'people', kind: 'client' },
    { id: 'balancer', kind: 'load-balancer', replicas: 2 },
    { id: 'web', kind: 'web', replicas: 3, capacity: 100, latency: 10 },
    { id: 'rows', kind: 'database', capacity: 200, latency: 5 },
  ],
  links: [
    { from: 'people', to: 'balancer' },
    { from: 'balancer', to: 'web' },
    { from: 'web', to: 'rows' },
  ],
};

test('what hurts most is what there is one of, and each is shown as it was found', () => {
  const steps: string[] = [];
  const set = load({ rate: 60, seconds: 30 });
  const { calm, hurts } = weakSpots(fragile, set, (done, of) => steps.push(`${done} of ${of}`));
  expect(calm.failed).toBe(0);
  expect(hurts).toHaveLength(faultsOf(fragile).length);
  expect(steps.at(-1)).toBe(`${hurts.length + 1} of ${hurts.length + 1}`);
  const total = hurts.filter(({ failed }) => failed > 0.9).map(({ what }) => what);
  expect(total.toSorted()).toEqual(
    ['balancer → web is cut', 'people → balancer is cut', 'rows dies', 'web → rows is cut'].toSorted(),
  );
  const one = hurts.find(({ what }) => what === 'web 2 dies')!;
  expect(one).toMatchObject({ stays: false });
  expect(one.lasts).toBeGreaterThan(0);
  expect(one.lasts).toBeLessThan(5);
  expect(hurts.at(-1)!.failed).toBe(0);
  for (const { replay, what } of [hurts[0]!, one]) {
    const [recording] = recordJob({ architectures: [fragile], load: set }, replay);
    const failed = recording!.charts[0]!.series[2]!.values.reduce((sum, value) => sum + value, 0);
    expect(failed, what).toBeGreaterThan(0);
  }
});

test('it goes as far as its fullest part, which is named', () => {
  const found = howFar(fragile, load({ writes: 0 }), { p99: 1_000, answered: 99.9 }, () => {});
  // One copy of the database serves 200 requests a second, three servers 300: the queue before it grows without end beyond that.
  expect(found.holds).toBeGreaterThan(180);
  expect(found.holds).toBeLessThan(215);
  expect(found.breaks! / found.holds).toBeLessThan(1.03);
  expect(found.full[0]!.id).toBe('rows');
  expect(found.full[0]!.utilisation).toBeGreaterThan(0.9);
  expect(howFar(fragile, USUAL_LOAD, { p99: 1, answered: 99.9 }, () => {}).holds).toBe(0);
});
