// A class for a sensor, with the variance as it stands and not the sum of squares.
import type { Baseline, Detector, Reading, Rules, Verdict } from 'headroom/anomaly-detector';

class Sensor {
  last = -Infinity;
  n = 0;
  mean = 0;
  variance = 0;
  strikes = 0;

  learn(value: number): void {
    const n = this.n + 1;
    const delta = value - this.mean;
    if (n > 1) this.variance = ((n - 2) * this.variance) / (n - 1) + (delta * delta) / n;
    this.mean = this.mean + delta / n;
    this.n = n;
  }

  forget(): void {
    this.n = this.mean = this.variance = this.strikes = 0;
  }
}

class SensorDetector implements Detector {
  readonly #rules: Rules;
  readonly #sensors = new Map<string, Sensor>();

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  see({ sensor: id, at, value }: Reading): Verdict {
    const sensor = this.#sensors.get(id) ?? new Sensor();
    const isReading = Number.isFinite(value) && Number.isFinite(at);
    if (!isReading || at <= sensor.last) return { verdict: 'ignored', score: 0 };
    this.#sensors.set(id, sensor);
    sensor.last = at;
    const { learn, threshold, floor, relearn } = this.#rules;
    if (sensor.n < learn) {
      sensor.learn(value);
      return { verdict: 'learning', score: 0 };
    }
    const score = Math.abs(sensor.mean - value) / Math.max(floor, Math.sqrt(sensor.variance));
    if (score > threshold) {
      if (++sensor.strikes >= relearn) sensor.forget();
      return { verdict: 'anomaly', score };
    }
    sensor.strikes = 0;
    sensor.learn(value);
    return { verdict: 'normal', score };
  }

  baseline(id: string): Baseline | null {
    const sensor = this.#sensors.get(id);
    if (!sensor) return null;
    return { count: sensor.n, mean: sensor.mean, deviation: Math.sqrt(sensor.variance) };
  }
}

export const createDetector = (rules: Rules): Detector => new SensorDetector({ ...rules });
