// The ring is built anew when somebody asks after a change: a table from each position to the names of those who stand there.

import type { Ring, RingOptions } from 'headroom/consistent-hashing';

export function createRing({ nodes, points, hash }: RingOptions): Ring {
  if (!(Number.isSafeInteger(points) && points > 0)) throw new RangeError('points has to be 1, 2, 3 …');
  const there = new Map<string, number[]>();
  let built: { positions: number[]; standing: Map<number, string[]> } | undefined;

  function add(node: string): void {
    there.set(
      node,
      [...new Array(points).keys()].map((number) => hash([node, number].join('#'))),
    );
    built = undefined;
  }

  for (const node of nodes) {
    if (there.has(node)) throw new RangeError('nodes has somebody twice');
    add(node);
  }

  function build() {
    const standing = new Map<number, string[]>();
    for (const node of [...there.keys()].sort()) {
      for (const position of there.get(node)!) standing.set(position, [...(standing.get(position) ?? []), node]);
    }
    return { standing, positions: [...standing.keys()].sort((a, b) => a - b) };
  }

  return {
    owners(key, count) {
      if (!(Number.isSafeInteger(count) && count > 0 && count <= there.size))
        throw new RangeError('count is impossible');
      built ??= build();
      const { positions, standing } = built;
      const position = hash(key);
      let [low, high] = [-1, positions.length];
      while (high - low > 1) {
        const middle = low + ((high - low) >>> 1);
        if (positions[middle]! < position) low = middle;
        else high = middle;
      }
      const found: string[] = [];
      for (let step = 0; found.length < count; step++) {
        for (const node of standing.get(positions[(high + step) % positions.length]!)!) {
          if (found.length < count && !found.includes(node)) found.push(node);
        }
      }
      return found;
    },
    add(node) {
      if (there.has(node)) throw new RangeError('node has joined before');
      add(node);
    },
    remove(node) {
      if (!there.delete(node)) throw new RangeError('node has never joined, or left');
      built = undefined;
    },
  };
}
