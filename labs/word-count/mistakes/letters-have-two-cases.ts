// caught by: Letters of every script are letters; combining marks, numerals and emoji are not
// A letter is what looks different in upper case: a well-known trick, and wrong for scripts that have no case.
export function map(documentId: string, text: string): Array<[string, number]> {
  const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of `${text} `) {
    if (character.toLowerCase() !== character.toUpperCase()) {
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
