/**
 * Places nodes in layers with dagre. Dagre minimises crossings but knows nothing of the order in which an author wrote
 * the nodes, of peers that belong side by side, or of regions that should end before what they feed; this file asks it
 * several times and keeps the answer that reads best.
 */

import { layout as dagreLayout, type EdgeLabel, Graph, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import { boxAround, boxOfBoxes, distance, linesCross, overlap, type Point } from './geometry.ts';
import { findGate, findRings, type Pull, type Ring, type RingShape, shapeRing, turnRing } from './rings.ts';
import type { Way } from './routes.ts';
import type { Architecture, ArchitectureLink, Direction } from './types.ts';

export interface Size {
  width: number;
  height: number;
}

/** What a link is in the picture, and so who draws it. */
export type Placement =
  /** From layer to layer, along points that are kept free for it. */
  | ({ by: 'layers' } & Pick<Way, 'via' | 'label' | 'gates'>)
  /** Between two members of a ring. */
  | { by: 'ring' }
  /** Between two peers of one layer. */
  | { by: 'side' };

export interface Layers {
  /** The centres of the nodes, in the order of the notation. */
  centres: Point[];
  /** One for each link, in the order of the notation. */
  placements: Placement[];
}

export interface LayerInput {
  architecture: Architecture;
  direction: Direction;
  sizes: readonly Size[];
  /** The size of each link's label, where it has one. */
  labels: readonly (Size | undefined)[];
  /** The width that the members of a region must have for its title to fit over them. */
  leastWidths: ReadonlyMap<string, number>;
  /** Room to keep between nodes, beyond the usual, for titles of more than one line. */
  extraGap: number;
  /** Room to keep between layers, beyond the usual, for what moves along the links. */
  extraLayerGap: number;
}

const NODE_GAP = 26;
const WAY_GAP = 16;
const LAYER_GAP = 48;
/** Room above and below a node for a link to a peer of its layer. */
const SIDE_LINK_ROOM = 12;

/** What is fixed before dagre is asked. */
interface Plan {
  /** Links that dagre is not told of, because they join peers of one layer. */
  aside: ReadonlySet<number>;
  /** How many layers a link must span at least, where that is more than one. */
  spans: ReadonlyMap<number, number>;
  /** Pairs of names of which the first must come before the second where they share a layer. */
  order: readonly { left: string; right: string }[];
}

/** What follows from the notation alone. */
interface Facts extends LayerInput {
  rings: Ring[];
  ringShapes: RingShape[];
  /** The index of its two nodes for each link. */
  ends: [from: number, to: number][];
  /** The dagre name of each node; the members of a ring share one. Never an id, which might be a name of dagre's own. */
  names: string[];
}

/** What dagre answered, mirrored across the flow or not. */
interface Answer {
  /** The centre of each node; that of its ring for a member of one. */
  centres: Point[];
  ways: ({ via: Point[]; labelAt?: Point } | undefined)[];
}

export function placeInLayers(input: LayerInput): Layers {
  const facts = gather(input);
  const first = settleSideLinks(facts, { aside: findSideLinks(facts), spans: new Map(), order: [] });
  const { plan } = settleSideLinks(facts, { ...first.plan, spans: spansBeyondRegions(facts, first.answer) });
  const answers = ordersToTry(facts).flatMap((order) => {
    const found = order.length === 0 ? ask(facts, plan) : askForOrder(facts, { ...plan, order });
    return found ? [found, mirror(found, input.direction)].map((each) => sortTwins(facts, each)) : [];
  });
  const best = answers
    .map((found) => ({ found, cost: cost(facts, found) }))
    .reduce((a, b) => (b.cost < a.cost ? b : a));
  return finish(facts, plan, best.found);
}

/** A link can only be left aside if its two ends come to stand in one layer without it. */
function settleSideLinks(facts: Facts, plan: Plan): { plan: Plan; answer: Answer } {
  const answer = ask(facts, plan);
  const kept = [...plan.aside].filter((index) => sharesLayer(facts, answer, index));
  return kept.length === plan.aside.size ? { plan, answer } : settleSideLinks(facts, { ...plan, aside: new Set(kept) });
}

function gather(input: LayerInput): Facts {
  const { architecture, sizes, direction } = input;
  const rings = findRings(architecture);
  const ringShapes = rings.map((ring) => {
    const width = Math.max(...ring.map((member) => sizes[member]!.width));
    const height = Math.max(...ring.map((member) => sizes[member]!.height));
    return shapeRing(ring.length, { width, height }, direction);
  });
  const indexOf = new Map(architecture.nodes.map((node, index) => [node.id, index]));
  const names = architecture.nodes.map((_, index) => {
    const ring = rings.findIndex((members) => members.includes(index));
    return ring >= 0 ? `ring ${ring}` : `node ${index}`;
  });
  const ends = architecture.links.map((link): [number, number] => [indexOf.get(link.from)!, indexOf.get(link.to)!]);
  return { ...input, rings, ringShapes, ends, names };
}

/**
 * Links of replication between two peers that are both used by others: such as two regions' databases. Telling dagre
 * of them would put one peer behind the other.
 */
function findSideLinks({ architecture, ends, names }: Facts): Set<number> {
  const isPeerLink = (link: ArchitectureLink, index: number) => {
    const [from, to] = ends[index]!;
    const { nodes } = architecture;
    return (link.kind === 'replication' || link.kind === 'cut') && nodes[from]!.kind === nodes[to]!.kind;
  };
  const used = new Set(architecture.links.flatMap((link, index) => (isPeerLink(link, index) ? [] : [ends[index]![1]])));
  return new Set(
    architecture.links.flatMap((link, index) => {
      const [from, to] = ends[index]!;
      const inRing = [from, to].some((node) => names[node]!.startsWith('ring'));
      return isPeerLink(link, index) && !inRing && used.has(from) && used.has(to) ? [index] : [];
    }),
  );
}

function sharesLayer({ ends, direction }: Facts, { centres }: Answer, link: number): boolean {
  const [from, to] = ends[link]!;
  return Math.abs(along(centres[from]!, direction) - along(centres[to]!, direction)) < 1;
}

function along({ x, y }: Point, direction: Direction): number {
  return direction === 'right' ? x : y;
}

function across({ x, y }: Point, direction: Direction): number {
  return direction === 'right' ? y : x;
}

/** Makes what a region feeds stand beyond the whole region, and not beside its last layers. */
function spansBeyondRegions(facts: Facts, { centres }: Answer): Map<number, number> {
  const { architecture, ends, direction } = facts;
  const lines = [...new Set(centres.map((centre) => Math.round(along(centre, direction))))].sort((a, b) => a - b);
  const layers = centres.map((centre) => lines.indexOf(Math.round(along(centre, direction))));
  const lastLayer = new Map<string, number>();
  for (const [index, { region }] of architecture.nodes.entries()) {
    if (region !== undefined) lastLayer.set(region, Math.max(lastLayer.get(region) ?? 0, layers[index]!));
  }
  const spans = new Map<number, number>();
  for (const [index, [from, to]] of ends.entries()) {
    const { region } = architecture.nodes[from]!;
    if (region === undefined || architecture.nodes[to]!.region !== undefined || layers[to]! < layers[from]!) continue;
    const span = lastLayer.get(region)! - layers[from]! + 1;
    if (span > 1) spans.set(index, span);
  }
  return spans;
}

/** From dagre's own free choice to the author's order throughout. */
function ordersToTry({ architecture, names }: Facts): Plan['order'][] {
  const { nodes, regions = [] } = architecture;
  const chain = (items: readonly string[]) => items.slice(1).map((right, index) => ({ left: items[index]!, right }));
  const named = [...new Map(nodes.map((node, index) => [names[index]!, node]))].map(([name, node]) => ({ name, node }));
  const places = [...new Set(nodes.map((node) => node.region))];
  const inPlace = places.map((region) => named.filter(({ node }) => node.region === region));
  const sameKind = inPlace.flatMap((members) =>
    [...new Set(members.map(({ node }) => node.kind))].flatMap((kind) =>
      chain(members.filter(({ node }) => node.kind === kind).map(({ name }) => name)),
    ),
  );
  const byRegion = chain(regions.map((_, index) => `region ${index}`));
  const everything = inPlace.flatMap((members) => chain(members.map(({ name }) => name)));
  return [[], sameKind, [...byRegion, ...sameKind], [...byRegion, ...everything]];
}

/**
 * Dagre has no answer to some orders: its averages divide by zero where nodes of one layer have no neighbours in the
 * next. Then it throws, or lets things overlap, for which `cost` turns the answer down; without an order it does neither.
 */
function askForOrder(facts: Facts, plan: Plan): Answer | undefined {
  try {
    return ask(facts, plan);
  } catch {
    return undefined;
  }
}

function ask(facts: Facts, plan: Plan): Answer {
  const {
    architecture,
    direction,
    sizes,
    labels,
    leastWidths,
    extraGap,
    extraLayerGap,
    rings,
    ringShapes,
    ends,
    names,
  } = facts;
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ compound: true, multigraph: true });
  graph.setGraph({
    rankdir: direction === 'right' ? 'LR' : 'TB',
    nodesep: NODE_GAP + extraGap,
    edgesep: WAY_GAP,
    ranksep: LAYER_GAP + extraGap + extraLayerGap,
  });
  const regions = architecture.regions ?? [];
  for (const [index, region] of regions.entries()) {
    if (architecture.nodes.some((node) => node.region === region.id)) {
      graph.setNode(`region ${index}`, { width: 0, height: 0 });
    }
  }
  const sideRoom = sideLinkRoom(facts, plan);
  for (const [index, node] of architecture.nodes.entries()) {
    const name = names[index]!;
    if (graph.hasNode(name)) continue;
    const ring = rings.findIndex((members) => members.includes(index));
    const { width, height } = ring >= 0 ? ringShapes[ring]! : sizes[index]!;
    const room = sideRoom.get(index) ?? { width: 0, height: 0 };
    const least = node.region === undefined ? 0 : (leastWidths.get(node.region) ?? 0);
    graph.setNode(name, { width: Math.max(width + room.width, least), height: height + room.height });
    const region = regions.findIndex(({ id }) => id === node.region);
    if (region >= 0) graph.setParent(name, `region ${region}`);
  }
  const layered = ends.flatMap(([from, to], index) =>
    names[from] === names[to] || plan.aside.has(index)
      ? []
      : [{ v: names[from]!, w: names[to]!, name: `link ${index}`, index }],
  );
  for (const { v, w, name, index } of layered) {
    const size = labels[index] ?? { width: 0, height: 0 };
    graph.setEdge(v, w, { ...size, labelpos: 'c', minlen: plan.spans.get(index) ?? 1 }, name);
  }
  dagreLayout(graph, { constraints: [...plan.order] });

  const ways: Answer['ways'] = ends.map(() => undefined);
  for (const { v, w, name, index } of layered) {
    const edge = graph.edge(v, w, name);
    // The first and the last point lie on the boxes of the two nodes; ports take their place.
    const via = edge.points!.slice(1, -1).map(({ x, y }) => ({ x, y }));
    const labelAt = labels[index] && nearest(via, { x: edge.x!, y: edge.y! });
    ways[index] = { via, labelAt };
  }
  const centres = names.map((name) => {
    const { x = 0, y = 0 } = graph.node(name);
    return { x, y };
  });
  return { centres, ways };
}

/** The extra size of nodes with side links, so that such a link and its label fit between two of them. */
function sideLinkRoom({ ends, labels, direction }: Facts, { aside }: Plan): Map<number, Size> {
  const rooms = new Map<number, Size>();
  for (const link of aside) {
    const label = labels[link] ?? { width: 0, height: 0 };
    const extra = 2 * SIDE_LINK_ROOM + (direction === 'right' ? label.height : label.width);
    for (const node of ends[link]!) {
      const before = rooms.get(node) ?? { width: 0, height: 0 };
      const size = direction === 'right' ? { width: 0, height: extra } : { width: extra, height: 0 };
      rooms.set(node, { width: Math.max(before.width, size.width), height: Math.max(before.height, size.height) });
    }
  }
  return rooms;
}

function nearest(points: readonly Point[], target: Point): Point {
  return points.reduce((best, point) => (distance(point, target) < distance(best, target) ? point : best));
}

function mirror({ centres, ways }: Answer, direction: Direction): Answer {
  const flip = ({ x, y }: Point): Point => (direction === 'right' ? { x, y: -y } : { x: -x, y });
  return {
    centres: centres.map(flip),
    ways: ways.map((way) => {
      if (!way) return undefined;
      const flipped = new Map(way.via.map((point) => [point, flip(point)]));
      return { via: [...flipped.values()], labelAt: way.labelAt && flipped.get(way.labelAt) };
    }),
  };
}

/** Puts nodes that differ in nothing but their names, such as the servers behind a balancer, in the author's order. */
function sortTwins(facts: Facts, answer: Answer): Answer {
  const { architecture, names, ends, labels, sizes, direction } = facts;
  const centres = [...answer.centres];
  const ways = [...answer.ways];
  const groups = new Map<string, { node: number; links: number[] }[]>();
  for (const [node, { kind, region = '' }] of architecture.nodes.entries()) {
    if (names[node]!.startsWith('ring')) continue;
    const joined = ends.flatMap(([from, to], link) => {
      if (from !== node && to !== node) return [];
      const other = from === node ? `to ${names[to]}` : `from ${names[from]}`;
      return [{ link, signature: JSON.stringify([other, labels[link] ?? null, ways[link] ? 'layers' : 'side']) }];
    });
    joined.sort((a, b) => (a.signature < b.signature ? -1 : a.signature > b.signature ? 1 : a.link - b.link));
    const layer = Math.round(along(centres[node]!, direction));
    // Only the size across the flow matters: along it, nodes of one layer are centred.
    const size = direction === 'right' ? sizes[node]!.height : sizes[node]!.width;
    const key = JSON.stringify([kind, region, size, layer, joined.map(({ signature }) => signature)]);
    groups.set(key, [...(groups.get(key) ?? []), { node, links: joined.map(({ link }) => link) }]);
  }
  for (const twins of groups.values()) {
    const byPlace = twins.toSorted((a, b) => across(centres[a.node]!, direction) - across(centres[b.node]!, direction));
    const places = byPlace.map(({ node, links }) => ({
      centre: centres[node]!,
      ways: links.map((link) => ways[link]),
    }));
    for (const [index, { node, links }] of twins.entries()) {
      centres[node] = places[index]!.centre;
      for (const [position, link] of links.entries()) ways[link] = places[index]!.ways[position];
    }
  }
  return { centres, ways };
}

/** Overlaps rule a picture out; then crossings weigh most, then how far it is from the order in which the author wrote. */
function cost(facts: Facts, { centres, ways }: Answer): number {
  const { ends, architecture, direction } = facts;
  const lines = ways.map((way, index) =>
    way ? [centres[ends[index]![0]]!, ...way.via, centres[ends[index]![1]]!] : [],
  );
  let crossings = 0;
  for (const [i, a] of lines.entries()) {
    for (const b of lines.slice(i + 1)) {
      for (let j = 1; j < a.length; j++) {
        for (let k = 1; k < b.length; k++) if (linesCross(a[j - 1]!, a[j]!, b[k - 1]!, b[k]!)) crossings++;
      }
    }
  }
  let inversions = 0;
  for (const [i, first] of centres.entries()) {
    for (const [j, second] of centres.slice(i + 1).entries()) {
      const sameLayer = Math.abs(along(first, direction) - along(second, direction)) < 1;
      const sameKind = architecture.nodes[i]!.kind === architecture.nodes[i + 1 + j]!.kind;
      if (sameLayer && across(first, direction) > across(second, direction)) inversions += sameKind ? 1 : 0.25;
    }
  }
  return overlaps(facts, centres) * 1000 + crossings * 2 + inversions;
}

/** How many pairs of nodes, of regions, or of a region and a node outside it overlap. */
function overlaps({ architecture, names, sizes, rings, ringShapes }: Facts, centres: readonly Point[]): number {
  const boxes = centres.map((centre, index) => {
    const ring = rings.findIndex((members) => members.includes(index));
    const { width, height } = ring >= 0 ? ringShapes[ring]! : sizes[index]!;
    return { region: architecture.nodes[index]!.region, name: names[index]!, box: boxAround(centre, width, height) };
  });
  const regions = [...new Set(boxes.flatMap(({ region }) => region ?? []))].map((region) => {
    const members = boxes.filter((each) => each.region === region).map(({ box }) => box);
    return { region, name: region, box: boxOfBoxes(members) };
  });
  let count = 0;
  const all = [...boxes, ...regions];
  for (const [i, a] of all.entries()) {
    for (const [j, b] of all.slice(i + 1).entries()) {
      const isRegion = i + 1 + j >= boxes.length;
      if (isRegion && i < boxes.length && a.region === b.region) continue;
      if (a.name !== b.name && overlap(a.box, b.box)) count++;
    }
  }
  return count;
}

/** Stands the members of rings in their places, and leads the links that come to them from outside. */
function finish(facts: Facts, plan: Plan, { centres, ways }: Answer): Layers {
  const { rings, ringShapes, ends, labels, direction } = facts;
  const places = new Map<number, Point>();
  for (const [index, ring] of rings.entries()) {
    const centre = centres[ring[0]!]!;
    const pulls = ends.flatMap(([from, to], link): Pull[] => {
      if (!ways[link] || ring.includes(from) === ring.includes(to)) return [];
      const [inside, outside] = ring.includes(from) ? [from, to] : [to, from];
      return [{ member: ring.indexOf(inside), towards: minus(centres[outside]!, centre) }];
    });
    for (const [position, place] of turnRing(ringShapes[index]!, pulls, direction).entries()) {
      places.set(ring[position]!, place);
    }
  }
  const placed = centres.map((centre, index) => plus(centre, places.get(index) ?? { x: 0, y: 0 }));
  const placements = ends.map(([from, to], index): Placement => {
    const way = ways[index];
    if (!way) return plan.aside.has(index) ? { by: 'side' } : { by: 'ring' };
    const gateFor = (inside: number, outside: number) => {
      const ring = rings.findIndex((members) => members.includes(inside));
      if (ring < 0) return undefined;
      const centre = centres[inside]!;
      const towards = minus(centres[outside]!, centre);
      const gate = findGate(ringShapes[ring]!, places.get(inside)!, towards, direction);
      return { ...gate, at: plus(gate.at, centre) };
    };
    const [start, end] = [gateFor(from, to), gateFor(to, from)];
    const via = [...(start?.level ? [start.at] : []), ...way.via, ...(end?.level ? [end.at] : [])];
    const gates = { start: start && !start.level ? start.at : undefined, end: end && !end.level ? end.at : undefined };
    const size = labels[index];
    const label = size && way.labelAt ? { ...size, at: way.labelAt } : undefined;
    return { by: 'layers', via, label, gates };
  });
  return { centres: placed, placements };
}

function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}
