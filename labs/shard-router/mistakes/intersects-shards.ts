import type { Condition, Query, ShardId, Topology } from 'headroom/shard-router';

function all(topology: Topology): ShardId[] {
  return topology.by === 'range' ? topology.chunks.map(({ shard }) => shard) : [...topology.slots];
}

function shardsFor(condition: Condition, topology: Topology): ShardId[] {
  if (condition.is === 'or') return condition.of.flatMap((each) => shardsFor(each, topology));
  if (condition.is === 'and') {
    return condition.of.reduce(
      (left, each) => left.filter((shard) => shardsFor(each, topology).includes(shard)),
      all(topology),
    );
  }
  if (condition.column !== topology.column) return all(topology);
  if (condition.is === 'in') {
    const { column, values } = condition;
    return values.flatMap((value) => shardsFor({ is: '=', column, value }, topology));
  }
  const { is, value } = condition;
  if (topology.by === 'hash') {
    return is === '=' ? [topology.slots[topology.hash(value) % topology.slots.length]!] : all(topology);
  }
  return topology.chunks
    .filter(({ below }, place) => {
      const from = topology.chunks[place - 1]?.below ?? -Infinity;
      if (is === '=') return from <= value && value < below;
      if (is === '!=') return true;
      if (is === '<') return from < value;
      if (is === '<=') return from <= value;
      return value < below;
    })
    .map(({ shard }) => shard);
}

export function route({ where }: Query, topology: Topology): ShardId[] {
  return [...new Set(where ? shardsFor(where, topology) : all(topology))].sort();
}
