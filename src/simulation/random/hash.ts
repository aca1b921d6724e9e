/**
 * Hashes of 32 bits, for placing keys and for making streams of random numbers: of one number, of two, and of a text. All end with
 * the finaliser of MurmurHash3, so that every bit of what goes in reaches every bit of what comes out; and all give the same
 * result in every engine. They spread well; they keep nothing secret.
 */

/** The hash of a whole number between ±(2^53 − 1): from 0 to 2^32 − 1. Another seed gives another hash. */
export function hashOf(value: number, seed = 0): number {
  return finish((value | 0) ^ finish((Math.floor(value / 2 ** 32) | 0) ^ finish(seed))) >>> 0;
}

/** The hash of two whole numbers, of which the lower 32 bits count; their order matters. From 0 to 2^32 − 1. */
export function hashOfTwo(first: number, second: number): number {
  return finish(Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b)) >>> 0;
}

/** The hash of a text, by the steps of MurmurHash3 over its UTF-16 code units. Another seed gives another hash. From 0 to 2^32 − 1. */
export function hashOfText(text: string, seed = 0): number {
  let state = seed | 0;
  for (let index = 0; index < text.length; index++) {
    let block = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
    state ^= block;
    state = (Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64) | 0;
  }
  return finish(state ^ text.length) >>> 0;
}

/** The finaliser of MurmurHash3. */
function finish(value: number): number {
  let state = value;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
