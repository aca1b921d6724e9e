/** Both constants are part of the agreement between clients: another seed is another partition. */
const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

/** murmur2 of the bytes, as a signed 32-bit integer: what the bit operators of JavaScript work with, and Java's int. */
function murmur2(bytes: Uint8Array): number {
  const byte = (at: number): number => bytes[at] ?? 0;
  const tailLength = bytes.length % 4;
  const tailStart = bytes.length - tailLength;
  let hash = SEED ^ bytes.length;

  for (let at = 0; at < tailStart; at += 4) {
    let block = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    // `*` would round the 64-bit product to 53 bits and lose the low ones: exactly those that are kept here.
    block = Math.imul(block, MULTIPLIER);
    block ^= block >>> 24;
    block = Math.imul(block, MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ block;
  }

  if (tailLength >= 3) hash ^= byte(tailStart + 2) << 16;
  if (tailLength >= 2) hash ^= byte(tailStart + 1) << 8;
  if (tailLength >= 1) hash = Math.imul(hash ^ byte(tailStart), MULTIPLIER);

  hash ^= hash >>> 13;
  hash = Math.imul(hash, MULTIPLIER);
  return hash ^ (hash >>> 15);
}

export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  const hash = murmur2(new TextEncoder().encode(key));
  // Clears the sign bit. Math.abs is another number for every negative hash, and `>>> 0` leaves a number twice as large.
  return (hash & 0x7fffffff) % partitionCount;
}
