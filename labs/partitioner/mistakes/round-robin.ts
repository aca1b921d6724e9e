// caught by: Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time
// Taking turns: perfectly even, and what a producer may do for records without a key. With a key it breaks its order.
let next = 0;

export function partition(_key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return next++ % partitionCount;
}
