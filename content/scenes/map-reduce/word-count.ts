/** The word count itself: what the scene's workers run on the records that are seen moving. */

export type Pair = readonly [word: string, count: number];

/** Runs of letters, upper and lower case apart: the rule of the lesson's lab. */
export function wordsOf(text: string): string[] {
  return text.match(/\p{L}+/gu) ?? [];
}

/** Cuts between words, into pieces whose lengths differ by one at most. */
export function splitsOf(words: readonly string[], count: number): string[][] {
  return Array.from({ length: count }, (_, index) =>
    words.slice(Math.round((index * words.length) / count), Math.round(((index + 1) * words.length) / count)),
  );
}

export function map(words: readonly string[]): Pair[] {
  return words.map((word) => [word, 1]);
}

/** Adds up equal keys, in the order in which they first came. It serves as combiner and as reducer. */
export function addUp(pairs: readonly Pair[]): Pair[] {
  const counts = new Map<string, number>();
  for (const [word, count] of pairs) counts.set(word, (counts.get(word) ?? 0) + count);
  return [...counts];
}

/** As Hadoop does: Java's hash of the text, its sign bit cleared, modulo the number of reducers. */
export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) hash = (Math.imul(31, hash) + word.charCodeAt(index)) | 0;
  return (hash & 0x7fffffff) % reducers;
}
