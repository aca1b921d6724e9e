/** The tables of lesson 15: what caches of several sizes find, for a load in which few things are asked for often. */
import { Cache } from '#parts';
import { Simulation, zipf } from '#simulation';
import { createCache } from '../../labs/lru-cache/solution.ts';
import recording from '../recordings/redis.json' with { type: 'json' };

/** Different things; the k-th is asked for 1 / k as often as the first. */
export const THINGS = 10_000;
export const REQUESTS = 200_000;
const SEED = 1;

const weights = Array.from({ length: THINGS }, (_, place) => 1 / (place + 1));
const all = weights.reduce((sum, weight) => sum + weight, 0);

/** The share of requests that asks for the `top` most popular things, in per cent: what a cache finds that holds just those. */
export function shareOf(top: number): number {
  return (100 * weights.slice(0, top).reduce((sum, weight) => sum + weight, 0)) / all;
}

/** The first of these requests, as numbers of things. */
export function requests(count: number): number[] {
  const random = new Simulation(SEED).random('what is asked for');
  const things = zipf(THINGS, 1);
  return Array.from({ length: count }, () => things.draw(random));
}

const asked = requests(REQUESTS);

/** Found, in per cent of all requests after the first tenth, in which caches fill. */
function found(look: (thing: number, nth: number) => boolean): number {
  let hits = 0;
  for (const [nth, thing] of asked.entries()) if (look(thing, nth) && nth >= REQUESTS / 10) hits++;
  return (100 * hits) / (0.9 * REQUESTS);
}

/** A cache of so many entries in which the one used longest ago makes way. */
function leastRecentlyUsed(room: number): (thing: number) => boolean {
  const cache = new Cache({ room });
  return (thing) => {
    const hit = cache.lookUp(thing, 0);
    if (!hit) cache.keep(thing, 0);
    return hit;
  };
}

function firstInFirstOut(room: number): (thing: number) => boolean {
  const kept = new Set<number>();
  return (thing) => {
    if (kept.has(thing)) return true;
    if (kept.size === room) kept.delete(kept.values().next().value!);
    kept.add(thing);
    return false;
  };
}

export const SIZES = [100, 1_000, 2_000] as const;
export const bySize = SIZES.map((room) => ({
  room,
  best: shareOf(room),
  lru: found(leastRecentlyUsed(room)),
  fifo: found(firstInFirstOut(room)),
}));

/** Ten servers with 200 entries each, every request sent to the next of them; and one cache with room for 2,000. */
const own = Array.from({ length: 10 }, () => leastRecentlyUsed(200));
export const local = found((thing, nth) => own[nth % own.length]!(thing));
export const shared = bySize.at(-1)!.lru;

/** What the lab’s cache finds of so many things, in the exact order of use, after the first tenth of what is asked for; in per cent. */
export function exactly(things: readonly number[], capacity: number): number {
  const cache = createCache({ capacity, timeToLive: Number.POSITIVE_INFINITY });
  let hits = 0;
  for (const [nth, thing] of things.entries()) {
    if (!cache.has(`${thing}`, 0)) cache.set(`${thing}`, thing, 0);
    else {
      cache.get(`${thing}`, 0);
      if (nth >= things.length / 10) hits++;
    }
  }
  return (100 * hits) / (0.9 * things.length);
}

/** What Redis found of the popular, or on a walk round and round, in per cent; and about how many things it had room for. */
function foundByRedis(trace: 'popular' | 'round', policy: string): { share: number; kept: number } {
  const { hits, requests, kept } = recording.evictions.find(
    (each) => each.trace === trace && each.policy === policy && each.samples === 5,
  )!;
  return { share: (100 * hits) / requests, kept };
}
const sampled = foundByRedis('popular', 'allkeys-lru');
export const redis = {
  kept: sampled.kept,
  requests: recording.requests,
  round: recording.round,
  popular: {
    exact: exactly(requests(recording.requests), sampled.kept),
    sampled: sampled.share,
    chance: foundByRedis('popular', 'allkeys-random').share,
  },
  around: {
    sampled: foundByRedis('round', 'allkeys-lru').share,
    chance: foundByRedis('round', 'allkeys-random').share,
  },
};

/** What the lesson says of them in words. */
export const claims = {
  'the first hundred of ten thousand get more than half of the requests': shareOf(100) > 50 && shareOf(100) < 56,
  'twice the cache is far from twice the hits': bySize[2]!.lru - bySize[1]!.lru < 12,
  'LRU finds more than FIFO, and less than the best': bySize.every(({ best, lru, fifo }) => best > lru && lru > fifo),
  'ten small caches send more than twice as much to the database as one': (100 - local) / (100 - shared) > 2,
  'a sample of five finds nearly what the exact order finds': Math.abs(redis.popular.exact - redis.popular.sampled) < 2,
  'and chance finds less': redis.popular.sampled - redis.popular.chance > 3,
  'round and round, a sample finds much, and chance more':
    redis.around.sampled > 33 && redis.around.chance > redis.around.sampled,
};
