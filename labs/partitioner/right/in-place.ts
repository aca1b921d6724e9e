// The constants where they are used, and the tail found by masking the length.

function murmur2(bytes: Uint8Array): number {
  const byte = (at: number): number => bytes[at] ?? 0;
  const tail = bytes.length & ~3;
  let h = 0x9747b28c ^ bytes.length;
  for (let at = 0; at < tail; at += 4) {
    let k = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    k = Math.imul(k, 0x5bd1e995);
    k ^= k >>> 24;
    k = Math.imul(k, 0x5bd1e995);
    h = Math.imul(h, 0x5bd1e995);
    h ^= k;
  }
  if ((bytes.length & 3) >= 3) h ^= byte(tail + 2) << 16;
  if ((bytes.length & 3) >= 2) h ^= byte(tail + 1) << 8;
  if ((bytes.length & 3) >= 1) {
    h ^= byte(tail);
    h = Math.imul(h, 0x5bd1e995);
  }
  h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);
  return h ^ (h >>> 15);
}

export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;
}
