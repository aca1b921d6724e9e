// caught by: Words such as constructor and toString are words like any other
// The hash of a word is remembered in a plain object, which "already knows" the word constructor.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\p{L}+/gu), ([word]) => [word, 1]);
}

export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

const hashes: Record<string, number> = {};

function hashOf(word: string): number {
  let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return hash >>> 0;
}

export function partition(word: string, reducers: number): number {
  hashes[word] ??= hashOf(word);
  return hashes[word] % reducers;
}
