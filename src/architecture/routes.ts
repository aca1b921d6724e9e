/**
 * The ways of links between nodes that are already placed. Everything here runs from left to right; a layout from top
 * to bottom is mirrored before and after. A way leaves and enters a node through a port on its side, passes the points
 * that the layered layout keeps free for it, and is straightened wherever nothing stands in between.
 */

import {
  type Box,
  between,
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
  pointAlong,
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
  /** The size of the label, and the point of `via` that is kept free for it. */
  label?: { width: number; height: number; at: Point };
  /** Points through which the way has to leave `from` or reach `to`, straight from its border instead of from a port. */
  gates?: { start?: Point; end?: Point };
}

export interface Route {
  curve: Curve;
  /** Where the label is; undefined where it may be anywhere along the curve. */
  labelAt?: Point;
}

/** The widest gap between two ports on one side. */
const PORT_GAP = 13;
/** How near a way may pass a node that it does not belong to. */
const CLEARANCE = 6;

/** Where a way leaves one node and reaches the other. */
interface Ports {
  start: Point;
  end: Point;
}

interface Scene {
  nodes: readonly RoutedNode[];
  columns: Column[];
}

/** Nodes that stand above each other: the middle they share, and how far the widest reaches. */
interface Column {
  middle: number;
  left: number;
  right: number;
}

/** One route for each way, in the same order. */
export function routeWays(nodes: readonly RoutedNode[], ways: readonly Way[]): Route[] {
  const scene = { nodes, columns: columnsOf(nodes) };
  // The ports depend on where the ways lead, and what is in the way of them on the ports: a few rounds settle it.
  let chosen = straighten(scene, ways, placePorts(nodes, ways)).map((way): Choice => ({ way, levelEnds: false }));
  for (let round = 0; round < 2; round++) {
    const current = chosen.map(({ way }) => way);
    const ports = placePorts(nodes, current);
    chosen = chosen.map((choice, index) => {
      const choices = [
        choice,
        ...[choice.way, ways[index]!].flatMap((way) => [false, true].map((levelEnds) => ({ way, levelEnds }))),
      ];
      const clear = choices.find(({ way, levelEnds }) =>
        isClear(scene, current, index, curveOf(scene, way, ports[index]!, levelEnds)),
      );
      return clear ?? choices[choices.length - 1]!;
    });
  }
  const ports = placePorts(
    nodes,
    chosen.map(({ way }) => way),
  );
  return chosen.map(({ way, levelEnds }, index) => ({
    curve: curveOf(scene, way, ports[index]!, levelEnds),
    labelAt: way.label && way.via.includes(way.label.at) ? way.label.at : undefined,
  }));
}

/** What was decided for one way: which of its points it keeps, and whether it leaves and arrives level. */
interface Choice {
  way: Way;
  levelEnds: boolean;
}

/** Drops the points of each way that it does not need in order to keep clear of nodes and labels. */
function straighten(scene: Scene, ways: readonly Way[], ports: readonly Ports[]): Way[] {
  const result = [...ways];
  // Ways with labels first: where they can run straight, their labels no longer stand in the way of others.
  const labelled = result.flatMap((way, index) => (way.label ? [index] : []));
  for (const index of labelled) result[index] = releaseLabel(scene, result, index, ports[index]!);
  for (const [index, way] of result.entries()) {
    const isFree = (point: Point) => point !== way.label?.at;
    const clear = (via: Point[]) => isClear(scene, result, index, curveOf(scene, { ...way, via }, ports[index]!));
    const fewest = way.via.filter((point) => !isFree(point));
    let via = way.via;
    if (clear(fewest)) via = fewest;
    else for (const point of way.via) via = isFree(point) && clear(without(via, point)) ? without(via, point) : via;
    result[index] = { ...way, via };
  }
  return result;
}

function without(points: readonly Point[], point: Point): Point[] {
  return points.filter((other) => other !== point);
}

/** Takes the label's own point out of a way, if the label can be printed on what is left of it. */
function releaseLabel(scene: Scene, ways: readonly Way[], index: number, ports: Ports): Way {
  const way = ways[index]!;
  const { label } = way;
  // Two ways between the same two nodes would run so near each other that it could not be seen whose label it is.
  const company = ways.some(
    (other, i) => i !== index && [way.from, way.to].every((n) => n === other.from || n === other.to),
  );
  if (!label || company) return way;
  for (const via of [[], without(way.via, label.at)]) {
    const curve = curveOf(scene, { ...way, via }, ports);
    if (!isClear(scene, ways, index, curve)) continue;
    const at = pointAlong(flatten(curve, 12), 0.5);
    const box = grow(boxAround(at, label.width, label.height), 3);
    const others = ways.flatMap((other, i) => (i === index ? [] : (labelBox(other) ?? [])));
    if ([...scene.nodes.map((node) => node.box), ...others].some((other) => overlap(box, other))) continue;
    return { ...way, via, label: { ...label, at } };
  }
  return way;
}

function labelBox({ label }: Way): Box | undefined {
  return label && boxAround(label.at, label.width, label.height);
}

/**
 * Whether the curve of way `index` keeps clear of all nodes but its own two, and of other ways' labels. A label that
 * is no longer bound to its point is no obstacle, as it can still be moved along its way.
 */
function isClear({ nodes }: Scene, ways: readonly Way[], index: number, curve: Curve): boolean {
  const way = ways[index]!;
  const points = flatten(curve, 16);
  const foreign = nodes.filter((_, i) => i !== way.from && i !== way.to).map((node) => grow(node.box, CLEARANCE));
  const bound = ways.filter((other, i) => i !== index && other.label && other.via.includes(other.label.at));
  const labels = bound.flatMap((other) => labelBox(other) ?? []);
  return ![...foreign, ...labels].some((box) => meets(points, box));
}

/** Whether a line of points touches the inside of a box. */
export function meets(points: readonly Point[], box: Box): boolean {
  if (!overlap(grow(boxOfPoints(points), 0.1), box)) return false;
  return points.some((point, i) => contains(box, point) || (i > 0 && lineMeetsBox(points[i - 1]!, point, box)));
}

function columnsOf(nodes: readonly RoutedNode[]): Column[] {
  const columns: Column[] = [];
  for (const { box, front } of nodes) {
    const middle = centreOf(front).x;
    const column = columns.find((other) => Math.abs(other.middle - middle) < 2);
    if (!column) columns.push({ middle, left: box.left, right: box.right });
    else Object.assign(column, { left: Math.min(column.left, box.left), right: Math.max(column.right, box.right) });
  }
  return columns;
}

/**
 * The curve of a way through its points. With `levelEnds` it stays level until it is out of the columns of its two
 * nodes, which keeps it off wider nodes there but makes it steeper.
 */
function curveOf(scene: Scene, way: Way, ports: Ports, levelEnds = false): Curve {
  const start = way.gates?.start ?? ports.start;
  const end = way.gates?.end ?? ports.end;
  const forward = end.x >= start.x ? 1 : -1;
  const edges = ({ left, right }: { left: number; right: number }) =>
    (forward > 0 ? [left, right] : [right, left]) as [number, number];
  const columnAt = ({ x }: Point) => scene.columns.find(({ middle }) => Math.abs(middle - x) < 2);
  const points = [start];
  // Where the next is so near that the way would have to turn back, the middle alone has to do.
  const add = (xs: readonly number[], middle: Point) => {
    const last = points[points.length - 1]!;
    const fits = xs.every((x) => (x - last.x) * forward >= 0 && (end.x - x) * forward >= 0);
    points.push(...(fits ? xs.map((x) => ({ x, y: middle.y })) : [middle]));
  };
  const own = [way.from, way.to].map((node) => columnAt(centreOf(scene.nodes[node]!.front)));
  if (levelEnds && own[0]) add([edges(own[0])[1]], start);
  for (const point of way.via) {
    // A way that passes a column, or under its own label, must not bend before it is past the widest node of it.
    const passed = point === way.label?.at ? boxAround(point, way.label.width + 4, 0) : columnAt(point);
    add(passed ? edges(passed) : [point.x], point);
  }
  if (levelEnds && own[1]) add([edges(own[1])[0]], end);
  points.push(end);
  const steps = points.slice(1).map((to, index) => sway(points[index]!, to));
  if (way.gates?.end) steps.push(aslant(end, ports.end));
  if (way.gates?.start) steps.unshift(reverseStep(aslant(start, ports.start), start));
  return { start: ports.start, steps };
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

/** A step that leaves level and soon runs straight to its end. */
function aslant(from: Point, to: Point): Step {
  return { to, control: [{ x: from.x + (to.x - from.x) * 0.25, y: from.y }, between(from, to, 0.6)] };
}

function reverseStep({ control }: Step, to: Point): Step {
  return control ? { to, control: [control[1], control[0]] } : { to };
}

interface End {
  way: number;
  node: number;
  side: 'left' | 'right';
  /** The points ahead as seen from the node, nearest first; the last is the other node. */
  ahead: Point[];
  /** The other end of a way that runs directly, to be level with. */
  opposite?: End;
  y: number;
}

function placePorts(nodes: readonly RoutedNode[], ways: readonly Way[]): Ports[] {
  const pairs = ways.map((way, index): [End, End] => {
    const [from, to] = [nodes[way.from]!, nodes[way.to]!];
    const gates = [way.gates?.start ?? [], way.gates?.end ?? []].flat();
    const ahead = [...(way.gates?.start ? gates.slice(0, 1) : []), ...way.via, centreOf(to.front)];
    const back = [...(way.gates?.end ? gates.slice(-1) : []), ...way.via.toReversed(), centreOf(from.front)];
    const start: End = {
      way: index,
      node: way.from,
      side: sideTowards(from, ahead[0]!),
      ahead,
      y: centreOf(from.front).y,
    };
    const end: End = {
      way: index,
      node: way.to,
      side: sideTowards(to, back[0]!),
      ahead: back,
      y: centreOf(to.front).y,
    };
    if (ahead.length === 1 && back.length === 1) {
      start.opposite = end;
      end.opposite = start;
    }
    return [start, end];
  });
  const sides = new Map<string, End[]>();
  for (const [index, [start, end]] of pairs.entries()) {
    const gates = ways[index]!.gates;
    for (const [side, gate] of [
      [start, gates?.start],
      [end, gates?.end],
    ] as const) {
      if (gate) continue;
      const key = `${side.node} ${side.side}`;
      sides.set(key, [...(sides.get(key) ?? []), side]);
    }
  }
  for (const side of sides.values()) side.sort((a, b) => byWhereTheyLead(nodes[a.node]!, a, b));
  // Each side follows those it was placed after; a few rounds bring both ends of direct ways level.
  for (let round = 0; round < 4; round++) for (const side of sides.values()) spread(side, nodes);
  return pairs.map(([start, end], index) => {
    const { gates } = ways[index]!;
    return {
      start: gates?.start ? onBorderTowards(nodes[start.node]!, gates.start) : onSide(nodes[start.node]!, start),
      end: gates?.end ? onBorderTowards(nodes[end.node]!, gates.end) : onSide(nodes[end.node]!, end),
    };
  });
}

function sideTowards(node: RoutedNode, point: Point): End['side'] {
  return point.x >= centreOf(node.front).x ? 'right' : 'left';
}

/** Compares two ends of one side by the slopes at which they leave it, so that they do not cross close to it. */
function byWhereTheyLead({ front }: RoutedNode, a: End, b: End): number {
  const { x, y } = centreOf(front);
  for (let i = 0; i < Math.min(a.ahead.length, b.ahead.length); i++) {
    const [slope, other] = [a, b].map(({ ahead }) => (ahead[i]!.y - y) / Math.max(1, Math.abs(ahead[i]!.x - x)));
    if (Math.abs(slope! - other!) > 0.005) return slope! - other!;
  }
  return a.way - b.way;
}

/** Gives the ends on one side, in their order, the heights that come nearest to what they want. */
function spread(side: End[], nodes: readonly RoutedNode[]): void {
  const { front } = nodes[side[0]!.node]!;
  const centre = centreOf(front).y;
  // The part of a side that looks like a side, away from the corners.
  const reach = (front.bottom - front.top) * 0.3;
  const gap = side.length > 1 ? Math.min(PORT_GAP, (2 * reach) / (side.length - 1)) : 0;
  const wanted = side.map(({ ahead, opposite }) => {
    const target = opposite?.y ?? ahead[0]!.y;
    // A way that can run level does; any other leaves from the middle.
    return Math.abs(target - centre) <= reach ? target : centre;
  });
  const placed = inOrder(wanted, gap);
  const over = Math.max(0, centre - reach - placed[0]!) - Math.max(0, placed[placed.length - 1]! - centre - reach);
  for (const [index, end] of side.entries()) end.y = placed[index]! + over;
}

/** The rising heights, at least `gap` apart, with the smallest sum of squared distances from `wanted`. */
function inOrder(wanted: readonly number[], gap: number): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const [index, want] of wanted.entries()) {
    let pool = { sum: want - index * gap, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count >= pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  const means = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return means.map((mean, index) => mean + index * gap);
}

function onSide({ borders, front }: RoutedNode, { side, y }: End): Point {
  const { x } = centreOf(front);
  return lastCrossing(borders, { x, y }, { x: side === 'right' ? x + 1 : x - 1, y }) ?? { x: front[side], y };
}

function onBorderTowards({ borders, front }: RoutedNode, towards: Point): Point {
  const centre = centreOf(front);
  return lastCrossing(borders, centre, towards) ?? centre;
}

/**
 * A straight line between two nodes of a ring. `aside` moves it to its right by so many pixels, so that several
 * between the same two run side by side.
 */
export function routeChord(from: RoutedNode, to: RoutedNode, aside: number): Curve {
  const [a, b] = [centreOf(from.front), centreOf(to.front)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const shift = { x: ((a.y - b.y) / length) * aside, y: ((b.x - a.x) / length) * aside };
  const [start, end] = [a, b].map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y })) as [Point, Point];
  return {
    start: lastCrossing(from.borders, start, end) ?? start,
    steps: [{ to: lastCrossing(to.borders, end, start) ?? end }],
  };
}

/** A link between two nodes of one column: straight where they are neighbours, otherwise in a bow past those between. */
export function routeSide(nodes: readonly RoutedNode[], from: RoutedNode, to: RoutedNode, aside: number): Curve {
  const [a, b] = [centreOf(from.front), centreOf(to.front)];
  const x = (a.x + b.x) / 2 + aside;
  const line = { start: { x, y: a.y }, end: { x, y: b.y } };
  const standing = nodes.filter((node) => node !== from && node !== to);
  if (!standing.some((node) => lineMeetsBox(line.start, line.end, grow(node.box, CLEARANCE)))) {
    return {
      start: lastCrossing(from.borders, line.start, line.end) ?? line.start,
      steps: [{ to: lastCrossing(to.borders, line.end, line.start) ?? line.end }],
    };
  }
  // The end that lies nearer to the other node leaves the middle of the side to ways that lead on.
  const towards = Math.sign(b.y - a.y);
  const at = (node: RoutedNode, sign: number) => {
    const y = centreOf(node.front).y + sign * (node.front.bottom - node.front.top) * 0.2 + aside;
    return onSide(node, { side: 'right', y } as End);
  };
  const [start, end] = [at(from, towards), at(to, -towards)];
  const [low, high] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  const passed = standing.filter(
    ({ box }) => box.bottom > low && box.top < high && box.left < Math.max(start.x, end.x) + 20,
  );
  const farthest = Math.max(start.x, end.x, ...passed.map(({ box }) => box.right)) + 16;
  // A cubic reaches three quarters of the way to control points that stand side by side.
  const reach = (from: Point) => from.x + (farthest - from.x) / 0.75;
  return {
    start,
    steps: [
      {
        to: end,
        control: [
          { x: reach(start), y: start.y },
          { x: reach(end), y: end.y },
        ],
      },
    ],
  };
}
