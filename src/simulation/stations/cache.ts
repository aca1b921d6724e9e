/**
 * A read-through cache: the most recently used keys, each for a time to live. What it does not hold it asks of the station
 * behind. A write goes through, and then removes the key.
 */
import type { Distribution } from '../random/distributions.ts';
import type { Random } from '../random/random.ts';
import type { Caller, Outcome, Request } from '../request.ts';
import type { Simulation } from '../simulation.ts';
import { Station } from '../station.ts';

export interface CacheOptions {
  name: string;
  behind: Station;
  /** How many keys it holds. */
  capacity: number;
  /** How long a key may be served after it was fetched, in ms; for ever when left out. */
  timeToLive?: number;
  /** The time of a look-up in ms. */
  lookup: Distribution;
  /** The kinds of requests that change what is behind; none when left out. */
  writes?: readonly string[];
  /** Whether requests for a key that is being fetched wait for that one fetch instead of sending their own. */
  coalesce?: boolean;
}

const READ = 0;
const WRITE = 1;

export class Cache extends Station implements Caller {
  hits = 0;
  misses = 0;
  readonly #options: CacheOptions;
  readonly #timeToLive: number;
  readonly #random: Random;
  /** Until when each key may be served; the least recently used key comes first. */
  #expiries = new Map<number, number>();
  /** Keys that are being fetched, and who waits for them. */
  #fetches = new Map<number, Request[]>();
  #up = true;

  constructor(simulation: Simulation, options: CacheOptions) {
    super(simulation, options.name);
    if (!(Number.isInteger(options.capacity) && options.capacity >= 1)) {
      throw new RangeError(`${this.name} cannot hold ${options.capacity} keys.`);
    }
    this.#options = options;
    this.#timeToLive = options.timeToLive ?? Number.POSITIVE_INFINITY;
    this.#random = simulation.random(`${this.name}/lookup`);
  }

  /** Hits ÷ look-ups; 0 before the first. */
  get hitRatio(): number {
    return this.hits + this.misses > 0 ? this.hits / (this.hits + this.misses) : 0;
  }

  /** How many keys it holds, those past their time included. */
  get size(): number {
    return this.#expiries.size;
  }

  accept(request: Request): void {
    if (!this.#up || this.#isWrite(request)) this.simulation.call(request, this.#options.behind, this, WRITE);
    else this.simulation.after(this.#options.lookup.sample(this.#random), this.#lookUp, request);
  }

  answered(request: Request, outcome: Outcome, note: number): void {
    if (note === WRITE) {
      if (outcome === 'ok' && this.#isWrite(request)) this.#expiries.delete(request.key);
      this.simulation.answer(request, outcome);
      return;
    }
    if (outcome === 'ok' && this.#up) this.#keep(request.key);
    const waiting = this.#fetches.get(request.key) ?? [];
    this.#fetches.delete(request.key);
    this.simulation.answer(request, outcome);
    for (const each of waiting) this.simulation.answer(each, outcome);
  }

  /** Loses everything it holds; until it recovers, every request goes straight to the station behind. */
  crash(): void {
    this.#up = false;
    this.#expiries.clear();
  }

  recover(): void {
    this.#up = true;
  }

  override resetMeasures(now: number): void {
    super.resetMeasures(now);
    this.hits = 0;
    this.misses = 0;
  }

  readonly #lookUp = (request: Request): void => {
    const { key } = request;
    const expiry = this.#expiries.get(key);
    if (expiry !== undefined) this.#expiries.delete(key);
    if (expiry !== undefined && this.simulation.now < expiry) {
      this.#expiries.set(key, expiry);
      this.hits++;
      this.simulation.answer(request, 'ok');
      return;
    }
    this.misses++;
    if (this.#options.coalesce) {
      const waiting = this.#fetches.get(key);
      if (waiting !== undefined) {
        waiting.push(request);
        return;
      }
      this.#fetches.set(key, []);
    }
    this.simulation.call(request, this.#options.behind, this, READ);
  };

  #keep(key: number): void {
    this.#expiries.delete(key);
    if (this.#expiries.size >= this.#options.capacity) this.#expiries.delete(this.#expiries.keys().next().value!);
    this.#expiries.set(key, this.simulation.now + this.#timeToLive);
  }

  #isWrite(request: Request): boolean {
    return this.#options.writes?.includes(request.kind) ?? false;
  }
}
