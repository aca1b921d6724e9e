/** What lesson 2 says of its simulation: the fleets, where response times take off, and that queueing theory agrees. */
import { describe, expect, test } from 'vitest';
import { type Recording, record } from '#scene';
import { meanResponse, meanResponseApart } from '../../../content/scenes/server-calculator/theory.ts';
import serverCalculator from '../../../content/scenes/server-calculator.ts';
import type { Strike } from '../../../src/grading/replay.ts';

interface Given {
  seed?: number;
  settings?: Record<string, number | string>;
  strikes?: Strike[];
}

/** The recording of the calculator's fleet and that of the smallest. */
function recorded({ seed = 1, settings = {}, strikes = [] }: Given = {}): [Recording, Recording] {
  const [planned, smallest] = record(serverCalculator, { seed, settings, strikes, from: 0 }, undefined);
  return [planned!, smallest!];
}

/** The values of a chart's line at the end of each window of 2 s, by that second. */
function values({ charts, tick }: Recording, title: string, label: string): Map<number, number> {
  const line = charts.find((chart) => chart.title === title)!.series.find((series) => series.label === label)!;
  const found = new Map<number, number>();
  for (let index = 4; index < line.values.length; index += 4) found.set((index * tick) / 1000, line.values[index]!);
  return found;
}

const p99 = (recording: Recording) => values(recording, 'Response time', 'p99');
const mean = (recording: Recording) => values(recording, 'Response time', 'mean');
const theory = (recording: Recording) => values(recording, 'Response time', 'mean in theory');
const utilisation = (recording: Recording) => values(recording, 'Utilisation', 'servers');
const failed = (recording: Recording) => values(recording, 'Requests', 'failed');

const average = (numbers: Iterable<number>) => {
  const all = [...numbers];
  return all.reduce((sum, number) => sum + number, 0) / all.length;
};
const from = (numbers: Map<number, number>, first: number, last: number) =>
  [...numbers].flatMap(([second, value]) => (second >= first && second <= last ? [value] : []));
const copies = ({ nodes }: Recording) => nodes[2]!.copies;

describe('queueing theory', () => {
  // The reference vectors, group queueing-mmc, and the table of the lesson (ten servers with one queue).
  test.each([
    [1, 0.5, 2],
    [1, 0.9, 10],
    [2, 1.5, 2.285714],
    [10, 5, 1.01],
    [10, 7, 1.07],
    [10, 8, 1.2],
    [10, 9, 1.67],
    [10, 9.5, 2.65],
    [10, 9.9, 10.64],
  ])('%i servers under a load of %f: %f service times', (servers, load, expected) => {
    expect(Math.abs(meanResponse(servers, load) - expected)).toBeLessThan(0.006);
  });

  test('has no answer at 100 % or above', () => {
    expect(meanResponse(3, 3)).toBeNaN();
    expect(meanResponseApart(3, 4)).toBeNaN();
    expect(meanResponse(0, 1)).toBeNaN();
  });

  test.each([
    ['one queue, ten servers at 70 %', 700, 70, 'one', 10.7],
    ['one queue, ten servers at 80 %', 800, 80, 'one', 12],
    ['one queue, ten servers at 90 %', 900, 90, 'one', 16.7],
    ['a queue for each of ten servers at 70 %', 700, 70, 'each', 33.3],
    ['a queue for each of ten servers at 80 %', 800, 80, 'each', 50],
  ])('%s: the mean of a steady minute is that of theory to 4 in 100', (_name, rate, target, queues, expected) => {
    const runs = [1, 2].map((seed) => recorded({ seed, settings: { load: 'steady', rate, target, queues } })[0]);
    expect(copies(runs[0]!)).toBe(10);
    expect(Math.abs(average(theory(runs[0]!).values()) - expected)).toBeLessThan(0.1);
    const measured = average(runs.flatMap((run) => [...mean(run).values()]));
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.04);
  });
});

describe('the usual run, from 350 to 1,050 requests a second', () => {
  const [planned, smallest] = recorded();

  test('the calculator gives ten servers for 700 at 70 %, and seven can do it', () => {
    expect([copies(planned), copies(smallest)]).toEqual([10, 7]);
    expect([planned.title, smallest.title]).toEqual(['10 servers, as calculated', '7 servers, the fewest']);
  });

  test('half-way the load is what was planned: ten are busy for 70 % of the time, seven nearly always', () => {
    expect(average(from(utilisation(planned), 28, 32))).toBeCloseTo(70, -0.5);
    expect(average(from(utilisation(smallest), 28, 34))).toBeGreaterThan(93);
  });

  test('up to 85 % in use p99 stays below 56 ms', () => {
    for (const recording of [planned, smallest]) {
      for (const [second, busy] of utilisation(recording))
        if (busy <= 85) expect(p99(recording).get(second)).toBeLessThan(56);
    }
  });

  test('then it takes off: in the small fleet to half a second by 36 s, in the large one after 50 s', () => {
    expect(p99(smallest).get(32)).toBeGreaterThan(140);
    expect(p99(smallest).get(36)).toBeGreaterThan(480);
    expect(Math.max(...from(p99(planned), 0, 50))).toBeLessThan(60);
    expect(Math.max(...from(p99(planned), 54, 60))).toBeGreaterThan(120);
  });

  test('the small fleet fails requests from 36 s on, a third of them at the end; the large one none', () => {
    expect(Math.max(...from(failed(smallest), 0, 34))).toBe(0);
    expect(failed(smallest).get(36)).toBeGreaterThan(0);
    expect(failed(smallest).get(60)! / 1050).toBeCloseTo(1 / 3, 1);
    expect(Math.max(...failed(planned).values())).toBe(0);
  });

  test('theory ends where the load reaches all that the servers can do', () => {
    expect(theory(smallest).get(28)).toBeGreaterThan(50);
    expect(theory(smallest).get(30)).toBeNaN();
    expect(theory(planned).get(54)).toBeGreaterThan(70);
    expect(theory(planned).get(56)).toBeNaN();
  });

  test('the same seed gives the same recording, another seed another', () => {
    expect(recorded()).toEqual([planned, smallest]);
    expect(recorded({ seed: 2 })).not.toEqual([planned, smallest]);
  });
});

test('the calculator counts exactly: 290 of 100 at 58 % are five servers, not six', () => {
  const [planned, smallest] = recorded({ settings: { rate: 290, target: 58 } });
  expect([copies(planned), copies(smallest)]).toEqual([5, 3]);
});

test('with a target of 100 % there is nothing to tell the two fleets apart', () => {
  const [planned, smallest] = recorded({ settings: { target: 100, rate: 200 } });
  expect(planned.moves).toEqual(smallest.moves);
});

test('a large fleet at 95 % responds faster than a small one at 90 %', () => {
  const steady = (settings: Record<string, number>) =>
    average(mean(recorded({ settings: { load: 'steady', ...settings } })[0]).values());
  // Twelve servers at 95 % and two at 90 %.
  const [large, small] = [steady({ rate: 1140, target: 95 }), steady({ rate: 180, target: 90 })];
  expect(large).toBeLessThan(30);
  expect(small).toBeGreaterThan(40);
});

describe('a lost server', () => {
  const crash = (place: number, at: number): Strike => ({ at, does: 'crash', target: `servers/${place}` });

  test('takes the ten to 78 % in use, which nobody feels; for the seven it is too much', () => {
    const settings = { load: 'steady' };
    const [planned, smallest] = recorded({ settings, strikes: [crash(1, 10_000)] });
    expect(average(from(utilisation(planned), 16, 60))).toBeCloseTo(77.8, -0.5);
    expect(average(from(p99(planned), 16, 60))).toBeLessThan(56);
    expect(average(from(p99(smallest), 20, 60))).toBeGreaterThan(500);
    expect(average(from(failed(smallest), 20, 60))).toBeGreaterThan(70);
  });

  test('leaves two of three for 200 requests a second: they cannot keep up', () => {
    const [planned] = recorded({ settings: { load: 'steady', rate: 200 }, strikes: [crash(1, 10_000)] });
    expect(copies(planned)).toBe(3);
    expect(average(from(p99(planned), 0, 10))).toBeLessThan(65);
    for (const time of from(p99(planned), 16, 60)) expect(time).toBeGreaterThan(65);
    expect(average(from(p99(planned), 16, 60))).toBeGreaterThan(200);
  });

  test('comes back, and the queue with it', () => {
    const strikes = [crash(1, 10_000), { at: 20_000, does: 'recover' as const, target: 'servers/1' }];
    const [planned] = recorded({ settings: { load: 'steady', target: 90, rate: 900 }, strikes });
    expect(theory(planned).get(16)).toBeNaN();
    expect(theory(planned).get(22)).toBeCloseTo(16.7, 0);
    expect(average(from(mean(planned), 40, 60))).toBeLessThan(25);
  });

  test.each(['one', 'each'])('with none left all requests fail, and no more (queues: %s)', (queues) => {
    const strikes = [1, 2, 3].map((place) => crash(place, 10_000));
    const [planned] = recorded({ settings: { load: 'steady', rate: 200, queues }, strikes });
    expect(copies(planned)).toBe(3);
    expect(average(from(failed(planned), 14, 60))).toBeCloseTo(200, -1.2);
    const strikesBack = strikes.map((strike) => ({ ...strike, at: 20_000, does: 'recover' as const }));
    const [again] = recorded({
      settings: { load: 'steady', rate: 200, queues },
      strikes: [...strikes, ...strikesBack],
    });
    expect(average(from(failed(again), 24, 60))).toBe(0);
  });
});
