/** The ring as the brief words it, looked through from point to point: what the tests compare with. */
import type { Hash } from './types.ts';

export interface ModelPoint {
  at: number;
  node: string;
  label: string;
}

/** All points of these nodes, in the order of the ring. */
export function pointsOf(nodes: Iterable<string>, points: number, hash: Hash): ModelPoint[] {
  const all = [...nodes].flatMap((node) =>
    Array.from({ length: points }, (_, number) => {
      const label = `${node}#${number}`;
      return { at: hash(label), node, label };
    }),
  );
  return all.sort((a, b) => (a.at !== b.at ? a.at - b.at : a.node < b.node ? -1 : a.node > b.node ? 1 : 0));
}

/** The points that follow a position, once round the ring. */
export function following(ring: readonly ModelPoint[], position: number): ModelPoint[] {
  return [...ring.filter(({ at }) => at >= position), ...ring.filter(({ at }) => at < position)];
}

/** The first nodes that are met from a position on, so many of them and each once: without looking at all of a large ring. */
export function firstFrom(ring: readonly ModelPoint[], position: number, count: number): string[] {
  const met = new Set<string>();
  const begins = ring.findIndex(({ at }) => at >= position);
  for (let step = 0; step < ring.length && met.size < count; step++)
    met.add(ring[(Math.max(0, begins) + step) % ring.length]!.node);
  return [...met];
}

/** The nodes in the order in which they are met from a position on, each once. */
export function nodesFrom(ring: readonly ModelPoint[], position: number): string[] {
  return [...new Set(following(ring, position).map(({ node }) => node))];
}
