// Words found by the same expression in place, combine beside reduce, and a hash over code points that is read as unsigned.

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
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;
}
