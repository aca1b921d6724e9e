/**
 * Holds compiled architectures to what somebody who drew them would expect: queueing theory where it says something, and for
 * faults, caches, queues and scaling what the course tells learners.
 */
import { describe, expect, test } from 'vitest';
import {
  type Architecture,
  type ArchitectureLink,
  type ArchitectureNode,
  compile,
  type Load,
  type System,
  type TimedBreak,
  type TrialResult,
  trial,
} from '../../src/architecture/index.ts';
import { FAILOVER_AFTER, NOTICED_AFTER } from '../../src/parts/index.ts';
import { agrees } from './simulation/confidence.ts';

/** Links as 'a → b', with more about them where needed. */
function drawn(nodes: ArchitectureNode[], ...links: (string | [string, Partial<ArchitectureLink>])[]): Architecture {
  return {
    title: 'Test',
    nodes,
    links: links.map((each) => {
      const [way, more] = typeof each === 'string' ? [each, {}] : each;
      const [from = '', to = ''] = way.split(' → ');
      return { from, to, ...more };
    }),
  };
}

const users: ArchitectureNode = { id: 'users', kind: 'client' };
const balancer: ArchitectureNode = { id: 'lb', kind: 'load-balancer' };

function running(architecture: Architecture, load: Load, seed = 1): System {
  return compile(architecture, { seed, load });
}

/** How many requests came to each copy of a node. */
const asked = (system: System, node: string) => system.tiers.get(node)!.copies.map(({ meter }) => meter.asked);

const figures = (result: TrialResult, node: string) => result.nodes.find(({ id }) => id === node)!;

/** The share of requests that ended well among those that ended in these seconds, `to` not included. */
function answeredBetween({ windows }: TrialResult, from: number, to: number): number {
  const seen = windows.flat().filter((window) => window.from >= from * 1000 && window.from < to * 1000);
  const answered = seen.reduce((sum, window) => sum + window.answered, 0);
  return answered / seen.reduce((sum, window) => sum + window.answered + window.failed, 0);
}

describe('capacity and latency', () => {
  test('one server of 100 a second and 10 ms is an M/M/1: W = S / (1 − ρ)', () => {
    const system = running(drawn([users, { id: 'web', kind: 'web', capacity: 100, latency: 10 }], 'users → web'), {
      rate: 70,
      patience: 1e9,
    });
    const { simulation } = system;
    simulation.run(100_000);
    const means = Array.from({ length: 20 }, () => {
      simulation.resetMeasures();
      simulation.run(simulation.now + 300_000);
      return system.sources[0]!.meter.stays.mean;
    });
    agrees(means, 10 / (1 - 0.7), 0.05);
  });

  test('a copy with several slots is an M/M/c: 50 a second at 40 ms are two slots', () => {
    const system = running(drawn([users, { id: 'app', kind: 'service', capacity: 50, latency: 40 }], 'users → app'), {
      rate: 35,
      patience: 1e9,
    });
    const { simulation } = system;
    simulation.run(100_000);
    const means = Array.from({ length: 20 }, () => {
      simulation.resetMeasures();
      simulation.run(simulation.now + 300_000);
      return system.sources[0]!.meter.stays.mean;
    });
    // M/M/2: W = S / (1 − ρ²), with ρ = 0.7.
    agrees(means, 40 / (1 - 0.49), 0.05);
  });

  test('copies behind a two-choices balancer wait as in the supermarket model, well below one queue each', () => {
    const mean = (policy: ArchitectureNode['policy']) =>
      trial(
        drawn(
          [users, { ...balancer, policy }, { id: 'web', kind: 'web', capacity: 100, latency: 10, replicas: 50 }],
          'users → lb',
          'lb → web',
        ),
        { seed: 2, load: { rate: 4500 }, warmUp: 5, seconds: 30 },
      ).mean;
    // Reference vectors, group supermarket: 2.61406 services at a load of 0.9; a little more with 50 servers.
    expect(mean('two-choices')).toBeGreaterThan(25);
    expect(mean('two-choices')).toBeLessThan(29);
    expect(mean('random')).toBeGreaterThan(70);
  });

  test('under overload each copy serves exactly its capacity, waits are bounded, and the rest is turned away', () => {
    const result = trial(
      drawn(
        [users, balancer, { id: 'web', kind: 'web', capacity: 50, latency: 60, replicas: 3 }],
        'users → lb',
        'lb → web',
      ),
      { seed: 3, load: { rate: 400 }, warmUp: 10, seconds: 100 },
    );
    expect(result.throughput / 150).toBeCloseTo(1, 1);
    expect(Math.abs(result.throughput - 150)).toBeLessThan(3.3);
    expect(result.availability).toBeCloseTo(150 / 400, 1);
    expect(figures(result, 'web').utilisation).toBeGreaterThan(0.999);
    // Two seconds of work may wait.
    expect(result.p99).toBeGreaterThan(1800);
    expect(result.p99).toBeLessThan(2900);
  });

  test('a node without a capacity is never busy; its latency is what a request spends there', () => {
    const result = trial(
      drawn([users, { id: 'api', kind: 'service', latency: 30 }], ['users → api', { latency: 20 }]),
      { seed: 1, load: { rate: 2000 }, seconds: 5 },
    );
    expect(result.availability).toBe(1);
    expect(result.mean).toBeCloseTo(70, 6);
    expect(figures(result, 'api').utilisation).toBeUndefined();
  });

  test("Little's law holds at every copy and every network", () => {
    const system = running(
      drawn(
        [
          users,
          balancer,
          { id: 'web', kind: 'web', capacity: 100, latency: 20, replicas: 3 },
          { id: 'cache', kind: 'cache', capacity: 1000, latency: 1, items: 20 },
          { id: 'db', kind: 'database', capacity: 100, latency: 20, replicas: 2 },
        ],
        'users → lb',
        ['lb → web', { latency: 2 }],
        'web → cache',
        'web → db',
      ),
      { rate: 200, writes: 0.1, items: { count: 100, exponent: 1 } },
    );
    const { simulation } = system;
    simulation.run(200_000);
    let checked = 0;
    for (const { name, meter } of simulation.stations.values()) {
      if (meter.asked < 1000) continue;
      checked++;
      const lambda = meter.asked / simulation.now;
      // Those inside at the end are in L and not in W: a handful among thousands.
      expect(meter.inside.mean(simulation.now) / (lambda * meter.stays.mean || 1), name).toSatisfy(
        (ratio: number) => meter.stays.mean === 0 || Math.abs(ratio - 1) < 0.01,
      );
    }
    expect(checked).toBeGreaterThan(10);
  });
});

describe('balancers and crashes', () => {
  const fleet = drawn(
    [users, balancer, { id: 'web', kind: 'web', capacity: 200, latency: 10, replicas: 4 }],
    'users → lb',
    'lb → web',
  );

  test('a balancer spreads evenly, and stops sending to a crashed copy once it has noticed', () => {
    const system = running(fleet, { rate: 400 });
    system.simulation.run(10_000);
    const even = asked(system, 'web');
    expect(Math.max(...even) - Math.min(...even)).toBeLessThanOrEqual(1);
    system.strike({ does: 'crash', node: 'web', copy: 1 });
    system.simulation.run(10_000 + NOTICED_AFTER);
    const noticed = asked(system, 'web')[1]!;
    expect(noticed - even[1]!).toBeGreaterThan(70);
    system.simulation.run(20_000);
    expect(asked(system, 'web')[1]).toBe(noticed);
    system.strike({ does: 'recover', node: 'web', copy: 1 });
    system.simulation.run(20_000 + NOTICED_AFTER);
    expect(asked(system, 'web')[1]).toBe(noticed);
    system.simulation.run(30_000);
    expect(asked(system, 'web')[1]).toBeGreaterThan(noticed + 800);
  });

  test('a route of somebody else’s is asked for each request, and may lead to the dead, or nowhere', () => {
    const picks: (number | undefined)[] = [0, 1, undefined];
    let turn = 0;
    const system = compile(fleet, {
      seed: 1,
      load: { rate: 300 },
      routeFor: (node, _usual, ways) => {
        expect([node.id, ways.length]).toEqual(['lb', 4]);
        return { pick: () => ways[picks[turn++ % 3] ?? -1] };
      },
    });
    system.strike({ does: 'crash', node: 'web', copy: 1 });
    system.simulation.run(10_000);
    const { ok, failed, rejected } = system.sources[0]!.meter.ended;
    expect(turn).toBe(system.sources[0]!.meter.asked);
    expect(failed - rejected).toBeLessThanOrEqual(1);
    expect(ok).toBeGreaterThan(900);
    expect(asked(system, 'web').slice(2)).toEqual([0, 0]);
  });

  test('users lose a quarter of the requests for a second, and no more', () => {
    const faults: TimedBreak[] = [{ at: 5000, does: 'crash', node: 'web', copy: 0 }];
    const result = trial(fleet, { seed: 5, load: { rate: 400 }, seconds: 15, faults });
    expect(answeredBetween(result, 0, 5)).toBe(1);
    expect(answeredBetween(result, 5, 6)).toBeCloseTo(0.75, 1);
    expect(answeredBetween(result, 7, 15)).toBe(1);
  });

  test('without a balancer only the first copy is known, also after its crash; inside the system callers balance', () => {
    const web: ArchitectureNode = { id: 'web', kind: 'web', capacity: 500, latency: 5, replicas: 3 };
    const app: ArchitectureNode = { id: 'app', kind: 'application', capacity: 500, latency: 5, replicas: 3 };
    const system = running(drawn([users, web, app], 'users → web', 'web → app'), { rate: 300 });
    system.simulation.run(10_000);
    const [first, ...others] = asked(system, 'web');
    expect(first).toBeGreaterThan(2800);
    expect(others).toEqual([0, 0]);
    const inside = asked(system, 'app');
    expect(Math.max(...inside) - Math.min(...inside)).toBeLessThanOrEqual(1);
    system.strike({ does: 'crash', node: 'web', copy: 0 });
    system.simulation.run(20_000);
    expect(asked(system, 'web').slice(1)).toEqual([0, 0]);
    expect(system.sources[0]!.meter.ended.failed).toBeGreaterThan(2800);
  });

  test('a name server gives all copies in turn', () => {
    const web: ArchitectureNode = { id: 'web', kind: 'web', replicas: 3 };
    const system = running(drawn([users, { id: 'dns', kind: 'dns' }, web], 'users → dns', 'dns → web'), { rate: 300 });
    system.simulation.run(10_000);
    const each = asked(system, 'web');
    expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
  });

  test('two balancers share the work of the users, and the loss of one is noticed', () => {
    const architecture = drawn(
      [users, { ...balancer, replicas: 2 }, { id: 'web', kind: 'web', replicas: 2 }],
      'users → lb',
      'lb → web',
    );
    const faults: TimedBreak[] = [{ at: 5000, does: 'crash', node: 'lb', copy: 0 }];
    const result = trial(architecture, { seed: 5, load: { rate: 200 }, seconds: 10, faults });
    expect(answeredBetween(result, 5, 6)).toBeCloseTo(0.5, 1);
    expect(answeredBetween(result, 6, 10)).toBe(1);
  });

  test('what a copy waits for when it crashes is lost with it', () => {
    const system = running(
      drawn(
        [users, { id: 'web', kind: 'web' }, { id: 'db', kind: 'database', latency: 500 }],
        'users → web',
        'web → db',
      ),
      { rate: 100 },
    );
    system.simulation.run(5_000);
    system.strike({ does: 'crash', node: 'web' });
    const before = system.sources[0]!.meter.ended.ok;
    system.simulation.run(8_000);
    expect(system.sources[0]!.meter.ended.ok).toBe(before);
  });

  test('a slow copy is slower by the factor, until it recovers', () => {
    const architecture = drawn([users, { id: 'web', kind: 'web', capacity: 1000, latency: 10 }], 'users → web');
    const faults: TimedBreak[] = [
      { at: 10_000, does: 'slow', node: 'web', factor: 5 },
      { at: 20_000, does: 'recover', node: 'web' },
    ];
    const { windows } = trial(architecture, { seed: 1, load: { rate: 50 }, seconds: 30, faults });
    const mean = (from: number) => windows[0]!.slice(from, from + 8).reduce((sum, window) => sum + window.mean / 8, 0);
    expect(mean(1)).toBeCloseTo(10, -1);
    expect(mean(11) / mean(1)).toBeGreaterThan(4);
    expect(mean(21) / mean(1)).toBeLessThan(1.3);
  });

  test('users give up after their patience', () => {
    const architecture = drawn([users, { id: 'web', kind: 'web', latency: 800 }], 'users → web');
    const { availability, p99 } = trial(architecture, { seed: 1, load: { rate: 50, patience: 500 }, seconds: 10 });
    expect(availability).toBe(0);
    expect(p99).toBeCloseTo(500, -1);
  });
});

describe('links', () => {
  const twoWays = drawn(
    [users, balancer, { id: 'a', kind: 'web' }, { id: 'b', kind: 'web' }],
    'users → lb',
    'lb → a',
    'lb → b',
  );

  test('a cut link loses what goes over it, until those who send there notice; the same when it is mended', () => {
    const system = running(twoWays, { rate: 200 });
    system.plan([
      { at: 5_000, does: 'cut', link: 1 },
      { at: 15_000, does: 'recover', link: 1 },
    ]);
    system.simulation.run(5_000 + NOTICED_AFTER);
    const noticed = asked(system, 'a')[0]!;
    const throughB = asked(system, 'b')[0]!;
    system.simulation.run(15_000);
    expect(asked(system, 'a')[0]).toBe(noticed);
    expect(asked(system, 'b')[0]! - throughB).toBeGreaterThan(1650);
    const { lost, ok } = system.sources[0]!.meter.ended;
    expect(lost).toBeGreaterThan(70);
    expect(lost).toBeLessThan(130);
    expect(ok).toBeGreaterThan(2500);
    system.simulation.run(25_000);
    expect(asked(system, 'a')[0]! - noticed).toBeGreaterThan(800);
  });

  test('a link drawn as cut carries nothing', () => {
    const cut = {
      ...twoWays,
      links: twoWays.links.map((link) => (link.to === 'a' ? { ...link, kind: 'cut' as const } : link)),
    };
    const system = running(cut, { rate: 200 });
    system.simulation.run(5_000);
    expect(asked(system, 'a')).toEqual([0]);
    expect(system.sources[0]!.meter.availability).toBe(1);
  });

  test('users with two ways take each by its share, and only the other when one is down', () => {
    const architecture = drawn(
      [users, { id: 'east', kind: 'load-balancer' }, { id: 'west', kind: 'load-balancer' }, { id: 'web', kind: 'web' }],
      ['users → east', { share: 0.3 }],
      ['users → west', { share: 0.9 }],
      'east → web',
      'west → web',
    );
    const system = running(architecture, { rate: 400 });
    system.simulation.run(20_000);
    expect(asked(system, 'east')[0]! / (asked(system, 'east')[0]! + asked(system, 'west')[0]!)).toBeCloseTo(0.25, 1);
    system.strike({ does: 'crash', node: 'west' });
    system.simulation.run(20_000 + NOTICED_AFTER);
    const { ok } = system.sources[0]!.meter.ended;
    const west = asked(system, 'west')[0]!;
    system.simulation.run(31_000);
    expect(asked(system, 'west')[0]).toBe(west);
    expect(system.sources[0]!.meter.ended.ok - ok).toBeGreaterThan(3700);
  });

  test('a server calls everything it is linked to, one after the other, and a share says for how many requests', () => {
    const architecture = drawn(
      [
        users,
        { id: 'web', kind: 'web' },
        { id: 'profile', kind: 'service', latency: 10 },
        { id: 'advice', kind: 'service', latency: 50 },
      ],
      'users → web',
      'web → profile',
      ['web → advice', { share: 0.2 }],
    );
    const system = running(architecture, { rate: 500 });
    system.simulation.run(20_000);
    const [calls = 0] = asked(system, 'advice');
    expect(calls / asked(system, 'profile')[0]!).toBeCloseTo(0.2, 1);
    expect(system.sources[0]!.meter.stays.mean).toBeCloseTo(20, -1);
  });

  test('a message is not waited for, and its loss is not noticed', () => {
    const architecture = drawn(
      [users, { id: 'web', kind: 'web' }, { id: 'mail', kind: 'service', latency: 400 }],
      'users → web',
      ['web → mail', { kind: 'async' }],
    );
    const faults: TimedBreak[] = [{ at: 5000, does: 'crash', node: 'mail' }];
    const { availability, p99 } = trial(architecture, { seed: 1, load: { rate: 100 }, seconds: 10, faults });
    expect(availability).toBe(1);
    expect(p99).toBe(0);
  });
});

describe('caches', () => {
  const shop = (items: number | undefined, replicas = 1) =>
    drawn(
      [
        users,
        { id: 'app', kind: 'application' },
        { id: 'cache', kind: 'cache', replicas, ...(items === undefined ? {} : { items }) },
        { id: 'db', kind: 'database' },
      ],
      'users → app',
      'app → cache',
      'app → db',
    );
  const zipfian = { count: 1000, exponent: 1 };

  test('the hit ratio comes from what is asked for: within the bounds for least recently used under Zipf', () => {
    const load: Load = { rate: 1000, items: zipfian };
    const all = trial(shop(undefined), { seed: 1, load, warmUp: 60, seconds: 30 });
    expect(figures(all, 'cache').hitRatio).toBeGreaterThan(0.99);
    const some = figures(trial(shop(100), { seed: 1, load, warmUp: 20, seconds: 60 }), 'cache').hitRatio!;
    // Che's approximation for a cache of 100 of 1,000 items with exponent 1.
    expect(some).toBeCloseTo(che(1000, 1, 100), 1);
    // The best that 100 places can do: the 100 most popular items for good.
    expect(some).toBeLessThan(harmonic(100) / harmonic(1000));
    expect(some).toBeGreaterThan(0.5);
  });

  test('a hit spares the database, a miss and a write do not, and a write makes the next read a miss', () => {
    const system = running(shop(undefined), { rate: 1000, writes: 0.2, items: { count: 1, exponent: 1 } });
    system.simulation.run(20_000);
    const reads = 20_000 * 0.8;
    // Of reads and writes of one item in random order, a read follows a write with probability 0.2.
    const misses = system.tiers.get('cache')!.copies[0]!.contents!.misses;
    expect(misses / reads).toBeCloseTo(0.2, 1);
    expect(asked(system, 'db')[0]! - misses).toBeGreaterThan(20_000 * 0.2 * 0.9);
    expect(asked(system, 'db')[0]! - misses).toBeLessThan(20_000 * 0.2 * 1.1);
  });

  test('copies of a cache share the keys; a crash sends the keys of one to the others, and empties it', () => {
    const system = running(shop(undefined, 2), { rate: 500, items: { count: 50, exponent: 0 } });
    system.simulation.run(20_000);
    const sizes = () => system.tiers.get('cache')!.copies.map(({ contents }) => contents!.size);
    expect(sizes()[0]! + sizes()[1]!).toBe(50);
    expect(Math.min(...sizes())).toBeGreaterThan(10);
    system.strike({ does: 'crash', node: 'cache', copy: 0 });
    system.simulation.run(25_000);
    expect(sizes()).toEqual([0, 50]);
    expect(system.sources[0]!.meter.availability).toBe(1);
  });

  test('a cache or a CDN in the way asks behind it on a miss, and answers alone on a hit', () => {
    for (const kind of ['cache', 'cdn'] as const) {
      const architecture = drawn(
        [users, { id: 'edge', kind }, { id: 'origin', kind: 'service', latency: 50 }],
        ['users → edge', { latency: 5 }],
        ['edge → origin', { latency: 100 }],
      );
      const result = trial(architecture, {
        seed: 1,
        load: { rate: 400, items: { count: 20, exponent: 1 } },
        warmUp: 20,
        seconds: 20,
      });
      expect(result.p50, kind).toBeCloseTo(10, 0);
      expect(figures(result, 'edge').hitRatio, kind).toBe(1);
      const writing = trial(architecture, {
        seed: 1,
        load: { rate: 400, writes: 1, items: { count: 20, exponent: 1 } },
        seconds: 20,
      });
      expect(writing.p50, kind).toBeCloseTo(260, -1);
    }
  });
});

describe('data', () => {
  const replicated = drawn(
    [users, { id: 'app', kind: 'application' }, { id: 'db', kind: 'database', replicas: 3 }],
    'users → app',
    'app → db',
  );

  test('reads go to every replica, writes to the leader', () => {
    const system = running(replicated, { rate: 300, writes: 0.5 });
    system.simulation.run(20_000);
    const [leader = 0, first = 0, second = 0] = asked(system, 'db');
    expect(first).toBeGreaterThan(900);
    expect(Math.abs(first - second)).toBeLessThanOrEqual(1);
    expect(leader - first).toBeGreaterThan(2700);
  });

  test('when the leader crashes, writes fail until a follower takes its place', () => {
    const faults: TimedBreak[] = [{ at: 5000, does: 'crash', node: 'db', copy: 0 }];
    const result = trial(replicated, { seed: 1, load: { rate: 300, writes: 1 }, seconds: 20, faults });
    const failedFor = FAILOVER_AFTER / 1000;
    expect(answeredBetween(result, 5, 5 + failedFor)).toBe(0);
    expect(answeredBetween(result, 5 + failedFor, 20)).toBe(1);
    const reading = trial(replicated, { seed: 1, load: { rate: 300 }, seconds: 20, faults });
    expect(answeredBetween(reading, 5, 6)).toBeCloseTo(2 / 3, 1);
    expect(answeredBetween(reading, 6, 20)).toBe(1);
  });

  test('when all replicas were down, whoever is back first leads', () => {
    const system = running(replicated, { rate: 300, writes: 1 });
    system.simulation.run(1_000);
    system.strike({ does: 'crash', node: 'db' });
    system.simulation.run(10_000);
    system.strike({ does: 'recover', node: 'db', copy: 2 });
    system.simulation.run(12_000);
    const { ok } = system.sources[0]!.meter.ended;
    system.simulation.run(15_000);
    expect(system.sources[0]!.meter.ended.ok - ok).toBeGreaterThan(800);
  });

  test('followers that are nodes of their own take reads, and one of them takes over', () => {
    const architecture = drawn(
      [
        users,
        { id: 'app', kind: 'application' },
        { id: 'leader', kind: 'database' },
        { id: 'follower', kind: 'database', replicas: 2 },
      ],
      'users → app',
      'app → leader',
      'app → follower',
      ['leader → follower', { kind: 'replication' }],
    );
    const system = running(architecture, { rate: 300, writes: 0.1 });
    system.simulation.run(20_000);
    const [leader = 0] = asked(system, 'leader');
    const followers = asked(system, 'follower');
    expect(leader + followers[0]! + followers[1]!).toBeLessThanOrEqual(system.sources[0]!.meter.asked);
    expect(leader).toBeGreaterThan(followers[0]!);
    system.strike({ does: 'crash', node: 'leader' });
    system.simulation.run(20_000 + FAILOVER_AFTER);
    const before = system.sources[0]!.meter.ended;
    const failed = before.failed;
    system.simulation.run(30_000);
    expect(system.sources[0]!.meter.ended.failed).toBe(failed);
  });

  test('shards share the keys: each key has one, and none has far more than its part', () => {
    const shards = Array.from({ length: 4 }, (_, index): ArchitectureNode => ({ id: `s${index}`, kind: 'shard' }));
    const architecture = drawn(
      [users, { id: 'app', kind: 'application' }, ...shards],
      'users → app',
      ...shards.map(({ id }) => `app → ${id}`),
    );
    const system = running(architecture, { rate: 1000, items: { count: 5000, exponent: 0 } });
    system.simulation.run(20_000);
    const each = shards.map(({ id }) => asked(system, id)[0]!);
    const total = each.reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThanOrEqual(system.sources[0]!.meter.asked);
    for (const count of each) expect(count / total).toBeCloseTo(0.25, 1);
    const one = running(architecture, { rate: 1000 });
    one.simulation.run(5_000);
    expect(shards.filter(({ id }) => asked(one, id)[0]! > 0)).toHaveLength(1);
  });
});

describe('queues and topics', () => {
  const worker: ArchitectureNode = { id: 'worker', kind: 'worker', capacity: 20, latency: 50, replicas: 2 };
  const line = (kind: 'queue' | 'topic', replicas = 1) =>
    drawn([{ id: 'shop', kind: 'producer' }, { id: 'line', kind, replicas }, worker], 'shop → line', [
      'line → worker',
      { kind: 'async' },
    ]);
  const burst: Load = {
    rate: [
      { from: 0, perSecond: 100 },
      { from: 5_000, perSecond: 0 },
    ],
  };

  test('a queue answers at once and workers drain it at their capacity, with nothing lost', () => {
    const system = running(line('queue'), burst);
    const backlog = system.backlogs.get('line')!;
    system.simulation.run(5_000);
    const sent = system.sources[0]!.meter.ended.ok;
    expect(sent).toBeGreaterThan(430);
    expect(system.sources[0]!.meter.stays.max).toBe(0);
    system.simulation.run(10_000);
    expect(backlog.done / 400).toBeCloseTo(1, 0);
    expect(backlog.waiting).toBeGreaterThan(50);
    system.simulation.run(20_000);
    expect(backlog.waiting).toBe(0);
    expect(backlog.done).toBe(sent);
  });

  test('what a crashed worker had in hand is delivered again, to another', () => {
    const system = running(line('queue'), burst);
    system.plan([{ at: 3_000, does: 'crash', node: 'worker', copy: 0 }]);
    system.simulation.run(60_000);
    const backlog = system.backlogs.get('line')!;
    expect(backlog.redelivered).toBeGreaterThan(0);
    expect(backlog.done).toBe(system.sources[0]!.meter.ended.ok);
    expect(asked(system, 'worker')[1]).toBeGreaterThan(asked(system, 'worker')[0]!);
  });

  test('a queue that is down takes nothing and gives nothing, and loses nothing that it had', () => {
    const system = running(line('queue'), burst);
    system.plan([
      { at: 3_000, does: 'crash', node: 'line' },
      { at: 30_000, does: 'recover', node: 'line' },
    ]);
    system.simulation.run(20_000);
    const { done } = system.backlogs.get('line')!;
    const { failed, rejected } = system.sources[0]!.meter.ended;
    expect(failed).toBeGreaterThan(70);
    expect(rejected).toBeGreaterThan(70);
    expect(done).toBeLessThan(system.sources[0]!.meter.ended.ok);
    system.simulation.run(60_000);
    expect(system.backlogs.get('line')!.done).toBe(system.sources[0]!.meter.ended.ok);
  });

  test('a topic gives every group each message, a queue one of them', () => {
    const two = (kind: 'queue' | 'topic') =>
      drawn(
        [
          { id: 'shop', kind: 'producer' },
          { id: 'line', kind },
          { id: 'mail', kind: 'consumer', replicas: 2 },
          { id: 'fraud', kind: 'consumer' },
        ],
        'shop → line',
        'line → mail',
        'line → fraud',
      );
    for (const kind of ['queue', 'topic'] as const) {
      const system = running(two(kind), burst);
      system.simulation.run(20_000);
      const sent = system.sources[0]!.meter.ended.ok;
      const mail = asked(system, 'mail').reduce((sum, count) => sum + count, 0);
      const [fraud = 0] = asked(system, 'fraud');
      if (kind === 'topic') expect([mail, fraud]).toEqual([sent, sent]);
      else expect(mail + fraud).toBe(sent);
    }
  });

  test('a node that reaches its data directly and through a queue reads directly and writes through the queue', () => {
    const through = (kind: 'queue' | 'topic', target: string) =>
      running(
        drawn(
          [
            users,
            { id: 'app', kind: 'application' },
            { id: 'line', kind },
            { id: 'worker', kind: 'worker' },
            { id: 'db', kind: 'database' },
            { id: 'mail', kind: 'storage' },
          ],
          'users → app',
          'app → db',
          'app → line',
          'line → worker',
          `worker → ${target}`,
        ),
        { rate: 200, writes: 0.25 },
      );
    const counts = (system: System) => {
      system.simulation.run(20_000);
      const { meter } = system.sources[0]!;
      return { all: meter.asked, db: asked(system, 'db')[0]!, line: asked(system, 'line')[0]! };
    };
    const levelled = counts(through('queue', 'db'));
    expect(levelled.line / levelled.all).toBeCloseTo(0.25, 1);
    expect(Math.abs(levelled.db - levelled.all)).toBeLessThanOrEqual(2);
    // Work of another kind goes to the queue as well, and so does everything that is published.
    for (const system of [through('queue', 'mail'), through('topic', 'db')]) {
      const { all, line: sent } = counts(system);
      expect(Math.abs(sent - all)).toBeLessThanOrEqual(2);
    }
  });
});

describe('tiers that scale themselves', () => {
  const scaled = (autoscale: Partial<NonNullable<ArchitectureNode['autoscale']>> = {}) =>
    drawn(
      [
        users,
        balancer,
        {
          id: 'web',
          kind: 'web',
          capacity: 50,
          latency: 20,
          autoscale: { minimum: 2, maximum: 8, target: 0.6, warmUp: 10, cooldown: 20, ...autoscale },
        },
      ],
      'users → lb',
      'lb → web',
    );
  const up = (system: System) => system.tiers.get('web')!.count('up');

  test('it begins with its minimum, grows to load ÷ (capacity × target), and shrinks again after the cooldown', () => {
    const system = running(scaled(), {
      rate: [
        { from: 0, perSecond: 30 },
        { from: 20_000, perSecond: 180 },
        { from: 100_000, perSecond: 30 },
      ],
    });
    system.simulation.run(20_000);
    expect(up(system)).toBe(2);
    system.simulation.run(95_000);
    expect(up(system)).toBeGreaterThanOrEqual(6);
    expect(up(system)).toBeLessThanOrEqual(7);
    system.simulation.run(200_000);
    expect(up(system)).toBe(2);
  });

  test('a copy that was ordered serves after the warm-up, and not before; it is paid for from the order on', () => {
    const rate = [
      { from: 0, perSecond: 30 },
      { from: 20_000, perSecond: 90 },
    ];
    const system = running(scaled({ warmUp: 13 }), { rate });
    const tier = system.tiers.get('web')!;
    system.simulation.run(25_001);
    expect(tier.count('starting')).toBeGreaterThan(0);
    system.simulation.run(37_900);
    expect(up(system)).toBe(2);
    system.simulation.run(38_100);
    expect(up(system)).toBeGreaterThan(2);
    expect(tier.paidMilliseconds(25_100)).toBeGreaterThan(2 * 25_000);
  });

  test('it never passes its maximum or falls below its minimum', () => {
    const high = running(scaled({ maximum: 3 }), { rate: 500 });
    high.simulation.run(100_000);
    expect(up(high)).toBe(3);
    const low = running(scaled({ minimum: 4 }), { rate: 1 });
    low.simulation.run(100_000);
    expect(up(low)).toBe(4);
  });

  test('within the cooldown nothing is taken away', () => {
    const rate = [
      { from: 0, perSecond: 180 },
      { from: 20_000, perSecond: 10 },
    ];
    const [hasty, patient] = [5, 60].map((cooldown) => {
      const system = running(scaled({ cooldown }), { rate });
      system.simulation.run(45_000);
      return up(system);
    });
    expect(hasty).toBeLessThan(patient!);
  });

  test('a crashed copy is replaced, also where no spare place is left', () => {
    for (const maximum of [2, 8]) {
      const system = running(scaled({ maximum }), { rate: 40 });
      system.simulation.run(20_000);
      system.strike({ does: 'crash', node: 'web', copy: 0 });
      system.simulation.run(40_000);
      expect(up(system), `maximum ${maximum}`).toBeGreaterThanOrEqual(2);
      const { ok, failed } = system.sources[0]!.meter.ended;
      system.simulation.run(60_000);
      expect(system.sources[0]!.meter.ended.failed).toBe(failed);
      expect(system.sources[0]!.meter.ended.ok - ok).toBeGreaterThan(600);
    }
  });

  test('its cost is that of the copies that ran', () => {
    const { costPerHour, nodes } = trial(scaled(), {
      seed: 1,
      load: { rate: 90 },
      warmUp: 60,
      seconds: 120,
      price: ({ kind }) => (kind === 'web' ? 2 : 0),
    });
    const { copies } = nodes.find(({ id }) => id === 'web')!;
    expect(copies).toBeGreaterThan(2.5);
    expect(copies).toBeLessThan(4.5);
    expect(costPerHour).toBeCloseTo(2 * copies, 9);
  });

  test('copies that start or are down are paid for, and do not serve', () => {
    const faults: TimedBreak[] = [{ at: 5_000, does: 'crash', node: 'web', copy: 0 }];
    const fleet = drawn(
      [users, balancer, { id: 'web', kind: 'web', capacity: 50, latency: 20, replicas: 4 }],
      'users → lb',
      'lb → web',
    );
    const { nodes } = trial(fleet, { seed: 1, load: { rate: 50 }, warmUp: 5, seconds: 10, faults });
    expect(nodes.find(({ id }) => id === 'web')).toMatchObject({ copies: 4, serving: 3.5 });
  });
});

describe('functions', () => {
  const functions = (replicas: number) =>
    drawn([users, { id: 'thumb', kind: 'function', latency: 50, coldStart: 400, replicas }], 'users → thumb');

  test('the first requests pay a cold start, later ones find a warm instance', () => {
    const system = running(functions(100), { rate: 100 });
    system.simulation.run(2_000);
    expect(system.sources[0]!.meter.stays.max).toBeGreaterThan(400);
    system.simulation.resetMeasures();
    system.simulation.run(20_000);
    expect(system.sources[0]!.meter.stays.percentile(50)).toBeLessThan(60);
    expect(system.sources[0]!.meter.availability).toBe(1);
  });

  test('beyond its limit of instances a function turns requests away, as Erlang B says', () => {
    const result = trial(functions(5), { seed: 1, load: { rate: 100 }, warmUp: 5, seconds: 200 });
    // Erlang B with 5 servers and 5 erlangs loses 0.284868 of the requests.
    expect(1 - result.availability).toBeCloseTo(0.284868, 1);
    expect(Math.abs(1 - result.availability - 0.284868)).toBeLessThan(0.02);
  });
});

describe('regions and trials', () => {
  const regional: Architecture = {
    ...drawn(
      [
        users,
        balancer,
        { id: 'west', kind: 'web', region: 'w', replicas: 2 },
        { id: 'east', kind: 'web', region: 'e' },
      ],
      'users → lb',
      'lb → west',
      'lb → east',
    ),
    regions: [
      { id: 'w', label: 'West' },
      { id: 'e', label: 'East' },
    ],
  };

  test('a region goes down with everything in it, and comes back', () => {
    const faults: TimedBreak[] = [
      { at: 5_000, does: 'crash', region: 'w' },
      { at: 10_000, does: 'recover', region: 'w' },
    ];
    const result = trial(regional, { seed: 1, load: { rate: 300 }, seconds: 15, faults });
    expect(answeredBetween(result, 5, 6)).toBeCloseTo(1 / 3, 1);
    expect(answeredBetween(result, 6, 15)).toBe(1);
    expect(() =>
      trial(regional, { seed: 1, load: { rate: 1 }, seconds: 1, faults: [{ at: 0, does: 'crash', region: 'x' }] }),
    ).toThrow(RangeError);
  });

  test('costs are copies × price, whatever the load', () => {
    const price = ({ id }: ArchitectureNode) => ({ lb: 0.5, west: 1, east: 3 })[id] ?? 0;
    const { costPerHour } = trial(regional, { seed: 1, load: { rate: 10 }, warmUp: 3, seconds: 7, price });
    expect(costPerHour).toBeCloseTo(0.5 + 2 + 3, 9);
  });

  test('the same seed gives the same figures, another seed others', () => {
    const options = { load: { rate: 300, writes: 0.2, items: { count: 100, exponent: 1 } }, warmUp: 2, seconds: 5 };
    const architecture = drawn(
      [users, { id: 'web', kind: 'web', capacity: 400, latency: 10 }, { id: 'db', kind: 'database', latency: 5 }],
      'users → web',
      'web → db',
    );
    const figuresOf = (seed: number) => JSON.stringify(trial(architecture, { seed, ...options }));
    expect(figuresOf(7)).toBe(figuresOf(7));
    expect(figuresOf(7)).not.toBe(figuresOf(8));
  });

  test('an architecture with errors is not run', () => {
    expect(() => running(drawn([users], 'users → nowhere'), { rate: 1 })).toThrow(/nowhere/);
  });
});

function harmonic(n: number, exponent = 1): number {
  let sum = 0;
  for (let rank = 1; rank <= n; rank++) sum += rank ** -exponent;
  return sum;
}

/** The hit ratio of a least-recently-used cache under Zipf's law by Che's approximation. */
function che(count: number, exponent: number, room: number): number {
  const total = harmonic(count, exponent);
  const probability = (rank: number) => rank ** -exponent / total;
  const held = (time: number) => {
    let sum = 0;
    for (let rank = 1; rank <= count; rank++) sum += 1 - Math.exp(-probability(rank) * time);
    return sum;
  };
  let [low, high] = [0, 1e6];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (held(middle) < room) low = middle;
    else high = middle;
  }
  let ratio = 0;
  for (let rank = 1; rank <= count; rank++) ratio += probability(rank) * (1 - Math.exp(-probability(rank) * low));
  return ratio;
}
