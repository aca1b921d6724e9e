// The 64 bits in two halves, multiplied piece by piece with ordinary numbers; no BigInt after the id is read.

const MULTIPLIER = [0x27bb2ee6, 0x87b0b0fd] as const;

/** The lowest 32 bits of a product, and what goes beyond them. */
function multiply(a: number, b: number): [high: number, low: number] {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + aLow * bHigh;
  const low = aLow * bLow + (middle % 65_536) * 65_536;
  return [(aHigh * bHigh + Math.floor(middle / 65_536) + Math.floor(low / 4_294_967_296)) >>> 0, low >>> 0];
}

export const shardOf = (videoId: string, shards: number): number => {
  const digits = [...videoId];
  const isNumber = digits.length > 0 && digits.every((digit) => '0123456789'.includes(digit) && digit !== '');
  const isTooLong = digits.length > 20 || (digits.length === 20 && videoId > '18446744073709551615');
  if (!isNumber || isTooLong || (digits[0] === '0' && digits.length > 1))
    throw new RangeError(`No videoId: ${videoId}`);
  if (shards !== Math.trunc(shards) || !(shards > 0) || shards >= 2 ** 31)
    throw new RangeError(`No number of shards: ${shards}`);
  const id = BigInt(videoId);
  let high = Number(id >> 32n);
  let low = Number(id & 0xffffffffn);
  let at = -1;
  let jumps = 0;
  while (jumps < shards) {
    at = jumps;
    const [carry, product] = multiply(low, MULTIPLIER[1]);
    const top = (carry + Math.imul(low, MULTIPLIER[0]) + Math.imul(high, MULTIPLIER[1])) >>> 0;
    low = (product + 1) >>> 0;
    high = (top + (low === 0 ? 1 : 0)) >>> 0;
    jumps = Math.floor((at + 1) * (2_147_483_648 / ((high >>> 1) + 1)));
  }
  return at;
};
