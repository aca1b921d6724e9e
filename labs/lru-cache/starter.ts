import type { Cache, CacheOptions } from 'headroom/lru-cache';

export function createCache({ capacity, timeToLive }: CacheOptions): Cache {
  // Your code goes here.
  return {
    get: (key, now) => undefined,
    has: (key, now) => false,
    set: (key, value, now) => {},
    delete: (key, now) => false,
    size: (now) => 0,
  };
}
