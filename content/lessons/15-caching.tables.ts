/** The tables of lesson 15: what caches of several sizes find, for a load in which few things are asked for often. */
import { Cache } from '#parts';
import { Simulation, zipf } from '#simulation';

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

function requests(): number[] {
  const random = new Simulation(SEED).random('what is asked for');
  const things = zipf(THINGS, 1);
  return Array.from({ length: REQUESTS }, () => things.draw(random));
}

const asked = requests();

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

/** What the lesson says of them in words. */
export const claims = {
  'the first hundred of ten thousand get more than half of the requests': shareOf(100) > 50 && shareOf(100) < 56,
  'twice the cache is far from twice the hits': bySize[2]!.lru - bySize[1]!.lru < 12,
  'LRU finds more than FIFO, and less than the best': bySize.every(({ best, lru, fifo }) => best > lru && lru > fifo),
  'ten small caches send more than twice as much to the database as one': (100 - local) / (100 - shared) > 2,
};
