import type { Decision, Metrics, ReplicaQuestion, StabiliseQuestion } from 'headroom/autoscaler';

/** The number of pods there should be, by the replica formula of Kubernetes. */
export function desiredReplicas({ pods, target, minimum, maximum }: ReplicaQuestion): number {
  // Your code goes here.
  return pods.length;
}

/** The number of servers to ask for, when the windows have had their say. */
export function stabilise(question: StabiliseQuestion): number {
  // Your code goes here.
  return question.desired;
}

/** Whatever you want to remember from one decision to the next: plain data. */
interface State {
  remembered: number[];
}

/** One decision. `state` is null at the first, and then what the last decision returned. */
export function decide(metrics: Metrics, state: State | null): Decision<State> {
  // Your code goes here.
  return { servers: metrics.serving + metrics.starting, state: state ?? { remembered: [] } };
}
