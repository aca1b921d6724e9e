/**
 * What is written in another order is the same system, and what its parts are called is nobody's business: a run follows from kinds,
 * links and numbers.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawDiagram } from '../../src/architecture/draw.ts';
import { wordOf } from '../../src/architecture/id-word.ts';
import {
  type Architecture,
  type ArchitectureLink,
  type ArchitectureNode,
  compile,
  type Load,
  sketch,
  type TimedBreak,
  targetOf,
  trial,
  validate,
} from '../../src/architecture/index.ts';
import { defineScene, type Recording, record, systemWorld } from '../../src/scene/index.ts';

/** Systems in which much could depend on an order: caches beside and in the way, queues, replicas, shards, balancers, twins. */
const systems: Record<string, Architecture> = {
  platform: sketch(
    'Platform',
    `viewers: client > edge: cdn x2 > balancer: load-balancer x2 > web x3 > application x4
     application > cache x2, database x2, storage x2`,
    {
      edge: { capacity: 1000, latency: 2, items: 20 },
      web: { capacity: 40, latency: 25 },
      application: { capacity: 40, latency: 40 },
      cache: { capacity: 1000, latency: 1, items: 50 },
      database: { capacity: 50, latency: 40 },
      storage: { capacity: 100, latency: 40 },
    },
  ),
  sale: sketch(
    'Sale',
    `visitors: client > balancer: load-balancer > shop: web x4 > events: cache, seats: database x2, orders: queue
     orders ~> clerks: worker x3 > seats
     shop ~> mail: service; shop > advice: service
     seats => copy: database`,
    {
      balancer: { policy: 'two-choices' },
      shop: { capacity: 60, latency: 20 },
      events: { items: 10, latency: 1, coalesce: true },
      orders: { visibility: 700, deliveries: 4 },
      clerks: { capacity: 8, latency: 125 },
      seats: { capacity: 40, latency: 50 },
      advice: { capacity: 90, latency: 10 },
    },
  ),
  twoContinents: {
    title: 'Two continents',
    nodes: [
      { id: 'east', kind: 'client' },
      { id: 'west', kind: 'client' },
      { id: 'dns', kind: 'dns' },
      { id: 'front-a', kind: 'load-balancer', region: 'r1' },
      { id: 'front-b', kind: 'load-balancer', policy: 'random', region: 'r2' },
      {
        id: 'web',
        kind: 'web',
        capacity: 30,
        latency: 30,
        autoscale: { minimum: 1, maximum: 4, target: 0.5, warmUp: 2, cooldown: 3 },
      },
      { id: 'shard-a', kind: 'shard', capacity: 60, latency: 10 },
      { id: 'shard-b', kind: 'shard', capacity: 60, latency: 10 },
      { id: 'shard-c', kind: 'shard', capacity: 60, latency: 10 },
      { id: 'log', kind: 'topic', partitions: 4 },
      { id: 'billing', kind: 'consumer', replicas: 2, capacity: 30, latency: 20 },
      { id: 'search', kind: 'consumer', capacity: 60, latency: 20 },
      { id: 'one', kind: 'database', capacity: 60, latency: 10, region: 'r1' },
      { id: 'two', kind: 'database', capacity: 60, latency: 10, region: 'r2' },
      { id: 'price', kind: 'function', latency: 30, concurrency: 3, coldStart: 200 },
    ],
    links: [
      { from: 'east', to: 'dns' },
      { from: 'west', to: 'dns' },
      { from: 'east', to: 'front-a', share: 0.7 },
      { from: 'east', to: 'front-b', share: 0.3 },
      { from: 'west', to: 'front-b' },
      { from: 'front-a', to: 'web' },
      { from: 'front-b', to: 'web', latency: 5 },
      { from: 'web', to: 'shard-a' },
      { from: 'web', to: 'shard-b' },
      { from: 'web', to: 'shard-c' },
      { from: 'web', to: 'log' },
      { from: 'log', to: 'billing', kind: 'async' },
      { from: 'log', to: 'search', kind: 'async' },
      { from: 'billing', to: 'one' },
      { from: 'billing', to: 'two' },
      { from: 'search', to: 'two' },
      { from: 'one', to: 'two', kind: 'replication', latency: 40 },
      { from: 'two', to: 'one', kind: 'replication', latency: 40 },
      { from: 'web', to: 'price', share: 0.4, label: 'quotes' },
      { from: 'web', to: 'price', label: 'taxes', share: 0.1 },
    ],
    regions: [
      { id: 'r1', label: 'One' },
      { id: 'r2', label: 'Two' },
    ],
  },
};

const load: Load = { rate: 90, writes: 0.2, items: { count: 80, exponent: 1 } };
const faults = ({ nodes, regions }: Architecture): TimedBreak[] => [
  { at: 1_500, does: 'crash', node: nodes.find(({ kind }) => kind === 'database')!.id, copy: 0 },
  ...(regions ? [{ at: 3_000, does: 'crash', region: regions[0]!.id } as const] : []),
];

/** All that happened, by the names of those it happened to; and what a trial says of it. */
function courseOf(architecture: Architecture, breaks: TimedBreak[]): unknown {
  const system = compile(architecture, { seed: 7, load });
  const heard: string[] = [];
  system.simulation.trace = {
    record: (at, what, station, { id, key, kind }) => heard.push(`${at} ${what} ${station} ${id} ${key} ${kind}`),
    fault: (at, station, done) => heard.push(`${at} ${done} ${station}`),
  };
  system.plan(breaks);
  system.simulation.run(6_000);
  const { nodes, ...figures } = trial(architecture, { seed: 7, load, seconds: 6, faults: breaks, price: () => 0.1 });
  return { heard, figures, nodes: Object.fromEntries(nodes.map((node) => [node.id, node])) };
}

/** The same architecture with its nodes, its links and the fields of all of them in another order. */
function shuffled({ title, nodes, links, regions }: Architecture): fc.Arbitrary<Architecture> {
  const whole = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  const refielded = <Part extends object>(part: Part): fc.Arbitrary<Part> =>
    whole(Object.entries(part)).map((entries) => Object.fromEntries(entries) as Part);
  const all = <Part extends object>(parts: readonly Part[]) =>
    whole(parts).chain((order) => fc.tuple(...order.map(refielded)) as unknown as fc.Arbitrary<Part[]>);
  return fc
    .tuple(all<ArchitectureNode>(nodes), all<ArchitectureLink>(links))
    .chain(([nodes, links]) => refielded({ links, nodes, title, ...(regions && { regions }) }));
}

describe('an order means nothing', () => {
  test.each(Object.entries(systems))(
    '%s runs the same to the last event, in whatever order it is written',
    (_, one) => {
      expect(validate(one)).toEqual([]);
      const breaks = faults(one);
      const course = courseOf(one, breaks);
      fc.assert(
        fc.property(shuffled(one), (other) => {
          expect(courseOf(other, breaks)).toEqual(course);
        }),
        { numRuns: 6, seed: 20 },
      );
    },
  );

  const chain = (links: ArchitectureLink[]) =>
    trial(
      {
        title: 'Steps',
        nodes: [
          { id: 'users', kind: 'client' },
          { id: 'shop', kind: 'web' },
          { id: 'cache', kind: 'cache', items: 10 },
          { id: 'data', kind: 'database', capacity: 500, latency: 10 },
          { id: 'pay', kind: 'service' },
          { id: 'ship', kind: 'service' },
        ],
        links: [{ from: 'users', to: 'shop' }, ...links],
      },
      { seed: 1, load: { rate: 100, items: { count: 10, exponent: 1 } }, seconds: 10, faults: [] },
    );

  test('a cache beside the data is asked before it, also where the link to it is written last', () => {
    const { nodes } = chain([
      { from: 'shop', to: 'data' },
      { from: 'shop', to: 'pay' },
      { from: 'shop', to: 'ship' },
      { from: 'shop', to: 'cache' },
    ]);
    expect(nodes.find(({ id }) => id === 'cache')!.hitRatio).toBeGreaterThan(0.98);
    expect(nodes.find(({ id }) => id === 'data')!.utilisation).toBeLessThan(0.05);
  });

  test('where kinds do not say what comes first, a step does: what fails in the first is not carried on to the second', () => {
    const shipped = (links: ArchitectureLink[]) => {
      const system = compile(
        {
          title: 'Steps',
          nodes: [
            { id: 'users', kind: 'client' },
            { id: 'shop', kind: 'web' },
            { id: 'pay', kind: 'service' },
            { id: 'a-ship', kind: 'service' },
          ],
          links: [{ from: 'users', to: 'shop' }, ...links],
        },
        { seed: 1, load: { rate: 50 } },
      );
      system.strike({ does: 'fail', node: 'pay' });
      system.simulation.run(5_000);
      return system.tiers.get('a-ship')!.copies[0]!.meter.asked;
    };
    // Equals go by their ids.
    expect(
      shipped([
        { from: 'shop', to: 'pay' },
        { from: 'shop', to: 'a-ship' },
      ]),
    ).toBeGreaterThan(200);
    expect(
      shipped([
        { from: 'shop', to: 'a-ship', step: 2 },
        { from: 'shop', to: 'pay' },
      ]),
    ).toBe(0);
  });

  test('who calls from outside knows one address: of several servers the first, and others by a share alone', () => {
    const asked = (shares: (number | undefined)[]) => {
      const webs = shares.map((_, index): ArchitectureNode => ({ id: `web-${index}`, kind: 'web' }));
      const system = compile(
        {
          title: 'Addresses',
          nodes: [...webs.toReversed(), { id: 'users', kind: 'client' }],
          links: shares.map((share, index) => ({ from: 'users', to: `web-${index}`, ...(share && { share }) })),
        },
        { seed: 1, load: { rate: 100 } },
      );
      system.simulation.run(10_000);
      return webs.map(({ id }) => system.tiers.get(id)!.copies[0]!.meter.asked > 0);
    };
    expect(asked([undefined, undefined, undefined])).toEqual([true, false, false]);
    expect(asked([0.5, 0.5])).toEqual([true, true]);
    expect(asked([0.5, undefined, undefined])).toEqual([true, true, false]);
  });

  test('of replicas the one leads that the others follow, whoever is linked first; a follower alone can only be read', () => {
    const served = (to: string, writes: number) =>
      trial(
        {
          title: 'Replicas',
          nodes: [
            { id: 'users', kind: 'client' },
            { id: 'app', kind: 'web' },
            { id: 'a-follower', kind: 'database' },
            { id: 'leader', kind: 'database' },
            { id: 'other', kind: 'worker' },
          ],
          links: [
            { from: 'users', to: 'app' },
            { from: 'app', to },
            { from: 'other', to: 'leader' },
            { from: 'leader', to: 'a-follower', kind: 'replication' },
          ],
        },
        { seed: 1, load: { rate: 50, writes }, seconds: 10 },
      ).availability;
    expect([served('leader', 1), served('a-follower', 0), served('a-follower', 1)]).toEqual([1, 1, 0]);
  });
});

describe('a name may be any text', () => {
  const odd = [
    '',
    ' ',
    '/',
    'a/1',
    'a',
    'link:0',
    'region:x',
    'constructor',
    '__proto__',
    'toString',
    '"; drop',
    "it's",
    '\n\t',
    '👩‍🚀',
    'שרת‏',
    '\u202e rtl',
    '~',
    '~20~',
    '\ud800',
    '<b>&',
    'a→b',
    'a users',
    'é',
    'e\u0301',
    'x'.repeat(1_000),
  ];
  const name = fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ maxLength: 5 }),
  );

  /** The sale with other names, in the place of each one's own. */
  const renamed = (names: readonly string[]): Architecture => {
    const { title, nodes, links } = systems.sale!;
    const nameOf = new Map(nodes.map(({ id }, index) => [id, names[index]!]));
    return {
      title,
      nodes: nodes.map((node) => ({ ...node, id: nameOf.get(node.id)! })),
      links: links.map((link) => ({ ...link, from: nameOf.get(link.from)!, to: nameOf.get(link.to)! })),
    };
  };
  const names = fc.uniqueArray(name, { minLength: systems.sale!.nodes.length, maxLength: systems.sale!.nodes.length });

  test('no two names share a word', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(wordOf(one) === wordOf(other)).toBe(one === other);
        expect(wordOf(one)).toMatch(/^[\p{L}\p{N}_.~-]+$/u);
      }),
    );
  });

  test('a system with any names is sound, runs, is drawn, recorded, and broken by its names', () => {
    fc.assert(
      fc.property(names, (names) => {
        const architecture = renamed(names);
        expect(validate(architecture)).toEqual([]);
        const target = targetOf({ node: names[2]!, copy: 1 });
        const scene = defineScene({
          title: 'Odd',
          seconds: 2,
          still: 1,
          knobs: {},
          worlds({ seed, tick }) {
            const system = compile(architecture, { seed, load, window: tick });
            return [systemWorld({ title: 'Odd', system, tick })];
          },
        });
        const strikes = [{ at: 500, does: 'crash' as const, target }];
        const [recording] = record(scene, { seed: 1, settings: {}, strikes, from: 0 }) as [Recording];
        expect(recording.nodes.map((track) => track !== null)).toEqual(
          architecture.nodes.map(({ kind }) => kind !== 'client'),
        );
        expect(new Set(recording.moves.to).size).toBeGreaterThan(6);
        // The second of the four shops is down.
        expect(recording.nodes[2]!.states.slice(-4)[1]).not.toBe(recording.nodes[2]!.states.slice(-4)[0]);
        expect(drawDiagram(architecture)).toContain(`data-node="${wordOf(names[2]!)}"`);
      }),
      { numRuns: 12, examples: [[odd.slice(0, systems.sale!.nodes.length)], [odd.slice(-systems.sale!.nodes.length)]] },
    );
  });

  test('what is said of a name is short, in quotes, and on one line', () => {
    const message = (id: string) =>
      validate({ title: 'x', nodes: [{ id, kind: 'web', replicas: 0 }], links: [] })[0]!.message;
    expect(message('it\'s "that"\n')).toContain('Node "it\'s \\"that\\"\\n" has 0 replicas');
    expect(message('y'.repeat(1_000)).length).toBeLessThan(150);
    expect(validate({ title: 'x', nodes: [{ id: 'y'.repeat(1_001), kind: 'web' }], links: [] })[0]).toMatchObject({
      code: 'bad-id',
      message: `Node 1 has an id of 1,001 characters, "${'y'.repeat(39)}…": use at most 1,000.`,
    });
  });
});
