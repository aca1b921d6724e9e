/**
 * A fleet and its queue as a fluid: rates flow in and out, and no single request is simulated. It is an approximation, and a
 * deliberate one. A day of twelve hours at 3,000 requests a second is a hundred million requests, and a suite plays several
 * days in a second; whoever decides every 30 s sees averages of 30 s anyway. What it gives up is the luck of single requests: there are
 * no percentiles, and a queue appears only where more arrives than can be done. Below that, the mean waiting time is that of a
 * steady queue (M/M/1, as in lesson 2) at each step's utilisation.
 */
import { meanResponse } from '#simulation';

/** From here on the steady queue says nothing any more, and the backlog says all. */
const FULLEST = 0.98;

export interface Inflow {
  /** Requests per second that arrive, evenly, for so many seconds. */
  rate: number;
  seconds: number;
  /** Requests per second that the fleet completes at most. */
  capacity: number;
  /** Requests that wait at the beginning. */
  waiting: number;
  /** Milliseconds that a request takes on an idle server. */
  serviceTime: number;
}

export interface Flow {
  /** Requests that wait at the end: what did not flow out. */
  waiting: number;
  /** Milliseconds that a request takes on average. */
  latency: number;
}

/** What flows through a fleet in one step. */
export function flow({ rate, seconds, capacity, waiting, serviceTime }: Inflow): Flow {
  const offered = waiting + rate * seconds;
  const done = Math.min(offered, capacity * seconds);
  const left = offered - done;
  const busy = Math.min(FULLEST, done / (capacity * seconds));
  return { waiting: left, latency: meanResponse(serviceTime, busy) + (1000 * (waiting + left)) / 2 / capacity };
}
