/** The constant of the generator of which each number decides how far a video leaps: Lamping and Veach, 2014. */
const MULTIPLIER = 2862933555777941757n;
const LARGEST_ID = 2n ** 64n - 1n;
const MOST_SHARDS = 2 ** 31 - 1;

export function shardOf(videoId: string, shards: number): number {
  // Digits only: BigInt would read an empty text as 0, and take spaces, signs and 0x as well.
  if (!/^(0|[1-9][0-9]*)$/.test(videoId) || videoId.length > 20 || BigInt(videoId) > LARGEST_ID) {
    throw new RangeError('videoId must be a whole number from 0 to 2⁶⁴ − 1, in digits');
  }
  if (!Number.isInteger(shards) || shards < 1 || shards > MOST_SHARDS) {
    throw new RangeError(`shards must be a whole number from 1 to ${MOST_SHARDS}`);
  }

  let key = BigInt(videoId);
  let shard = 0;
  // The shards join one after the other. `next` is the first of those to come that this video would move to.
  for (let next = 0; next < shards; ) {
    shard = next;
    key = BigInt.asUintN(64, key * MULTIPLIER + 1n);
    next = Math.floor((shard + 1) * (2 ** 31 / (Number(key >> 33n) + 1)));
  }
  return shard;
}
