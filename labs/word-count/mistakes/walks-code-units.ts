// caught by: Letters of every script are letters; combining marks, numerals and emoji are not
// A string's items are code units, and half of a surrogate pair is no letter: words in such scripts vanish.
export function map(documentId: string, text: string): Array<[string, number]> {
  const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of `${text} `.split('')) {
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
