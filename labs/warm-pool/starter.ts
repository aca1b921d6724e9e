import type { Counts, Pool, PoolOptions, Start } from 'headroom/warm-pool';

export function createPool(options: PoolOptions): Pool {
  // Your code goes here.
  return {
    arrive: (now: number): Start => ({ start: 'throttled' }),
    finished: (environment: string, now: number): void => {},
    prewarm: (count: number, now: number): number => -1,
    counts: (now: number): Counts => ({
      busy: -1,
      idle: -1,
      starting: -1,
      warm: -1,
      cold: -1,
      throttled: -1,
      idleProvisionedMs: -1,
      idleMs: -1,
    }),
  };
}
