/** Jump consistent hash in halves of 32 bits, without BigInt, and values that others have published for it. */

/** The multiplier 2862933555777941757 in four pieces of 16 bits, the lowest first. */
const MULTIPLIER = [0xb0fd, 0x87b0, 0x2ee6, 0x27bb];

/** A number of 64 bits in four pieces of 16, the lowest first, from its decimal digits. */
function piecesOf(digits: string): number[] {
  let pieces = [0, 0, 0, 0];
  for (const digit of digits) {
    let carry = Number(digit);
    pieces = pieces.map((piece) => {
      const value = piece * 10 + carry;
      carry = Math.floor(value / 65_536);
      return value % 65_536;
    });
  }
  return pieces;
}

function next(pieces: readonly number[]): number[] {
  const sums = [1, 0, 0, 0];
  for (const [low, a] of pieces.entries()) {
    for (const [high, b] of MULTIPLIER.entries()) if (low + high < 4) sums[low + high]! += a * b;
  }
  let carry = 0;
  return sums.map((sum) => {
    const value = sum + carry;
    carry = Math.floor(value / 65_536);
    return value % 65_536;
  });
}

export function jump(digits: string, shards: number): number {
  let [pieces, shard, following] = [piecesOf(digits), 0, 0];
  while (following < shards) {
    shard = following;
    pieces = next(pieces);
    const top = Math.floor((pieces[3]! * 65_536 + pieces[2]!) / 2);
    following = Math.floor((shard + 1) * (2 ** 31 / (top + 1)));
  }
  return shard;
}

/**
 * Where it matters that 2³¹ ÷ r is rounded before it is multiplied: the second leap of each is from shard 48 or 97 to one whose number
 * divides exactly, and the rule as it is written ends one short of it, or a few.
 */
export const ROUNDED: readonly (readonly [id: string, shards: number, shard: number])[] = [
  ['14109221258884520838', 2_147_483_647, 1_104_239_477],
  ['6861838471661014539', 2_147_483_647, 835_855_144],
  ['1152156221205587443', 2_147_483_647, 879_029_978],
  ['3822293793250848984', 2_147_483_647, 1_073_741_823],
  // Less than a thousand-millionth below a whole number is below it.
  ['8306842723520493547', 16_777_216, 16_777_215],
  ['7507935736465429720', 8_388_608, 8_388_607],
];

/** Of the first 60 million ids, and of 30 million from all over, some of those that leap most often: 43 to 53 times, where 22 is usual. */
export const LEAPS: readonly (readonly [id: string, shards: number, shard: number])[] = [
  ['41632', 2_147_483_647, 1_874_303_536],
  ['4193820', 2_147_483_647, 946_985_443],
  ['51925238', 2_147_483_647, 533_612_191],
  ['52595920543304765', 2_147_483_647, 1_128_726_544],
];

/** From Guava’s HashingTest (keys 0 to 19 and 100 buckets) and from go-jump’s tests, made with the reference in C++. */
export const PUBLISHED: readonly (readonly [id: string, shards: number, shard: number])[] = [
  ...[0, 55, 62, 8, 45, 59, 86, 97, 82, 59, 73, 37, 17, 56, 86, 21, 90, 37, 38, 83].map(
    (shard, id) => [`${id}`, 100, shard] as const,
  ),
  ['2016238256797177309', 11, 3],
  ['2', 100_001, 80_343],
  ['2202', 100_001, 15_018],
  ...[0, 1, 2, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 16, 16, 16].map(
    (shard, more) => [`${0xdeadbeef}`, more + 1, shard] as const,
  ),
];
