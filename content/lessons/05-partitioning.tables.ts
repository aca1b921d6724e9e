/** The tables of lesson 5: how many rows move when shards join, and how even the shares of a ring are, worked out and not typed. */

import { hashOfText } from '#simulation';
import { createRing } from '../../labs/consistent-hashing/solution.ts';

/** Rows whose homes are compared. */
export const KEYS = 100_000;
/** Hashes with other seeds stand for other luck. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const hashes = Array.from({ length: KEYS }, (_, key) => hashOfText(`customer ${key}`));

/** The share of all rows that are on another shard when `before` shards become `after`, in per cent, under hash modulo the shards. */
export function movedByModulo(before: number, after: number): number {
  return (100 * hashes.filter((hash) => hash % before !== hash % after).length) / KEYS;
}

/** The least that has to move so that all shards hold alike, in per cent. */
export const leastMoved = (before: number, after: number): number => (100 * (after - before)) / after;

/** Shards before and after. */
export const STEPS = [
  [4, 5],
  [10, 11],
  [4, 8],
] as const;
export const moves = STEPS.map(([before, after]) => ({
  before,
  after,
  modulo: movedByModulo(before, after),
  least: leastMoved(before, after),
}));

/** Nodes of the rings whose shares are compared. */
export const NODES = 10;

/** Of the whole ring, the share of the node that has most, as a multiple of its fair share; on the average of ten hashes. */
function fullestOf(points: number): number {
  const nodes = Array.from({ length: NODES }, (_, number) => `node ${number}`);
  const each = SEEDS.map((seed) => {
    const standing = nodes
      .flatMap((node) =>
        Array.from({ length: points }, (_, number) => ({ node, at: hashOfText(`${node}#${number}`, seed) })),
      )
      .sort((a, b) => a.at - b.at);
    const share = new Map<string, number>(nodes.map((node) => [node, 0]));
    standing.forEach(({ node, at }, place) => {
      const before = place === 0 ? standing.at(-1)!.at - 2 ** 32 : standing[place - 1]!.at;
      share.set(node, share.get(node)! + at - before);
    });
    return (NODES * Math.max(...share.values())) / 2 ** 32;
  });
  return each.reduce((sum, fullest) => sum + fullest, 0) / each.length;
}

export const POINTS = [1, 4, 16, 100, 1_000] as const;
export const balance = POINTS.map((points) => ({ points, fullest: fullestOf(points) }));

/** The chance that at least one of so many shards is slow, in per cent, when each is slow for one answer in a hundred. */
export const oneIsSlow = (shards: number): number => 100 * (1 - 0.99 ** shards);

/** Requests a second that shards of 10,000 each carry before one is full, when one key has a fifth of them. */
export function carried(shards: number): number {
  return 10_000 / (0.2 + 0.8 / shards);
}

/** The ring of the diagram in words: three nodes with one point each, and where some keys stand. */
const PLACES: Readonly<Record<string, number>> = {
  'a#0': 10,
  'b#0': 40,
  'c#0': 30,
  tea: 5,
  milk: 25,
  salt: 40,
  cake: 90,
};
export const example = (nodes: readonly string[]): string[] => {
  const ring = createRing({ nodes, points: 1, hash: (text) => PLACES[text]! });
  return ['tea', 'milk', 'salt', 'cake'].map((key) => ring.owners(key, 1)[0]!);
};

/** What the lesson says of them in words. */
export const claims = {
  'a fifth shard moves four rows in five under modulo': Math.abs(moves[0]!.modulo - 80) < 1,
  'doubling moves half of them': Math.abs(moves[2]!.modulo - 50) < 1,
  'with one point the fullest has about three times its share': balance[0]!.fullest > 2.4 && balance[0]!.fullest < 3.6,
  'with a hundred it has less than a quarter too much': balance[3]!.fullest < 1.25,
  'it falls with every step': balance.every(
    ({ fullest }, place) => place === 0 || fullest < balance[place - 1]!.fullest,
  ),
};

/** Slots of Redis Cluster, whose rule this is: https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#key-distribution-model */
export const SLOTS = 16_384;

/** The slot of a key: CRC16 (of XMODEM) of what stands in its first braces, if anything does, and else of all of it. */
export function slotOf(key: string): number {
  const hashed = /^[^{]*\{([^}]+)\}/s.exec(key)?.[1] ?? key;
  let crc = 0;
  for (const byte of new TextEncoder().encode(hashed)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc % SLOTS;
}
