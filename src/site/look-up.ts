/** What an author names by its id in one of the course's lists (content/*.yaml). */

/** Throws a sentence for the author, naming what there is, so that a misspelt id is found when the site is built. */
export function lookUp<Data>(list: string, entries: readonly { id: string; data: Data }[], id: string): Data {
  const entry = entries.find((each) => each.id === id);
  if (entry) return entry.data;
  throw new Error(`There is no "${id}" in ${list}. There are: ${entries.map((each) => each.id).join(', ')}.`);
}
