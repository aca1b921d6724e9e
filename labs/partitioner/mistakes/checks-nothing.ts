// caught by: Step 1: a bad partitionCount is a RangeError that names it
// No check at all: with a count of 0 the answer is NaN, and a record that goes to partition NaN is never seen again.
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
  switch (bytes.length & 3) {
    case 3:
      h ^= byte(tail + 2) << 16;
    case 2:
      h ^= byte(tail + 1) << 8;
    case 1:
      h ^= byte(tail);
      h = Math.imul(h, 0x5bd1e995);
  }
  h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);
  return h ^ (h >>> 15);
}

export function partition(key: string, partitionCount: number): number {
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;
}
