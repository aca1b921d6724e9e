import type { CacheAside, Effect, Result } from 'headroom/cache-aside';

export function createCacheAside(timeToLive: number): CacheAside {
  // Your code goes here.
  return {
    read: (request: string, key: string, now: number): Effect[] => [],
    write: (request: string, key: string, value: string, now: number): Effect[] => [],
    answered: (query: string, result: Result, now: number): Effect[] => [],
  };
}
