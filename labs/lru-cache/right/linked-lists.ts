// Two linked lists through the same entries instead of two Maps: one in the order of use, one in the order of setting.

import type { Cache, CacheOptions, Value } from 'headroom/lru-cache';

interface Entry {
  key: string;
  value: Value;
  setAt: number;
  next: { used: Entry; set: Entry };
  previous: { used: Entry; set: Entry };
}

type Order = 'used' | 'set';

class LinkedCache implements Cache {
  /** Stands before the first and behind the last of each list, so that none is ever empty. */
  readonly #gate: Entry;
  readonly #entries = new Map<string, Entry>();
  readonly #options: CacheOptions;

  constructor(options: CacheOptions) {
    this.#options = options;
    const gate = { key: '', value: null, setAt: 0 } as Entry;
    gate.next = { used: gate, set: gate };
    gate.previous = { used: gate, set: gate };
    this.#gate = gate;
  }

  get(key: string, now: number): Value {
    const entry = this.#find(key, now);
    if (entry === undefined) return undefined;
    this.#leave(entry, 'used');
    this.#join(entry, 'used');
    return entry.value;
  }

  has(key: string, now: number): boolean {
    return this.#find(key, now) !== undefined;
  }

  set(key: string, value: Value, now: number): void {
    const before = this.#find(key, now);
    if (before !== undefined) this.#remove(before);
    else if (this.#entries.size >= this.#options.capacity) this.#remove(this.#gate.next.used);
    const entry: Entry = { key, value, setAt: now, next: { ...this.#gate.next }, previous: { ...this.#gate.previous } };
    this.#join(entry, 'used');
    this.#join(entry, 'set');
    this.#entries.set(key, entry);
  }

  delete(key: string, now: number): boolean {
    const entry = this.#find(key, now);
    if (entry !== undefined) this.#remove(entry);
    return entry !== undefined;
  }

  size(now: number): number {
    this.#tidy(now);
    return this.#entries.size;
  }

  #find(key: string, now: number): Entry | undefined {
    this.#tidy(now);
    return this.#entries.get(key);
  }

  #tidy(now: number): void {
    for (;;) {
      const oldest = this.#gate.next.set;
      if (oldest === this.#gate || now - oldest.setAt < this.#options.timeToLive) return;
      this.#remove(oldest);
    }
  }

  #remove(entry: Entry): void {
    this.#leave(entry, 'used');
    this.#leave(entry, 'set');
    this.#entries.delete(entry.key);
  }

  #leave(entry: Entry, order: Order): void {
    entry.previous[order].next[order] = entry.next[order];
    entry.next[order].previous[order] = entry.previous[order];
  }

  /** At the end of the list. */
  #join(entry: Entry, order: Order): void {
    const last = this.#gate.previous[order];
    entry.previous[order] = last;
    entry.next[order] = this.#gate;
    last.next[order] = entry;
    this.#gate.previous[order] = entry;
  }
}

export function createCache(options: CacheOptions): Cache {
  const { capacity, timeToLive } = options;
  if (!Number.isInteger(capacity) || capacity <= 0)
    throw new RangeError(`capacity is ${capacity}: it has to be 1, 2, 3 …`);
  if (Number.isNaN(timeToLive) || timeToLive <= 0)
    throw new RangeError(`timeToLive is ${timeToLive}: it has to be more than 0`);
  return new LinkedCache(options);
}
