/** Ways to place the customers of the store that grows: by the learner's ring, by the remainder of a hash, by ranges. */
import { byModulo, type Placement, ROWS } from '#scene';
import { hashOfText } from '#simulation';
import type { Ring, RingOptions } from './types.ts';

const keyOf = (row: number): string => `customer ${row}`;

export function byRing(
  createRing: (options: RingOptions) => Ring,
  nodes: readonly string[],
  points: number,
): Placement {
  const ring = createRing({ nodes, points, hash: (text) => hashOfText(text) });
  return {
    home: (row) => ring.owners(keyOf(row), 1)[0]!,
    add: (shard) => ring.add(shard),
    asked: (row) => ({ call: `owners("${keyOf(row)}", 1)`, gives: 'begins with' }),
  };
}

export const byRemainder = (nodes: readonly string[]): Placement => byModulo(nodes, keyOf);

/** Ranges of the customers' numbers. A new shard takes the upper half of the largest. */
export function byRanges(nodes: readonly string[]): Placement {
  let ranges = nodes.map((shard, place) => ({ shard, from: Math.round((place * ROWS) / nodes.length) }));
  const sizeOf = (place: number) => (ranges[place + 1]?.from ?? ROWS) - ranges[place]!.from;
  return {
    home: (row) => ranges.findLast(({ from }) => from <= row)!.shard,
    add(shard) {
      const largest = ranges.reduce((best, _, place) => (sizeOf(place) > sizeOf(best) ? place : best), 0);
      const from = ranges[largest]!.from + Math.floor(sizeOf(largest) / 2);
      ranges = ranges.toSpliced(largest + 1, 0, { shard, from });
    },
  };
}
