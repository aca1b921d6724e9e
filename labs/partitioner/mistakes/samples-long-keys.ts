export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  const step = key.length < 16 ? 1 : Math.floor(key.length / 8);
  let hash = 0;
  for (let index = 0; index < key.length; index += step) hash = (Math.imul(39, hash) + key.charCodeAt(index)) | 0;
  return (hash & 0x7fffffff) % partitionCount;
}
