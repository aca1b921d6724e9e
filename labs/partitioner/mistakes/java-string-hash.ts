function hashCode(text: string): number {
  let h = 0;
  for (let index = 0; index < text.length; index++) h = (Math.imul(31, h) + text.charCodeAt(index)) | 0;
  return h;
}

export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }
  return (hashCode(key) & 0x7fffffff) % partitionCount;
}
