let next = 0;

export function partition(_key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return next++ % partitionCount;
}
