/**
 * Seeded random numbers: xoshiro128++ 1.0 by Blackman and Vigna ("Scrambled linear pseudorandom number generators", ACM TOMS
 * 2021), which needs 32-bit arithmetic only. A stream is made from a seed and a name, so that two stations never share
 * numbers and adding a station leaves the numbers of all others alone.
 */

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Four 32-bit words, not all zero. */
  constructor(a: number, b: number, c: number, d: number) {
    if ((a | b | c | d) === 0) throw new RangeError('xoshiro128++ needs a state that is not all zero.');
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  /** A whole number from 0 to 2^32 − 1. */
  word(): number {
    return this.#step() >>> 0;
  }

  /** A multiple of 2^-53, from 0 to just below 1. */
  uniform(): number {
    const high = this.#step() >>> 5;
    const low = this.#step() >>> 6;
    return (high * 2 ** 26 + low) * 2 ** -53;
  }

  /** A whole number from 0 to `count` − 1; for counts up to 2^32 its bias is below 2^-20. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  #step(): number {
    const a = this.#a;
    const b = this.#b;
    const sum = (a + this.#d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const c = this.#c ^ a;
    const d = this.#d ^ b;
    this.#b = b ^ c;
    this.#a = a ^ d;
    this.#c = c ^ (b << 9);
    this.#d = (d << 11) | (d >>> 21);
    return result;
  }
}

/** The stream of that name. Seeds are whole numbers between ±(2^53 − 1). */
export function stream(seed: number, name: string): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number; this is ${seed}.`);
  const low = seed | 0;
  const high = Math.floor(seed / 2 ** 32) | 0;
  const word = (index: number) => hash(name, mix(low ^ mix(high ^ mix(index + 1))));
  return new Random(word(0), word(1), word(2), word(3) | 1);
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
