// caught by: Step 1: keys are spread evenly over the partitions
// The length as the hash: in range, repeatable, and nearly all keys of a kind have the same.
export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return key.length % partitionCount;
}
