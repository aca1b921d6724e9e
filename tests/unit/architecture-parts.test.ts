/** Holds compiled architectures to what the fields of the notation promise, against theory where there is some. */
import { describe, expect, test } from 'vitest';
import {
  type Architecture,
  type ArchitectureNode,
  type CompileOptions,
  compile,
  type Load,
  sketch,
  type TimedBreak,
  trial,
} from '#architecture';
import { NOTICED_AFTER } from '#parts';

const users: ArchitectureNode = { id: 'users', kind: 'client' };

function drawn(
  nodes: ArchitectureNode[],
  ...links: (string | [string, Partial<Architecture['links'][number]>])[]
): Architecture {
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

function running(architecture: Architecture, load: Load, options: Partial<CompileOptions> = {}) {
  return compile(architecture, { seed: 1, load, ...options });
}

/** How many requests came to each copy of a node. */
const asked = (system: ReturnType<typeof running>, node: string) =>
  system.tiers.get(node)!.copies.map(({ meter }) => meter.asked);

describe('caches', () => {
  const shop = (more: Partial<ArchitectureNode>, latency = 50) =>
    drawn(
      [
        users,
        { id: 'app', kind: 'application' },
        { id: 'cache', kind: 'cache', ...more },
        { id: 'db', kind: 'database', latency },
      ],
      'users → app',
      'app → cache',
      'app → db',
    );
  const edge = (more: Partial<ArchitectureNode>, latency = 50) =>
    drawn(
      [users, { id: 'cache', kind: 'cdn', ...more }, { id: 'db', kind: 'service', latency }],
      'users → cache',
      'cache → db',
    );

  test.each([
    ['beside the data', shop],
    ['in the way', edge],
  ])('%s: a key that is asked λ times a second and may live T is found λT ÷ (1 + λT) of the time', (_name, make) => {
    const result = trial(make({ timeToLive: 2_000 }, 0), { seed: 1, load: { rate: 2 }, warmUp: 10, seconds: 40_000 });
    expect(Math.abs(result.nodes.find(({ id }) => id === 'cache')!.hitRatio! - 4 / 5)).toBeLessThan(0.01);
  });

  test.each([
    ['beside the data', shop],
    ['in the way', edge],
  ])('%s: when a hot key expires, coalescing sends one fetch where λ·fetch would have gone', (_name, make) => {
    const fetches = (coalesce: boolean) => {
      const system = running(make({ timeToLive: 1_000, coalesce }, 100), { rate: 500 });
      system.simulation.run(100_000);
      return asked(system, 'db')[0]!;
    };
    // A cycle is a fetch of 100 ms and a life of 1,000: 91 of them. In each fetch 50 requests come.
    expect(fetches(true)).toBeGreaterThan(87);
    expect(fetches(true)).toBeLessThan(93);
    expect(fetches(false)).toBeGreaterThan(40 * 87);
  });

  test('with coalescing everybody is answered, also when databases and caches crash meanwhile', () => {
    for (const make of [shop, edge]) {
      const faults: TimedBreak[] = [
        { at: 5_030, does: 'crash', node: 'db' },
        { at: 7_000, does: 'recover', node: 'db' },
        { at: 9_050, does: 'crash', node: 'cache' },
        { at: 10_000, does: 'recover', node: 'cache' },
      ];
      const system = running(make({ timeToLive: 200, coalesce: true, replicas: 2 }), {
        rate: [
          { from: 0, perSecond: 400 },
          { from: 15_000, perSecond: 0 },
        ],
        items: { count: 20, exponent: 1 },
      });
      system.plan(faults);
      system.simulation.run(30_000);
      const { meter } = system.sources[0]!;
      expect(meter.inside.value).toBe(0);
      expect(meter.ended.timeout).toBe(0);
      expect(meter.ended.ok).toBeGreaterThan(4000);
      for (const { contents } of system.tiers.get('cache')!.copies) expect(contents!.waiting).toBe(0);
    }
  });
});

describe('replication with a latency', () => {
  const replicated = (latency: number | undefined) =>
    drawn(
      [
        users,
        { id: 'app', kind: 'application' },
        { id: 'leader', kind: 'database' },
        { id: 'follower', kind: 'database' },
      ],
      'users → app',
      'app → leader',
      ['leader → follower', { kind: 'replication', ...(latency === undefined ? {} : { latency }) }],
    );
  const load: Load = { rate: 500, writes: 0.2, items: { count: 10, exponent: 0 } };
  const figures = (latency: number | undefined) => {
    const { nodes } = trial(replicated(latency), { seed: 1, load, warmUp: 5, seconds: 300 });
    return new Map(nodes.map((node) => [node.id, node.staleReads]));
  };

  test('a follower misses what was written within the lag: 1 − e^(−λL); the leader nothing', () => {
    const stale = figures(50);
    // Each of ten keys is written ten times a second, so λL = 0.5.
    expect(Math.abs(stale.get('follower')! - (1 - Math.exp(-0.5)))).toBeLessThan(0.015);
    expect(stale.get('leader')).toBe(0);
    expect(stale.get('app')).toBeUndefined();
  });

  test('without a latency nobody misses anything, and nothing else changes', () => {
    expect(figures(undefined).get('follower')).toBe(0);
    const without = trial(replicated(undefined), { seed: 2, load, seconds: 20 });
    const within = trial(replicated(50), { seed: 2, load, seconds: 20 });
    expect(within.windows).toEqual(without.windows);
  });
});

describe('queues', () => {
  const line = (queue: Partial<ArchitectureNode>, latency: number) =>
    drawn(
      [
        { id: 'shop', kind: 'producer' },
        { id: 'q', kind: 'queue', ...queue },
        { id: 'w', kind: 'worker', latency, replicas: 2 },
      ],
      'shop → q',
      ['q → w', { kind: 'async' }],
    );

  test('what takes longer than the visibility is worked on twice, until it is set aside', () => {
    const { backlog, work } = trial(line({ visibility: 300, deliveries: 3 }, 400), {
      seed: 1,
      load: {
        rate: [
          { from: 0, perSecond: 20 },
          { from: 5_000, perSecond: 0 },
        ],
      },
      seconds: 20,
    });
    expect(work.done).toBe(0);
    expect(work.dead).toBeGreaterThan(70);
    expect(backlog).toBe(0);
  });

  test('a worker that fails sets messages aside only after so many deliveries', () => {
    const faults: TimedBreak[] = [{ at: 0, does: 'fail', node: 'w' }];
    const trials = { seed: 1, load: { rate: 20 }, seconds: 60, faults };
    expect(trial(line({}, 10), trials).work).toMatchObject({ done: 0, dead: 0 });
    const { dead } = trial(line({ deliveries: 4 }, 10), trials).work;
    // Those of the last three seconds have a delivery left.
    expect(Math.abs(dead - 20 * 57)).toBeLessThan(100);
  });
});

describe('topics with partitions', () => {
  const topic = (replicas: number, partitions: number) =>
    drawn(
      [
        { id: 'shop', kind: 'producer' },
        { id: 't', kind: 'topic', partitions },
        { id: 'mail', kind: 'consumer', capacity: 50, latency: 20, replicas },
        { id: 'fraud', kind: 'consumer', capacity: 500, latency: 2 },
      ],
      'shop → t',
      't → mail',
      't → fraud',
    );
  const load: Load = { rate: 120, items: { count: 1000, exponent: 0 } };

  test('a group works as fast as it has readers, and no more of them than partitions', () => {
    const done = (replicas: number, partitions: number) => {
      const system = running(topic(replicas, partitions), load);
      system.simulation.run(60_000);
      return system.tiers.get('mail')!.copies.reduce((sum, { meter }) => sum + meter.ended.ok, 0) / 60;
    };
    expect(done(4, 2)).toBeCloseTo(100, -1);
    expect(done(4, 2)).toBeLessThan(103);
    expect(done(4, 4)).toBeGreaterThan(117);
  });

  test('a reader that crashes: its partitions move once that is noticed, and nothing is lost', () => {
    const system = running(topic(3, 6), {
      ...load,
      rate: [
        { from: 0, perSecond: 90 },
        { from: 20_000, perSecond: 0 },
      ],
    });
    system.plan([{ at: 8_000, does: 'crash', node: 'mail', copy: 1 }]);
    system.simulation.run(8_000 + NOTICED_AFTER - 1);
    const before = system.backlogs.get('t')!.waiting;
    system.simulation.run(60_000);
    const backlog = system.backlogs.get('t')!;
    expect(before).toBeGreaterThan(20);
    expect(backlog.redelivered).toBeGreaterThan(0);
    expect(backlog.done).toBe(2 * system.sources[0]!.meter.ended.ok);
  });

  test('a partitioner takes the place of the hash', () => {
    const asks: string[] = [];
    const system = running(topic(2, 2), load, {
      partitionFor: (node, usual) => {
        asks.push(`${node.id}: ${usual(1, 1)}`);
        return () => 1;
      },
    });
    system.simulation.run(10_000);
    expect(asks).toEqual(['t: 0']);
    expect(asked(system, 'mail')[0]).toBe(0);
    expect(asked(system, 'mail')[1]).toBeGreaterThan(300);
  });

  test('a partitioner chooses among shards as well', () => {
    const architecture = sketch('Test', 'users: client > app: application > s0: shard, s1: shard');
    const system = running(architecture, load, { partitionFor: () => (key, count) => (key < 10 ? 0 : count - 1) });
    system.simulation.run(10_000);
    expect(asked(system, 's0')[0]! / asked(system, 's1')[0]!).toBeCloseTo(0.01, 1);
  });
});

describe('functions', () => {
  const lambda = (more: Partial<ArchitectureNode>) =>
    drawn([users, { id: 'f', kind: 'function', latency: 50, coldStart: 400, ...more }], 'users → f');

  test('concurrency is the bound that replicas were', () => {
    const load: Load = { rate: 100 };
    const figuresOf = (more: Partial<ArchitectureNode>) =>
      trial(lambda(more), { seed: 1, load, warmUp: 5, seconds: 100 });
    expect(figuresOf({ concurrency: 5 })).toEqual(figuresOf({ replicas: 5 }));
    expect(Math.abs(1 - figuresOf({ concurrency: 5 }).availability - 0.284868)).toBeLessThan(0.02);
  });

  test('with enough provisioned instances nobody pays a cold start', () => {
    const slowest = (provisioned: number) => {
      const system = running(lambda({ provisioned }), { rate: 40 });
      system.simulation.run(5_000);
      const { work } = system.tiers.get('f')!.copies[0]!;
      return {
        coldStarts: (work as { coldStarts: number }).coldStarts,
        p50: system.sources[0]!.meter.stays.percentile(50),
      };
    };
    expect(slowest(0).coldStarts).toBeGreaterThan(2);
    expect(slowest(20).coldStarts).toBe(0);
  });
});

describe('a copy that fails', () => {
  const fleet = drawn(
    [
      users,
      { id: 'lb', kind: 'load-balancer', policy: 'least-connections' },
      { id: 'web', kind: 'web', capacity: 50, latency: 20, replicas: 4 },
    ],
    'users → lb',
    'lb → web',
  );

  test('answers at once with errors, and so draws the requests of whoever looks at connections only', () => {
    const faults: TimedBreak[] = [
      { at: 10_000, does: 'fail', node: 'web', copy: 2 },
      { at: 20_000, does: 'recover', node: 'web', copy: 2 },
    ];
    const system = running(fleet, { rate: 120 });
    system.plan(faults);
    system.simulation.run(10_000);
    const before = asked(system, 'web')[2]!;
    system.simulation.run(20_000);
    const during = asked(system, 'web')[2]! - before;
    expect(during).toBeGreaterThan(1.5 * before);
    const { failed } = system.sources[0]!.meter.ended;
    expect(Math.abs(failed - during)).toBeLessThan(3);
    system.simulation.run(30_000);
    expect(system.sources[0]!.meter.ended.failed).toBe(failed);
  });
});

describe('utilisation', () => {
  test('divides by the machines that were up: the survivors of a crash are seen to be full', () => {
    const fleet = drawn(
      [
        users,
        { id: 'lb', kind: 'load-balancer' },
        { id: 'web', kind: 'web', capacity: 10, latency: 100, replicas: 12 },
      ],
      'users → lb',
      'lb → web',
    );
    const faults: TimedBreak[] = [0, 1, 2].map((copy) => ({ at: 0, does: 'crash', node: 'web', copy }));
    const { nodes } = trial(fleet, { seed: 1, load: { rate: 120 }, warmUp: 20, seconds: 100, faults });
    expect(nodes.find(({ id }) => id === 'web')).toMatchObject({ copies: 12, serving: 9 });
    expect(nodes.find(({ id }) => id === 'web')!.utilisation).toBeGreaterThan(0.98);
  });
});

describe('what a learner writes', () => {
  test('a scaling rule takes the place of the usual one, within the bounds of the notation', () => {
    const architecture = drawn(
      [
        users,
        { id: 'lb', kind: 'load-balancer' },
        {
          id: 'web',
          kind: 'web',
          capacity: 50,
          latency: 20,
          autoscale: { minimum: 2, maximum: 6, target: 0.6, warmUp: 10, cooldown: 0 },
        },
      ],
      'users → lb',
      'lb → web',
    );
    const up = (wanted: number) => {
      const system = running(architecture, { rate: 10 }, { scalingFor: () => () => wanted });
      system.simulation.run(30_000);
      return system.tiers.get('web')!.count('up');
    };
    expect([up(1), up(4), up(9)]).toEqual([2, 4, 6]);
  });
});
