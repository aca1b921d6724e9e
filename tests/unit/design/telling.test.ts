/** What a design did, put into words: bottlenecks, idle copies, seconds, deaths, missed bounds, bills. */
import { describe, expect, test } from 'vitest';
import type { Architecture, ArchitectureNode, NodeFigures } from '#architecture';
import { billOf } from '../../../src/design/bill.ts';
import { priceIn } from '../../../src/design/catalogue.ts';
import { bottlenecks, shares } from '../../../src/design/diagnosis.ts';
import { missedBounds } from '../../../src/design/requirements/answers.ts';
import { aftermath, told } from '../../../src/design/requirements/survival.ts';
import { replayOf, type Second, secondsOf, worstSecond } from '../../../src/design/trials.ts';
import { shop, soundShop } from './shop.ts';

const figures = (id: string, of: Partial<NodeFigures>): NodeFigures => ({
  id,
  utilisation: 0.5,
  copies: 1,
  serving: 1,
  failed: 0,
  hitRatio: undefined,
  staleReads: undefined,
  ...of,
});

const seconds = (...answeredAndFailed: [number, number][]): Second[] =>
  answeredAndFailed.map(([answered, failed], at) => ({ at, answered, failed }));

describe('bottlenecks', () => {
  test('are named from 85 % on, the busiest first, with what their copies can do', () => {
    const nodes = [
      figures('web', { utilisation: 0.9, copies: 3, serving: 3 }),
      figures('seats', { utilisation: 0.99, copies: 2, serving: 2 }),
      figures('cache', { utilisation: 0.8 }),
    ];
    expect(bottlenecks(soundShop(), { nodes })).toEqual([
      '"seats" was busy 99 % of the time: 2 copies can do 80 a second.',
      '"web" was busy 90 % of the time: 3 copies can do 300 a second.',
    ]);
  });

  test('of a tier that scales itself: whether its maximum or its warm-up kept it small', () => {
    const design = soundShop();
    const web = design.nodes.find(({ id }) => id === 'web') as ArchitectureNode;
    const scaling = { ...web, replicas: undefined, autoscale: { minimum: 1, maximum: 4, target: 0.5, warmUp: 10 } };
    const nodes = design.nodes.map((node) => (node === web ? (scaling as ArchitectureNode) : node));
    const why = (copies: number, serving: number): string | undefined =>
      bottlenecks({ ...design, nodes }, { nodes: [figures('web', { utilisation: 1, copies, serving })] })[0];
    expect(why(4, 4)).toContain('400 a second, and its maximum allows no more.');
    expect(why(3, 2)).toContain('200 a second, while 1 copy more was starting or dead.');
    expect(why(3, 1)).toContain('100 a second, while 2 copies more were starting or dead.');
  });

  test('workers are named only where their work must be done', () => {
    const design = { ...soundShop(), nodes: [{ id: 'clerks', kind: 'worker', capacity: 8 }] as const };
    const nodes = [figures('clerks', { utilisation: 1 })];
    expect(bottlenecks(design, { nodes })).toEqual([]);
    expect(bottlenecks(design, { nodes }, 'all')).toHaveLength(1);
  });

  test('copies that nobody calls come first', () => {
    const design = { ...soundShop(), links: [{ from: 'visitors', to: 'web', latency: 30 }] };
    const [first] = bottlenecks(design, { nodes: [figures('web', { utilisation: 1, copies: 3, serving: 3 })] });
    expect(first).toMatch(/^Whoever calls "web" from outside knows one address/);
    const twins: Architecture = {
      title: 'Twins',
      nodes: [
        { id: 'visitors', kind: 'client' },
        { id: 'web-2', kind: 'web' },
        { id: 'web-1', kind: 'web' },
      ],
      links: [
        { from: 'visitors', to: 'web-2' },
        { from: 'visitors', to: 'web-1' },
      ],
    };
    expect(bottlenecks(twins, { nodes: [figures('web-1', {}), figures('web-2', {})] })).toEqual([
      'Whoever calls from outside knows one address: without a load balancer "web-2" gets no work.',
    ]);
  });
});

describe('seconds', () => {
  test('are added up over all clients, without the warm-up', () => {
    const window = (answered: number, failed: number) => ({ answered, failed }) as never;
    const windows = [
      [window(9, 9), window(1, 0), window(2, 3)],
      [window(9, 9), window(10, 0)],
    ];
    expect(secondsOf({ windows }, { warmUp: 1, seconds: 2 })).toEqual(seconds([11, 0], [2, 3]));
  });

  test('the worst is that in which most failed; where none did, the slowest', () => {
    const window = (from: number, failed: number, p99: number) => ({ from: from * 1000, failed, p99 }) as never;
    const trial = (...windows: never[]) => worstSecond({ windows: [windows] }, { warmUp: 1, seconds: 3 });
    expect(trial(window(0, 99, 9), window(1, 0, 5), window(2, 7, 1), window(3, 2, 8))).toBe(1);
    expect(trial(window(0, 0, 9), window(1, 0, 5), window(2, 0, 1), window(3, 0, 8))).toBe(2);
  });

  test('as shares, cut off where nothing changes any more', () => {
    expect(shares(seconds([10, 0], [5, 5], [0, 0]))).toBe('100 %, 50 %, –');
    expect(shares(seconds([10, 0], [999, 1], [1, 1], [1, 1], [1, 1]))).toBe(
      '100 %, 99.9 %, 50 %, and so on to the end',
    );
  });
});

describe('a death', () => {
  const bounds = { at: 1, within: 1, restored: 0.99, mostFailed: 20 };
  const tell = (node: Partial<ArchitectureNode>, course: Second[], backlog = 0): string =>
    told({ node: { id: 'web', kind: 'web', ...node }, backlog, ...aftermath(course, bounds) }, bounds, 'orders');

  test('that service does not come back from', () => {
    expect(tell({}, seconds([100, 0], [0, 100], [50, 50], [50, 50]))).toBe(
      'The only copy of "web" died at 1 s: from then on 66.6 % of the requests failed, and 1 s later it was still 50 %.',
    );
    expect(aftermath(seconds([100, 0], [0, 0], [0, 0]), bounds).back).toBe(0);
  });

  test('that costs too much before it does', () => {
    expect(tell({ replicas: 2 }, seconds([100, 0], [60, 40], [100, 0], [100, 0]))).toBe(
      'One copy of "web" died at 1 s: 40 requests failed until 2 s.',
    );
    expect(tell({ replicas: 2 }, seconds([100, 0], [60, 40], [1000, 0], [980, 11]))).toContain(
      '51 requests failed until the end',
    );
  });

  test('that leaves work undone', () => {
    expect(tell({ replicas: 2 }, seconds([100, 0], [100, 0], [100, 0]), 1234)).toBe(
      'One copy of "web" died at 1 s: 1,234 orders were still waiting at the end.',
    );
  });

  test('is replayed as it was, in the time of the scene', () => {
    const faults = [{ at: 4000, does: 'crash', node: 'web', copy: 1 } as const];
    expect(replayOf(shop, 7, 2, faults)).toEqual({
      seed: 7,
      settings: {},
      strikes: [{ at: 14_000, does: 'crash', target: 'web/2' }],
      from: 12_000,
    });
  });
});

test('each missed bound is told', () => {
  const bounds = { availability: 0.999, p50: 50, p99: 900 };
  expect(missedBounds({ availability: 0.999, p50: 50, p99: 900 }, bounds)).toEqual([]);
  expect(missedBounds({ availability: 0.99, p50: 61, p99: 1234 }, bounds)).toEqual([
    '99 % of the requests were answered (99.9 % must be)',
    'half of the users had to wait 61 ms or more (50 ms are allowed)',
    '1 user in 100 had to wait 1,234 ms or more (900 ms are allowed)',
  ]);
  expect(missedBounds({ availability: 1, p50: 400, p99: 400 }, { availability: 0.999, p99: 400 })).toEqual([]);
});

test('a bill says where the money goes, the dearest first', () => {
  const { total, table } = billOf(soundShop(), priceIn(shop.catalogue));
  expect(total).toBeCloseTo(0.4 + 0.45 + 0.25 + 1.6);
  expect(table.rows.map(({ cells }) => cells.join(' '))).toEqual([
    '"seats" 2 $0.80 $1.60',
    '"web" 3 $0.15 $0.45',
    '"balancer" 2 $0.20 $0.40',
    '"cache" 1 $0.25 $0.25',
  ]);
  expect(billOf(soundShop(), priceIn(shop.catalogue), () => 1.25).table.rows[0]!.cells).toEqual([
    '"seats"',
    '1.3',
    '$0.80',
    '$1.00',
  ]);
});

test('what nobody sells has no price', () => {
  const price = priceIn(shop.catalogue);
  expect(price({ id: 'users', kind: 'client' })).toBe(0);
  expect(() => price({ id: 'web', kind: 'web', capacity: 9999 })).toThrow('Nobody sells "web"');
});
