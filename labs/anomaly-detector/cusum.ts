/**
 * Sums of small differences from a fixed reference (CUSUM, Page 1954): each reading adds by how much it is above or below, less a slack of half a
 * deviation; what is only noise never adds up, and a drift does. Learns its reference once, from the first readings.
 */
import type { Detector, Rules } from './types.ts';

const [SLACK, LIMIT] = [0.5, 5];

export function cusum({ learn, floor }: Rules): Detector {
  const sensors = new Map<string, { count: number; mean: number; squares: number; high: number; low: number }>();
  return {
    see({ sensor: name, value }) {
      const sensor = sensors.get(name) ?? { count: 0, mean: 0, squares: 0, high: 0, low: 0 };
      sensors.set(name, sensor);
      if (sensor.count < learn) {
        sensor.count++;
        const before = value - sensor.mean;
        sensor.mean += before / sensor.count;
        sensor.squares += before * (value - sensor.mean);
        return { verdict: 'learning', score: 0 };
      }
      const deviation = Math.max(Math.sqrt(sensor.squares / (learn - 1)), floor);
      const score = (value - sensor.mean) / deviation;
      sensor.high = Math.max(0, sensor.high + score - SLACK);
      sensor.low = Math.max(0, sensor.low - score - SLACK);
      const most = Math.max(sensor.high, sensor.low);
      if (most <= LIMIT) return { verdict: 'normal', score: most };
      Object.assign(sensor, { high: 0, low: 0 });
      return { verdict: 'anomaly', score: most };
    },
    baseline: () => null,
  };
}
