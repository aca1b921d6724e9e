// Keys are put into the condition one by one: those that are mentioned, and one between each two. The condition becomes a function first.

import type { Condition, Query, ShardId, Topology } from 'headroom/shard-router';

/** A key that is mentioned, or one just behind it, for which there may be no number to write. */
type Key = readonly [number: number, behind: boolean];
type Test = (key: Key) => boolean;

const isBelow = ([number]: Key, limit: number): boolean => number < limit;
const isAbove = ([number, behind]: Key, limit: number): boolean => number > limit || (number === limit && behind);
const is = ([number, behind]: Key, value: number): boolean => number === value && !behind;

export const route = ({ where }: Query, topology: Topology): ShardId[] => {
  const mentioned: number[] = [];

  const testFor = (condition: Condition): Test => {
    if ('of' in condition) {
      const tests = condition.of.map(testFor);
      return condition.is === 'or'
        ? (key) => tests.some((test) => test(key))
        : (key) => !tests.some((test) => !test(key));
    }
    if (condition.column !== topology.column) return () => true;
    if (condition.is === 'in') {
      mentioned.push(...condition.values);
      return (key) => condition.values.some((value) => is(key, value));
    }
    const { value } = condition;
    mentioned.push(value);
    const tests: Record<typeof condition.is, Test> = {
      '=': (key) => is(key, value),
      '!=': (key) => !is(key, value),
      '<': (key) => isBelow(key, value),
      '<=': (key) => !isAbove(key, value),
      '>': (key) => isAbove(key, value),
      '>=': (key) => !isBelow(key, value),
    };
    return tests[condition.is];
  };

  const test = where ? testFor(where) : () => true;
  if (topology.by === 'range') for (const { below } of topology.chunks) if (below !== Infinity) mentioned.push(below);

  const shards = new Set<ShardId>();
  const found = (key: Key): void => {
    if (!test(key)) return;
    const [number, behind] = key;
    if (topology.by === 'range') shards.add(topology.chunks.find((chunk) => isBelow(key, chunk.below))!.shard);
    else if (!behind) shards.add(topology.slots[topology.hash(number) % topology.slots.length]!);
    else for (const shard of topology.slots) shards.add(shard);
  };
  found([Number.NEGATIVE_INFINITY, true]);
  for (const number of mentioned) {
    found([number, false]);
    found([number, true]);
  }
  return [...shards].sort();
};
