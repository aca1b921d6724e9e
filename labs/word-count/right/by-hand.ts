// A scanner that walks the text once, map adds up what it finds, totals are summed in loops, and words are spread by FNV-1a.

const isLetter = (character: string): boolean => /\p{L}/u.test(character);

export function map(_documentId: string, text: string): Array<[string, number]> {
  const found = new Map<string, number>();
  let word = '';
  // The space at the end closes the last word.
  for (const character of `${text} `) {
    if (isLetter(character)) {
      word += character;
    } else if (word !== '') {
      found.set(word, (found.get(word) ?? 0) + 1);
      word = '';
    }
  }
  return [...found];
}

function total(counts: number[]): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

export const combine = (_word: string, counts: number[]): number => total(counts);

export const reduce = (_word: string, counts: number[]): number => total(counts);

export function partition(word: string, reducers: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % reducers;
}
