/** A bounded record of what happened: the scene on screen is drawn from it, and a failing run is explained by it. */
import type { Outcome, Request } from './request.ts';

export interface TraceEntry {
  at: number;
  /** A request came to a station, ended there, or a fault struck. */
  what: 'arrive' | Outcome | 'fault';
  station: string;
  /** The request's id, the id of the user's request behind it, its kind and key; for a fault only `kind`: what was done. */
  request: number;
  origin: number;
  kind: string;
  key: number;
}

export class Trace {
  readonly limit: number;
  #entries: TraceEntry[] = [];
  #dropped = 0;

  /** Keeps the last `limit` entries. */
  constructor(limit: number) {
    if (!(Number.isInteger(limit) && limit > 0)) throw new RangeError(`A trace cannot keep ${limit} entries.`);
    this.limit = limit;
  }

  record(at: number, what: 'arrive' | Outcome, station: string, { id, origin, kind, key }: Request): void {
    this.#keep({ at, what, station, request: id, origin, kind, key });
  }

  fault(at: number, station: string, done: string): void {
    this.#keep({ at, what: 'fault', station, request: 0, origin: 0, kind: done, key: 0 });
  }

  /** How many entries were too old to keep. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The entries, oldest first. */
  entries(): TraceEntry[] {
    const oldest = this.#dropped % this.limit;
    return [...this.#entries.slice(oldest), ...this.#entries.slice(0, oldest)];
  }

  #keep(entry: TraceEntry): void {
    if (this.#entries.length < this.limit) this.#entries.push(entry);
    else this.#entries[this.#dropped++ % this.limit] = entry;
  }
}
