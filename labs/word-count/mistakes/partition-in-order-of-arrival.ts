// caught by: partition stays in range, and depends on the word and the number of reducers alone
// New words get the next number, and keep it: on one worker. Another worker meets the words in another order.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\p{L}+/gu), ([word]) => [word, 1]);
}

export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

const numbers = new Map<string, number>();

export function partition(word: string, reducers: number): number {
  if (!numbers.has(word)) numbers.set(word, numbers.size);
  return numbers.get(word)! % reducers;
}
