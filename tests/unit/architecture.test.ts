/** The architecture notation: what learners are told about their mistakes, and whether pictures and words can be trusted. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type GenericSchema, getDescription } from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import {
  type Architecture,
  type ArchitectureLink,
  type ArchitectureNode,
  type Direction,
  drawDiagram,
  describe as inWords,
  layoutDiagram,
  linkKinds,
  nodeKinds,
  validate,
} from '#architecture';
import {
  boxOfBoxes,
  centreOf,
  distance,
  endOf,
  flatten,
  grow,
  lineMeetsBox,
  overlap,
  type Point,
} from '../../src/architecture/geometry.ts';
import { architecture, autoscale, belongsTo, link, node, region } from '../../src/architecture/schema.ts';
import { textStyles } from '../../src/architecture/text.ts';

// Some tests lay out hundreds of diagrams, which a busy machine may be slow to do.
vi.setConfig({ testTimeout: 60_000 });

const numbered = (count: number, node: (n: number) => ArchitectureNode) =>
  Array.from({ length: count }, (_, index) => node(index + 1));

const shop: Architecture = {
  title: 'A shop on four web servers',
  nodes: [
    { id: 'people', kind: 'client', label: 'Shoppers' },
    { id: 'dns', kind: 'dns' },
    { id: 'cdn', kind: 'cdn', label: 'Edge servers' },
    { id: 'balancer', kind: 'load-balancer', replicas: 2 },
    ...numbered(4, (n) => ({ id: `web-${n}`, kind: 'web', label: `Web ${n}` })),
    { id: 'shop', kind: 'application', label: 'Shop', replicas: 6, capacity: 500, latency: 20 },
    { id: 'cache', kind: 'cache', label: 'Sessions', note: 'Memcached, 64 MB' },
    ...numbered(2, (n) => ({ id: `shard-${n}`, kind: 'shard', label: `Customers ${n}`, note: 'leader' })),
    ...numbered(2, (n) => ({
      id: `copy-${n}`,
      kind: 'shard',
      label: `Customers ${n}`,
      replicas: 2,
      note: 'followers',
    })),
  ],
  links: [
    { from: 'people', to: 'dns', label: 'look up' },
    { from: 'people', to: 'cdn', label: 'pictures' },
    { from: 'people', to: 'balancer', label: 'pages' },
    { from: 'cdn', to: 'balancer', label: 'misses', latency: 5 },
    ...numbered(4, (n) => ({ id: `web-${n}`, kind: 'web' })).flatMap(({ id }) => [
      { from: 'balancer', to: id },
      { from: id, to: 'shop' },
    ]),
    { from: 'shop', to: 'cache', label: 'reads first' },
    { from: 'shop', to: 'shard-1' },
    { from: 'shop', to: 'shard-2' },
    { from: 'shard-1', to: 'copy-1', kind: 'replication' },
    { from: 'shard-2', to: 'copy-2', kind: 'replication' },
  ],
};

const topic: Architecture = {
  title: 'A topic with three partitions',
  regions: [1, 2, 3].map((n) => ({ id: `broker-${n}`, label: `Broker ${n}, availability zone eu-${n}` })),
  nodes: [
    { id: 'shop', kind: 'producer', label: 'Web shop' },
    { id: 'phone', kind: 'producer', label: 'Phone app' },
    ...[1, 2, 3].flatMap((n): ArchitectureNode[] => [
      { id: `leader-${n}`, kind: 'partition', label: `Partition ${n}`, note: 'leader', region: `broker-${n}` },
      {
        id: `follower-${n}`,
        kind: 'partition',
        label: `Partition ${n}`,
        note: 'follower',
        region: `broker-${(n % 3) + 1}`,
      },
    ]),
    { id: 'billing-1', kind: 'consumer', label: 'Billing 1' },
    { id: 'billing-2', kind: 'consumer', label: 'Billing 2' },
  ],
  links: [
    ...[1, 2, 3].flatMap((n): ArchitectureLink[] => [
      { from: 'shop', to: `leader-${n}`, kind: 'async' },
      { from: 'phone', to: `leader-${n}`, kind: 'async' },
      { from: `leader-${n}`, to: `follower-${n}`, kind: 'replication' },
      { from: `leader-${n}`, to: n < 3 ? 'billing-1' : 'billing-2', kind: 'async' },
    ]),
  ],
};

const pairs = (text: string, kind: ArchitectureLink['kind']) =>
  text.split(' ').map((pair): ArchitectureLink => ({ from: pair[0]!, to: pair[1]!, kind }));

const split: Architecture = {
  title: 'Five replicas, split in two',
  nodes: [
    { id: 'alice', kind: 'client', label: 'Alice' },
    { id: 'bob', kind: 'client', label: 'Bob' },
    ...[...'abcde'].map((id): ArchitectureNode => ({ id, kind: 'database', label: `Replica ${id.toUpperCase()}` })),
  ],
  links: [
    { from: 'alice', to: 'a', label: 'write x = 1' },
    { from: 'bob', to: 'd', label: 'read x' },
    ...pairs('ab ac bc de', 'replication'),
    ...pairs('ad ae bd be cd ce', 'cut'),
  ],
};

const sites: Architecture = {
  ...split,
  title: 'Five replicas on two sites',
  regions: [
    { id: 'north', label: 'North' },
    { id: 'south', label: 'South' },
  ],
  nodes: split.nodes.map((node) =>
    node.kind === 'client' ? node : { ...node, region: 'abc'.includes(node.id) ? 'north' : 'south' },
  ),
};

const wordCount: Architecture = {
  title: 'Counting words',
  nodes: [
    { id: 'input', kind: 'storage', label: 'Input files' },
    ...numbered(3, (n) => ({ id: `map-${n}`, kind: 'worker', label: `Map ${n}` })),
    ...numbered(2, (n) => ({ id: `reduce-${n}`, kind: 'worker', label: `Reduce ${n}` })),
    { id: 'output', kind: 'storage', label: 'Counts' },
  ],
  links: [
    ...[1, 2, 3].flatMap((n): ArchitectureLink[] => [
      { from: 'input', to: `map-${n}`, label: `split ${n}` },
      { from: `map-${n}`, to: 'reduce-1', kind: 'async', label: 'a to m' },
      { from: `map-${n}`, to: 'reduce-2', kind: 'async', label: 'n to z' },
    ]),
    { from: 'reduce-1', to: 'output' },
    { from: 'reduce-2', to: 'output' },
  ],
};

const twoRegions: Architecture = {
  title: 'Two regions',
  regions: [
    { id: 'eu', label: 'Europe' },
    { id: 'us', label: 'United States' },
  ],
  nodes: [
    { id: 'users', kind: 'client', label: 'Users', note: 'everywhere' },
    ...['eu', 'us'].flatMap((region): ArchitectureNode[] => [
      { id: `app-${region}`, kind: 'application', label: 'Feed', replicas: 8, region },
      { id: `cache-${region}`, kind: 'cache', region },
      { id: `data-${region}`, kind: 'database', label: region === 'eu' ? 'Leader' : 'Follower', region },
    ]),
  ],
  links: [
    ...['eu', 'us'].flatMap((region): ArchitectureLink[] => [
      { from: 'users', to: `app-${region}` },
      { from: `app-${region}`, to: `data-${region}` },
      { from: `app-${region}`, to: `cache-${region}` },
    ]),
    { from: 'data-eu', to: 'data-us', kind: 'replication', label: 'asynchronous', latency: 80 },
  ],
};

/** A value for each field that only some kinds of nodes have. */
const special: Record<keyof typeof belongsTo, unknown> = {
  items: 100,
  timeToLive: 60_000,
  coalesce: true,
  visibility: 30_000,
  deliveries: 5,
  partitions: 3,
  concurrency: 10,
  provisioned: 2,
  coldStart: 400,
  policy: 'random',
  autoscale: { minimum: 1, maximum: 4, target: 0.6 },
};

const examples = { shop, topic, split, sites, wordCount, twoRegions };
const directions: Direction[] = ['right', 'down'];
const views = Object.values(examples).flatMap((architecture) =>
  directions.map((direction) => ({ name: `${architecture.title}, ${direction}`, architecture, direction })),
);

/** Architectures without errors, of any shape. */
const anyArchitecture = fc
  .record({
    count: fc.integer({ min: 1, max: 10 }),
    kinds: fc.array(fc.constantFrom(...(Object.keys(nodeKinds) as ArchitectureNode['kind'][])), {
      minLength: 10,
      maxLength: 10,
    }),
    labels: fc.array(fc.option(fc.string({ maxLength: 40 }), { nil: undefined }), { minLength: 10, maxLength: 10 }),
    replicas: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }),
    places: fc.array(fc.integer({ min: -2, max: 1 }), { minLength: 10, maxLength: 10 }),
    links: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        kind: fc.constantFrom(...(Object.keys(linkKinds) as ArchitectureLink['kind'][])),
        label: fc.option(fc.string({ maxLength: 30 }), { nil: undefined }),
      }),
      { maxLength: 14 },
    ),
  })
  .map(
    ({ count, kinds, labels, replicas, places, links }): Architecture => ({
      title: 'Anything',
      regions: [0, 1].map((n) => ({ id: `region-${n}`, label: `Region ${n}` })),
      nodes: Array.from({ length: count }, (_, n) => ({
        id: `n${n}`,
        kind: kinds[n]!,
        label: labels[n],
        replicas: replicas[n],
        region: places[n]! >= 0 ? `region-${places[n]}` : undefined,
      })),
      links: links
        .map((link) => ({ ...link, from: `n${link.from % count}`, to: `n${link.to % count}` }))
        .filter((link) => link.from !== link.to),
    }),
  );

function codes(architecture: unknown): string[] {
  return validate(architecture).map((problem) => problem.code);
}

/** The shop with something changed, as a learner might get it wrong. */
function withNode(change: Record<string, unknown>, id = 'cache'): unknown {
  return { ...shop, nodes: shop.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)) };
}

function withLink(link: Record<string, unknown>): unknown {
  return { ...shop, links: [...shop.links, link] };
}

describe('validate', () => {
  test('finds nothing wrong with the diagrams of a course', () => {
    for (const architecture of Object.values(examples)) expect(validate(architecture)).toEqual([]);
  });

  test('says what is wrong, where, and what to do about it', () => {
    const cases: [unknown, Record<string, unknown>][] = [
      [
        withNode({ kind: 'databse' }),
        {
          code: 'bad-kind',
          node: 'cache',
          message: 'Node "cache" has the kind "databse", which does not exist. Did you mean "database"?',
        },
      ],
      [
        withNode({ replicas: 0 }),
        {
          code: 'bad-replicas',
          node: 'cache',
          message: 'Node "cache" has 0 replicas: use a whole number from 1 to 1,000.',
        },
      ],
      [
        withNode({ replicas: 2n }),
        {
          code: 'bad-replicas',
          node: 'cache',
          message: 'Node "cache" has 2n replicas: use a whole number from 1 to 1,000.',
        },
      ],
      [
        withNode({ replica: 3 }),
        {
          code: 'unknown-property',
          node: 'cache',
          message: 'Node "cache" has the property "replica", which does not exist. Did you mean "replicas"?',
        },
      ],
      [
        withNode({ capacity: -5 }),
        {
          code: 'bad-capacity',
          message: 'Node "cache" has a capacity of -5: use a number of requests per second above 0.',
        },
      ],
      [
        withNode({ latency: Number.NaN }),
        {
          code: 'bad-latency',
          message: 'Node "cache" has a latency of NaN: use a number of milliseconds, 0 or more.',
        },
      ],
      [
        { ...shop, nodes: [...shop.nodes, { id: 'cache', kind: 'cache' }] },
        { code: 'duplicate-id', node: 'cache', message: 'Two nodes have the id "cache": give each its own.' },
      ],
      [
        withLink({ from: 'shop', to: 'cahce' }),
        {
          code: 'dangling-link',
          link: 17,
          message: 'Link 18, from "shop" to "cahce", names a node "cahce" that does not exist. Did you mean "cache"?',
        },
      ],
      [
        withLink({ from: 'shop', to: 'shop' }),
        {
          code: 'self-link',
          link: 17,
          message:
            'Link 18, from "shop" to "shop", leads back to where it starts: point it at another node, or remove it.',
        },
      ],
      [
        withLink({ from: 'shop', to: 'cache', kind: 'asynchronous' }),
        {
          code: 'bad-kind',
          message:
            'Link 18, from "shop" to "cache", has the link kind "asynchronous", which does not exist. Use one of "sync", "async", "replication" and "cut".',
        },
      ],
      [
        withNode({ region: 'mars' }),
        {
          code: 'unknown-region',
          node: 'cache',
          message:
            'Node "cache" stands in region "mars", which does not exist: add it to "regions" as { id, label }, or leave "region" out.',
        },
      ],
    ];
    for (const [architecture, problem] of cases) {
      expect(validate(architecture)).toContainEqual(expect.objectContaining({ severity: 'error', ...problem }));
    }
  });

  const told = (node: Record<string, unknown>) =>
    validate({ title: 'One', nodes: [{ id: 'one', ...node }], links: [] })
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);

  test.each<[Record<string, unknown>, string]>([
    [{ kind: 'cache', items: 0 }, 'Node "one" has room for 0 items: use a whole number of at least 1.'],
    [{ kind: 'cache', timeToLive: 0 }, 'Node "one" has a time to live of 0: use a number of milliseconds above 0.'],
    [{ kind: 'cdn', coalesce: 'yes' }, 'Node "one" has "yes" as its "coalesce": use true or false, without quotes.'],
    [
      { kind: 'queue', visibility: Number.POSITIVE_INFINITY },
      'Node "one" has a visibility timeout of Infinity: use a number of milliseconds above 0.',
    ],
    [{ kind: 'queue', deliveries: 1.5 }, 'Node "one" delivers a message 1.5 times: use a whole number of at least 1.'],
    [
      { kind: 'topic', partitions: 1_000_000_000 },
      'Node "one" has 1000000000 partitions: use a whole number from 1 to 1,000.',
    ],
    [{ kind: 'function', concurrency: 0 }, 'Node "one" has a concurrency of 0: use a whole number from 1 to 10,000.'],
    [
      { kind: 'function', provisioned: -1 },
      'Node "one" keeps -1 instances ready: use a whole number from 0 to 10,000.',
    ],
    [
      { kind: 'function', concurrency: 5, provisioned: 6 },
      'Node "one" keeps 6 instances ready, of which only 5 may run: use at most its concurrency.',
    ],
    [
      { kind: 'function', replicas: 1, provisioned: 2 },
      'Node "one" keeps 2 instances ready, of which only 1 may run: use at most its replicas, or give it a concurrency.',
    ],
    [
      { kind: 'function', coldStart: -1 },
      'Node "one" has a cold start of -1: use a number of milliseconds, 0 or more.',
    ],
    [
      { kind: 'load-balancer', policy: 'round-robbin' },
      'Node "one" has the policy "round-robbin", which does not exist. Did you mean "round-robin"?',
    ],
    [{ kind: 'web', label: 7 }, 'Node "one" has 7 as its label: use text in quotes.'],
    [{ kind: 'web', note: 'x'.repeat(201) }, 'Node "one" has a note of 201 characters: use at most 200.'],
    [{ kind: 'web', region: 3 }, 'Node "one" has 3 as its "region": write the id of a region, in quotes.'],
    [
      { kind: 'web', autoscale: [] },
      'Node "one" has a list as its autoscale: write { minimum: 2, maximum: 10, target: 0.6 }.',
    ],
    [
      { kind: 'web', autoscale: { minimum: 5, maximum: 2, target: 0.5 } },
      'Node "one" scales from 5 to 2 copies: use a minimum that is not above the maximum.',
    ],
    [
      { kind: 'web', autoscale: { minimum: 1, maximum: 2, target: 60 } },
      'The autoscale of node "one" aims at a utilisation of 60: use a number above 0 and up to 1, such as 0.6.',
    ],
    [
      { kind: 'web', autoscale: { maximum: 2000, minimum: 1, target: 0.5 } },
      'The autoscale of node "one" has a maximum of 2000: use a whole number from 1 to 200.',
    ],
    [
      { kind: 'web', autoscale: { minimum: 1, maximum: 2, target: 0.5, warmup: 3 } },
      'The autoscale of node "one" has the property "warmup", which does not exist. Did you mean "warmUp"?',
    ],
    [
      { kind: 'web', autoscale: { minimum: 1, maximum: 2, target: 0.5 }, replicas: 3 },
      'Node "one" begins with 3 replicas, which is not between its minimum and its maximum.',
    ],
  ])('says what a field may hold: %o', (node, message) => {
    expect(told(node)).toEqual([message]);
  });

  test('says what a field is for, on a node that it does not belong to', () => {
    expect(told({ kind: 'web', visibility: 30_000 })).toEqual([
      'Node "one" has "visibility", which only queues have: remove it, or change the kind of the node. It means: milliseconds that a consumer has to finish a message of a queue before the queue gives it to another.',
    ]);
    for (const kind of Object.keys(nodeKinds) as ArchitectureNode['kind'][]) {
      for (const [field, value] of Object.entries(special)) {
        const misplaced = codes({ title: 'One', nodes: [{ id: 'one', kind, [field]: value }], links: [] });
        const belongs = (belongsTo[field as keyof typeof belongsTo] as readonly string[]).includes(kind);
        expect(misplaced.includes('misplaced-property'), `${field} of ${kind}`).toBe(!belongs);
      }
    }
  });

  test('has a sentence for every field', () => {
    for (const { entries } of [architecture, node, autoscale, link, region]) {
      for (const [name, field] of Object.entries<GenericSchema>(entries)) {
        const meaning = getDescription('wrapped' in field ? (field.wrapped as GenericSchema) : field);
        expect(meaning, name).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  test('warns of a load balancer with nothing behind it, and can still draw it', () => {
    const alone: Architecture = {
      title: 'Alone',
      nodes: [
        { id: 'people', kind: 'client' },
        { id: 'front', kind: 'load-balancer' },
      ],
      links: [{ from: 'people', to: 'front' }],
    };
    expect(validate(alone)).toEqual([
      {
        code: 'nothing-behind',
        severity: 'warning',
        node: 'front',
        message: 'Load balancer "front" has nothing behind it: link it to the servers that it shares the work among.',
      },
    ]);
    expect(drawDiagram(alone)).toContain('Load balancer');
  });

  test('warns of a node that no work reaches, but only where a client shows where the work comes from', () => {
    const lonely = { ...shop, nodes: [...shop.nodes, { id: 'reports', kind: 'database' }] };
    expect(validate(lonely)).toEqual([
      expect.objectContaining({ code: 'unreached-node', severity: 'warning', node: 'reports' }),
    ]);
    const nodes = lonely.nodes.filter((node) => node.kind !== 'client');
    const links = shop.links.filter((link) => link.from !== 'people');
    expect(codes({ ...lonely, nodes, links })).toEqual([]);
  });

  test('lets workers, functions and consumers fetch their work themselves', () => {
    const polling = {
      title: 'Polling',
      nodes: [
        { id: 'people', kind: 'client' },
        { id: 'api', kind: 'service' },
        { id: 'mail', kind: 'queue' },
        { id: 'sender', kind: 'worker' },
        { id: 'log', kind: 'storage' },
      ],
      links: [
        { from: 'people', to: 'api' },
        { from: 'api', to: 'mail', kind: 'async' },
        { from: 'sender', to: 'mail' },
        { from: 'sender', to: 'log' },
      ],
    };
    expect(codes(polling)).toEqual([]);
  });

  test('takes peers that replicate as reached, whichever way their link is written', () => {
    const peers = {
      title: 'Peers',
      nodes: [
        { id: 'people', kind: 'client' },
        { id: 'a', kind: 'database' },
        { id: 'b', kind: 'database' },
      ],
      links: [
        { from: 'people', to: 'b' },
        { from: 'a', to: 'b', kind: 'replication' },
      ],
    };
    expect(codes(peers)).toEqual([]);
  });

  test('names the same link twice, but not two links that carry different things', () => {
    expect(codes(withLink({ from: 'shop', to: 'shard-1' }))).toEqual(['duplicate-link']);
    expect(codes(withLink({ from: 'shop', to: 'shard-1', label: 'writes' }))).toEqual([]);
  });

  test('knows the properties that every object has from those that the author wrote', () => {
    expect(codes(withNode({ kind: 'constructor' }))).toContain('bad-kind');
    expect(codes(withLink({ from: 'shop', to: 'toString' }))).toContain('dangling-link');
    const odd = {
      title: 'Odd names',
      nodes: ['constructor', 'toString', '__proto__'].map((id) => ({ id, kind: 'service' })),
      links: [{ from: 'constructor', to: '__proto__' }],
    };
    expect(validate(odd)).toEqual([]);
    expect(drawDiagram(odd as Architecture)).toContain('data-node="__proto__"');
  });

  test('refuses what is too large to be read', () => {
    const nodes = numbered(500, (n) => ({ id: `n${n}`, kind: 'web' }));
    expect(codes({ title: 'Too many', nodes, links: [] })).toEqual(['too-large']);
    expect(codes(withNode({ label: 'x'.repeat(5000) }))).toEqual(['bad-label']);
    const endless = new Proxy([], { get: (list, key) => (key === 'length' ? 1e12 : Reflect.get(list, key)) });
    expect(codes({ title: 'Endless', nodes: endless, links: [] })).toEqual(['too-large']);
  });

  test('takes any value without throwing, and never calls nonsense sound', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }), (value) => {
        expect(validate(value).length).toBeGreaterThan(0);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (node, link, region) => {
        validate({
          title: 'Any',
          nodes: [node, { id: 'a', kind: node }],
          links: [link, { from: node, to: link }],
          regions: [region],
        });
      }),
    );
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    expect(codes(hostile)).toEqual(['not-an-architecture']);
    expect(codes({ title: 'Symbol', nodes: [{ id: Symbol('x'), kind: Symbol('y') }], links: [] })).toEqual(['bad-id']);
  });
});

describe('layout', () => {
  test.each(views)('keeps nodes, labels and regions apart: $name', ({ architecture, direction }) => {
    const { nodes, links, regions } = layoutDiagram(architecture, direction);
    for (const [i, node] of nodes.entries()) {
      for (const other of nodes.slice(i + 1)) expect(overlap(node.box, other.box)).toBe(false);
      for (const { label } of links) if (label) expect(overlap(label.box, node.box)).toBe(false);
      for (const { region, box } of regions) {
        expect(overlap(box, node.box)).toBe(node.node.region === region.id);
      }
    }
    for (const [i, region] of regions.entries()) {
      for (const other of regions.slice(i + 1)) expect(overlap(region.box, other.box)).toBe(false);
    }
    const labels = links.flatMap(({ label }) => label?.box ?? []);
    for (const [i, label] of labels.entries()) {
      for (const other of labels.slice(i + 1)) expect(overlap(label, other)).toBe(false);
    }
  });

  test.each(views)('leads no link behind a node that it does not belong to: $name', ({ architecture, direction }) => {
    const { nodes, links } = layoutDiagram(architecture, direction);
    for (const { link, curve } of links) {
      const points = flatten(curve, 30);
      for (const { node, box } of nodes) {
        if (node.id === link.from || node.id === link.to) continue;
        const hit = points.some((point, i) => i > 0 && lineMeetsBox(points[i - 1]!, point, box));
        expect(hit, `${link.from} to ${link.to} passes behind ${node.id}`).toBe(false);
      }
    }
  });

  test.each(views)('keeps everything inside the picture: $name', ({ architecture, direction }) => {
    const { width, height, nodes, links, regions } = layoutDiagram(architecture, direction);
    const picture = { left: 0, top: 0, right: width, bottom: height };
    const boxes = [...nodes, ...regions].map(({ box }) => box).concat(links.flatMap(({ label }) => label?.box ?? []));
    for (const box of boxes) {
      const inside = box.left >= 0 && box.top >= 0 && box.right <= picture.right && box.bottom <= picture.bottom;
      expect(inside).toBe(true);
    }
    for (const { curve } of links) {
      for (const { x, y } of flatten(curve, 12)) expect(x >= 0 && y >= 0 && x <= width && y <= height).toBe(true);
    }
  });

  test('runs the way it is asked to', () => {
    for (const [direction, axis] of [
      ['right', 'x'],
      ['down', 'y'],
    ] as const) {
      const { nodes } = layoutDiagram(shop, direction);
      const at = (id: string) => nodes.find(({ node }) => node.id === id)!.centre[axis];
      const order = ['people', 'cdn', 'balancer', 'web-1', 'shop', 'shard-1', 'copy-1'].map(at);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  test('keeps alike nodes in the order of the notation', () => {
    const { nodes } = layoutDiagram(shop);
    const heights = [1, 2, 3, 4].map((n) => nodes.find(({ node }) => node.id === `web-${n}`)!.centre.y);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  test('puts what reads from a region beyond the whole of it', () => {
    const { nodes, regions } = layoutDiagram(topic);
    const consumers = nodes.filter(({ node }) => node.kind === 'consumer');
    for (const { box } of consumers) for (const region of regions) expect(box.left).toBeGreaterThan(region.box.right);
  });

  test('stands two regions’ databases level, and not one behind the other', () => {
    const { nodes } = layoutDiagram(twoRegions);
    const [leader, follower] = ['data-eu', 'data-us'].map((id) => nodes.find(({ node }) => node.id === id)!);
    expect(leader!.centre.x).toBeCloseTo(follower!.centre.x, 0);
  });

  test('stands peers round a ring, or a pair of them level, and not one behind the other', () => {
    const { nodes } = layoutDiagram(sites);
    const at = (id: string) => nodes.find(({ node }) => node.id === id)!.centre;
    expect(at('d').x).toBeCloseTo(at('e').x, 0);
    const ring = layoutDiagram(split).nodes.filter(({ node }) => node.kind === 'database');
    const middle = centreOf(boxOfBoxes(ring.map(({ box }) => box)));
    for (const { centre } of ring) expect(distance(centre, middle)).toBeGreaterThan(60);
  });

  test('makes a region as wide as its title', () => {
    const { regions } = layoutDiagram(topic);
    for (const { box, title } of regions) {
      expect(title.left).toBeGreaterThan(box.left);
      expect(title.right).toBeLessThan(box.right);
    }
  });

  test('holds for any architecture: nodes apart, every link from border to border', () => {
    fc.assert(
      fc.property(anyArchitecture, fc.constantFrom(...directions), (architecture, direction) => {
        const { nodes, links } = layoutDiagram(architecture, direction);
        for (const [i, node] of nodes.entries()) {
          for (const other of nodes.slice(i + 1)) expect(overlap(grow(node.box, -0.1), other.box)).toBe(false);
        }
        expect(links).toHaveLength(architecture.links.length);
        for (const { link, curve } of links) {
          const border = (id: string, point: Point) => {
            const { outlines } = nodes.find(({ node }) => node.id === id)!;
            return Math.min(...outlines.map((outline) => distanceToLine(flatten(outline, 6), point)));
          };
          expect(border(link.from, curve.start)).toBeLessThan(0.5);
          expect(border(link.to, endOf(curve))).toBeLessThan(0.5);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

function distanceToLine(points: readonly Point[], point: Point): number {
  return Math.min(
    ...points.slice(1).map((to, index) => {
      const from = points[index]!;
      const length = distance(from, to) ** 2 || 1;
      const along = ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / length;
      const share = Math.max(0, Math.min(1, along));
      return distance(point, { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    }),
  );
}

/** Opening tags of a well-formed document with their attributes; throws where tags or quotes do not match. */
function parse(svg: string): { name: string; attributes: Map<string, string> }[] {
  const elements: { name: string; attributes: Map<string, string> }[] = [];
  const open: string[] = [];
  const rest = svg.replace(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/gi, (_, closing, name, attributes, empty) => {
    if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const pairs = [...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map((match) => [match[1], match[2]] as const);
      if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`<${name}> has an attribute twice`);
      elements.push({ name, attributes: new Map(pairs) });
      if (!empty) open.push(name);
    }
    return '';
  });
  if (open.length > 0) throw new Error(`<${open.pop()}> is never closed`);
  if (/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.test(rest)) throw new Error(`Not escaped: ${rest}`);
  return elements;
}

describe('drawDiagram', () => {
  test.each(views)('draws every node, and a path for every link: $name', ({ architecture, direction }) => {
    const elements = parse(drawDiagram(architecture, { direction }));
    const drawnNodes = elements.flatMap(({ attributes }) => attributes.get('data-node') ?? []);
    expect(drawnNodes.toSorted()).toEqual(architecture.nodes.map((node) => node.id).toSorted());
    const paths = elements.filter(({ attributes }) => attributes.has('data-link'));
    expect(paths.map(({ attributes }) => [attributes.get('data-from'), attributes.get('data-to')])).toEqual(
      architecture.links.map((link) => [link.from, link.to]),
    );
    for (const { attributes } of paths) expect(attributes.get('d')).toMatch(/^M[-\d.]+ [-\d.]+[cl]/);
  });

  test.each(views)('writes no styles, scripts or colours into the SVG: $name', ({ architecture, direction }) => {
    const allowed = new Set([
      ...['xmlns', 'class', 'viewBox', 'width', 'height', 'role', 'aria-labelledby', 'aria-describedby', 'id', 'd'],
      ...[
        'data-node',
        'data-link',
        'data-from',
        'data-to',
        'data-region',
        'x',
        'y',
        'cx',
        'cy',
        'r',
        'rx',
        'transform',
      ],
      ...['marker-end', 'markerWidth', 'markerHeight', 'markerUnits', 'refX', 'refY', 'orient'],
    ]);
    for (const { name, attributes } of parse(drawDiagram(architecture, { direction }))) {
      expect(['svg', 'title', 'desc', 'defs', 'marker', 'g', 'path', 'rect', 'circle', 'text', 'tspan']).toContain(
        name,
      );
      expect([...attributes.keys()].filter((attribute) => !allowed.has(attribute))).toEqual([]);
    }
  });

  test('always says the kind of a node in words', () => {
    for (const kind of Object.keys(nodeKinds) as ArchitectureNode['kind'][]) {
      const named: Architecture = { title: 'One', nodes: [{ id: 'one', kind, label: 'Zebra' }], links: [] };
      const plain: Architecture = { title: 'One', nodes: [{ id: 'one', kind }], links: [] };
      const words = (architecture: Architecture) =>
        [...drawDiagram(architecture).matchAll(/<text[^>]*>([^<]*)/g)]
          .map((match) => match[1])
          .join(' ')
          .toLowerCase();
      expect(words(named)).toBe(`zebra ${nodeKinds[kind].label.toLowerCase()}`);
      expect(words(plain)).toBe(nodeKinds[kind].label.toLowerCase());
    }
  });

  test('gives every kind of node a shape that can be told from the others', () => {
    const shapes = (Object.keys(nodeKinds) as ArchitectureNode['kind'][]).map((kind) => {
      const svg = drawDiagram({ title: 'One', nodes: [{ id: 'one', kind, label: 'Zebra' }], links: [] });
      return [...svg.matchAll(/<path class="diagram-shape[^>]* d="([^"]*)"/g)].map((match) => match[1]).join(' ');
    });
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test('shows how many replicas there are, and stands copies behind the node', () => {
    const draw = (replicas?: number) =>
      drawDiagram({ title: 'Copies', nodes: [{ id: 'web', kind: 'web', replicas }], links: [] });
    const copies = (svg: string) =>
      parse(svg).filter(({ attributes }) => attributes.get('class') === 'diagram-shape').length;
    expect(copies(draw())).toBe(1);
    expect(copies(draw(2))).toBe(2);
    expect(copies(draw(400))).toBe(3);
    expect(draw(400)).toContain('× 400');
    expect(draw(1)).not.toContain('×');
  });

  test('crosses out exactly the links that are cut, and explains the lines in a legend', () => {
    const svg = drawDiagram(split);
    // One cross for each of the six cut links, and one in the legend.
    expect(svg.match(/class="diagram-cut"/g)).toHaveLength(7);
    expect(svg).toContain(linkKinds.cut);
    const calls = drawDiagram({ ...shop, links: shop.links.filter((link) => link.kind === undefined) });
    expect(calls).not.toContain('diagram-legend');
  });

  test('is named and described for assistive technology', () => {
    const elements = parse(drawDiagram(shop));
    const svg = elements[0]!.attributes;
    const idOf = (name: string) => elements.find((element) => element.name === name)!.attributes.get('id');
    expect(svg.get('role')).toBe('img');
    expect(svg.get('aria-labelledby')).toBe(idOf('title'));
    expect(svg.get('aria-describedby')).toBe(idOf('desc'));
    expect(drawDiagram(shop)).toContain('>A shop on four web servers</title>');
  });

  test('has a size of its own that the page can only make smaller', () => {
    const { attributes } = parse(drawDiagram(shop))[0]!;
    expect(attributes.get('viewBox')).toBe(`0 0 ${attributes.get('width')} ${attributes.get('height')}`);
  });

  test('uses ids that come from the content, and differ between diagrams and prefixes', () => {
    const ids = (svg: string) => parse(svg).flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids(drawDiagram(shop))).toEqual(ids(drawDiagram(structuredClone(shop))));
    const all = [drawDiagram(shop), drawDiagram(topic), drawDiagram(shop, { idPrefix: 'again' })].flatMap(ids);
    expect(new Set(all).size).toBe(all.length);
    const svg = drawDiagram(shop, { idPrefix: 'again' });
    for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) expect(ids(svg)).toContain(id);
  });

  test('draws the same picture every time, whatever was drawn before', () => {
    for (const { architecture, direction } of views) {
      const first = drawDiagram(architecture, { direction });
      drawDiagram(wordCount);
      expect(drawDiagram(structuredClone(architecture), { direction })).toBe(first);
    }
  });

  test('escapes everything that an author can write', () => {
    const nasty = `<script>alert("1") & 'x'</script>\u0000`;
    const svg = drawDiagram(
      {
        title: nasty,
        regions: [{ id: 'r', label: nasty }],
        nodes: [
          { id: 'a', kind: 'web', label: nasty, note: nasty, region: 'r' },
          { id: 'b', kind: 'web' },
        ],
        links: [{ from: 'a', to: 'b', label: nasty }],
      },
      { idPrefix: 'a"><script>' },
    );
    expect(parse(svg).map(({ name }) => name)).not.toContain('script');
    expect(svg).not.toContain('\u0000');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (text) => {
        parse(
          drawDiagram({ title: `x${text}`, nodes: [{ id: 'a', kind: 'cache', label: text, note: text }], links: [] }),
        );
      }),
    );
  });
});

describe('describe', () => {
  test('says in words what the picture shows', () => {
    expect(inWords(twoRegions)).toEqual([
      'Two regions: a client, 16 application servers, 2 caches and 2 databases, joined by 7 links.',
      'Europe holds Feed (app-eu), Cache (cache-eu) and Leader.',
      'United States holds Feed (app-us), Cache (cache-us) and Follower.',
      'Users: a client. Everywhere.',
      'Feed (app-eu): 8 replicas of an application server.',
      'Cache (cache-eu): a cache.',
      'Leader: a database.',
      'Feed (app-us): 8 replicas of an application server.',
      'Cache (cache-us): a cache.',
      'Follower: a database.',
      'Calls go from Users to Feed (app-eu) and Feed (app-us).',
      'Calls go from Feed (app-eu) to Leader and Cache (cache-eu).',
      'Data is replicated from Leader to Follower (asynchronous, 80 ms).',
      'Calls go from Feed (app-us) to Follower and Cache (cache-us).',
    ]);
  });

  test('tells how much a node can serve and how long it takes', () => {
    expect(inWords(shop)).toContain(
      'Shop: 6 replicas of an application server. Each serves up to 500 requests per second and takes 20 ms a request.',
    );
    expect(inWords(shop)).toContain('Sessions: a cache. Memcached, 64 MB.');
    expect(inWords(shop)).toContain('There is a DNS server.');
  });

  test('tells what only some kinds of nodes have', () => {
    const all: ArchitectureNode[] = [
      { id: 'edge', kind: 'cdn', items: 500, timeToLive: 60_000, coalesce: true },
      { id: 'jobs', kind: 'queue', label: 'Jobs', visibility: 30_000, deliveries: 5 },
      { id: 'events', kind: 'topic', label: 'Events', partitions: 12 },
      { id: 'thumb', kind: 'function', label: 'Thumbnails', concurrency: 100, provisioned: 1, coldStart: 400 },
    ];
    const described = inWords({ title: 'All', nodes: all, links: [] });
    expect(described.slice(1)).toEqual([
      'There is a CDN. It holds up to 500 items, keeps an item for 60,000 ms and asks once for an item that many wait for.',
      'Jobs: a queue. It gives a message to another after 30,000 ms without an answer and puts a message aside after 5 deliveries.',
      'Events: a topic. It is split into 12 partitions.',
      'Thumbnails: a function. It runs in 100 instances at most, keeps 1 instance ready and needs 400 ms for a cold start.',
    ]);
    const svg = drawDiagram({ title: 'All', nodes: all, links: [] });
    for (const words of ['60,000 ms to live', '12 partitions', 'at most 100 instances']) expect(svg).toContain(words);
  });

  test('tells messages and cut links from calls', () => {
    expect(inWords(topic)).toContain(
      'Messages go from Web shop to Partition 1 (leader-1), Partition 2 (leader-2) and Partition 3 (leader-3), without waiting for an answer.',
    );
    expect(inWords(split)).toContain('The links from Replica A to Replica D and Replica E are cut.');
  });

  test('mentions every node and every link of any architecture', () => {
    fc.assert(
      fc.property(anyArchitecture, (architecture) => {
        const named = { ...architecture, nodes: architecture.nodes.map((node, n) => ({ ...node, label: `<${n}>` })) };
        const sentences = inWords(named);
        const nameOf = (id: string) => `<${id.slice(1)}>`;
        for (const { id } of named.nodes) {
          expect(sentences.some((sentence) => sentence.startsWith(`${nameOf(id)}: `))).toBe(true);
        }
        for (const { from, to } of named.links) {
          const tells = (sentence: string) => {
            const receivers = sentence.split(`from ${nameOf(from)} to `)[1];
            return receivers?.includes(nameOf(to));
          };
          expect(sentences.some(tells)).toBe(true);
        }
      }),
      { seed: 7 },
    );
  });
});

describe('diagram.css', () => {
  const css = readFileSync(new URL('../../src/styles/diagram.css', import.meta.url), 'utf8');

  test('sets the font sizes that the layout reckons with', () => {
    const sizeIn = (selector: string) => css.match(new RegExp(`^${selector} \\{[^}]*font-size: (\\d+)px`, 'm'))?.[1];
    expect(Number(sizeIn('\\.diagram text'))).toBe(textStyles.detail.size);
    expect(Number(sizeIn('\\.diagram text'))).toBe(textStyles.region.size);
    expect(Number(sizeIn('\\.diagram \\.diagram-name'))).toBe(textStyles.name.size);
  });

  test.each([
    ['light', 1],
    ['dark', 2],
  ] as const)('has enough contrast in the %s', (_theme, position) => {
    const colour = (name: string) => {
      const match = css.match(new RegExp(`--diagram-${name}: [^;]*light-dark\\((#\\w{6}), (#\\w{6})\\)`));
      return [1, 3, 5].map((start) => Number.parseInt(match![position]!.slice(start, start + 2), 16));
    };
    const mix = (a: number[], b: number[], share: number) =>
      a.map((channel, i) => channel * share + b[i]! * (1 - share));
    const luminance = (channels: number[]) => {
      const [red, green, blue] = channels
        .map((channel) => channel / 255)
        .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const contrast = (a: number[], b: number[]) => {
      const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
      return (high! + 0.05) / (low! + 0.05);
    };
    const [surface, raised] = [colour('surface'), colour('raised')];
    const stateful = mix(colour('accent'), raised, 0.1);
    for (const text of ['text', 'muted', 'accent', 'danger'].map(colour)) {
      for (const ground of [surface, raised, stateful]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
    for (const share of [0.62, 0.5]) {
      expect(contrast(mix(colour('text'), surface, share), surface)).toBeGreaterThanOrEqual(3);
    }
    expect(css).toContain('--diagram-line: color-mix(in srgb, var(--diagram-text) 62%, var(--diagram-surface))');
  });
});
