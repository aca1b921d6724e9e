// caught by: Words such as constructor and toString are words like any other
// A plain object inherits: counts['constructor'] is a function before anything was counted.
export function map(documentId: string, text: string): Array<[string, number]> {
  const counts: Record<string, number> = {};
  for (const [word] of text.matchAll(/\p{L}+/gu)) counts[word] = (counts[word] || 0) + 1;
  return Object.entries(counts);
}

export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;
}
