/** Shards side by side behind a router: what every scene that shows some has in common, their names, their work and how they are broken. */
import type { Tier } from '../parts/index.ts';
import { type Breakable, eachCopy } from './world.ts';

/** So many shards as a sketch has them, and the list of their ids for its links. */
export function sketchOfShards(count: number): { nodes: string; ids: string } {
  const ids = Array.from({ length: count }, (_, place) => `shard-${place + 1}`);
  return { nodes: ids.map((id, place) => `${id}: shard "Shard ${place + 1}"`).join('; '), ids: ids.join(', ') };
}

/** The id of the node that shows a station of the tier `shard`. */
export const shardNode = (station: string): string => station.replace(/^shard\//, 'shard-');

/** For each of the shards: how long it has worked until a time, both in ms, and how many wait for it now. */
export function workOf({ copies }: Pick<Tier, 'copies'>) {
  return copies.map(({ work }) => ({
    busy: (now: number) => (work && 'busyMilliseconds' in work ? work.busyMilliseconds(now) : 0),
    waiting: () => (work && 'waiting' in work ? work.waiting : 0),
  }));
}

/** Every shard, to be broken by itself. */
export const eachShard = (tier: Tier): Breakable[] =>
  eachCopy(
    tier,
    (number) => `Shard ${number}`,
    (number) => `shard-${number}`,
  );
