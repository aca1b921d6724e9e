/** A workload, what can be bought for it, and where it is placed. Money is in nano-dollars: a thousand millionth of a dollar. */

/** A part of the month. */
export interface Phase {
  hours: number;
  /** Requests an hour, at random times. */
  perHour: number;
}

export interface Workload {
  phases: readonly Phase[];
  /** How long one request takes on average, and at the longest, in ms. */
  serviceMs: number;
  longestMs: number;
  /** What one request needs, in MB. */
  memoryMb: number;
  /** At most `slowPercent` of the requests may wait for longer than `patienceMs` before the work on them begins. */
  patienceMs: number;
  slowPercent: number;
}

export interface ServerOffer {
  nanoDollarsPerHour: number;
  /** Requests that one server works on at once, if its memory suffices. */
  slots: number;
  memoryMb: number;
  /** How many can be had. */
  most: number;
}

export interface FunctionOffer {
  nanoDollarsPerRequest: number;
  nanoDollarsPerGbSecond: number;
  coldStartMs: number;
  /** How long an environment stays when nothing comes, in seconds. */
  keepAliveS: number;
  /** What one request may take and need, and how many may run at once. */
  longestMs: number;
  memoryMb: number;
  concurrency: number;
}

export interface Offer {
  server: ServerOffer;
  function: FunctionOffer;
}

export type Placement =
  | { on: 'functions'; nanoDollars: number }
  /** `servers` includes the spare one. */
  | { on: 'servers'; servers: number; nanoDollars: number };
