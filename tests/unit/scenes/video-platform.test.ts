/** What lesson 1 says of its simulation: one large machine and a fleet under the same load, and a machine lost in each. */
import { expect, test } from 'vitest';
import { type Recording, record } from '#scene';
import videoPlatform from '../../../content/scenes/video-platform.ts';
import type { Strike } from '../../../src/grading/replay.ts';

interface Given {
  seed?: number;
  settings?: Record<string, number | string>;
  strikes?: Strike[];
}

/** The recording of the large machine and that of the fleet. */
function recorded({ seed = 1, settings = {}, strikes = [] }: Given = {}): [Recording, Recording] {
  const [single, fleet] = record(videoPlatform, { seed, settings, strikes, from: 0 }, undefined);
  return [single!, fleet!];
}

/** How many requests were answered and how many failed, by the sentence at the end. */
function ends({ events }: Recording): { answered: number; failed: number } {
  const [answered, failed] = events
    .at(-1)!
    .text.match(/[\d,]+\d|\d/g)!
    .map((digits) => Number(digits.replace(',', '')));
  return { answered: answered!, failed: failed! };
}

/** The values of a chart's first line from one second to another. */
function between({ charts, tick }: Recording, title: string, from: number, to: number): number[] {
  const { values } = charts.find((chart) => chart.title === title)!.series[0]!;
  return [...values].filter((_, index) => index * tick >= from * 1000 - 1 && index * tick <= to * 1000 + 1);
}

const P99 = 'Response time, 99th percentile';

test('the large machine loses everything for six seconds, the fleet a little for one', () => {
  const [single, fleet] = recorded();
  expect(ends(single).failed).toBe(4821);
  expect(ends(fleet).failed).toBe(57);
  const lost = between(single, 'Failed requests', 12.6, 18);
  expect(Math.min(...lost)).toBeGreaterThan(500);
  expect(Math.max(...between(fleet, 'Failed requests', 13.4, 32))).toBe(0);
});

test('past 1,000 requests a second the large machine falls behind, and the fleet does not', () => {
  const [single, fleet] = recorded();
  expect(Math.min(...between(single, 'Utilisation', 22, 32))).toBeGreaterThan(99.9);
  expect(between(single, P99, 32, 32)[0]).toBeGreaterThan(1100);
  expect(between(single, P99, 32, 32)[0]).toBeLessThan(1300);
  expect(Math.max(...between(fleet, P99, 22, 32))).toBeLessThan(450);
  const use = between(fleet, 'Utilisation', 22, 32);
  expect(use.reduce((sum, value) => sum + value, 0) / use.length).toBeCloseTo(92, -0.6);
});

test('with one lost for good the spare is used up; with two more the fleet turns requests away', () => {
  const lost = { loss: 'for-good' };
  const [single, fleet] = recorded({ settings: lost });
  expect(ends(single).failed).toBeGreaterThan(19_000);
  expect(ends(fleet).failed).toBe(57);
  expect(between(fleet, P99, 32, 32)[0]).toBeGreaterThan(900);
  const strikes = ['web/5', 'web/6'].map((target): Strike => ({ at: 20_000, does: 'crash', target }));
  expect(ends(recorded({ settings: lost, strikes })[1]).failed).toBe(765);
});

test('while all stay well, ten small servers are a little slower than a large one that can do as much', () => {
  const [single, fleet] = recorded({ settings: { loss: 'none', machines: 10 } });
  expect(ends(single).failed).toBe(0);
  expect(between(single, P99, 32, 32)[0]).toBeCloseTo(1256, -2);
  expect(between(fleet, P99, 32, 32)[0]).toBeCloseTo(1880, -2);
});

test('the same requests come to both, with the same seed again, and with another seed others', () => {
  const both = recorded({ settings: { loss: 'none', peak: 600 } });
  const [single, fleet] = both.map(ends);
  expect(Math.abs(single!.answered - fleet!.answered)).toBeLessThan(60);
  expect(recorded({ settings: { loss: 'none', peak: 600 } })).toEqual(both);
  expect(recorded({ seed: 2, settings: { loss: 'none', peak: 600 } })).not.toEqual(both);
});
