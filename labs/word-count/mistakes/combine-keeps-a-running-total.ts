// caught by: map, combine and reduce keep nothing from one call to the next
// A running total for each word: right for one call a word, wrong as soon as the framework combines in pieces.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\p{L}+/gu), ([word]) => [word, 1]);
}

const totals = new Map<string, number>();

export function combine(word: string, counts: number[]): number {
  for (const count of counts) totals.set(word, (totals.get(word) ?? 0) + count);
  return totals.get(word)!;
}

export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;
}
