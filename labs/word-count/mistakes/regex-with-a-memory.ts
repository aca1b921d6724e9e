// caught by: A word is a whole run of letters, and anything else ends it
// A regular expression with the g flag remembers where it stopped, even in test: every other letter is missed.
const LETTER = /\p{L}/gu;

export function map(documentId: string, text: string): Array<[string, number]> {
  const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of `${text} `) {
    if (LETTER.test(character)) {
      word += character;
    } else if (word !== '') {
      pairs.push([word, 1]);
      word = '';
    }
  }
  return pairs;
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
