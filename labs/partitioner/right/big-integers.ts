// Whole numbers of any size cut to 32 bits after each step, and UTF-8 written out by hand.

const MULTIPLIER = 0x5bd1e995n;
const cut = (value: bigint): bigint => BigInt.asUintN(32, value);
const mixedIn = (value: bigint, shift: bigint): bigint => value ^ (value >> shift);

/** The bytes of a text in UTF-8; half of a surrogate pair that stands alone is the replacement character. */
function* utf8(text: string): Generator<number> {
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) {
      yield code;
      continue;
    }
    const following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    yield ((0xff00 >> (following + 1)) & 0xff) | (code >> (6 * following));
    for (let rest = following - 1; rest >= 0; rest--) yield 0x80 | ((code >> (6 * rest)) & 0x3f);
  }
}

/** Up to four bytes, the first of them lowest. */
const numberOf = (bytes: number[]): bigint => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);

function murmur2(bytes: number[]): bigint {
  let hash = 0x9747b28cn ^ BigInt(bytes.length);
  for (let at = 0; at < bytes.length; at += 4) {
    const block = numberOf(bytes.slice(at, at + 4));
    if (at + 4 > bytes.length) hash = cut((hash ^ block) * MULTIPLIER);
    else hash = cut(hash * MULTIPLIER) ^ cut(mixedIn(cut(block * MULTIPLIER), 24n) * MULTIPLIER);
  }
  return mixedIn(cut(mixedIn(hash, 13n) * MULTIPLIER), 15n);
}

export function partition(key: string, partitionCount: number): number {
  if (!(Number.isInteger(partitionCount) && partitionCount >= 1)) {
    throw new RangeError(`partitionCount must be a whole number from 1 on, not ${partitionCount}`);
  }
  return Number(BigInt.asUintN(31, murmur2([...utf8(key)])) % BigInt(partitionCount));
}
