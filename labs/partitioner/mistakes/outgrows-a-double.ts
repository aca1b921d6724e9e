export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = 31 * hash + key.charCodeAt(index);
  return hash % partitionCount;
}
