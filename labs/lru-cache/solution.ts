import type { Cache, CacheOptions, Value } from 'headroom/lru-cache';

export function createCache({ capacity, timeToLive }: CacheOptions): Cache {
  if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError('capacity must be a whole number, 1 or more');
  if (!(timeToLive > 0)) throw new RangeError('timeToLive must be above 0');

  // A Map remembers the order in which keys were put in. Here the key used longest ago comes first …
  const used = new Map<string, Value>();
  // … and here the one set first: every life is equally long, so that is the one whose time is over first.
  const since = new Map<string, number>();

  function forget(key: string): boolean {
    since.delete(key);
    return used.delete(key);
  }

  /** Lets go of all that is over. An entry leaves once, so on average this costs next to nothing. */
  function letGo(now: number): void {
    for (const [key, setAt] of since) {
      if (now - setAt < timeToLive) return;
      forget(key);
    }
  }

  return {
    get(key, now) {
      letGo(now);
      if (!used.has(key)) return undefined;
      const value = used.get(key);
      used.delete(key);
      used.set(key, value);
      return value;
    },
    has(key, now) {
      letGo(now);
      return used.has(key);
    },
    set(key, value, now) {
      letGo(now);
      forget(key);
      if (used.size === capacity) {
        const [longestAgo] = used.keys();
        forget(longestAgo!);
      }
      used.set(key, value);
      since.set(key, now);
    },
    delete(key, now) {
      letGo(now);
      return forget(key);
    },
    size(now) {
      letGo(now);
      return used.size;
    },
  };
}
