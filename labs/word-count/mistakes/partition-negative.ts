// caught by: partition stays in range, and depends on the word and the number of reducers alone
// A hash with a sign, as in Java, and the remainder with it: there is no reducer −3.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\p{L}+/gu), ([word]) => [word, 1]);
}

export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (const letter of word) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
  return hash % reducers;
}
