/**
 * How fast a platform lets a fleet change: the scaling policies of the Kubernetes horizontal pod autoscaler. A limit is counted
 * from the number of replicas at the beginning of its period, so changes that were made within the period use it up.
 */

export interface RatePolicies {
  /** At most so many replicas more (or fewer) within a period. */
  pods?: { count: number; periodSeconds: number };
  /** At most so many per cent more (or fewer) within a period. */
  percent?: { count: number; periodSeconds: number };
}

/** A change that was made, `ageSeconds` ago, in the direction that is asked for now: how many replicas came, or went. */
export interface ScalingEvent {
  change: number;
  ageSeconds: number;
}

export interface ScalingRequest {
  current: number;
  desired: number;
  minimum: number;
  maximum: number;
  /** The policies for the direction of this change; without any, only the minimum and the maximum limit it. */
  policies?: RatePolicies;
  /** Changes in the same direction, in any order. */
  events?: readonly ScalingEvent[];
}

/** Why the replicas are what they are, in the words of Kubernetes. */
export type Condition = 'DesiredWithinRange' | 'TooManyReplicas' | 'TooFewReplicas' | 'ScaleUpLimit' | 'ScaleDownLimit';

/** What a platform grants of a request. Of two policies the one that allows the greater change counts. */
export function grant(request: ScalingRequest): { replicas: number; condition: Condition } {
  const { current, desired, minimum, maximum } = request;
  if (desired > current) {
    const limit = Math.max(current, ...limits(request, 1));
    if (desired > Math.min(limit, maximum)) {
      return limit < maximum
        ? { replicas: limit, condition: 'ScaleUpLimit' }
        : { replicas: maximum, condition: 'TooManyReplicas' };
    }
  } else if (desired < current) {
    const limit = Math.min(current, ...limits(request, -1));
    if (desired < Math.max(limit, minimum)) {
      return limit > minimum
        ? { replicas: limit, condition: 'ScaleDownLimit' }
        : { replicas: minimum, condition: 'TooFewReplicas' };
    }
  }
  return { replicas: desired, condition: 'DesiredWithinRange' };
}

/** The farthest that the policies let the fleet go, up (1) or down (-1); how far the furthest policy goes is what counts. */
function limits({ current, policies, events = [] }: ScalingRequest, direction: 1 | -1): number[] {
  const { pods, percent } = policies ?? {};
  const atStartOf = (periodSeconds: number): number =>
    events.reduce(
      (sum, { change, ageSeconds }) => (ageSeconds < periodSeconds ? sum - direction * change : sum),
      current,
    );
  const reached: number[] = [];
  if (pods) reached.push(atStartOf(pods.periodSeconds) + direction * pods.count);
  if (percent) {
    const whole = atStartOf(percent.periodSeconds) * (100 + direction * percent.count);
    reached.push(direction === 1 ? Math.ceil(whole / 100) : Math.trunc(whole / 100));
  }
  if (reached.length === 0) return [direction * Number.POSITIVE_INFINITY];
  return [direction === 1 ? Math.max(...reached) : Math.min(...reached)];
}
