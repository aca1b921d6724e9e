/**
 * Finds the words of one document (or of a part of one): pairs of a word and a count. For each word the counts add up
 * to the number of times that it occurs in `text`.
 */
export function map(documentId: string, text: string): Array<[string, number]> {
  // Your code goes here.
  return [];
}

/**
 * Makes one count of many, before they are sent. Each count comes from `map`, or from `combine` itself: the framework
 * may call this never, once or several times, with any grouping.
 */
export function combine(word: string, counts: number[]): number {
  return 1;
}

/** Says how often a word occurs in all documents together, from all its counts that are left. */
export function reduce(word: string, counts: number[]): number {
  return 1;
}

/** Chooses the reducer for a word: a whole number from 0 to `reducers` − 1. It depends on its arguments alone. */
export function partition(word: string, reducers: number): number {
  return -1;
}
