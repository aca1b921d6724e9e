/** What lesson 9 says of its sale: where replicas stop to help, and what a cache and a waiting room are for. */
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

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Averages from 20 s to the end, as in the lesson. */
function averages(recording: Recording) {
  const of = (title: string, line = 0) => mean(valuesFrom(recording, 20, title, line));
  return {
    served: of('Requests', 1),
    failed: of('Requests', 2),
    p99: of('Time on the site, 99th percentile'),
    service: of('Utilisation', 0),
    database: of('Utilisation', 1),
  };
}

describe('without a waiting room', () => {
  test('six replicas and the database work all the time, and nobody is served', () => {
    const recording = recorded();
    expect(mean(valuesFrom(recording, 5.5, 'Requests', 1).slice(0, 10))).toBeGreaterThan(200);
    const { served, service, database } = averages(recording);
    expect(served).toBe(0);
    expect(service).toBeCloseTo(100, 0);
    expect(database).toBeCloseTo(100, 0);
  });

  test('fourteen replicas serve what the database can do, and twenty serve no more', () => {
    const fourteen = averages(recorded({ replicas: 14 }));
    expect(fourteen.served).toBeCloseTo(254, -0.7);
    expect(fourteen.failed).toBeCloseTo(257, -0.7);
    expect(fourteen.service).toBeCloseTo(72, 0);
    expect(averages(recorded({ replicas: 20 })).served).toBeCloseTo(254, -0.7);
  });

  test('with a cache everybody is served, until it breaks', () => {
    const { failed, p99, database } = averages(recorded({ replicas: 14, cache: true }));
    expect(failed).toBe(0);
    expect(p99).toBeCloseTo(240, -1);
    expect(database).toBeCloseTo(75, -0.5);
    const strikes: Strike[] = [{ at: 20_000, does: 'crash', target: 'cache' }];
    expect(averages(recorded({ replicas: 14, cache: true }, { strikes })).failed).toBeGreaterThan(200);
  });

  test('at 92 % it matters whom the balancer picks', () => {
    const of = (policy: string) => averages(recorded({ replicas: 11, cache: true, policy }));
    expect(of('round-robin').service).toBeCloseTo(92, 0);
    expect(of('round-robin').p99).toBeCloseTo(420, -1);
    expect(of('least-connections').p99).toBeCloseTo(230, -1);
    expect(of('random').p99).toBeCloseTo(600, -1);
  });
});

describe('with a waiting room', () => {
  test('the machines that served nobody serve 175 a second, quickly, and the line grows', () => {
    const recording = recorded({ room: true });
    const { served, failed, p99 } = averages(recording);
    expect(served).toBeCloseTo(177, -0.6);
    expect(failed).toBe(0);
    expect(p99).toBeCloseTo(230, -1);
    expect(valuesFrom(recording, 40, 'Outside')[0]).toBeCloseTo(11_094, -3);
  });

  test('letting more in uses all of the database, at the cost of those inside', () => {
    const { served, failed, p99, database } = averages(recorded({ room: true, admits: 250 }));
    expect(served).toBeCloseTo(254, -0.7);
    expect(failed).toBe(0);
    expect(database).toBeCloseTo(100, 0);
    expect(p99).toBeCloseTo(790, -2);
  });

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
    expect(averages(recorded({ room: true }, { strikes })).failed).toBeGreaterThan(450);
  });
});

test('the same seed gives the same recording, another seed another', () => {
  const settings = { room: true, cache: true };
  expect(recorded(settings)).toEqual(recorded(settings));
  expect(recorded(settings, { seed: 2 })).not.toEqual(recorded(settings));
});
