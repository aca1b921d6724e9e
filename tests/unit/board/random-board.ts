/** Random architectures, as fast-check draws them: every kind, every field, any text for names. */
import fc from 'fast-check';
import { type Architecture, nodeKinds, validate } from '#architecture';
import { belongsTo } from '../../../src/architecture/schema.ts';

const some = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const decimal = (max: number) => fc.double({ min: 0.001, max, noNaN: true });
const kinds = Object.keys(nodeKinds) as (keyof typeof nodeKinds)[];

const node = fc
  .record({
    kind: fc.constantFrom(...kinds),
    label: some(fc.string({ unit: 'grapheme', maxLength: 12 })),
    replicas: some(fc.integer({ min: 1, max: 9 })),
    capacity: some(decimal(1_000)),
    latency: some(decimal(300)),
    note: some(fc.string({ unit: 'binary', maxLength: 12 })),
    items: some(fc.integer({ min: 1, max: 500 })),
    timeToLive: some(decimal(9_000)),
    coalesce: some(fc.boolean()),
    visibility: some(decimal(9_000)),
    deliveries: some(fc.integer({ min: 1, max: 5 })),
    partitions: some(fc.integer({ min: 1, max: 8 })),
    concurrency: some(fc.integer({ min: 5, max: 50 })),
    provisioned: some(fc.integer({ min: 0, max: 5 })),
    coldStart: some(decimal(900)),
    policy: some(fc.constantFrom('round-robin', 'least-connections', 'two-choices', 'random')),
    autoscale: some(fc.constant({ minimum: 1, maximum: 9, target: 0.6, warmUp: 5 })),
  })
  .map((fields) => {
    const owned = Object.entries(fields).filter(([name, value]) => {
      const owners: readonly string[] | undefined = belongsTo[name as keyof typeof belongsTo];
      return value !== undefined && (!owners || owners.includes(fields.kind));
    });
    return Object.fromEntries(owned);
  });

/** Sound ones only: what the notation refuses is no board. */
export const architectures = fc
  .record({
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((title) => title.trim() !== ''),
    ids: fc.uniqueArray(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('__proto__', 'it’s', "it's")),
      {
        minLength: 1,
        maxLength: 9,
      },
    ),
    nodes: fc.array(node, { minLength: 9, maxLength: 9 }),
    links: fc.array(
      fc.record({
        ends: fc.tuple(fc.nat(8), fc.nat(8)),
        kind: some(fc.constantFrom('sync' as const, 'async' as const, 'replication' as const, 'cut' as const)),
        label: some(fc.string({ maxLength: 8 })),
        latency: some(decimal(50)),
        share: some(decimal(1)),
      }),
      { maxLength: 12 },
    ),
    region: some(fc.record({ id: fc.string({ maxLength: 5 }), label: fc.constant('West') })),
  })
  .map(({ title, ids, nodes, links, region }): Architecture => {
    const pairs = links.map(({ ends: [from, to], ...rest }) => ({
      from: ids[from % ids.length]!,
      to: ids[to % ids.length]!,
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    }));
    return {
      title,
      nodes: ids.map((id, place) => ({
        id,
        ...nodes[place]!,
        ...(region && place === 0 ? { region: region.id } : {}),
      })) as unknown as Architecture['nodes'],
      links: pairs.filter(({ from, to }) => from !== to),
      ...(region ? { regions: [region] } : {}),
    };
  })
  .filter((architecture) => validate(architecture).every(({ severity }) => severity === 'warning'));
