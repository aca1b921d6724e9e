/**
 * What one copy of a cache holds: the keys used most recently, up to a number, each for a time to live; and, where it coalesces,
 * who waits for a key that is being fetched. What is done with it is said in `cache-steps.ts`.
 */
import type { Request } from '#simulation';

export interface CacheOptions {
  /** How many keys it holds; as many as there are when left out. */
  room?: number;
  /** How long a key may be served after it was kept, in ms; for ever when left out. */
  timeToLive?: number;
  /** Whether requests for a key that is being fetched wait for that fetch instead of sending their own. */
  coalesce?: boolean;
}

/** The request that fetches a key, by its id, and those that wait for it. */
interface Fetch {
  by: number;
  waiting: Request[];
}

export class Cache {
  hits = 0;
  misses = 0;
  readonly coalesces: boolean;
  readonly #room: number;
  readonly #timeToLive: number;
  /** Until when each key may be served; the least recently used key comes first. */
  readonly #expiries = new Map<number, number>();
  readonly #fetches = new Map<number, Fetch>();

  constructor({ room = Number.POSITIVE_INFINITY, timeToLive = Number.POSITIVE_INFINITY, coalesce }: CacheOptions = {}) {
    if (!(room >= 1)) throw new RangeError(`A cache cannot hold ${room} keys.`);
    if (!(timeToLive > 0)) throw new RangeError(`A cache cannot keep a key for ${timeToLive} ms.`);
    this.#room = room;
    this.#timeToLive = timeToLive;
    this.coalesces = coalesce ?? false;
  }

  /** How many keys it holds, those past their time included. */
  get size(): number {
    return this.#expiries.size;
  }

  /** How many requests wait for a fetch. */
  get waiting(): number {
    let count = 0;
    for (const { waiting } of this.#fetches.values()) count += waiting.length;
    return count;
  }

  /** Whether it holds the key, which then counts as used now. */
  lookUp(key: number, now: number): boolean {
    const expiry = this.#expiries.get(key);
    if (expiry !== undefined) this.#expiries.delete(key);
    if (expiry === undefined || now >= expiry) {
      this.misses++;
      return false;
    }
    this.#expiries.set(key, expiry);
    this.hits++;
    return true;
  }

  keep(key: number, now: number): void {
    this.#expiries.delete(key);
    if (this.#expiries.size >= this.#room) this.#expiries.delete(this.#expiries.keys().next().value!);
    this.#expiries.set(key, now + this.#timeToLive);
  }

  remove(key: number): void {
    this.#expiries.delete(key);
  }

  /** Loses everything it holds. */
  clear(): void {
    this.#expiries.clear();
  }

  resetMeasures(): void {
    this.hits = 0;
    this.misses = 0;
  }

  // ——— coalescing ———

  /** After a miss: true when the request has to wait, because another fetches its key; otherwise it is the one that fetches. */
  waits(request: Request): boolean {
    if (!this.coalesces) return false;
    const fetch = this.#fetches.get(request.key);
    if (fetch === undefined) this.#fetches.set(request.key, { by: request.id, waiting: [] });
    else fetch.waiting.push(request);
    return fetch !== undefined;
  }

  /** The key has been fetched: gives those who waited for it. */
  fetched(key: number): readonly Request[] {
    const waiting = this.#fetches.get(key)?.waiting ?? [];
    this.#fetches.delete(key);
    return waiting;
  }

  /** A request has ended without the key. If it was the one that fetches, the next that waits is given, and fetches from now on. */
  gaveUp({ id, key }: Pick<Request, 'id' | 'key'>): Request | undefined {
    const fetch = this.#fetches.get(key);
    if (fetch?.by !== id) return undefined;
    const next = fetch.waiting.shift();
    if (next === undefined) this.#fetches.delete(key);
    else fetch.by = next.id;
    return next;
  }

  /** Whoever waits is ended elsewhere. */
  leaveNobodyWaiting(): void {
    this.#fetches.clear();
  }
}
