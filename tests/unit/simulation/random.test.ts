/** Holds the generator to its published numbers, and the distributions to their means, variances and distribution functions. */
import { describe, expect, test } from 'vitest';
import {
  constant,
  type Distribution,
  empirical,
  erlang,
  exponential,
  lognormal,
  mixture,
  pareto,
  Simulation,
  uniform,
  Weighted,
  zipf,
} from '../../../src/simulation/index.ts';
import { Generator } from '../../../src/simulation/random/generator.ts';
import { exp, log, power } from '../../../src/simulation/random/portable-math.ts';
import { type Random, stream } from '../../../src/simulation/random/random.ts';

describe('the generator', () => {
  test('gives the first ten numbers of the reference xoshiro128plusplus.c for the state 1, 2, 3, 4 (as in rand_xoshiro)', () => {
    const random = new Generator(1, 2, 3, 4);
    expect(Array.from({ length: 10 }, () => random.word())).toEqual([
      641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
    ]);
  });

  test("gives PHP's number after 102 400 steps (php-src, user_xoshiro128plusplus.phpt: fa3c872c, low byte first)", () => {
    const random = new Generator(1, 2, 3, 4);
    for (let step = 0; step < 102_400; step++) random.word();
    expect(random.word()).toBe(0x2c873cfa);
  });

  test('the same seed and name give the same stream; another seed or name gives another', () => {
    const first = (seed: number, name: string) => {
      const random = stream(seed, name);
      return [random.uniform(), random.uniform(), random.uniform(), random.uniform()].join();
    };
    expect(first(7, 'server/service')).toBe(first(7, 'server/service'));
    const names = Array.from({ length: 1000 }, (_, index) => `station ${index}`);
    const seeds = [0, 1, -1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    const all = new Set(seeds.flatMap((seed) => names.map((name) => first(seed, name))));
    expect(all.size).toBe(names.length * seeds.length);
  });

  test('streams of neighbouring names and seeds are uncorrelated', () => {
    const n = 100_000;
    const pairs: [Random, Random][] = [
      [stream(1, 'a'), stream(1, 'b')],
      [stream(1, 'a'), stream(2, 'a')],
    ];
    for (const [a, b] of pairs) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
      // The correlation of n pairs has a standard deviation of 1/√n; four of them are passed once in 16 000.
      expect(Math.abs((sum / n) * 12)).toBeLessThan(4 / Math.sqrt(n));
    }
  });

  test('a stream is given out once, and a seed is a whole number', () => {
    const simulation = new Simulation(1);
    simulation.random('a');
    expect(() => simulation.random('a')).toThrow('The random stream "a" is already in use.');
    expect(() => stream(0.5, 'a')).toThrow('A seed is a whole number; this is 0.5.');
    expect(() => new Generator(0, 0, 0, 0)).toThrow('not all zero');
  });

  test('uniform numbers fill every one of 100 equal cells evenly (chi-square at 0.1 %)', () => {
    const random = stream(3, 'cells');
    const cells = new Array<number>(100).fill(0);
    for (let i = 0; i < 1_000_000; i++) cells[Math.floor(random.uniform() * 100)]!++;
    // χ² with 99 degrees of freedom exceeds 148.2 with probability 0.001.
    expect(cells.reduce((sum, seen) => sum + (seen - 10_000) ** 2 / 10_000, 0)).toBeLessThan(148.2);
  });
});

describe('arithmetic that is the same in every engine', () => {
  const random = stream(5, 'arguments');
  const near = (got: number, expected: number) => Math.abs(got - expected) <= 4e-16 * Math.abs(expected) + 1e-300;

  test('the logarithm is within 0.51 units in the last place', () => {
    const near = (exponent: number) => 1 + (random.uniform() - 0.5) * 2 ** exponent;
    const values = [
      ...[1 - 2 ** -53, 1 + 2 ** -52, 2 ** -53, Math.SQRT2, 2 ** -1022, Number.MAX_VALUE, 0.1, 10],
      // What exponential numbers are made of; all sizes; closer and closer to 1; and both sides of where a part of the table ends.
      ...Array.from({ length: 10_000 }, () => 1 - random.uniform()),
      ...Array.from({ length: 5000 }, () => (1 + random.uniform()) * 2 ** (random.below(2045) - 1022)),
      ...Array.from({ length: 5000 }, () => near(-1 - 45 * random.uniform())),
      ...Array.from({ length: 5000 }, () => (1 + random.below(257) / 256 + (random.below(9) - 4) * 2 ** -52) / 2),
    ];
    let worst = 0;
    for (const value of values) if (value !== 1) worst = Math.max(worst, errorOfLog(value));
    expect(worst).toBeLessThan(0.51);
    expect(log(1)).toBe(0);
  });

  test('the exponential and the power agree with the engine', () => {
    for (let i = 0; i < 100_000; i++) {
      const x = random.uniform() * 200 - 100;
      expect(near(exp(x), Math.exp(x)), `exp ${x}`).toBe(true);
      const base = random.uniform() * 1000 + 0.001;
      const raised = base ** (x / 50);
      expect(Math.abs(power(base, x / 50) - raised)).toBeLessThanOrEqual(1e-14 * raised);
    }
  });

  test('known digits, so that an engine that differs is noticed', () => {
    const random = stream(1, 'known');
    const drawn = [exponential(1), lognormal(1, 1), pareto(1, 2)].map((distribution) => distribution.sample(random));
    expect(drawn).toMatchInlineSnapshot(`
      [
        0.2812666378075795,
        4.830231570418992,
        2.090292368115231,
      ]
    `);
  });
});

const BITS = 160n;

/** Twice artanh(over/under), in units of 2^-160, by its series. */
function twiceArtanh(over: bigint, under: bigint): bigint {
  const s = (over << BITS) / under;
  const square = (s * s) >> BITS;
  let sum = 0n;
  let power = s;
  for (let odd = 1n; power > 1n || power < -1n; odd += 2n) {
    sum += power / odd;
    power = (power * square) >> BITS;
  }
  return 2n * sum;
}

const LN2 = twiceArtanh(1n, 3n);

/** A normal number as whole × 2^exponent. */
function parts(value: number): { whole: bigint; exponent: number } {
  const bits = new BigUint64Array(Float64Array.of(value).buffer)[0]!;
  const size = (bits & ((1n << 52n) - 1n)) | (1n << 52n);
  return { whole: value < 0 ? -size : size, exponent: Number((bits >> 52n) & 2047n) - 1075 };
}

/** By how many units in the last place of the true logarithm `log` is off, the true one being worked out with whole numbers. */
function errorOfLog(value: number): number {
  const { whole, exponent } = parts(value);
  // Near 1 from below, halves cancel to nothing: the number is taken between 2/3 and 4/3 first.
  const up = 3n * whole > 4n * 2n ** 52n ? 1 : 0;
  const one = 2n ** BigInt(52 + up);
  const truth = twiceArtanh(whole - one, whole + one) + BigInt(exponent + 52 + up) * LN2;
  const got = parts(log(value));
  const shift = BITS + BigInt(got.exponent);
  const difference = (got.whole << shift) - truth;
  const size = (truth < 0n ? -truth : truth).toString(2).length;
  return Math.abs(Number(difference)) / 2 ** (size - 53);
}

/** The largest distance between the empirical distribution function of n samples and the true one, times √n. */
function kolmogorov(distribution: Distribution, cdf: (x: number) => number, n: number): number {
  const random = stream(11, 'kolmogorov');
  const sorted = Float64Array.from({ length: n }, () => distribution.sample(random)).sort();
  let distance = 0;
  sorted.forEach((x, index) => {
    distance = Math.max(distance, Math.abs(cdf(x) - index / n), Math.abs(cdf(x) - (index + 1) / n));
  });
  return distance * Math.sqrt(n);
}

describe('a stream', () => {
  test('gives exponential numbers by inversion of the uniform ones, whatever else is drawn between', () => {
    const [inverted, plain] = [stream(23, 'ahead'), stream(23, 'ahead')];
    for (let draw = 0; draw < 500; draw++) {
      const isExponential = (draw * 7) % 5 < 2 || draw > 300;
      const uniform = plain.uniform();
      if (isExponential) expect(inverted.exponential()).toBe(-log(1 - uniform));
      else expect(inverted.uniform()).toBe(uniform);
    }
  });
});

describe('distributions', () => {
  // Kolmogorov's distance times √n exceeds 1.95 with probability 0.001.
  test.each<[string, Distribution, (x: number) => number]>([
    ['exponential', exponential(3), (x) => 1 - Math.exp(-x / 3)],
    ['uniform', uniform(2, 5), (x) => (x - 2) / 3],
    ['Erlang of two stages', erlang(2, 4), (x) => 1 - Math.exp(-x / 2) * (1 + x / 2)],
    ['Pareto', pareto(2, 1.5), (x) => 1 - (2 / x) ** 1.5],
    ['lognormal', lognormal(10, 0.7), (x) => normal(Math.log(x / 10) / 0.7)],
    [
      'mixture',
      mixture([
        { probability: 0.9, of: exponential(1) },
        { probability: 0.1, of: exponential(20) },
      ]),
      (x) => 1 - 0.9 * Math.exp(-x) - 0.1 * Math.exp(-x / 20),
    ],
  ])('%s follows its distribution function', (_name, distribution, cdf) => {
    expect(kolmogorov(distribution, cdf, 100_000)).toBeLessThan(1.95);
  });

  test.each<[string, Distribution, number, number]>([
    ['constant', constant(4), 4, 0],
    ['uniform', uniform(2, 6), 4, 16 / 12],
    ['exponential', exponential(3), 3, 9],
    ['Erlang', erlang(4, 8), 8, 16],
    ['lognormal', lognormal(1, 0.5), Math.exp(0.125), Math.exp(0.25) * (Math.exp(0.25) - 1)],
    ['Pareto', pareto(1, 5), 1.25, 5 / 48],
    ['empirical', empirical([1, 2, 6]), 3, 14 / 3],
  ])('%s has the mean it states, and its variance', (_name, distribution, mean, variance) => {
    expect(distribution.mean).toBeCloseTo(mean, 12);
    const random = stream(13, 'moments');
    const n = 200_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const x = distribution.sample(random);
      sum += x;
      squares += (x - mean) ** 2;
    }
    expect(Math.abs(sum / n - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / n));
    expect(Math.abs(squares / n - variance)).toBeLessThanOrEqual(0.05 * variance);
  });

  test('a Pareto distribution of shape 1 or less has no finite mean', () => {
    expect(pareto(1, 1).mean).toBe(Number.POSITIVE_INFINITY);
  });

  test.each<[string, () => unknown, string]>([
    ['a mean of 0', () => exponential(0), 'The mean must be positive; it is 0.'],
    ['a negative constant', () => constant(-1), 'A constant time must not be negative; it is -1.'],
    ['bounds the wrong way round', () => uniform(5, 2), 'The upper bound 2 is below the lower bound 5.'],
    ['half a stage', () => erlang(1.5, 1), 'A number of stages cannot be 1.5.'],
    ['no measurements', () => empirical([]), 'at least one value'],
    ['probabilities that do not sum to 1', () => mixture([{ probability: 0.5, of: constant(1) }]), 'sum to 0.5'],
    ['a negative weight', () => new Weighted([1, -1]), 'A weight cannot be -1.'],
    ['no weight at all', () => new Weighted([0, 0]), 'At least one weight must be positive.'],
  ])('refuses %s', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('weighted draws', () => {
  // χ² with 9 degrees of freedom exceeds 27.88 with probability 0.001.
  test.each([
    ['Zipf with exponent 1', zipf(10, 1), Array.from({ length: 10 }, (_, key) => 1 / (key + 1))],
    ['Zipf with exponent 0 (uniform)', zipf(10, 0), new Array<number>(10).fill(1)],
    ['Zipf with exponent 1.8', zipf(10, 1.8), Array.from({ length: 10 }, (_, key) => (key + 1) ** -1.8)],
    ['given weights', new Weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 55]), [1, 2, 3, 4, 5, 6, 7, 8, 9, 55]],
  ])('%s comes out in proportion (chi-square at 0.1 %%)', (_name, weighted, weights) => {
    const random = stream(17, 'weights');
    const n = 300_000;
    const seen = new Array<number>(10).fill(0);
    for (let i = 0; i < n; i++) seen[weighted.draw(random)]!++;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const chiSquare = seen.reduce((sum, count, index) => {
      const expected = (n * weights[index]!) / total;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare).toBeLessThan(27.88);
  });

  test('a weight of 0 is never drawn', () => {
    const random = stream(19, 'zero');
    const weighted = new Weighted([0, 1, 0, 2]);
    const seen = new Set(Array.from({ length: 10_000 }, () => weighted.draw(random)));
    expect([...seen].sort()).toEqual([1, 3]);
  });
});

/** The normal distribution function by the series of Marsaglia (2004), good to 1e-12 in the range that is used here. */
function normal(z: number): number {
  if (z < -7) return 0;
  if (z > 7) return 1;
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-16; odd += 2) {
    term = (term * z * z) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
