/**
 * The distributions that times are drawn from. Each knows its mean, so that loads can be worked out before anything runs.
 * Where it can be, sampling is by inversion: then two systems that are fed the same stream meet the same luck.
 */
import { exp, log, power } from './portable-math.ts';
import type { Random } from './random.ts';

export interface Distribution {
  readonly mean: number;
  sample(random: Random): number;
}

/** Always the same. */
export function constant(value: number): Distribution {
  notNegative('A constant time', value);
  return { mean: value, sample: () => value };
}

/** Evenly between two bounds. */
export function uniform(low: number, high: number): Distribution {
  notNegative('The lower bound', low);
  if (!(high >= low)) throw new RangeError(`The upper bound ${high} is below the lower bound ${low}.`);
  return { mean: (low + high) / 2, sample: (random) => low + (high - low) * random.uniform() };
}

/** Without memory: times between independent arrivals, and the service times of M/M/c. */
export function exponential(mean: number): Distribution {
  positive('The mean', mean);
  return { mean, sample: (random) => mean * random.exponential() };
}

/** The sum of `stages` equal exponential stages: steadier than exponential, less so than constant. */
export function erlang(stages: number, mean: number): Distribution {
  if (!(Number.isInteger(stages) && stages >= 1)) throw new RangeError(`A number of stages cannot be ${stages}.`);
  const stage = exponential(mean / stages);
  return {
    mean,
    sample(random) {
      let sum = 0;
      for (let count = 0; count < stages; count++) sum += stage.sample(random);
      return sum;
    },
  };
}

/** By its median and the standard deviation of its logarithm: the usual shape of latencies. */
export function lognormal(median: number, sigma: number): Distribution {
  positive('The median', median);
  notNegative('Sigma', sigma);
  return {
    mean: median * exp((sigma * sigma) / 2),
    sample: (random) => median * exp(sigma * standardNormal(random)),
  };
}

/** Heavy-tailed: P(X > x) = (minimum/x)^shape. The mean is infinite for shapes up to 1. */
export function pareto(minimum: number, shape: number): Distribution {
  positive('The minimum', minimum);
  positive('The shape', shape);
  return {
    mean: shape > 1 ? (shape * minimum) / (shape - 1) : Number.POSITIVE_INFINITY,
    sample: (random) => minimum * power(1 - random.uniform(), -1 / shape),
  };
}

/** One of the values that were measured, each as likely as the others. */
export function empirical(values: readonly number[]): Distribution {
  if (values.length === 0) throw new RangeError('An empirical distribution needs at least one value.');
  for (const value of values) notNegative('A measured time', value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sample: (random) => values[random.below(values.length)]! };
}

/** One of several distributions, with given probabilities: for instance fast hits and slow misses. */
export function mixture(parts: readonly { probability: number; of: Distribution }[]): Distribution {
  const total = parts.reduce((sum, part) => sum + part.probability, 0);
  if (!(Math.abs(total - 1) < 1e-9)) throw new RangeError(`The probabilities sum to ${total}, not to 1.`);
  return {
    mean: parts.reduce((sum, part) => sum + part.probability * part.of.mean, 0),
    sample(random) {
      let left = random.uniform();
      for (const part of parts) {
        if (left < part.probability) return part.of.sample(random);
        left -= part.probability;
      }
      return parts.at(-1)!.of.sample(random);
    },
  };
}

/** Marsaglia's polar method; it needs a logarithm and a square root, and no sine. */
function standardNormal(random: Random): number {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * log(square)) / square);
  }
}

function positive(what: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${what} must be positive; it is ${value}.`);
}

function notNegative(what: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${what} must not be negative; it is ${value}.`);
  }
}
