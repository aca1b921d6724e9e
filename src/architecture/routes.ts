/**
 * The ways of links between nodes that are already placed. Everything here runs from left to right; a layout from top
 * to bottom is mirrored before and after. A way leaves and enters a node through a port on its side, passes the points
 * that the layered layout keeps free for it, and is straightened wherever nothing stands in between.
 */

import {
  type Box,
  boxAround,
  boxOfPoints,
  type Curve,
  centreOf,
  contains,
  flatten,
  grow,
  lastCrossing,
  lineMeetsBox,
  overlap,
  type Point,
  type Step,
} from './geometry.ts';

export interface RoutedNode {
  /** The node with the copies behind it, which other links keep away from. */
  box: Box;
  /** The front copy, whose sides have the ports. */
  front: Box;
  /** The borders of all copies, as polygons. */
  borders: Point[][];
}

export interface Way {
  from: number;
  to: number;
  /** Points that the layered layout keeps free between the two nodes, in the direction of the link. */
  via: Point[];
  /** The size of the label, which is printed at one of the points of `via`. */
  label?: { width: number; height: number; at: Point };
}

export interface Route {
  curve: Curve;
  /** Where the label ended up. */
  labelAt?: Point;
}

/** The widest gap between two ports on one side. */
const PORT_GAP = 13;
/** How near a way may pass a node that it does not belong to. */
const CLEARANCE = 6;

type Side = 'left' | 'right';
interface Ports {
  start: Point;
  end: Point;
}

/** One route for each way, in the same order. */
export function routeWays(nodes: readonly RoutedNode[], ways: readonly Way[]): Route[] {
  const bands = layerBands(nodes);
  // First with all the points kept, then again with the ports where the straightened ways want them.
  const straight = straighten(nodes, ways, placePorts(nodes, ways), bands);
  const ports = placePorts(nodes, straight);
  return straight.map((way, index) => {
    const moved = settleLabel(nodes, straight, index, ports[index]!, bands);
    const curve = curveOf(moved, ports[index]!, bands);
    if (isClear(nodes, straight, index, curve)) return { curve, labelAt: moved.label?.at };
    return { curve: curveOf(way, ports[index]!, bands), labelAt: way.label?.at };
  });
}

/** Drops the points of each way that it does not need in order to stay clear of nodes and labels. */
function straighten(
  nodes: readonly RoutedNode[],
  ways: readonly Way[],
  ports: readonly Ports[],
  bands: readonly Box[],
): Way[] {
  return ways.map((way, index) => {
    const needed = (point: Point) => way.label !== undefined && point === way.label.at;
    const candidate = { ...way, via: way.via.filter(needed) };
    if (isClear(nodes, ways, index, curveOf(candidate, ports[index]!, bands))) return candidate;
    let kept = way;
    for (const point of way.via) {
      if (needed(point)) continue;
      const fewer = { ...kept, via: kept.via.filter((other) => other !== point) };
      if (isClear(nodes, ways, index, curveOf(fewer, ports[index]!, bands))) kept = fewer;
    }
    return kept;
  });
}

/** Moves a label up or down onto the straight line between the two ports, where there is room for it. */
function settleLabel(
  nodes: readonly RoutedNode[],
  ways: readonly Way[],
  index: number,
  { start, end }: Ports,
  bands: readonly Box[],
): Way {
  const way = ways[index]!;
  if (!way.label || way.via.length !== 1) return way;
  const share = (way.label.at.x - start.x) / (end.x - start.x || 1);
  const at = { x: way.label.at.x, y: start.y + (end.y - start.y) * share };
  const box = boxAround(at, way.label.width, way.label.height);
  const others = ways.filter((other, i) => i !== index && other.label).map((other) => labelBox(other)!);
  const blocked = [...nodes.map((node) => node.box), ...others].some((other) => overlap(grow(box, 3), other));
  if (blocked) return way;
  const moved = { ...way, via: [at], label: { ...way.label, at } };
  const crossed = ways.some((other, i) => {
    if (i === index) return false;
    const points = flatten(curveOf(other, roughPorts(nodes, other), bands), 8);
    return meets(points, box);
  });
  return crossed ? way : moved;
}

function roughPorts(nodes: readonly RoutedNode[], way: Way): Ports {
  return { start: centreOf(nodes[way.from]!.front), end: centreOf(nodes[way.to]!.front) };
}

function labelBox(way: Way): Box | undefined {
  return way.label && boxAround(way.label.at, way.label.width, way.label.height);
}

/** Whether the curve of way `index` keeps clear of all nodes but its own two, and of other ways' labels. */
function isClear(nodes: readonly RoutedNode[], ways: readonly Way[], index: number, curve: Curve): boolean {
  const way = ways[index]!;
  const points = flatten(curve, 16);
  const obstacles = nodes.flatMap((node, i) => (i === way.from || i === way.to ? [] : [grow(node.box, CLEARANCE)]));
  for (const [i, other] of ways.entries()) {
    const box = labelBox(other);
    if (i !== index && box) obstacles.push(grow(box, 2));
  }
  return !obstacles.some((box) => meets(points, box));
}

export function meets(points: readonly Point[], box: Box): boolean {
  if (!overlap(grow(boxOfPoints(points), 0.1), box)) return false;
  return points.some((point, i) => contains(box, point) || (i > 0 && lineMeetsBox(points[i - 1]!, point, box)));
}

/**
 * The columns in which nodes stand above each other. A way that passes through one must not start to bend before it
 * is past the widest node of the column.
 */
function layerBands(nodes: readonly RoutedNode[]): Box[] {
  const bands = new Map<number, Box>();
  for (const { box } of nodes) {
    const centre = Math.round(centreOf(box).x);
    const band = bands.get(centre);
    bands.set(
      centre,
      band ? { ...band, left: Math.min(band.left, box.left), right: Math.max(band.right, box.right) } : box,
    );
  }
  return [...bands.values()];
}

function curveOf(way: Way, { start, end }: Ports, bands: readonly Box[]): Curve {
  const forward = end.x >= start.x ? 1 : -1;
  const points = [start];
  for (const point of way.via) {
    const band =
      point === way.label?.at
        ? boxAround(point, way.label.width + 4, 0)
        : bands.find((candidate) => Math.abs(centreOf(candidate).x - point.x) < 2);
    const half = band ? (band.right - band.left) / 2 : 0;
    const middle = band ? centreOf(band).x : point.x;
    const passing = [middle - forward * half, middle + forward * half];
    // Where a column is so near that the way would have to turn back, its own point has to do.
    const last = points[points.length - 1]!;
    const fits = passing.every((x) => (x - last.x) * forward >= 0 && (end.x - x) * forward >= 0);
    for (const x of fits && half > 0 ? passing : [point.x]) points.push({ x, y: point.y });
  }
  points.push(end);
  return { start, steps: points.slice(1).map((to, index) => sway(points[index]!, to)) };
}

/** A step that leaves and arrives level. */
function sway(from: Point, to: Point): Step {
  if (Math.abs(to.y - from.y) < 0.5) return { to };
  const reach = (to.x - from.x) / 2;
  return {
    to,
    control: [
      { x: from.x + reach, y: from.y },
      { x: to.x - reach, y: to.y },
    ],
  };
}

interface End {
  node: number;
  side: Side;
  way: number;
  which: keyof Ports;
  /** The points ahead as seen from the node, nearest first; the last is the other node. */
  ahead: Point[];
  y: number;
}

function placePorts(nodes: readonly RoutedNode[], ways: readonly Way[]): Ports[] {
  const ends = ways.flatMap((way, index): End[] => {
    const [from, to] = [nodes[way.from]!, nodes[way.to]!];
    const ahead = [...way.via, centreOf(to.front)];
    const back = [...way.via].reverse().concat(centreOf(from.front));
    return [
      { node: way.from, side: sideTowards(from, ahead[0]!), way: index, which: 'start', ahead, y: 0 },
      { node: way.to, side: sideTowards(to, back[0]!), way: index, which: 'end', ahead: back, y: 0 },
    ];
  });
  const groups = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.node} ${end.side}`;
    groups.set(key, [...(groups.get(key) ?? []), end]);
  }
  for (const group of groups.values()) {
    group.sort(byWhereTheyLead);
    spread(group, nodes);
  }
  for (const [index, way] of ways.entries()) {
    if (way.via.length > 0) continue;
    const [start, end] = [ends[2 * index]!, ends[2 * index + 1]!];
    // A port that has its side to itself can move so that the way is level.
    for (const [free, fixed] of [
      [end, start],
      [start, end],
    ] as const) {
      if (groups.get(`${free.node} ${free.side}`)!.length > 1) continue;
      const { low, high } = usable(nodes[free.node]!);
      if (fixed.y >= low && fixed.y <= high) {
        free.y = fixed.y;
        break;
      }
    }
  }
  return ways.map((_, index) => ({
    start: onBorder(nodes, ends[2 * index]!),
    end: onBorder(nodes, ends[2 * index + 1]!),
  }));
}

function sideTowards(node: RoutedNode, point: Point): Side {
  return point.x >= centreOf(node.front).x ? 'right' : 'left';
}

function byWhereTheyLead(a: End, b: End): number {
  for (let i = 0; i < Math.min(a.ahead.length, b.ahead.length); i++) {
    const difference = a.ahead[i]!.y - b.ahead[i]!.y;
    if (Math.abs(difference) > 1) return difference;
  }
  return a.way - b.way;
}

/** The part of a side that looks like a side, away from the corners. */
function usable({ front }: RoutedNode): { low: number; high: number; centre: number } {
  const centre = (front.top + front.bottom) / 2;
  const reach = (front.bottom - front.top) * 0.3;
  return { low: centre - reach, high: centre + reach, centre };
}

/** Gives the ends on one side, in their order, the heights that come nearest to what they want. */
function spread(group: End[], nodes: readonly RoutedNode[]): void {
  const { low, high, centre } = usable(nodes[group[0]!.node]!);
  const gap = group.length > 1 ? Math.min(PORT_GAP, (high - low) / (group.length - 1)) : 0;
  const wanted = group.map(({ ahead }) => {
    const target = ahead[0]!.y;
    // A way that leads straight on is drawn straight; any other leaves from near the middle.
    return target >= low && target <= high ? (ahead.length > 1 ? target : (target + centre) / 2) : centre;
  });
  const placed = inOrder(wanted, gap);
  const shift = Math.max(0, low - placed[0]!) - Math.max(0, placed[placed.length - 1]! - high);
  for (const [index, end] of group.entries()) end.y = placed[index]! + shift;
}

/** The rising heights, at least `gap` apart, with the smallest sum of squared distances from `wanted`. */
function inOrder(wanted: readonly number[], gap: number): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const [index, want] of wanted.entries()) {
    let pool = { sum: want - index * gap, count: 1 };
    while (pools.length > 0) {
      const last = pools[pools.length - 1]!;
      if (last.sum / last.count < pool.sum / pool.count) break;
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((y, index) => y + index * gap);
}

function onBorder(nodes: readonly RoutedNode[], { node, side, y }: End): Point {
  const { borders, front } = nodes[node]!;
  const x = centreOf(front).x;
  const beyond = side === 'right' ? x + 1 : x - 1;
  return lastCrossing(borders, { x, y }, { x: beyond, y }) ?? { x: front[side], y };
}
