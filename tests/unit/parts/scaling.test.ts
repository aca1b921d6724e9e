/** Holds the scaling loop to what it promises, and its usual rule to that of Kubernetes. */
import { describe, expect, test } from 'vitest';
import {
  balanced,
  Copy,
  type CopyState,
  call,
  leastConnections,
  makeCopies,
  type Observation,
  Scaling,
  type ScalingRule,
  Server,
  Tier,
  targetUtilisation,
} from '#parts';
import { exponential, machineCost, OpenSource, Simulation, traced } from '#simulation';
import { driver } from '../simulation/driver.ts';
import { waysBetween } from './world.ts';

describe('scaling', () => {
  test.each<[string, Partial<Observation>, number, number]>([
    // Reference vectors, group k8s-hpa-replicas; utilisation and target as shares.
    ['50 replicas at 90 for a target of 75', { servers: 50, utilisation: 0.9 }, 0.75, 60],
    ['3 replicas at 50 for a target of 30', { servers: 3, utilisation: 0.5 }, 0.3, 5],
    // The same rule where it does nothing: within the tolerance, and while what was ordered is still starting.
    ['10 replicas at 82 for a target of 75', { servers: 10, utilisation: 0.82 }, 0.75, 10],
    ['2 replicas at 100 for a target of 50, with 3 starting', { servers: 2, starting: 3, utilisation: 1 }, 0.5, 5],
    ['10 idle replicas', { servers: 10, utilisation: 0 }, 0.75, 0],
  ])('the rule for a target utilisation: %s', (_name, observed, target, expected) => {
    const observation = { now: 0, servers: 1, starting: 0, utilisation: 0, waiting: 0, ...observed };
    expect(targetUtilisation(target)(observation)).toBe(expected);
  });

  function scaled(
    simulation: Simulation,
    most: number,
    rule: ScalingRule,
    options: { warmUp: number; cooldown?: number; every?: number },
  ) {
    const copies = makeCopies(simulation, 's', most, (name, place) => ({
      state: (place === 0 ? 'up' : 'off') satisfies CopyState,
      work: new Server(simulation, { name: `${name} work`, service: exponential(10) }),
      slots: 1,
      steps: [],
    }));
    const tier = new Tier(simulation, 's', copies);
    new Scaling(simulation, { tier, rule, every: 100, minimum: 1, maximum: most, ...options });
    return tier;
  }

  /** 'serving + starting' at these times. */
  function watch(simulation: Simulation, tier: Tier, at: readonly number[]): string[] {
    const seen: string[] = [];
    for (const each of at) {
      simulation.after(each, () => void seen.push(`${each}: ${tier.count('up')}+${tier.count('starting')}`), undefined);
    }
    return seen;
  }

  test('what it orders serves after the warm-up and is paid for from the order; what it takes away goes at once', () => {
    const simulation = new Simulation(1);
    const wishes = [4, 4, 2, 2, 9];
    const tier = scaled(simulation, 6, () => wishes.shift() ?? 1, { warmUp: 150 });
    const seen = watch(simulation, tier, [99, 101, 201, 251, 301, 501, 601]);
    simulation.run(700);
    expect(seen).toEqual(['99: 1+0', '101: 1+3', '201: 1+3', '251: 4+0', '301: 2+0', '501: 2+4', '601: 1+0']);
    const paid = 100 + 4 * 200 + 2 * 200 + 6 * 100 + 100;
    expect(tier.paidMilliseconds(700)).toBe(paid);
    expect(machineCost(tier.paidMilliseconds(700), 3600)).toBeCloseTo(paid / 1000, 12);
  });

  test('within the cooldown it takes nothing away', () => {
    const simulation = new Simulation(1);
    const wishes = [3, 1, 1, 1, 1];
    const tier = scaled(simulation, 6, () => wishes.shift() ?? 1, { warmUp: 10, cooldown: 250 });
    const seen = watch(simulation, tier, [150, 250, 350, 450]);
    simulation.run(500);
    expect(seen).toEqual(['150: 3+0', '250: 3+0', '350: 3+0', '450: 1+0']);
  });

  test('follows the load up and down, and settles near its target', () => {
    const simulation = new Simulation(4);
    const observed: Observation[] = [];
    const rule = targetUtilisation(0.6);
    const tier = scaled(
      simulation,
      50,
      (observation) => {
        observed.push(observation);
        return rule(observation);
      },
      { every: 1000, warmUp: 500 },
    );
    const way = balanced(simulation, waysBetween(simulation, 'lb', tier), leastConnections(), 'lb');
    const to = new Copy(simulation, { name: 'lb', steps: [call(simulation, way)] });
    const steps = [
      { from: 0, perSecond: 100 },
      { from: 30_000, perSecond: 1200 },
      { from: 60_000, perSecond: 100 },
    ];
    new OpenSource(simulation, { name: 'users', to, arrivals: traced(steps), until: 90_000 });
    simulation.run(90_000);
    const servers = (at: number) => observed.find(({ now }) => now === at)!.servers;
    expect(servers(30_000)).toBe(2);
    // 1200/s × 10 ms = 12 busy servers; at a utilisation of 0.6 ± 10 % that takes 19 to 23.
    expect(servers(59_000)).toBeGreaterThanOrEqual(18);
    expect(servers(59_000)).toBeLessThanOrEqual(24);
    expect(servers(89_000)).toBe(2);
  });

  test('it is told who waits', () => {
    const simulation = new Simulation(1);
    const seen: number[] = [];
    const tier = scaled(simulation, 1, ({ waiting }) => seen.push(waiting), { warmUp: 1 });
    const { send } = driver(simulation, tier.copies[0]!);
    for (let count = 0; count < 1000; count++) send(0);
    simulation.run(100);
    expect(seen[0]).toBeGreaterThan(900);
  });

  test('says so when a rule asks for no number', () => {
    const simulation = new Simulation(1);
    scaled(simulation, 2, () => Number.NaN, { warmUp: 1 });
    expect(() => simulation.run(200)).toThrow('The scaling rule of s asked for NaN copies.');
  });
});
