// caught by: Step 2: characters beyond ASCII count as their UTF-8 bytes
// The old way to UTF-8, by encodeURIComponent: right for all text, but it throws where half of a surrogate pair stands alone,
// as it does when somebody has cut a string in the middle of an emoji.
function encode(text: string): number[] {
  const bytes: number[] = [];
  const encoded = encodeURIComponent(text);
  for (let at = 0; at < encoded.length; at++) {
    if (encoded[at] === '%') {
      bytes.push(Number.parseInt(encoded.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(encoded.charCodeAt(at));
  }
  return bytes;
}

function murmur2(bytes: ArrayLike<number>): number {
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
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return (murmur2(encode(key)) & 0x7fffffff) % partitionCount;
}
