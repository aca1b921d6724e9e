/**
 * xoshiro128++ 1.0 by Blackman and Vigna ("Scrambled linear pseudorandom number generators", ACM TOMS 2021), which needs 32-bit
 * arithmetic only.
 */
export class Generator {
  /** Typed, so that an engine whose small integers have 31 bits need not box the words. */
  readonly #state: Int32Array;

  /** Four 32-bit words, not all zero. */
  constructor(a: number, b: number, c: number, d: number) {
    if ((a | b | c | d) === 0) throw new RangeError('xoshiro128++ needs a state that is not all zero.');
    this.#state = Int32Array.of(a, b, c, d);
  }

  /** A whole number from 0 to 2^32 − 1. */
  word(): number {
    const state = this.#state;
    const a = state[0]!;
    const b = state[1]!;
    const sum = (a + state[3]!) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const c = state[2]! ^ a;
    const d = state[3]! ^ b;
    state[0] = a ^ d;
    state[1] = b ^ c;
    state[2] = c ^ (b << 9);
    state[3] = (d << 11) | (d >>> 21);
    return result;
  }

  /** A multiple of 2^-53, from 0 to just below 1, by two words. */
  uniform(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 2 ** 26 + low) * 2 ** -53;
  }
}
