// caught by: Letters of every script are letters; combining marks, numerals and emoji are not
// Letting combining marks belong to a word, as many tokenisers do: sensible, and not the rule of the brief.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/[\p{L}\p{M}]+/gu), ([word]) => [word, 1]);
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
