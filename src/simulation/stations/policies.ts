/** Whom a load balancer sends the next request to. A policy is a plain function, so that anybody can write one. */
import type { Request } from '../request.ts';

/** What a policy may know of a request. */
export type RequestView = Readonly<Pick<Request, 'id' | 'key' | 'kind' | 'born'>>;

/** What a policy may know of a backend. */
export interface Candidate {
  /** Its place among all backends of the balancer, in the order in which they were given. */
  readonly index: number;
  readonly name: string;
  /** Requests that the balancer has sent there and that have not come back. */
  readonly inFlight: number;
}

/**
 * Gives the place in `candidates` (0 for the first) of the one that takes the request. There is always at least one candidate.
 * `now` is in ms; `random()` gives a number from 0 to just below 1, from the balancer's own stream.
 */
export type Policy = (
  request: RequestView,
  candidates: readonly Candidate[],
  now: number,
  random: () => number,
) => number;

/** Each in turn. When a candidate comes or goes, the turn goes on from the same place. */
export function roundRobin(): Policy {
  let turn = -1;
  return (_request, candidates) => {
    turn = (turn + 1) % candidates.length;
    return turn;
  };
}

/** Any, all alike. */
export function uniformlyAtRandom(): Policy {
  return (_request, candidates, _now, random) => Math.floor(random() * candidates.length);
}

/** The one with the fewest requests in flight; the first of them when several tie. */
export function leastConnections(): Policy {
  return (_request, candidates) => {
    let best = 0;
    for (let place = 1; place < candidates.length; place++) {
      if (candidates[place]!.inFlight < candidates[best]!.inFlight) best = place;
    }
    return best;
  };
}

/** The least loaded of d different candidates that are drawn at random (of all, when there are not more than d). */
export function powerOfChoices(d: number): Policy {
  if (!(Number.isInteger(d) && d >= 1)) throw new RangeError(`One cannot choose among ${d}.`);
  const drawn: number[] = [];
  return (_request, candidates, _now, random) => {
    const choices = Math.min(d, candidates.length);
    drawn.length = 0;
    let best = -1;
    while (drawn.length < choices) {
      const place = Math.floor(random() * candidates.length);
      if (drawn.includes(place)) continue;
      drawn.push(place);
      if (best < 0 || candidates[place]!.inFlight < candidates[best]!.inFlight) best = place;
    }
    return best;
  };
}

/** Always the same candidate for the same key: `placeOf(key, count)` says which of `count`. */
export function byKey(placeOf: (key: number, count: number) => number): Policy {
  return (request, candidates) => placeOf(request.key, candidates.length);
}
