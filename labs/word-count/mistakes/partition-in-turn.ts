// caught by: partition stays in range, and depends on the word and the number of reducers alone
// Round robin spreads perfectly, and sends the same word to a different reducer each time.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\p{L}+/gu), ([word]) => [word, 1]);
}

export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

let next = 0;

export function partition(word: string, reducers: number): number {
  return next++ % reducers;
}
