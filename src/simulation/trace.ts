/** A bounded record of what happened, by which a run can be explained. */
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

/** Whoever wants to hear of everything that happens in a simulation. */
export interface Recorder {
  /** A request came to a station, or ended there; its hops still say how it got there. */
  record(at: number, what: 'arrive' | Outcome, station: string, request: Request): void;
  /** A fault struck; `done` says in a word what it did. */
  fault(at: number, station: string, done: string): void;
}

export class Trace implements Recorder {
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
