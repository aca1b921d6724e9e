/** Holds databases to what they promise: who writes, who reads, and what a reader may miss. */
import { describe, expect, test } from 'vitest';
import { Copy, call, Database, FAILOVER_AFTER, NOTICED_AFTER, type Step, type Tier } from '#parts';
import { constant, OpenSource, poisson, Simulation, zipf } from '#simulation';
import { driver, times } from '../simulation/driver.ts';
import { serverTier, waysBetween } from './world.ts';

/** A leader, followers that are so many ms behind it, and a server that calls them. */
function replicated(lags: readonly number[], seed = 1, service = 1) {
  const simulation = new Simulation(seed);
  const tierOf = (name: string, steps: readonly Step[]) =>
    serverTier(simulation, name, 1, { service: constant(service), slots: 100, steps });
  const steps: Step[] = [];
  const leader = tierOf('leader', steps);
  const followers = lags.map((_, place) => tierOf(`f${place}`, steps));
  const lagOf = (tier: Tier) => lags[followers.indexOf(tier)] ?? 0;
  const tiers = [leader, ...followers];
  const database = new Database(simulation, { tiers, lag: (from, to) => Math.abs(lagOf(to) - lagOf(from)) });
  steps.push(database.confirm());
  const ways = tiers.flatMap((tier) => waysBetween(simulation, 'app', tier));
  const app = new Copy(simulation, { name: 'app', steps: [call(simulation, database.route(ways))] });
  const copies = tiers.map((tier) => tier.copies[0]!);
  return { simulation, database, tiers, copies, app, ...driver(simulation, app) };
}

describe('a database', () => {
  test('writes go to the leader, reads to each in turn; a follower is behind until the lag is over', () => {
    const { simulation, database, copies, send } = replicated([20, 50]);
    send(0, 5, 'write');
    for (const at of [10, 10, 10, 30, 30, 30, 60, 60, 60]) send(at, 5, 'read');
    simulation.run(15);
    expect(copies.map((copy) => database.behind(copy))).toEqual([0, 1, 1]);
    simulation.run(25);
    expect(copies.map((copy) => database.behind(copy))).toEqual([0, 0, 1]);
    simulation.run(100);
    expect(copies.map(({ meter }) => meter.asked)).toEqual([4, 3, 3]);
    expect(copies.map((copy) => database.staleReads([copy]))).toEqual([0, 1 / 3, 2 / 3]);
  });

  test('a read is stale only where its own key was written', () => {
    const { simulation, database, copies, send } = replicated([20]);
    send(0, 5, 'write');
    for (const at of [5, 5, 5, 5]) send(at, 6, 'read');
    simulation.run(100);
    expect(database.staleReads(copies)).toBe(0);
  });

  test('a read is stale when its key was written within the lag: with probability 1 − e^(−λL)', () => {
    const { simulation, database, copies, app } = replicated([10], 2, 0);
    new OpenSource(simulation, {
      name: 'users',
      to: app,
      arrivals: poisson(500),
      keys: zipf(2, 0),
      kinds: { read: 4, write: 1 },
      until: 100_000,
    });
    simulation.run(Number.POSITIVE_INFINITY);
    // Writes of one key: 500/s × 1/5 × 1/2 = 0.05 per ms; the lag is 10 ms.
    const expected = 1 - Math.exp(-0.5);
    // Reads within one lag share their fate, so the deviation is a few times that of independent trials: about 0.7 %.
    expect(Math.abs(database.staleReads([copies[1]!]) - expected)).toBeLessThan(0.02);
    expect(database.staleReads([copies[0]!])).toBe(0);
  });

  test('a follower that takes over may lack the last writes; what it then writes itself it has', () => {
    const { simulation, database, tiers, copies, send } = replicated([10_000]);
    send(0, 1, 'write');
    send(0, 2, 'write');
    simulation.after(10, () => tiers[0]!.crash(), undefined);
    simulation.run(10 + FAILOVER_AFTER);
    expect(database.leader).toBe(copies[1]);
    send(4000, 1, 'write');
    send(4010, 1, 'read');
    send(4010, 2, 'read');
    simulation.run(5000);
    expect(database.staleReads([copies[1]!])).toBe(1 / 2);
  });

  test('while there is no leader writes fail; reads go to those that are known to serve', () => {
    const { simulation, tiers, ended, send } = replicated([0]);
    tiers[0]!.crash();
    for (const at of [NOTICED_AFTER + 1, NOTICED_AFTER + 2]) send(at, 1, 'read');
    send(FAILOVER_AFTER - 10, 1, 'write');
    send(FAILOVER_AFTER + 10, 1, 'write');
    simulation.run(10_000);
    expect(times(ended)).toEqual(['ok at 1002', 'ok at 1003', 'failed at 2990', 'ok at 3011']);
  });
});
