// caught by: Step 2: characters beyond ASCII count as their UTF-8 bytes
// A UTF-8 encoder written by hand that takes each UTF-16 unit for a character, so that 😀 becomes six bytes instead of four.
// Such data is common enough to have a name, CESU-8.
function encode(text: string): number[] {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
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
