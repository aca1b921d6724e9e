/** The world of the server calculator: it agrees with queueing theory, loses servers and has them back, and draws whatever was calculated. */
import { describe, expect, test } from 'vitest';
import { experiment, Run, record, type Settings, strike, USUAL } from '#scene';
import { answerOf } from '../../../labs/server-calculator/answer.ts';
import fleets from '../../../labs/server-calculator/scene.ts';
import { calculateRequiredServers } from '../../../labs/server-calculator/solution.ts';
import * as starter from '../../../labs/server-calculator/starter.ts';
import type { Plan } from '../../../labs/server-calculator/types.ts';

const [MEAN, THEORY, FAILED] = ['Response time: mean', 'Response time: mean in theory', 'Requests: failed'];

const titles = (run: Run) => run.recordings.map(({ title }) => title);

describe('a steady minute', () => {
  test.each([
    ['one queue, ten servers at 70 %', 700, 70, 'one', 10.7],
    ['one queue, ten servers at 80 %', 800, 80, 'one', 12],
    ['one queue, ten servers at 90 %', 900, 90, 'one', 16.7],
    ['a queue for each of ten servers at 70 %', 700, 70, 'each', 33.3],
    ['a queue for each of ten servers at 80 %', 800, 80, 'each', 50],
  ] as const)('%s: the mean is that of theory to 4 in 100', (_name, rate, target, queues, expected) => {
    const { runs } = experiment(fleets, { settings: { load: 'steady', rate, target, queues }, alsoLuck: [2] });
    const calculated = runs.map((run) => run.in('As calculated: 10 servers'));
    expect(Math.abs(calculated[0]!.mean(THEORY) - expected)).toBeLessThan(0.1);
    const measured = calculated.reduce((sum, run) => sum + run.mean(MEAN), 0) / calculated.length;
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.04);
  });
});

test('the calculator counts exactly: 290 of 100 at 58 % are five servers, not six', () => {
  const run = experiment(fleets, { settings: { rate: 290, target: 58 } });
  expect(titles(run)).toEqual(['As calculated: 5 servers', 'The fewest: 3 servers']);
});

test('with a target of 100 % there is nothing to tell the two fleets apart', () => {
  const [planned, smallest] = experiment(fleets, { settings: { target: 100, rate: 200 } }).recordings;
  expect(planned!.moves).toEqual(smallest!.moves);
});

describe('a lost server', () => {
  test('comes back, and the queue with it', () => {
    const strikes = [strike(10, 'crash', 'servers/1'), strike(20, 'recover', 'servers/1')];
    const settings = { load: 'steady', target: 90, rate: 900 } as const;
    const run = experiment(fleets, { settings, strikes }).in('As calculated');
    expect(run.at(THEORY, 16)).toBeNaN();
    expect(run.at(THEORY, 22)).toBeCloseTo(16.7, 0);
    expect(run.mean(MEAN, 40)).toBeLessThan(25);
  });

  test.each(['one', 'each'] as const)('with none left all requests fail, and no more (queues: %s)', (queues) => {
    const all = (second: number, does: 'crash' | 'recover') =>
      [1, 2, 3].map((place) => strike(second, does, `servers/${place}`));
    const settings = { load: 'steady', rate: 200, queues } as const;
    const run = experiment(fleets, { settings, strikes: all(10, 'crash') }).in('As calculated: 3 servers');
    expect(run.mean(FAILED, 14)).toBeCloseTo(200, -1.2);
    const again = experiment(fleets, { settings, strikes: [...all(10, 'crash'), ...all(20, 'recover')] });
    expect(again.in('As calculated').mean(FAILED, 24)).toBe(0);
  });

  test('with a queue for each, fails requests until it is found out, and no longer', () => {
    const settings = { load: 'steady', queues: 'each' } as const;
    const run = experiment(fleets, { settings, strikes: [strike(10, 'crash', 'servers/1')] }).in('As calculated');
    expect(run.max(FAILED, 10, 14)).toBeGreaterThan(0);
    expect(run.max(FAILED, 16)).toBe(0);
  });
});

describe('whatever a learner calculates is drawn', () => {
  const fleet = { currentServers: 1, requestRate: 29, capacityPerServer: 100, targetUtilisation: 29 };
  const settings: Settings = { rate: 29, capacity: 100, target: 29 };
  const right = calculateRequiredServers(fleet);
  const recorded = (requiredServers: unknown) => {
    const learner = { calculateRequiredServers: () => ({ ...right, requiredServers }) as Plan };
    return new Run(() => record(fleets, { ...USUAL, settings }, learner));
  };

  test('right: there is nothing to show beside it but the fewest', () => {
    const run = recorded(1);
    expect(titles(run)).toEqual(['Yours: 1 server', 'The fewest: 1 server']);
    expect(run.in('Yours').told[0]).toBe('⌈29 ÷ (100 × 29 %)⌉ = 1; from 1 server that is “hold”.');
  });

  test('in floating point: one server too many, beside what is calculated exactly', () => {
    const run = recorded(Math.ceil(29 / (100 * (29 / 100))));
    expect(titles(run)).toEqual(['Yours: 2 servers', 'As calculated: 1 server', 'The fewest: 1 server']);
    expect(run.in('Yours').told[0]).toBe('The smallest fleet at 29 % is 1: 1 more than that.');
    expect(run.in('Yours').node('servers', 30).copies).toHaveLength(2);
  });

  test.each([
    [0, 'Yours: 0 servers', 1, 'Without a server every request fails.'],
    [-3, 'Yours: -3 servers', 1, 'Without a server every request fails.'],
    [2.5, 'Yours: 2.5 servers', 2, 'Part of a server cannot be bought: 2 can be.'],
    [1e9, 'Yours: 1,000,000,000 servers', 100, '100 of them are drawn; the others stand idle as well.'],
    [Number.POSITIVE_INFINITY, 'Yours: Infinity servers', 100, '100 of them are drawn; the others stand idle as well.'],
    [Number.NaN, 'Yours: no number of servers', 1, 'requiredServers is NaN, so nobody is there.'],
    ['2', 'Yours: no number of servers', 1, 'requiredServers is a string, so nobody is there.'],
  ])('%s', (required, title, copies, sentence) => {
    const run = recorded(required);
    expect(titles(run)[0]).toBe(title);
    const yours = run.in('Yours');
    expect(yours.told).toContain(sentence);
    expect(yours.node('servers', 30).copies).toHaveLength(copies);
    const asked = yours.last('Requests: asked');
    if (typeof required !== 'number' || !(required >= 1)) expect(yours.last(FAILED)).toBe(asked);
    else expect(yours.last(FAILED)).toBe(0);
  });

  test('the starter, which leaves the fleet as it is', () => {
    const run = new Run(() => record(fleets, USUAL, starter));
    expect(titles(run)).toEqual(['Yours: 7 servers', 'As calculated: 10 servers', 'The fewest: 7 servers']);
    expect(run.in('Yours').told.slice(0, 2)).toEqual([
      'The smallest fleet at 70 % is 10: 3 are missing.',
      'action is “hold”; from 7 servers to 10 it is “scale-out”.',
    ]);
  });

  test('an action that does not follow is told, and so is one that is not there', () => {
    expect(answerOf({ ...right, action: 'scale-in' }, right, fleet).says[1]).toBe(
      'action is “scale-in”; from 1 server to 1 it is “hold”.',
    );
    expect(answerOf({ requiredServers: 1 }, right, fleet).says[1]).toContain('action is missing');
    expect(answerOf(undefined, right, fleet).says).toEqual([
      'requiredServers is missing, so nobody is there.',
      'The smallest fleet at 29 % is 1.',
    ]);
  });
});
