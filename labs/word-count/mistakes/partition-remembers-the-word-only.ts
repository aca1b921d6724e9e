// caught by: partition stays in range, and depends on the word and the number of reducers alone
// A cache by word: when the next job has another number of reducers, the answer is that of the last.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\p{L}+/gu), ([word]) => [word, 1]);
}

export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

const chosen = new Map<string, number>();

export function partition(word: string, reducers: number): number {
  if (!chosen.has(word)) {
    let hash = 0;
    for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
    chosen.set(word, (hash >>> 0) % reducers);
  }
  return chosen.get(word)!;
}
