/**
 * Seeded random numbers in streams. A stream is made from a seed and a name, so that two stations never share numbers and adding
 * a station leaves the numbers of all others alone.
 */
import { Generator } from './generator.ts';
import { hashOf, hashOfText } from './hash.ts';
import { log } from './portable-math.ts';

/** How many numbers are drawn ahead: in one go a processor works on several at once, and nobody has to wait for one. */
const AHEAD = 32;

export class Random {
  readonly #generator: Generator;
  readonly #uniforms = new Float64Array(AHEAD);
  /** Minus the logarithms of one minus those; worked out for streams that have been asked for them. */
  #exponentials: Float64Array | undefined;
  #next = AHEAD;

  /** The stream is the generator's from now on. */
  constructor(generator: Generator) {
    this.#generator = generator;
  }

  /** A multiple of 2^-53, from 0 to just below 1. */
  uniform(): number {
    if (this.#next === AHEAD) this.#draw();
    return this.#uniforms[this.#next++]!;
  }

  /** From the exponential distribution with mean 1, by inversion of the next uniform number. */
  exponential(): number {
    if (this.#next === AHEAD) this.#draw();
    const exponentials = this.#exponentials ?? this.#invert(new Float64Array(AHEAD));
    return exponentials[this.#next++]!;
  }

  /** A whole number from 0 to `count` − 1; for counts up to 2^32 its bias is below 2^-20. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  #draw(): void {
    const uniforms = this.#uniforms;
    for (let place = 0; place < AHEAD; place++) uniforms[place] = this.#generator.uniform();
    this.#next = 0;
    if (this.#exponentials) this.#invert(this.#exponentials);
  }

  #invert(exponentials: Float64Array): Float64Array {
    const uniforms = this.#uniforms;
    for (let place = 0; place < AHEAD; place++) exponentials[place] = -log(1 - uniforms[place]!);
    this.#exponentials = exponentials;
    return exponentials;
  }
}

/** The stream of that name. Seeds are whole numbers between ±(2^53 − 1). */
export function stream(seed: number, name: string): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number; this is ${seed}.`);
  const word = (index: number) => hashOfText(name, hashOf(seed, index + 1));
  return new Random(new Generator(word(0), word(1), word(2), word(3) | 1));
}
