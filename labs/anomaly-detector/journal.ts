/**
 * What a right detector says: all readings of a sensor are kept, and everything is worked out anew from those, with the mean subtracted first. It is
 * slow, needs memory without end, and is nothing like the code that learners write.
 */
import type { Baseline, Reading, Rules, Verdict } from './types.ts';

interface Kept {
  latest: number;
  values: number[];
  anomalies: number;
}

export class Journal {
  readonly #rules: Rules;
  readonly #sensors = new Map<string, Kept>();

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  see({ sensor, at, value }: Reading): Verdict & { because: string } {
    const { learn, threshold, floor, relearn } = this.#rules;
    const known = this.#sensors.get(sensor);
    const say = (verdict: Verdict['verdict'], score: number, because: string) => ({ verdict, score, because });
    if (!Number.isFinite(at) || !Number.isFinite(value)) return say('ignored', 0, 'this is no reading');
    if (known && at <= known.latest)
      return say('ignored', 0, `the latest reading of this sensor was made at ${known.latest}, and this one at ${at}`);
    const kept = known ?? { latest: at, values: [], anomalies: 0 };
    this.#sensors.set(sensor, kept);
    kept.latest = at;
    if (kept.values.length < learn) {
      kept.values.push(value);
      return say('learning', 0, `it is reading ${kept.values.length} of the ${learn} that are only learned from`);
    }
    const { mean, deviation } = statistics(kept.values);
    const score = Math.abs(value - mean) / Math.max(deviation, floor);
    const measure = `the mean is ${mean}, the deviation ${deviation}${deviation < floor ? `, below the floor of ${floor}` : ''}`;
    if (score > threshold) {
      kept.anomalies++;
      const because = `${measure}; it is anomaly ${kept.anomalies} in a row`;
      if (kept.anomalies === relearn) Object.assign(kept, { values: [], anomalies: 0 });
      return say('anomaly', score, because);
    }
    kept.anomalies = 0;
    kept.values.push(value);
    return say('normal', score, measure);
  }

  baseline(sensor: string): Baseline | null {
    const kept = this.#sensors.get(sensor);
    return kept ? { count: kept.values.length, ...statistics(kept.values) } : null;
  }
}

/** In two passes over numbers from which the first has been taken, so that nothing large cancels. */
export function statistics(values: readonly number[]): { mean: number; deviation: number } {
  const [first = 0] = values;
  const shifted = values.map((value) => value - first);
  const mean = values.length === 0 ? 0 : shifted.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = shifted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean: first + mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}
