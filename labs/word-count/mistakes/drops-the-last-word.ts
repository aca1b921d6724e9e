// caught by: A word is a whole run of letters, and anything else ends it
// A scanner by hand that stores a word when a gap comes, and never after the loop: the last word of every split is lost.
export function map(documentId: string, text: string): Array<[string, number]> {
  const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of text) {
    if (/\p{L}/u.test(character)) {
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
