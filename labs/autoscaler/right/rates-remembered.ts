// No wishes are remembered, only rates: what was wanted at any earlier step is worked out again from the rates of that step, and
// the highest of them holds the fleet. The formula reckons with how far each pod is over the target; the window sorts.

type Pod = { ready: boolean; utilisation: number | null };

export function desiredReplicas(question: { pods: Pod[]; target: number; minimum: number; maximum: number }): number {
  const { pods, target, minimum, maximum } = question;
  const limited = (count: number): number => (count < minimum ? minimum : count > maximum ? maximum : count);
  const add = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
  /** How far each pod that counts is over the target, or under. */
  const over = (counting: (pod: Pod) => number | undefined): number[] =>
    pods.map(counting).flatMap((utilisation) => (utilisation === undefined ? [] : [utilisation - target]));

  const measured = over(({ ready, utilisation }) => (ready ? (utilisation ?? undefined) : undefined));
  if (measured.length === 0) return limited(pods.length);
  const isUp = add(measured) > 0;
  const all = over(({ ready, utilisation }) => {
    if (utilisation === null) return isUp ? 0 : Math.max(100, target);
    if (!ready) return isUp ? 0 : undefined;
    return utilisation;
  });
  const [first, second] = [add(measured), add(all)];
  if (first * second <= 0 || Math.abs(second) * 10 <= target * all.length) return limited(pods.length);
  return limited(Math.ceil((second + target * all.length) / target));
}

export function stabilise(question: {
  current: number;
  desired: number;
  recommendations: { servers: number; ageSeconds: number }[];
  upWindowSeconds: number;
  downWindowSeconds: number;
}): number {
  const { current, desired, recommendations, upWindowSeconds, downWindowSeconds } = question;
  const sorted = (window: number): number[] =>
    [...recommendations.filter(({ ageSeconds }) => ageSeconds < window).map(({ servers }) => servers), desired].sort(
      (a, b) => a - b,
    );
  // Of three numbers the middle one: the fleet, kept between what all agree to and what somebody still wants.
  if (current < desired) return Math.max(current, sorted(upWindowSeconds)[0]!);
  return Math.min(current, sorted(downWindowSeconds).at(-1)!);
}

type Sample = { at: number; rate: number };
type Metrics = { now: number; requestRate: number | null; serving: number; starting: number };

/** Servers for the load to come, seen from one sample: it goes on growing at its pace, or stays. */
function wanted(samples: Sample[], index: number): number {
  const level = (from: number, to: number): number => {
    let sum = 0;
    for (let at = from; at <= to; at++) sum += samples[at]!.rate;
    return sum / (to - from + 1);
  };
  const now = level(Math.max(0, index - 3), index);
  if (index < 7) return Math.ceil(now / 60);
  const earlier = level(index - 7, index - 4);
  // Three minutes ahead, at the pace of two minutes.
  const ahead = now > earlier ? now * (now / earlier) ** 1.5 : now;
  return Math.ceil(ahead / 60);
}

export function decide({ now, requestRate, serving, starting }: Metrics, remembered: Sample[] | null) {
  const fleet = serving + starting;
  if (requestRate === null) return { servers: fleet, state: remembered ?? [] };
  // Five minutes of wishes, and what the first of them looks back on.
  const samples = [...(remembered ?? []), { at: now, rate: requestRate }].slice(-17);
  const desired = wanted(samples, samples.length - 1);
  if (Math.abs(desired - fleet) * 10 <= fleet) return { servers: fleet, state: samples };
  let highest = desired;
  for (let index = samples.length - 2; highest < fleet && index >= 0; index--) {
    if (now - samples[index]!.at < 300) highest = Math.max(highest, wanted(samples, index));
  }
  return { servers: fleet < desired ? desired : Math.min(fleet, highest), state: samples };
}
