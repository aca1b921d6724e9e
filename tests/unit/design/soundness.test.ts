/** A design that cannot be built is told why, whatever is wrong with it; one that can be built is left alone. */
import { describe, expect, test } from 'vitest';
import type { Architecture, ArchitectureLink, ArchitectureNode } from '#architecture';
import { problemsOf } from '../../../src/design/soundness.ts';
import { shop, soundShop } from './shop.ts';

const problems = (design: unknown): string[] => problemsOf(design, shop.catalogue);

/** The shop with a node changed. */
function withNode(id: string, change: object): Architecture {
  const { nodes, ...rest } = soundShop();
  return {
    ...rest,
    nodes: nodes.map((node) => (node.id === id ? ({ ...node, ...change } as ArchitectureNode) : node)),
  };
}

/** The shop with links added, or with one changed. */
function withLinks(...links: ArchitectureLink[]): Architecture {
  const design = soundShop();
  const kept = design.links.filter(({ from, to }) => !links.some((link) => link.from === from && link.to === to));
  return { ...design, links: [...kept, ...links] };
}

test('a sound design has no problems', () => {
  expect(problems(soundShop())).toEqual([]);
});

test('what is no architecture is told by the notation itself', () => {
  expect(problems(null)).toHaveLength(1);
  expect(problems({ title: 'x', nodes: [] }).join()).toContain('links');
});

test('there are limits to its size', () => {
  const ids = Array.from({ length: 16 }, (_, index) => `w${index}`);
  const nodes = [{ id: 'c', kind: 'client' }, ...ids.map((id) => ({ id, kind: 'web' }))];
  const links = ids.map((id) => ({ from: 'c', to: id }));
  expect(problems({ title: 'x', nodes, links })).toEqual([
    'There are 17 nodes: at most 16 are allowed. Equal machines are one node with replicas.',
  ]);
  expect(problems(withNode('web', { replicas: 41 }))).toEqual([
    '"web" has more than 40 copies, which are all that can be had.',
  ]);
});

describe('nodes', () => {
  test('must be sold', () => {
    expect(problems(withNode('cache', { kind: 'queue', items: undefined }))[0]).toBe(
      '"cache" is a queue, which this catalogue does not sell. It sells: "load-balancer", "web", "cache" and "database".',
    );
    expect(problems(withNode('cache', { items: 100 }))).toEqual([
      '"cache" has capacity: 1000, latency: 1, items: 100. The catalogue sells caches with { capacity: 1000, latency: 1, items: 10 } or { capacity: 1000, latency: 1, items: 1000 }.',
    ]);
    expect(problems(withNode('web', { capacity: undefined, latency: undefined }))).toEqual([
      '"web" has no capacity, latency or items. The catalogue sells web servers with { capacity: 100, latency: 20 }.',
    ]);
  });

  test('may not leave out what an offer has', () => {
    expect(problems(withNode('cache', { items: undefined }))[0]).toMatch(/^"cache" has capacity: 1000, latency: 1\. /);
  });

  test('may not have what no offer has', () => {
    expect(problems(withNode('cache', { timeToLive: 9000 }))[0]).toMatch(
      /^"cache" has capacity: 1000, latency: 1, items: 1000, timeToLive: 9000\. The catalogue sells /,
    );
  });

  test('labels, notes, policies and copies are the designer’s', () => {
    expect(problems(withNode('balancer', { label: 'Door', note: 'n', policy: 'two-choices', replicas: 5 }))).toEqual(
      [],
    );
  });

  test('of some kinds there may be one only', () => {
    const design = withNode('cache', { kind: 'database', capacity: 40, latency: 50, items: undefined });
    expect(problems(design)).toContain('"cache" and "seats" are 2 databases: a seat is sold once.');
  });

  test('there is one client, without figures', () => {
    expect(problems(withNode('visitors', { capacity: 5, replicas: 2 }))).toEqual([
      '"visitors" stands for all users: leave out its capacity and replicas.',
    ]);
    expect(problems(withNode('visitors', { kind: 'web', capacity: 100, latency: 20 }))[0]).toMatch(
      /^There are 0 clients/,
    );
  });

  test('scale themselves where the catalogue says so, and with its warm-up', () => {
    const autoscale = { minimum: 1, maximum: 3, target: 0.5, warmUp: 10 };
    expect(problems(withNode('web', { replicas: undefined, autoscale }))).toEqual([]);
    expect(problems(withNode('web', { replicas: undefined, autoscale: { ...autoscale, warmUp: 1 } }))).toEqual([
      '"web" has a warm-up of 1: a new machine takes 10 s here, so write warmUp: 10.',
    ]);
    const { web, ...others } = shop.catalogue.sold;
    const fixed = { ...shop.catalogue, sold: { ...others, web: { ...web!, warmUp: undefined } } };
    expect(problemsOf(withNode('web', { replicas: undefined, autoscale }), fixed)).toEqual([
      '"web" cannot scale itself here: leave "autoscale" out, and say with replicas how many you run.',
    ]);
  });
});

describe('functions', () => {
  const offer = { kind: 'function', latency: 100, concurrency: 50, coldStart: 800, price: 1 } as const;
  const catalogue = {
    sold: { offer },
    ways: [{ from: 'client', to: ['function'] }],
    needs: [{ kind: 'client', calls: ['function'], because: 'nobody comes in' }],
  } as const;
  const withFunction = (change: object): Architecture => ({
    title: 'A function',
    nodes: [
      { id: 'users', kind: 'client' },
      { id: 'work', kind: 'function', latency: 100, concurrency: 50, coldStart: 800, ...change },
    ],
    links: [{ from: 'users', to: 'work' }],
  });

  test('are bought with their limits, and kept ready as their designer likes', () => {
    expect(problemsOf(withFunction({}), catalogue)).toEqual([]);
    expect(problemsOf(withFunction({ provisioned: 10 }), catalogue)).toEqual([]);
    expect(problemsOf(withFunction({ coldStart: 0 }), catalogue)).toEqual([
      '"work" has latency: 100, concurrency: 50, coldStart: 0. The catalogue sells functions with { latency: 100, concurrency: 50, coldStart: 800 }.',
    ]);
  });

  test('have no copies', () => {
    expect(problemsOf(withFunction({ replicas: 3 }), catalogue)).toEqual([
      '"work" has as many instances as it needs: leave "replicas" and "autoscale" out.',
    ]);
  });
});

describe('links', () => {
  test('go where the catalogue lets them, over its distance', () => {
    expect(problems(withLinks({ from: 'balancer', to: 'seats' }))).toContain(
      'The link from "balancer" to "seats" is not possible here: a load balancer may call a web server.',
    );
    expect(problems(withLinks({ from: 'cache', to: 'seats' }))).toContain(
      'The link from "cache" to "seats" is not possible here: a cache calls nobody.',
    );
    expect(problems(withLinks({ from: 'visitors', to: 'balancer' }))).toEqual([
      'The link from "visitors" to "balancer" takes 30 ms one way, not 0: write latency: 30.',
    ]);
    expect(problems(withLinks({ from: 'web', to: 'seats', latency: 3 }))).toEqual([
      'The link from "web" to "seats" takes 0 ms one way, not 3: they stand in one room, so leave the latency out.',
    ]);
  });

  test('are whole calls', () => {
    expect(problems(withLinks({ from: 'web', to: 'seats', kind: 'async' }))[0]).toContain('nobody waits for');
    expect(problems(withLinks({ from: 'web', to: 'cache', kind: 'cut' }))[0]).toContain('is cut');
    expect(problems(withLinks({ from: 'web', to: 'cache', share: 0.5 }))[0]).toContain('has a share');
    expect(problems(withLinks({ from: 'web', to: 'cache', kind: 'replication' }))[0]).toContain(
      'from a database to a database',
    );
  });
});

describe('ways', () => {
  test('do not go in circles', () => {
    expect(problems(withLinks({ from: 'web', to: 'balancer' }))).toContain(
      '"balancer" → "web" → "balancer" is a circle: a request would never end.',
    );
  });

  test('lead to the same data, whoever of a kind is asked', () => {
    const shared = [{ kinds: ['cache'] as const, by: ['web'] as const, because: 'one would not find it' }];
    const sharing = { ...shop.catalogue, shared };
    const design = soundShop();
    const other = { ...design.nodes.find(({ id }) => id === 'web')!, id: 'other' };
    const withOther = (...called: string[]): Architecture => ({
      ...design,
      nodes: [...design.nodes, other],
      links: [...design.links, { from: 'balancer', to: 'other' }, ...called.map((to) => ({ from: 'other', to }))],
    });
    expect(problemsOf(design, sharing)).toEqual([]);
    expect(problemsOf(withOther('seats', 'cache'), sharing)).toEqual([]);
    expect(problemsOf(withOther('seats'), sharing)).toEqual([
      '"web" and "other" do not call the same caches: one would not find it.',
    ]);
  });

  test('are not there twice, whatever they are called', () => {
    const design = soundShop();
    const again = (change: object): Architecture => ({
      ...design,
      links: [...design.links, { from: 'web', to: 'seats', ...change }],
    });
    for (const change of [{}, { label: 'again' }, { kind: 'async' }, { kind: 'replication' }])
      expect(problems(again(change))).toContain('The link from "web" to "seats" is there twice: remove one.');
  });

  test('lead to what a node needs', () => {
    const design = soundShop();
    const nodes = design.nodes.filter(({ id }) => id !== 'seats');
    const links = design.links.filter(({ to }) => to !== 'seats');
    expect(problems({ ...design, nodes, links })).toEqual([
      '"web" is not linked to a database: what it shows is in the database.',
    ]);
  });

  test('do not pass by those whom they must meet', () => {
    expect(problems(withLinks({ from: 'balancer', to: 'seats' }))).toContain(
      'A request can reach "seats" without passing a web server: only web servers know the rules.',
    );
  });
});
