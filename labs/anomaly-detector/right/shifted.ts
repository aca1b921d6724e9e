// Sums and squares after all, but of distances from the first value: nothing large is left that could cancel.
import type { Detector, Rules, Verdict } from 'headroom/anomaly-detector';

interface Sums {
  at: number;
  origin: number;
  count: number;
  sum: number;
  squares: number;
  row: number;
}

export function createDetector({ learn, threshold, floor, relearn }: Rules): Detector {
  const known: Map<string, Sums> = new Map();

  const meanOf = ({ origin, sum, count }: Sums): number => (count === 0 ? 0 : origin + sum / count);
  const deviationOf = ({ sum, squares, count }: Sums): number =>
    count < 2 ? 0 : Math.sqrt(Math.max(0, (squares - (sum * sum) / count) / (count - 1)));
  const take = (sums: Sums, value: number): void => {
    if (sums.count === 0) sums.origin = value;
    const distance = value - sums.origin;
    sums.count += 1;
    sums.sum += distance;
    sums.squares += distance ** 2;
  };

  return {
    see({ sensor, at, value }): Verdict {
      if (![at, value].every(Number.isFinite)) return { verdict: 'ignored', score: 0 };
      let sums = known.get(sensor);
      if (sums && sums.at >= at) return { verdict: 'ignored', score: 0 };
      sums ??= { at, origin: 0, count: 0, sum: 0, squares: 0, row: 0 };
      sums.at = at;
      known.set(sensor, sums);
      if (sums.count < learn) {
        take(sums, value);
        return { verdict: 'learning', score: 0 };
      }
      const measure = deviationOf(sums) < floor ? floor : deviationOf(sums);
      const score = Math.abs(value - meanOf(sums)) / measure;
      if (!(score > threshold)) {
        take(sums, value);
        sums.row = 0;
        return { verdict: 'normal', score };
      }
      sums.row += 1;
      if (sums.row === relearn) known.set(sensor, { at, origin: 0, count: 0, sum: 0, squares: 0, row: 0 });
      return { verdict: 'anomaly', score };
    },
    baseline(sensor) {
      const sums = known.get(sensor);
      return sums === undefined ? null : { count: sums.count, mean: meanOf(sums), deviation: deviationOf(sums) };
    },
  };
}
