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

type Metrics = { requestRate: number | null; serving: number; starting: number };

/** Steps of half a minute for which a wish holds the fleet, and those that the first of these wishes looks back on. */
const HELD = 10;
const LOOKS_BACK = 7;

/** The average of four rates, or of as many as there are before `end`. */
function level(rates: number[], end: number): number {
  const start = Math.max(0, end - 4);
  let sum = 0;
  for (let at = start; at < end; at++) sum += rates[at]!;
  return sum / (end - start);
}

/** Servers for the load to come, seen from one step: it goes on growing at its pace, or stays. */
function wanted(rates: number[], index: number): number {
  const now = level(rates, index + 1);
  const earlier = index < LOOKS_BACK ? now : level(rates, index - 3);
  // Three minutes ahead, at the pace of two minutes.
  return Math.ceil((earlier > 0 && now > earlier ? now * (now / earlier) ** 1.5 : now) / 60);
}

export function decide({ requestRate, serving, starting }: Metrics, remembered: number[] | null) {
  const fleet = serving + starting;
  if (requestRate === null) return { servers: fleet, state: remembered ?? [] };
  const rates = [...(remembered ?? []), requestRate].slice(-HELD - LOOKS_BACK);
  const newest = rates.length - 1;
  const desired = wanted(rates, newest);
  if (Math.abs(desired - fleet) * 10 <= fleet) return { servers: fleet, state: rates };
  let highest = desired;
  for (let back = 1; back < HELD && back <= newest && highest < fleet; back++) {
    highest = Math.max(highest, wanted(rates, newest - back));
  }
  return { servers: Math.max(desired, Math.min(fleet, highest)), state: rates };
}
