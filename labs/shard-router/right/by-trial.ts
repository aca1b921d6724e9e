// Values are put into the condition one by one: those that are mentioned, and one between each two. The condition becomes a function first.

import type { Condition, Query, ShardId, Topology } from 'headroom/shard-router';

type Test = (key: number) => boolean;

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
      return (key) => condition.values.includes(key);
    }
    const { value } = condition;
    mentioned.push(value);
    const tests: Record<typeof condition.is, Test> = {
      '=': (key) => key === value,
      '!=': (key) => key !== value,
      '<': (key) => key < value,
      '<=': (key) => !(key > value),
      '>': (key) => key > value,
      '>=': (key) => !(key < value),
    };
    return tests[condition.is];
  };

  const test = where ? testFor(where) : () => true;
  if (topology.by === 'range') for (const { below } of topology.chunks) if (below !== Infinity) mentioned.push(below);
  mentioned.sort((a, b) => a - b);

  const shards = new Set<ShardId>();
  const found = (key: number, alone: boolean): void => {
    if (!test(key)) return;
    if (topology.by === 'range') shards.add(topology.chunks.find((chunk) => key < chunk.below)!.shard);
    else if (alone) shards.add(topology.slots[topology.hash(key) % topology.slots.length]!);
    else for (const shard of topology.slots) shards.add(shard);
  };
  found(-Number.MAX_VALUE, false);
  mentioned.forEach((key, place) => {
    found(key, true);
    const next = mentioned[place + 1] ?? Number.MAX_VALUE;
    if (next > key) found(key + (next / 2 - key / 2), false);
  });
  return [...shards].sort();
};
