/** The balancers of lesson 9, where its experiments do not look: with nobody sick, and with nearly everybody. */
import { expect, test } from 'vitest';
import { type Recording, record } from '#scene';
import loadBalancers from '../../../content/scenes/load-balancers.ts';
import type { Strike } from '../../../src/grading/replay.ts';

type Settings = Record<string, number | string>;

function recorded(settings: Settings = {}, { seed = 1, strikes = [] as Strike[] } = {}): Recording[] {
  return record(loadBalancers, { seed, settings, strikes, from: 0 }, undefined);
}

/** The mean of a chart's first line from one second to another. */
function mean({ charts, tick }: Recording, title: string, from: number, to: number): number {
  const { values } = charts.find((chart) => chart.title === title)!.series[0]!;
  const some = [...values].filter((_, index) => index * tick >= from * 1000 && index * tick <= to * 1000);
  return some.reduce((sum, value) => sum + value, 0) / some.length;
}

test('with nobody sick, to choose among the well is the same strategy, pick by pick', () => {
  const [, usual, watchful] = recorded({ third: 'healthy' });
  expect(watchful!.moves).toEqual(usual!.moves);
});

test('when nearly all look sick, all are asked', () => {
  const strikes = ['new/1', 'new/2', 'new/3'].map((target): Strike => ({ at: 5_000, does: 'crash', target }));
  const back = strikes.map((strike): Strike => ({ ...strike, at: 15_000, does: 'recover' }));
  const [, , healthy] = recorded({ third: 'healthy', rate: 60 }, { strikes: [...strikes, ...back] });
  expect(mean(healthy!, 'Failed requests', 18, 30)).toBe(0);
});

test('the same seed gives the same recordings, another seed others', () => {
  expect(recorded()).toEqual(recorded());
  expect(recorded({}, { seed: 2 })).not.toEqual(recorded());
});
