// caught by: Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it
// The default partitioner of KafkaJS until version 2, in our words: `*` rounds the products, and the number of blocks is not
// rounded down, so that the tail is hashed as a block first. It sent most keys elsewhere than Java did, for years.
function murmur2(bytes: Uint8Array): number {
  const byte = (at: number): number => bytes[at] ?? 0;
  const blocks = bytes.length / 4;
  let h = 0x9747b28c ^ bytes.length;
  for (let block = 0; block < blocks; block++) {
    const at = block * 4;
    let k = byte(at) + (byte(at + 1) << 8) + (byte(at + 2) << 16) + (byte(at + 3) << 24);
    k *= 0x5bd1e995;
    k ^= k >>> 24;
    k *= 0x5bd1e995;
    h *= 0x5bd1e995;
    h ^= k;
  }
  const tail = bytes.length & ~3;
  switch (bytes.length & 3) {
    case 3:
      h ^= byte(tail + 2) << 16;
    case 2:
      h ^= byte(tail + 1) << 8;
    case 1:
      h ^= byte(tail);
      h *= 0x5bd1e995;
  }
  h ^= h >>> 13;
  h *= 0x5bd1e995;
  return h ^ (h >>> 15);
}

export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;
}
