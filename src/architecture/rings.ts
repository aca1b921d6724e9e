/**
 * Peers that replicate among themselves have no first and last, so layers would draw an order that is not there.
 * This file finds such groups and stands them in a ring (a pair side by side).
 */

import {
  type Box,
  boxAround,
  boxOfBoxes,
  distance,
  grow,
  lineMeetsBox,
  overlap,
  type Point,
  transpose,
} from './geometry.ts';
import type { Architecture, Direction } from './types.ts';

/** The indices of the nodes of one group of peers, in the order of the notation. */
export type Ring = number[];

/**
 * Groups of nodes of one kind, in one region, joined by links of replication (cut ones too): at least three in a cycle,
 * or two that both have such links to peers elsewhere.
 */
export function findRings(architecture: Architecture): Ring[] {
  const { nodes } = architecture;
  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const group = nodes.map((_, index) => index);
  const pairs = new Map<string, [number, number]>();
  for (const link of architecture.links) {
    if (link.kind !== 'replication' && link.kind !== 'cut') continue;
    const [from, to] = [indexOf.get(link.from)!, indexOf.get(link.to)!];
    if (nodes[from]!.kind !== nodes[to]!.kind) continue;
    pairs.set(`${Math.min(from, to)} ${Math.max(from, to)}`, [from, to]);
    if (nodes[from]!.region !== nodes[to]!.region) continue;
    const [kept, merged] = [group[from]!, group[to]!];
    for (const [index, current] of group.entries()) if (current === merged) group[index] = kept;
  }
  return [...new Set(group)]
    .map((current) => nodes.flatMap((_, index) => (group[index] === current ? [index] : [])))
    .filter((members) => {
      const inside = [...pairs.values()].filter((pair) => pair.every((node) => members.includes(node)));
      // A tree of n nodes has n - 1 pairs; one more closes a cycle.
      if (members.length >= 3) return inside.length >= members.length;
      const outside = [...pairs.values()].filter((pair) => !inside.includes(pair));
      return members.length === 2 && members.every((member) => outside.some((pair) => pair.includes(member)));
    });
}

export interface RingShape {
  /** Where the members stand, clockwise from the top, seen from the centre of the ring. */
  places: Point[];
  /** The largest member; each place has room for it. */
  member: { width: number; height: number };
  /** The whole ring. */
  width: number;
  height: number;
}

/** A ring for `count` members, wide enough that no link between two of them crosses a third. */
export function shapeRing(count: number, member: { width: number; height: number }, direction: Direction): RingShape {
  const places = count > 3 ? circle(count, member) : stagger(count, member, direction);
  const whole = boxOfBoxes(boxesAt(places, member));
  return { places, member, width: whole.right - whole.left, height: whole.bottom - whole.top };
}

function boxesAt(places: readonly Point[], { width, height }: RingShape['member']): Box[] {
  return places.map((place) => boxAround(place, width, height));
}

/** Two or three members at different heights (seen along the flow), so that each can be reached from both sides. */
function stagger(count: number, { width, height }: RingShape['member'], direction: Direction): Point[] {
  const [along, across] = direction === 'right' ? [width, height] : [height, width];
  const pair = [-1, 1].map((side) => ({ x: 0, y: side * (across / 2 + 22) }));
  const [x, y] = [along / 2 + 28, across + 16];
  const triangle = [
    { x: -x, y: -y },
    { x, y: 0 },
    { x: -x, y },
  ];
  const places = count === 2 ? pair : triangle;
  return direction === 'right' ? places : places.map(transpose);
}

function circle(count: number, member: RingShape['member']): Point[] {
  const first = -Math.PI / 2 - (count % 2 === 0 ? Math.PI / count : 0);
  const reach = 2 * Math.sin(Math.PI / count);
  for (let gap = 40; ; gap += 8) {
    const places = Array.from({ length: count }, (_, index) => {
      const angle = first + (index * 2 * Math.PI) / count;
      return {
        x: (Math.cos(angle) * (member.width + gap * 1.4)) / reach,
        y: (Math.sin(angle) * (member.height + gap)) / reach,
      };
    });
    if (isClear(places, boxesAt(places, member))) return places;
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

/** A link between a member of a ring and the outside: the member's position in the ring, and where the other end is. */
export interface Pull {
  member: number;
  /** From the centre of the ring. */
  towards: Point;
}

/** Which place each member takes, so that those with links to the outside can be reached and stand near the other end. */
export function turnRing(shape: RingShape, pulls: readonly Pull[], direction: Direction): Point[] {
  const { places } = shape;
  let best = { cost: Number.POSITIVE_INFINITY, turn: 0, way: 1 };
  for (const way of [1, -1]) {
    for (let turn = 0; turn < places.length; turn++) {
      let cost = 0;
      for (const { member, towards } of pulls) {
        const place = places[placeOf(member, turn, way, places.length)]!;
        cost += distance(place, towards);
        if (!reachable(shape, place, towards, direction)) cost += 1000;
      }
      // A sum of roots may differ in its last digit for places that mirror each other: keep the earlier one then.
      if (cost < best.cost - 1) best = { cost, turn, way };
    }
  }
  return places.map((_, member) => places[placeOf(member, best.turn, best.way, places.length)]!);
}

function placeOf(member: number, turn: number, way: number, count: number): number {
  return (((member * way + turn) % count) + count) % count;
}

function reachable(shape: RingShape, place: Point, towards: Point, direction: Direction): boolean {
  return isOpen(shape, place, gateOf(shape, place, towards, direction, 0));
}

function isOpen({ places, member }: RingShape, place: Point, gate: Point): boolean {
  return boxesAt(places, member).every(
    (box, index) => places[index] === place || !lineMeetsBox(place, gate, grow(box, 5)),
  );
}

/** The point on the side of the ring that faces `towards`, `aside` of the straight way out from `place`. */
function gateOf(
  { width, height }: RingShape,
  place: Point,
  towards: Point,
  direction: Direction,
  aside: number,
): Point {
  return direction === 'right'
    ? { x: Math.sign(towards.x || 1) * (width / 2 + 6), y: place.y + aside }
    : { x: place.x + aside, y: Math.sign(towards.y || 1) * (height / 2 + 6) };
}

export interface Gate {
  at: Point;
  /** Straight on along the flow; otherwise the way has to run aslant between other members. */
  level: boolean;
}

/** Where a link enters or leaves the ring, so that between `place` and there it meets no other member. */
export function findGate(shape: RingShape, place: Point, towards: Point, direction: Direction): Gate {
  const across = direction === 'right' ? shape.height : shape.width;
  for (let aside = 0; aside <= across; aside += 6) {
    for (const sign of [-1, 1]) {
      const at = gateOf(shape, place, towards, direction, aside * sign);
      if (isOpen(shape, place, at)) return { at, level: aside === 0 };
    }
  }
  return { at: gateOf(shape, place, towards, direction, 0), level: true };
}
