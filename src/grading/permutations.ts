/** Every order of a few things, for suites in which nobody says which comes first. */

/** All orders of these items, the given one first: 24 of four, and 120 of five. */
export function* permutations<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield [];
  for (const [place, item] of items.entries())
    for (const rest of permutations(items.toSpliced(place, 1))) yield [item, ...rest];
}
