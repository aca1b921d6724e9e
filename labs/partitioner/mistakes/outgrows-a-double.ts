// caught by: Step 1: keys are spread evenly over the partitions
// 31 × hash + character without cutting back to 32 bits: after some ten characters the number is beyond 2^53, and the last
// characters are rounded away.
export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = 31 * hash + key.charCodeAt(index);
  return hash % partitionCount;
}
