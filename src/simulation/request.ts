/**
 * A request and its way back: each station that passes it on is a hop, and the answer walks the hops in reverse. Records are
 * used again once they have ended, so a long run allocates no more than its busiest moment needs.
 */
import type { Station } from './station.ts';

/**
 * How a request ended: answered; turned away by a limit; failed with an error; lost on the way; or given up by a client that
 * had waited long enough.
 */
export type Outcome = 'ok' | 'rejected' | 'failed' | 'lost' | 'timeout';

/** Whoever sent a request on and hears how it ended. */
export interface Caller {
  /** `note` is the number that the caller gave with the call. The request may be called onwards again. */
  answered(request: Request, outcome: Outcome, note: number): void;
}

interface Hop {
  caller: Caller;
  station: Station;
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
