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

/** The number of pods there should be, by the replica formula of Kubernetes. */
export function desiredReplicas({ pods, target, minimum, maximum }: ReplicaQuestion): number {
  // Your code goes here.
  return pods.length;
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

/** The number of servers to ask for, when the windows have had their say. */
export function stabilise(question: StabiliseQuestion): number {
  // Your code goes here.
  return question.desired;
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

/** Whatever you want to remember from one decision to the next: plain data. */
export interface State {
  remembered: number[];
}

export interface Decision {
  /** How many servers there should be, those that are starting included. */
  servers: number;
  state: State;
}

/** One decision. `state` is null at the first, and then what the last decision returned. */
export function decide(metrics: Metrics, state: State | null): Decision {
  // Your code goes here.
  return { servers: metrics.serving + metrics.starting, state: state ?? { remembered: [] } };
}
