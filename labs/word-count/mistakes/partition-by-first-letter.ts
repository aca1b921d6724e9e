// caught by: partition spreads different words over all reducers
// One reducer for each letter of the alphabet, as in a card index: some are full, and many of 32 stay idle.
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
  return word.codePointAt(0)! % reducers;
}
