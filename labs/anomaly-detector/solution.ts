import type { Baseline, Detector, Reading, Rules, Verdict } from 'headroom/anomaly-detector';

/** All that is kept of a sensor, however long it runs. */
interface Sensor {
  latest: number;
  count: number;
  mean: number;
  /** The sum of the squared distances from the mean. */
  squares: number;
  anomalies: number;
}

const IGNORED: Verdict = { verdict: 'ignored', score: 0 };

export function createDetector({ learn, threshold, floor, relearn }: Rules): Detector {
  const sensors = new Map<string, Sensor>();

  const deviationOf = ({ count, squares }: Sensor): number => (count < 2 ? 0 : Math.sqrt(squares / (count - 1)));

  /** Welford's step: the mean moves by a part of the distance, and nothing large is ever taken from something large. */
  function add(sensor: Sensor, value: number): void {
    sensor.count++;
    const before = value - sensor.mean;
    sensor.mean += before / sensor.count;
    sensor.squares += before * (value - sensor.mean);
  }

  function judge(sensor: Sensor, value: number): Verdict {
    if (sensor.count < learn) {
      add(sensor, value);
      return { verdict: 'learning', score: 0 };
    }
    // Scored before it is learned: what is part of its own measure looks normal.
    const score = Math.abs(value - sensor.mean) / Math.max(deviationOf(sensor), floor);
    if (score <= threshold) {
      sensor.anomalies = 0;
      add(sensor, value);
      return { verdict: 'normal', score };
    }
    sensor.anomalies++;
    // So many in a row are no accident: this is how it is now.
    if (sensor.anomalies === relearn) Object.assign(sensor, { count: 0, mean: 0, squares: 0, anomalies: 0 });
    return { verdict: 'anomaly', score };
  }

  return {
    see({ sensor: name, at, value }: Reading): Verdict {
      if (!Number.isFinite(at) || !Number.isFinite(value)) return IGNORED;
      const sensor = sensors.get(name) ?? {
        latest: Number.NEGATIVE_INFINITY,
        count: 0,
        mean: 0,
        squares: 0,
        anomalies: 0,
      };
      if (at <= sensor.latest) return IGNORED;
      sensor.latest = at;
      sensors.set(name, sensor);
      return judge(sensor, value);
    },

    baseline(name): Baseline | null {
      const sensor = sensors.get(name);
      return sensor ? { count: sensor.count, mean: sensor.mean, deviation: deviationOf(sensor) } : null;
    },
  };
}
