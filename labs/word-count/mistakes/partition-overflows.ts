// caught by: partition stays in range, and depends on the word and the number of reducers alone
// A product that nobody keeps within 32 bits: a word of some hundred letters makes it Infinity, and the remainder NaN.
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
  let hash = 7;
  for (let i = 0; i < word.length; i++) hash += word.charCodeAt(i) * 31 ** i;
  return hash % reducers;
}
