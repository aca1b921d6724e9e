// caught by: A word is a whole run of letters, and anything else ends it
// Splitting at what is no letter: a text that begins or ends with a gap has an empty string on that side.
export function map(documentId: string, text: string): Array<[string, number]> {
  return text.split(/\P{L}+/u).map((word) => [word, 1]);
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
