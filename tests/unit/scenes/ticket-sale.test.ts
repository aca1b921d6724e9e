/** The waiting room of lesson 9's sale: whoever comes is served, waits or has failed. What the lesson says is held by its experiments. */
import { describe, expect, test } from 'vitest';
import { type Recording, record } from '#scene';
import ticketSale from '../../../content/scenes/ticket-sale.ts';
import type { Strike } from '../../../src/grading/replay.ts';

type Settings = Record<string, number | string | boolean>;

function recorded(settings: Settings = {}, { seed = 1, strikes = [] as Strike[] } = {}): Recording {
  return record(ticketSale, { seed, settings, strikes, from: 0 }, undefined)[0]!;
}

/** The values of a line in a second or later. */
function valuesFrom({ charts, tick }: Recording, second: number, title: string, line = 0): number[] {
  const { values } = charts.find((chart) => chart.title === title)!.series[line]!;
  return [...values].filter((value, index) => index * tick >= second * 1000 - 1 && !Number.isNaN(value));
}

describe('with a waiting room', () => {
  test('nobody is lost: whoever asked was served or waits', () => {
    const recording = recorded({ room: true });
    const total = (line: number) => valuesFrom(recording, 0, 'Requests', line).reduce((sum, rate) => sum + rate, 0);
    const outside = valuesFrom(recording, 40, 'Outside')[0]!;
    const inside = ((total(0) - total(1)) * recording.tick) / 1000 - outside;
    // A few hundred are at the door or on the site.
    expect(inside).toBeGreaterThan(0);
    expect(inside).toBeLessThan(500);
  });

  test('who cannot even join the line has failed', () => {
    const strikes: Strike[] = [{ at: 15_000, does: 'crash', target: 'room' }];
    const failed = valuesFrom(recorded({ room: true }, { strikes }), 20, 'Requests', 2);
    expect(failed.reduce((sum, rate) => sum + rate, 0) / failed.length).toBeGreaterThan(450);
  });
});

test('the same seed gives the same recording, another seed another', () => {
  const settings = { room: true, cache: true };
  expect(recorded(settings)).toEqual(recorded(settings));
  expect(recorded(settings, { seed: 2 })).not.toEqual(recorded(settings));
});
