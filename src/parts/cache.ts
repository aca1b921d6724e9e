/**
 * What one copy of a cache holds: the keys used most recently, up to a number, each for a time to live; and, where it coalesces,
 * who waits for a key that is being fetched. The steps below say what a cache does with a request: beside the way to the data
 * whoever calls it asks it first; in the way it fetches itself what it does not hold.
 */
import type { Outcome, Request, Route, Simulation } from '#simulation';
import type { Begun, Copy, Step } from './copy.ts';
import type { Way } from './routes.ts';

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

/**
 * What a copy of a cache does itself. With something behind it, a miss goes on to that, and the answer is kept; without, it says
 * whether it holds the key, and a request that waits for a fetch is answered once somebody has left the key here.
 */
export function lookUp(simulation: Simulation, behind: Route<Way> | undefined): Step[] {
  const fetch = (request: Request, copy: Copy, note: number): Begun => {
    const way = behind!.pick(request);
    if (!way) return failed(request, 'rejected', copy, note);
    simulation.call(request, way.link, copy, note);
    return 'away';
  };
  /** The next that waits for the key fetches it. */
  const failed = (request: Request, outcome: Outcome, copy: Copy, note: number): Outcome => {
    const next = copy.contents!.gaveUp(request);
    const begun = next && fetch(next, copy, note);
    if (begun && begun !== 'away' && begun !== 'next') simulation.answer(next, begun);
    return outcome;
  };
  const look: Step = {
    begin(request, copy, note) {
      const contents = copy.contents!;
      const reads = request.kind !== 'write';
      request.found = reads && contents.lookUp(request.key, simulation.now);
      if (request.found) return 'ok';
      if (reads && contents.waits(request)) return 'away';
      return behind ? fetch(request, copy, note) : 'ok';
    },
    end: (request, outcome, copy, note) => (outcome === 'ok' ? undefined : failed(request, outcome, copy, note)),
  };
  const keep: Step = {
    begin(request, copy) {
      if (request.kind === 'write') copy.contents!.remove(request.key);
      else leave(simulation, copy.contents!, request.key);
      return 'ok';
    },
    end: () => undefined,
  };
  return behind ? [look, keep] : [look];
}

/**
 * Asks a cache beside the way, before the data. A hit stands for the answer of the data; a cache that does not answer is a
 * miss; a write does not ask.
 */
export function askCache(simulation: Simulation, route: Route<Way>): Step {
  /** The requests here that a cache which coalesces was asked for, by their ids: while one is under way, it may be a fetch. */
  const asked = new Map<number, { id: number; key: number; by: Copy; contents: Cache }>();
  const giveUp = (id: number) => {
    const about = asked.get(id);
    asked.delete(id);
    const next = about?.contents.gaveUp(about);
    // A miss after all: it fetches the key now.
    if (next) simulation.answer(next, 'ok');
  };
  return {
    begin(request, copy, note) {
      if (request.kind === 'write') return 'next';
      const way = route.pick(request);
      if (!way) return 'next';
      const { id, key } = request;
      const { contents } = way.copy;
      if (contents?.coalesces) asked.set(id, { id, key, by: copy, contents });
      simulation.call(request, way.link, copy, note);
      return 'away';
    },
    end: () => undefined,
    left: ({ id }) => giveUp(id),
    lost(copy) {
      for (const { id, by } of [...asked.values()]) if (by === copy) giveUp(id);
    },
  };
}

/** After the data has answered: a read leaves its answer in the cache, a write removes what has become old there. */
export function refreshCache(simulation: Simulation, route: Route<Way>): Step {
  return {
    begin(request) {
      const copy = route.pick(request)?.copy;
      const contents = copy?.serves ? copy.contents : undefined;
      if (request.kind === 'write') contents?.remove(request.key);
      else if (contents && !request.found) leave(simulation, contents, request.key);
      // It has been used. The next node's cache speaks for itself.
      request.found = false;
      return 'next';
    },
    end: () => undefined,
  };
}

/** Keeps a key, and answers those who waited for it. */
function leave(simulation: Simulation, contents: Cache, key: number): void {
  contents.keep(key, simulation.now);
  for (const request of contents.fetched(key)) {
    request.found = true;
    simulation.answer(request, 'ok');
  }
}
