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
  now: number;
  requestRate: number | null;
  serving: number;
  starting: number;
}

interface State {
  /** Seconds and requests per second, the newest last. */
  measured: [at: number, rate: number][];
  wishes: [at: number, servers: number][];
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

/** What a straight line through the points (least squares) says for a time. */
function onTheLine(points: [at: number, rate: number][], time: number): number {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, level] = [mean(points.map(([at]) => at)), mean(points.map(([, rate]) => rate))];
  const across = mean(points.map(([at, rate]) => (at - middle) * (rate - level)));
  const along = mean(points.map(([at]) => (at - middle) ** 2));
  return level + (time - middle) * (along > 0 ? across / along : 0);
}

export function decide({ now, requestRate, serving, starting }: Metrics, before: State | null) {
  const fleet = serving + starting;
  const state = before ?? { measured: [], wishes: [] };
  if (requestRate === null) return { servers: fleet, state };

  const measured = [...state.measured, [now, requestRate] satisfies [number, number]].slice(-8);
  const recent = measured.slice(-4).map(([, rate]) => rate);
  const level = recent.reduce((sum, rate) => sum + rate, 0) / recent.length;
  // A server that the next decision orders serves in two minutes; before there is a trend to speak of, none is seen.
  const expected = measured.length < 8 ? level : Math.max(level, onTheLine(measured, now + 120));
  const wish = Math.ceil(expected / 60);
  const wishes = [...state.wishes.filter(([at]) => now - at < 300), [now, wish] satisfies [number, number]];
  const highest = Math.max(...wishes.map(([, servers]) => servers));
  const target = between(Math.min(wish, highest), fleet, highest);
  const isSmall = Math.abs(wish - fleet) * 10 <= fleet;
  return { servers: isSmall ? fleet : target, state: { measured, wishes } };
}
