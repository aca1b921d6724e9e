/** What this QuickJS gets wrong, put right. */
import { toBigInt } from './primordials.ts';

const realAsUintN = BigInt.asUintN;

/** In the place of BigInt.asUintN, which gives a negative number for widths that are a multiple of 32 (QuickJS issue 557). */
export const asUintN = (bits: number, value: bigint): bigint => {
  const truncated = realAsUintN(bits, value);
  return truncated < 0n ? truncated + (1n << toBigInt(bits)) : truncated;
};
