// caught by: partition spreads different words over all reducers
// A product beyond 2^53 is rounded: its low 32 bits, kept only at the end, are zero or nearly so for long words.
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
  for (const letter of word) hash = hash * 31 + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;
}
