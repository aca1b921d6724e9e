// A typed array of one 64-bit number cuts off what is too much; recursion takes the place of the loop.

const cell = new BigUint64Array(1);

function leap(from: number, shards: number): number {
  cell[0] = cell[0]! * 2862933555777941757n + 1n;
  const upper = Number(cell[0]! / 8589934592n) + 1;
  const to = Math.floor((from + 1) * (0x80000000 / upper));
  return to < shards ? leap(to, shards) : from;
}

export function shardOf(videoId: string, shards: number): number {
  const isCount = Number.isSafeInteger(shards) && shards >= 1 && shards <= 0x7fffffff;
  if (!isCount) throw new RangeError('The number of shards is out of range');
  let id = -1n;
  try {
    id = BigInt(videoId);
  } catch {
    // It stays below 0.
  }
  if (id < 0n || id >= 18446744073709551616n || id.toString() !== videoId) throw new RangeError('That is no videoId');
  cell[0] = id;
  return leap(0, shards);
}
