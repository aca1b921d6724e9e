/** Whom a query has to ask, found by trying values: what the tests and the picture compare with. */
import type { Condition, Query, ShardId, Topology } from './types.ts';

/** Where a key may lie: at a number that is mentioned, or just before or behind it, short of the next, where there may be no number to write. */
interface Place {
  number: number;
  side: -1 | 0 | 1;
}

function valuesIn(condition: Condition | undefined, column: string): number[] {
  if (condition === undefined) return [];
  if ('of' in condition) return condition.of.flatMap((each) => valuesIn(each, column));
  if (condition.column !== column) return [];
  return 'values' in condition ? [...condition.values] : [condition.value];
}

const compare = (key: Place, number: number): number => (key.number === number ? key.side : key.number - number);

/** Whether a row with this key can fit. */
export const fits = (condition: Condition | undefined, column: string, key: number): boolean =>
  canFit(condition, column, { number: key, side: 0 });

function canFit(condition: Condition | undefined, column: string, key: Place): boolean {
  if (condition === undefined) return true;
  if (condition.is === 'and') return condition.of.every((each) => canFit(each, column, key));
  if (condition.is === 'or') return condition.of.some((each) => canFit(each, column, key));
  if (condition.column !== column) return true;
  if (condition.is === 'in') return key.side === 0 && condition.values.includes(key.number);
  const order = compare(key, condition.value);
  return {
    '=': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  }[condition.is];
}

/** The numbers that anybody mentions, what lies before the first, and behind each. */
function placesIn({ where }: Query, topology: Topology): Place[] {
  const borders = topology.by === 'range' ? topology.chunks.map(({ below }) => below).filter(Number.isFinite) : [];
  const mentioned = [...new Set([...borders, ...valuesIn(where, topology.column)])].sort((a, b) => a - b);
  const [first = 0] = mentioned;
  return [
    { number: first, side: -1 },
    ...mentioned.flatMap((number): Place[] => [
      { number, side: 0 },
      { number, side: 1 },
    ]),
  ];
}

/** For each shard that must be asked a value that it may have, in words: what shows why. */
export function witnesses(query: Query, topology: Topology): Map<ShardId, string> {
  const found = new Map<ShardId, string>();
  for (const place of placesIn(query, topology)) {
    if (!canFit(query.where, topology.column, place)) continue;
    const { number, side } = place;
    const shards =
      topology.by === 'range'
        ? topology.chunks
            .filter(({ below }) => compare(place, below) < 0)
            .slice(0, 1)
            .map(({ shard }) => shard)
        : side === 0
          ? [topology.slots[topology.hash(number) % topology.slots.length]!]
          : topology.slots;
    const inWords = side === 0 ? `${number}` : side < 0 ? `a little under ${number}` : `a little over ${number}`;
    for (const shard of shards) if (!found.has(shard)) found.set(shard, inWords);
  }
  return found;
}

/** The shards that a query has to ask, in their order. */
export const rightRoute = (query: Query, topology: Topology): ShardId[] =>
  [...witnesses(query, topology).keys()].sort();

/** A condition as people write it: 'customer > 12 and (city = 3 or customer in 1, 2)'. */
export function inWords(condition: Condition | undefined, isInner = false): string {
  if (condition === undefined) return 'everything';
  if (condition.is === 'and' || condition.is === 'or') {
    if (condition.of.length === 0) return condition.is === 'and' ? 'always' : 'never';
    const joined = condition.of.map((each) => inWords(each, true)).join(` ${condition.is} `);
    return isInner && condition.of.length > 1 ? `(${joined})` : joined;
  }
  const name = /^[a-z]+$/.test(condition.column) ? condition.column : JSON.stringify(condition.column);
  return condition.is === 'in'
    ? `${name} in (${condition.values.join(', ')})`
    : `${name} ${condition.is === '!=' ? '≠' : condition.is} ${condition.value}`;
}
