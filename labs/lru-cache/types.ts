/** What a cache is made from, and what it can do. Times are in milliseconds. */

export interface CacheOptions {
  /** How many entries it holds at most. */
  capacity: number;
  /** How long after `set` an entry may be given out. */
  timeToLive: number;
}

/** What may be kept. */
export type Value = string | number | null | undefined;

/** `now` never goes back. */
export interface Cache {
  get(key: string, now: number): Value;
  has(key: string, now: number): boolean;
  set(key: string, value: Value, now: number): void;
  delete(key: string, now: number): boolean;
  size(now: number): number;
}
