/** A letter is what Unicode calls a letter (\p{L}); a word is as many of them in a row as there are. */
const WORD = /\p{L}+/gu;

export function map(_documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(WORD), ([word]) => [word, 1]);
}

/** A count may already stand for many occurrences, so counts are added up and never counted. */
export function reduce(_word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/**
 * Adding whole numbers is associative and commutative, and a sum of counts is a count: so the reducer's own function
 * may run early, any number of times and on any grouping.
 */
export function combine(word: string, counts: number[]): number {
  return reduce(word, counts);
}

/**
 * Java's hash of a string, which its definition fixes: every worker computes the same. `Math.imul` multiplies within 32
 * bits, where an ordinary product would lose its low digits in a long word. The mask clears the sign bit, as Hadoop
 * does, because the remainder of a negative number is negative.
 */
export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) {
    hash = (Math.imul(hash, 31) + word.charCodeAt(at)) | 0;
  }
  return (hash & 0x7fffffff) % reducers;
}
