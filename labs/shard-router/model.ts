/** Whom a query has to ask, found by trying values: what the tests and the picture compare with. */
import type { Condition, Query, ShardId, Topology } from './types.ts';

/** A value that was tried. One that stands for all between two mentioned numbers is not the only one that fits, if it fits. */
interface Tried {
  value: number;
  between: boolean;
}

function valuesIn(condition: Condition | undefined, column: string): number[] {
  if (condition === undefined) return [];
  if ('of' in condition) return condition.of.flatMap((each) => valuesIn(each, column));
  if (condition.column !== column) return [];
  return 'values' in condition ? [...condition.values] : [condition.value];
}

/** Whether a row with this key can fit. */
export function fits(condition: Condition | undefined, column: string, key: number): boolean {
  if (condition === undefined) return true;
  if (condition.is === 'and') return condition.of.every((each) => fits(each, column, key));
  if (condition.is === 'or') return condition.of.some((each) => fits(each, column, key));
  if (condition.column !== column) return true;
  if (condition.is === 'in') return condition.values.includes(key);
  const { value } = condition;
  return {
    '=': key === value,
    '!=': key !== value,
    '<': key < value,
    '<=': key <= value,
    '>': key > value,
    '>=': key >= value,
  }[condition.is];
}

function candidates({ where }: Query, topology: Topology): Tried[] {
  const borders = topology.by === 'range' ? topology.chunks.map(({ below }) => below).filter(Number.isFinite) : [];
  const mentioned = [...new Set([...borders, ...valuesIn(where, topology.column)])].sort((a, b) => a - b);
  if (mentioned.length === 0) return [{ value: 0, between: true }];
  const size = (value: number) => Math.max(1, Math.abs(value));
  return [
    { value: mentioned[0]! - size(mentioned[0]!), between: true },
    ...mentioned.flatMap((value, place): Tried[] => {
      const next = mentioned[place + 1];
      const behind = next === undefined ? value + size(value) : value / 2 + next / 2;
      return [
        { value, between: false },
        { value: behind, between: true },
      ];
    }),
  ];
}

/** For each shard that must be asked a value that it may have: what shows why. */
export function witnesses(query: Query, topology: Topology): Map<ShardId, number> {
  const found = new Map<ShardId, number>();
  for (const { value, between } of candidates(query, topology)) {
    if (!fits(query.where, topology.column, value)) continue;
    const shards =
      topology.by === 'range'
        ? topology.chunks
            .filter(({ below }) => value < below)
            .slice(0, 1)
            .map(({ shard }) => shard)
        : between
          ? topology.slots
          : [topology.slots[topology.hash(value) % topology.slots.length]!];
    for (const shard of shards) if (!found.has(shard)) found.set(shard, value);
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
