/**
 * Peers that replicate among themselves have no first and last, so layers would draw an order that is not there.
 * This file finds such groups and stands them in a ring.
 */

import { type Box, boxAround, distance, grow, lineMeetsBox, overlap, type Point } from './geometry.ts';
import type { Architecture } from './types.ts';

/** The indices of the nodes of one group of peers, in the order of the notation. */
export type Ring = number[];

/**
 * Groups of at least three nodes of one kind, in one region, joined in a cycle by links of replication (cut ones too).
 */
export function findRings(architecture: Architecture): Ring[] {
  const { nodes } = architecture;
  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const group = nodes.map((_, index) => index);
  const pairs = new Set<string>();
  for (const link of architecture.links) {
    if (link.kind !== 'replication' && link.kind !== 'cut') continue;
    const [from, to] = [indexOf.get(link.from)!, indexOf.get(link.to)!];
    if (nodes[from]!.kind !== nodes[to]!.kind || nodes[from]!.region !== nodes[to]!.region) continue;
    pairs.add([Math.min(from, to), Math.max(from, to)].join(' '));
    const [kept, merged] = [group[from]!, group[to]!];
    for (const [index, current] of group.entries()) if (current === merged) group[index] = kept;
  }
  return [...new Set(group)]
    .map((current) => nodes.flatMap((_, index) => (group[index] === current ? [index] : [])))
    .filter((members) => {
      // A tree of n nodes has n - 1 pairs; one more closes a cycle.
      const inside = [...pairs].filter((pair) => members.includes(Number(pair.split(' ')[0])));
      return members.length >= 3 && inside.length >= members.length;
    });
}

export interface RingShape {
  /** Where the members stand, clockwise, from the centre of the ring. */
  places: Point[];
  width: number;
  height: number;
}

/** A ring for `count` members of at most `width` × `height`, wide enough that no link between two crosses a third. */
export function shapeRing(count: number, width: number, height: number): RingShape {
  const first = -Math.PI / 2 - (count % 2 === 0 ? Math.PI / count : 0);
  for (let gap = 40; ; gap += 8) {
    const reach = 2 * Math.sin(Math.PI / count);
    const places = Array.from({ length: count }, (_, index) => {
      const angle = first + (index * 2 * Math.PI) / count;
      return { x: (Math.cos(angle) * (width + gap * 1.4)) / reach, y: (Math.sin(angle) * (height + gap)) / reach };
    });
    const boxes = places.map((place) => boxAround(place, width, height));
    if (!isClear(places, boxes)) continue;
    return {
      places,
      width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
      height: Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top)),
    };
  }
}

function isClear(places: readonly Point[], boxes: readonly Box[]): boolean {
  return places.every((a, i) =>
    places.every((b, j) => {
      if (i >= j) return true;
      if (overlap(grow(boxes[i]!, 18), grow(boxes[j]!, 18))) return false;
      return boxes.every((box, k) => k === i || k === j || !lineMeetsBox(a, b, grow(box, 6)));
    }),
  );
}

/**
 * Which place each member takes, so that members with links to the outside stand near what they are linked to.
 * `pulls` holds, for each such link, the member's position in the ring and where the other end is, from the centre.
 */
export function turnRing(
  { places }: RingShape,
  size: { width: number; height: number },
  pulls: readonly { member: number; towards: Point }[],
): Point[] {
  const count = places.length;
  const boxes = places.map((place) => boxAround(place, size.width, size.height));
  let best = { cost: Number.POSITIVE_INFINITY, turn: 0, way: 1 };
  for (const way of [1, -1]) {
    for (let turn = 0; turn < count; turn++) {
      let cost = 0;
      for (const { member, towards } of pulls) {
        const slot = slotOf(member, turn, way, count);
        cost += distance(places[slot]!, towards);
        for (const [index, box] of boxes.entries()) {
          if (index !== slot && lineMeetsBox(places[slot]!, towards, box)) cost += 1000;
        }
      }
      // A sum of roots may differ in its last digit for places that mirror each other: keep the earlier one then.
      if (cost < best.cost - 1) best = { cost, turn, way };
    }
  }
  return places.map((_, member) => places[slotOf(member, best.turn, best.way, count)]!);
}

function slotOf(member: number, turn: number, way: number, count: number): number {
  return (((member * way + turn) % count) + count) % count;
}
