/** Environments of a function: what its pool is told, and what it decides. */

export interface PoolOptions {
  /** How many environments there may be, whatever they do. */
  concurrency: number;
  /** How many of them are there from the beginning and stay. */
  provisioned: number;
  /** How long an environment that is not provisioned stays when it is idle, in ms. */
  keepAliveMs: number;
  /** How long an environment takes to start, in ms. */
  startMs: number;
}

/** What becomes of a request. `environment` is a name of your own: whoever runs the request brings it back. */
export type Start =
  | { start: 'warm'; environment: string }
  | { start: 'cold'; environment: string }
  | { start: 'throttled' };

export interface Counts {
  /** Environments that work on a request, that wait for one, and that are being started ahead of requests. */
  busy: number;
  idle: number;
  starting: number;
  /** Requests so far, by what became of them. */
  warm: number;
  cold: number;
  throttled: number;
  /** How long environments have been idle so far, all together, in ms: those that are provisioned, and the others. */
  idleProvisionedMs: number;
  idleMs: number;
}

export interface Pool {
  /** A request comes. `now` is the time in ms. */
  arrive(now: number): Start;
  /** The request in that environment is done. */
  finished(environment: string, now: number): void;
  /** Starts environments ahead of requests. Returns how many were begun. */
  prewarm(count: number, now: number): number;
  counts(now: number): Counts;
}
