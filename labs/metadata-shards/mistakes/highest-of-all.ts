function hash(id: bigint, shard: number): bigint {
  let mixed = BigInt.asUintN(64, (id + 1n) * 0x9e3779b97f4a7c15n + BigInt(shard + 1) * 0xbf58476d1ce4e5b9n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 31n)) * 0x94d049bb133111ebn);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 29n)) * 0xbf58476d1ce4e5b9n);
  return mixed ^ (mixed >> 32n);
}

export function shardOf(videoId: string, shards: number): number {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(videoId) || BigInt(videoId) >= 2n ** 64n) throw new RangeError('videoId is no id');
  if (!Number.isInteger(shards) || shards < 1 || shards >= 2 ** 31)
    throw new RangeError('shards is no number of shards');
  let best = 0;
  let highest = -1n;
  for (let shard = 0; shard < shards; shard++) {
    const score = hash(BigInt(videoId), shard);
    if (score > highest) [best, highest] = [shard, score];
  }
  return best;
}
