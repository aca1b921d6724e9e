/** The router of lesson 5 and the seats of lesson 9 beside what PostgreSQL did (tests/real/postgresql.ts). */
import { describe, expect, test } from 'vitest';
import recording from '../../../content/recordings/postgresql.json' with { type: 'json' };
import { fits, inWords } from '../../../labs/shard-router/model.ts';
import { route } from '../../../labs/shard-router/solution.ts';
import type { Condition, Topology } from '../../../labs/shard-router/types.ts';

const { borders, hashed, queries } = recording.routes;

const byRange: Topology = {
  by: 'range',
  column: 'customer',
  chunks: [...borders, Number.POSITIVE_INFINITY].map((below, index) => ({ below, shard: String(index) })),
};

const places = new Map(hashed as [number, number][]);

const byHash: Topology = {
  by: 'hash',
  column: 'customer',
  slots: ['0', '1', '2', '3'],
  hash(value) {
    const place = places.get(value);
    if (place === undefined) throw new Error(`It was not recorded where ${value} is.`);
    return place;
  },
};

/** Shards by number, as in the recording. */
const asked = (where: Condition, topology: Topology): number[] => route({ where }, topology).map(Number);

const named = queries.map(({ where, ranged, hashed }) => ({
  title: inWords(where as Condition),
  where: where as Condition,
  ranged,
  hashed,
}));

/** The values of the other column that a condition mentions, and those between and around them. */
function cities(where: Condition): number[] {
  if ('of' in where) return where.of.flatMap(cities);
  if (where.column !== 'city' || 'values' in where) return [];
  return [where.value - 0.25, where.value, where.value + 0.25];
}

/** Whether there is a city at all with which the condition can hold. The router does not look: it knows of the key alone. */
const canHold = (where: Condition): boolean => {
  const tried = cities(where);
  return tried.length === 0 || tried.some((city) => fits(where, 'city', city));
};

describe('partitions by range', () => {
  test('are those that the router asks, but where no city can fit', () => {
    const others = named.filter(({ where, ranged }) => asked(where, byRange).join() !== ranged.join());
    for (const { where, ranged, title } of others) {
      expect(canHold(where), title).toBe(false);
      expect(ranged, title).toEqual([]);
    }
    expect(others).toHaveLength(1);
    expect(named).toHaveLength(300);
  });
});

describe('partitions by hash', () => {
  test('are all that the router asks, and more in three queries that only a look at the values narrows', () => {
    const more = named.filter(({ where, hashed }) => asked(where, byHash).join() !== hashed.join() && canHold(where));
    for (const { where, hashed, title } of more)
      for (const shard of asked(where, byHash)) expect(hashed, title).toContain(shard);
    expect(more).toHaveLength(3);
  });
});

describe('a seat that two look for at once', () => {
  test.each([
    ['look, then take', 'UPDATE 1', 'ben'],
    ['take if it is free', 'UPDATE 0', 'ann'],
    ['look, then take, serialisable', 'ERROR:  could not serialize access due to concurrent update', 'ann'],
  ])('%s', (way, second, holder) => {
    expect(recording.holds.find((each) => each.way === way)).toEqual({ way, first: 'UPDATE 1', second, holder });
  });
});
