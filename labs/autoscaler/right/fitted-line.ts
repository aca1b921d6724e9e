// The trend is a straight line fitted to the last four minutes, wishes are kept as a list in the order of steps, and every ratio of
// the formula is compared in whole numbers, one pod after another.

interface Pod {
  ready: boolean;
  utilisation: number | null;
}

interface ReplicaQuestion {
  pods: Pod[];
  target: number;
  minimum: number;
  maximum: number;
}

interface StabiliseQuestion {
  current: number;
  desired: number;
  recommendations: { servers: number; ageSeconds: number }[];
  upWindowSeconds: number;
  downWindowSeconds: number;
}

interface Metrics {
  requestRate: number | null;
  serving: number;
  starting: number;
}

interface State {
  /** Requests per second of the latest steps, the newest last. */
  rates: number[];
  /** What was wanted in the latest steps, the newest last. */
  wishes: number[];
}

const between = (low: number, value: number, high: number): number => Math.min(Math.max(low, value), high);

export function desiredReplicas({ pods, target, minimum, maximum }: ReplicaQuestion): number {
  let [used, counted] = [0, 0];
  const count = (utilisation: number): void => {
    used += utilisation;
    counted++;
  };
  /** Above 0 when the average of those counted is over the target. */
  const excess = (): number => used - counted * target;

  for (const { ready, utilisation } of pods) if (ready && utilisation !== null) count(utilisation);
  const isOver = excess() > 0;
  const isUnder = excess() < 0;
  if (counted > 0) {
    for (const { ready, utilisation } of pods) {
      if (isOver && (utilisation === null || !ready)) count(0);
      if (!isOver && utilisation === null) count(isUnder ? Math.max(target, 100) : 0);
    }
  }
  const stays = isOver ? excess() <= 0 : isUnder ? excess() >= 0 : true;
  const isClose = 10 * Math.abs(excess()) <= counted * target;
  return between(minimum, stays || isClose ? pods.length : Math.ceil(used / target), maximum);
}

export function stabilise({ current, desired, recommendations, ...windows }: StabiliseQuestion): number {
  let [lowest, highest] = [desired, desired];
  for (const { servers, ageSeconds } of recommendations) {
    if (ageSeconds < windows.upWindowSeconds && servers < lowest) lowest = servers;
    if (ageSeconds < windows.downWindowSeconds && servers > highest) highest = servers;
  }
  return current < lowest ? lowest : current > highest ? highest : current;
}

/** Steps of half a minute that the line is fitted to. */
const FITTED = 8;
/** Steps of half a minute for which a wish holds the fleet. */
const HELD = 10;

/** What a straight line through eight rates, a step apart, says four steps after the last: least squares. */
function onTheLine(rates: number[]): number {
  let [level, slope] = [0, 0];
  for (let index = 0; index < FITTED; index++) {
    level += rates[index]! / FITTED;
    // Twice the distance from the middle; its squares add up to 168, and half of that belongs to one step.
    slope += (rates[index]! * (2 * index - 7)) / 84;
  }
  return level + slope * (3.5 + 4);
}

export function decide({ requestRate, serving, starting }: Metrics, before: State | null) {
  const fleet = serving + starting;
  const state = before ?? { rates: [], wishes: [] };
  if (requestRate === null) return { servers: fleet, state };

  const rates = [...state.rates, requestRate].slice(-FITTED);
  const recent = rates.slice(-4);
  const level = recent.reduce((sum, rate) => sum + rate, 0) / recent.length;
  // A server that the next decision orders serves in two minutes; before there is a trend to speak of, none is seen.
  const wish = Math.ceil((rates.length < FITTED ? level : Math.max(level, onTheLine(rates))) / 60);
  const wishes = [...state.wishes, wish].slice(-HELD);
  const isSmall = Math.abs(wish - fleet) * 10 <= fleet;
  return { servers: isSmall ? fleet : between(wish, fleet, Math.max(...wishes)), state: { rates, wishes } };
}
