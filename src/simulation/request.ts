/**
 * A request and its way back: each station that passes it on is a hop, and the answer walks the hops in reverse. Records are
 * used again once they have ended, so a long run allocates no more than its busiest moment needs.
 */
import type { Meter } from './measures/meter.ts';
import type { Outcome } from './outcome.ts';

export type { Outcome };

/** Whoever sent a request on and hears how it ended. */
export interface Caller {
  /** `note` is the number that the caller gave with the call. The request may be called onwards again. */
  answered(request: Request, outcome: Outcome, note: number): void;
}

/** Whoever takes requests in: a station, as a request and the clock know it. */
export interface Callee {
  readonly name: string;
  readonly meter: Meter;
  /** Called by `Simulation.call` only. The request is ended exactly once, now or later, by `Simulation.answer`. */
  accept(request: Request): void;
  /** Forgets what was measured so far. */
  resetMeasures(now: number): void;
}

interface Hop {
  caller: Caller;
  station: Callee;
  note: number;
  since: number;
}

export class Request {
  /** Unique within a run; every attempt and every copy is a request of its own. */
  id = 0;
  /** The id of the user's request that it was sent for; its own if it is one. */
  origin = 0;
  key = 0;
  kind = '';
  /** What it carries, where key and kind do not say enough; undefined where nothing was given. Nobody but its receiver reads it. */
  body: unknown = undefined;
  /** When it was first sent, in ms. */
  born = 0;
  /** Whether the cache that was asked last held its key. */
  found = false;
  /** The stations it is in, outermost first; the first `depth` count. */
  hops: Hop[] = [];
  depth = 0;

  /** When it came to the station it is in now. */
  get arrivedAt(): number {
    return this.hops[this.depth - 1]!.since;
  }
}
