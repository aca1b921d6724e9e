// Sets of values as lists of spans, which are cut and joined: what fits is worked out once, and then laid over the chunks.

import type { Condition, Query, ShardId, Topology } from 'headroom/shard-router';

/** From `from` to `to`; `open` says of each end whether it is left out. */
interface Span {
  from: number;
  fromOpen: boolean;
  to: number;
  toOpen: boolean;
}

const ALL: Span = { from: -Infinity, fromOpen: true, to: Infinity, toOpen: true };

const isEmpty = ({ from, fromOpen, to, toOpen }: Span) => from > to || (from === to && (fromOpen || toOpen));
const isOneValue = ({ from, to }: Span) => from === to;

function overlap(a: Span, b: Span): Span {
  const later = a.from > b.from ? a : b.from > a.from ? b : { ...a, fromOpen: a.fromOpen || b.fromOpen };
  const sooner = a.to < b.to ? a : b.to < a.to ? b : { ...a, toOpen: a.toOpen || b.toOpen };
  return { from: later.from, fromOpen: later.fromOpen, to: sooner.to, toOpen: sooner.toOpen };
}

const common = (some: Span[], others: Span[]): Span[] =>
  some.flatMap((a) => others.map((b) => overlap(a, b))).filter((span) => !isEmpty(span));

const exactly = (value: number): Span => ({ from: value, fromOpen: false, to: value, toOpen: false });

function spansOf(condition: Condition, column: string): Span[] {
  if (condition.is === 'and') {
    return condition.of.reduce<Span[]>((spans, each) => common(spans, spansOf(each, column)), [ALL]);
  }
  if (condition.is === 'or') return condition.of.flatMap((each) => spansOf(each, column));
  if (condition.column !== column) return [ALL];
  if (condition.is === 'in') return condition.values.map(exactly);
  const { is, value } = condition;
  const below: Span = { ...ALL, to: value, toOpen: is !== '<=' };
  const above: Span = { ...ALL, from: value, fromOpen: is !== '>=' };
  if (is === '=') return [exactly(value)];
  if (is === '!=') return [below, above];
  return is === '<' || is === '<=' ? [below] : [above];
}

export function route({ where }: Query, topology: Topology): ShardId[] {
  const spans = where === undefined ? [ALL] : spansOf(where, topology.column);
  const asked = new Set<ShardId>();
  if (topology.by === 'range') {
    let from = -Infinity;
    for (const { below, shard } of topology.chunks) {
      const chunk: Span = { from, fromOpen: from === -Infinity, to: below, toOpen: true };
      if (common([chunk], spans).length > 0) asked.add(shard);
      from = below;
    }
  } else {
    const { slots, hash } = topology;
    for (const span of spans) {
      if (isOneValue(span)) asked.add(slots[hash(span.from) % slots.length]!);
      else for (const shard of slots) asked.add(shard);
    }
  }
  return Array.from(asked).sort();
}
