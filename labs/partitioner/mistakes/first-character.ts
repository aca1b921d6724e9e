// caught by: Step 1: keys are spread evenly over the partitions
// Partitions by first letter, as a filing cabinet has them: every key that begins with user- lands in one.
export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return (key.codePointAt(0) ?? 0) % partitionCount;
}
