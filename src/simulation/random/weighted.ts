/**
 * Draws one of n things with given weights in constant time: the alias method of Walker (1977) with Vose's table (1991).
 * Exact up to the rounding of the weights, and one uniform number a draw.
 */
import { power } from './portable-math.ts';
import type { Random } from './random.ts';

export class Weighted {
  readonly size: number;
  /** The probability that a column keeps its own index, and the index it gives otherwise. */
  #keep: Float64Array;
  #alias: Uint32Array;

  /** Weights are finite, not negative, and at least one is positive. */
  constructor(weights: ArrayLike<number>) {
    this.size = weights.length;
    let total = 0;
    for (let index = 0; index < this.size; index++) {
      const weight = weights[index]!;
      if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`A weight cannot be ${weight}.`);
      total += weight;
    }
    if (!(total > 0)) throw new RangeError('At least one weight must be positive.');
    this.#keep = Float64Array.from(weights, (weight) => (weight * this.size) / total);
    this.#alias = Uint32Array.from(weights, (_, index) => index);
    this.#level();
  }

  draw(random: Random): number {
    const place = random.uniform() * this.size;
    const column = Math.floor(place);
    return place - column < this.#keep[column]! ? column : this.#alias[column]!;
  }

  /** Fills every column that is too short from one that is too tall. */
  #level(): void {
    const short: number[] = [];
    const tall: number[] = [];
    for (let index = 0; index < this.size; index++) (this.#keep[index]! < 1 ? short : tall).push(index);
    while (short.length > 0 && tall.length > 0) {
      const low = short.pop()!;
      const high = tall.at(-1)!;
      this.#alias[low] = high;
      this.#keep[high] = this.#keep[high]! - (1 - this.#keep[low]!);
      if (this.#keep[high]! < 1) short.push(tall.pop()!);
    }
    // What is left differs from 1 by rounding only.
    for (const index of short) this.#keep[index] = 1;
  }
}

/**
 * Zipf's law over the keys 0 … count − 1: key k is drawn with a probability in proportion to (k + 1)^−exponent. An exponent
 * of 0 is uniform; web and cache traffic is often near 1.
 */
export function zipf(count: number, exponent: number): Weighted {
  return new Weighted(Float64Array.from({ length: count }, (_, key) => power(key + 1, -exponent)));
}
