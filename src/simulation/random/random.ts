/**
 * Seeded random numbers in streams. A stream is made from a seed and a name, so that two stations never share numbers and adding
 * a station leaves the numbers of all others alone.
 */
import { Generator } from './generator.ts';
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
  const low = seed | 0;
  const high = Math.floor(seed / 2 ** 32) | 0;
  const word = (index: number) => hash(name, mix(low ^ mix(high ^ mix(index + 1))));
  return new Random(new Generator(word(0), word(1), word(2), word(3) | 1));
}

/** A well-mixed 32-bit hash of a whole number (up to 2^53), for placing keys. */
export function hashOf(value: number): number {
  return mix((value | 0) ^ mix(Math.floor(value / 2 ** 32) | 0)) >>> 0;
}

/** The mixing steps of MurmurHash3, over UTF-16 code units instead of bytes. */
function hash(text: string, start: number): number {
  let state = start;
  for (let index = 0; index < text.length; index++) {
    let block = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
    state ^= block;
    state = (Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64) | 0;
  }
  return mix(state ^ text.length);
}

/** The finaliser of MurmurHash3: every bit of the input reaches every bit of the output. */
function mix(value: number): number {
  let state = value;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
