// caught by: A word is a whole run of letters, and anything else ends it
// \w means letters of English, digits and the underscore: snake_case stays whole, 42 is a word, and naïve is two.
export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\w+/g), ([word]) => [word, 1]);
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
