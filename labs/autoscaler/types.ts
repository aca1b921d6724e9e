/** What the three functions of the autoscaler are told, and what a decision is. */

export interface Pod {
  /** Whether it is ready to serve. */
  ready: boolean;
  /** Per cent of the CPU that it asked for, a whole number, 0 or more; null when its metric is missing. */
  utilisation: number | null;
}

export interface ReplicaQuestion {
  /** The pods that run now. */
  pods: Pod[];
  /** The utilisation to keep, in per cent: a whole number, 1 or more. */
  target: number;
  /** The fewest and the most pods there may be. */
  minimum: number;
  maximum: number;
}

export interface Recommendation {
  servers: number;
  /** How long ago it was made, in seconds. */
  ageSeconds: number;
}

export interface StabiliseQuestion {
  /** Servers that there are now, and servers that are wanted now. */
  current: number;
  desired: number;
  /** What was wanted earlier, in any order. */
  recommendations: Recommendation[];
  upWindowSeconds: number;
  downWindowSeconds: number;
}

export interface Metrics {
  /** Seconds since the service began. */
  now: number;
  /** Requests per second that arrived. The three measured values are null when the measurement was lost. */
  requestRate: number | null;
  /** Per cent of their capacity that the serving servers used, 0 to 100. */
  utilisation: number | null;
  /** Requests that waited for a server. */
  waiting: number | null;
  /** Servers that serve now. */
  serving: number;
  /** Servers that were ordered and do not serve yet. */
  starting: number;
}

/** What you decide, and whatever you want to remember until the next decision: plain data. */
export interface Decision<State> {
  /** How many servers there should be, those that are starting included. */
  servers: number;
  state: State;
}
