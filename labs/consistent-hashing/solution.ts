import type { Ring, RingOptions } from 'headroom/consistent-hashing';

/** A place on the ring, and whose it is. */
interface Point {
  at: number;
  node: string;
}

/** Round the ring; of two points in one place the one whose node comes first by name. So the order does not depend on who came when. */
function inOrder(a: Point, b: Point): number {
  return a.at - b.at || (a.node < b.node ? -1 : 1);
}

export function createRing({ nodes, points, hash }: RingOptions): Ring {
  if (!Number.isInteger(points) || points < 1) throw new RangeError('points must be a whole number, 1 or more');
  const members = new Set(nodes);
  if (members.size < nodes.length) throw new RangeError('nodes must be different from each other');

  const pointsOf = (node: string): Point[] =>
    Array.from({ length: points }, (_, number) => ({ at: hash(`${node}#${number}`), node }));

  let ring = nodes.flatMap(pointsOf).sort(inOrder);

  /** The place in `ring` of the first point at or after `position`; its length when there is none. */
  function firstFrom(position: number): number {
    let from = 0;
    let to = ring.length;
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (ring[middle]!.at < position) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  return {
    owners(key, count) {
      if (!Number.isInteger(count) || count < 1 || count > members.size) {
        throw new RangeError(`count must be a whole number from 1 to ${members.size}, as many as there are`);
      }
      const found = new Set<string>();
      // Behind the last point comes the first: it is a ring.
      for (let place = firstFrom(hash(key)); found.size < count; place++) found.add(ring[place % ring.length]!.node);
      return [...found];
    },
    add(node) {
      if (members.has(node)) throw new RangeError('node is on the ring already');
      members.add(node);
      ring = [...ring, ...pointsOf(node)].sort(inOrder);
    },
    remove(node) {
      if (!members.delete(node)) throw new RangeError('node is not on the ring');
      ring = ring.filter((point) => point.node !== node);
    },
  };
}
