export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  let sum = 0;
  for (let index = 0; index < key.length; index++) sum += key.charCodeAt(index);
  return sum % partitionCount;
}
