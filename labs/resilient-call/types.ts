/** One call of another service, made of attempts; and a breaker that says whether there is any use in calling. Times are in ms. */

export interface Policy {
  /** How long one attempt may take. */
  timeout: number;
  /** How many attempts there are at most, the first included. */
  attempts: number;
  /** The longest pause before the first retry; it doubles with each further one. */
  base: number;
  /** What no pause is longer than. */
  cap: number;
}

export interface CallRequest {
  /** Whether doing it twice does no more than doing it once. */
  idempotent: boolean;
  /** The time at which nobody wants the answer any more. */
  deadline: number;
}

/** How an attempt ended, as far as the caller was told. */
export type Answer =
  | { status: 'ok'; value: string }
  /** It never got there: the connection was refused. */
  | { status: 'unreachable' }
  /** Turned away before anything was done. The service may say how long to stay away. */
  | { status: 'busy'; retryAfter?: number }
  /** Something went wrong in the service, before it was done or after. */
  | { status: 'error' }
  /** It makes no sense, and will make none the next time. */
  | { status: 'rejected' };

export type Reason = 'timeout' | 'deadline' | 'unreachable' | 'busy' | 'error' | 'rejected';

/** What is to be done now. */
export type Move =
  /** Send an attempt, and wait for its answer until then. Attempts count from 1. */
  | { do: 'send'; attempt: number; until: number }
  /** Do nothing until then. */
  | { do: 'pause'; until: number }
  /** The call is over, well. */
  | { do: 'done'; value: string }
  /** The call is over, for the last thing that went wrong. */
  | { do: 'fail'; because: Reason }
  /** Go on with what you are doing. */
  | { do: 'nothing' };

/** `now` never goes back; `random` is from 0 to just below 1, drawn anew each time. */
export interface Call {
  start(now: number): Move;
  /** An answer to that attempt has come. */
  answered(attempt: number, answer: Answer, now: number, random: number): Move;
  /** Time has passed. */
  tick(now: number, random: number): Move;
}

export interface BreakerOptions {
  /** How many outcomes are looked at: the last so many. */
  calls: number;
  /** From so many failures of 100 on it opens. */
  rate: number;
  /** For how long it stays open. */
  openFor: number;
  /** How many calls are let through then, to see. */
  probes: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface Breaker {
  /** Whether a call may be made now. */
  allows(now: number): boolean;
  /** How a call that was allowed has ended; `ignored` says nothing about the service. */
  record(outcome: 'ok' | 'failed' | 'ignored', now: number): void;
  /** What it is; it never changes by being asked. */
  state(): BreakerState;
}
