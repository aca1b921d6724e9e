import type { Decision, Metrics, ReplicaQuestion, StabiliseQuestion } from 'headroom/autoscaler';

interface State {
  /** The latest measured rates, the newest last. */
  rates: number[];
  /** What was wanted, and when: only what may still be the highest of the window. */
  recommendations: { servers: number; at: number }[];
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: number[]): number => sum(values) / values.length;

export function desiredReplicas({ pods, target, minimum, maximum }: ReplicaQuestion): number {
  const clamp = (replicas: number): number => Math.min(maximum, Math.max(minimum, replicas));
  const current = pods.length;
  const measured = pods.flatMap(({ ready, utilisation }) => (ready && utilisation !== null ? [utilisation] : []));
  if (measured.length === 0) return clamp(current);

  // Which way: only pods that are ready and measured say that. Sums instead of ratios, so that nothing is rounded.
  const direction = Math.sign(sum(measured) - target * measured.length);
  const counted = [...measured];
  for (const { ready, utilisation } of pods) {
    if (utilisation === null) counted.push(direction < 0 ? Math.max(100, target) : 0);
    else if (!ready && direction > 0) counted.push(0);
  }
  const used = sum(counted);
  const wanted = target * counted.length;
  const turned = Math.sign(used - wanted) !== direction;
  const isWithinTolerance = Math.abs(used - wanted) * 10 <= wanted;
  if (turned || isWithinTolerance) return clamp(current);

  // ratio × pods = (used ÷ (target × pods)) × pods.
  return clamp(Math.ceil(used / target));
}

export function stabilise(question: StabiliseQuestion): number {
  const { current, desired, recommendations, upWindowSeconds, downWindowSeconds } = question;
  const within = (seconds: number): number[] =>
    recommendations.filter(({ ageSeconds }) => ageSeconds < seconds).map(({ servers }) => servers);
  const lowest = Math.min(desired, ...within(upWindowSeconds));
  const highest = Math.max(desired, ...within(downWindowSeconds));
  // Up to what everybody in the window agreed to at least, down to what somebody still wanted.
  if (current < lowest) return lowest;
  if (current > highest) return highest;
  return current;
}

const CAPACITY = 100;
const TARGET = 60;
/** Samples in each half of the trend: two minutes now against the two minutes before. */
const HALF = 4;
/** Steps from the middle of the newer half to the first request of a server that the next decision orders. */
const AHEAD = 6;
const DOWN_WINDOW = 300;

export function decide(metrics: Metrics, previous: State | null): Decision<State> {
  const { now, requestRate, serving, starting } = metrics;
  const state = previous ?? { rates: [], recommendations: [] };
  const fleet = serving + starting;
  // Without a measurement there is no reason to change anything.
  if (requestRate === null) return { servers: fleet, state };

  const rates = [...state.rates, requestRate].slice(-2 * HALF);
  const desired = Math.ceil((expectedRate(rates) * 100) / (CAPACITY * TARGET));
  // What is not more than the newest wish can never again be the highest of the window.
  const recommendations = state.recommendations.filter((past) => now - past.at < DOWN_WINDOW && past.servers > desired);
  const servers = stabilise({
    current: fleet,
    // A wobble within 10 % is not worth a change.
    desired: Math.abs(desired - fleet) * 10 <= fleet ? fleet : desired,
    recommendations: recommendations.map((past) => ({ servers: past.servers, ageSeconds: now - past.at })),
    upWindowSeconds: 0,
    downWindowSeconds: DOWN_WINDOW,
  });
  return { servers, state: { rates, recommendations: [...recommendations, { servers: desired, at: now }] } };
}

/** The rate to be ready for. A load that grows is taken to go on growing by the same factor; one that falls, to stay. */
function expectedRate(rates: number[]): number {
  const newer = mean(rates.slice(-HALF));
  if (rates.length < 2 * HALF) return newer;
  const older = mean(rates.slice(0, HALF));
  // Nothing is no load to grow from by a factor.
  if (older === 0) return newer;
  return newer * Math.max(1, (newer / older) ** (AHEAD / HALF));
}
