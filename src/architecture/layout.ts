/**
 * Where everything in a diagram goes: layers by dagre, rings for groups of peers, then ports, ways and labels. Pure
 * arithmetic on the notation: the same architecture always gets the same layout, in a build and in a browser.
 */

import { layout as dagreLayout, Graph } from '@dagrejs/dagre';
import {
  type Box,
  boxAround,
  boxOfBoxes,
  boxOfPoints,
  type Curve,
  centreOf,
  distance,
  flatten,
  grow,
  lastCrossing,
  mapCurve,
  overlap,
  type Point,
  pointAlong,
  transpose,
  transposeBox,
} from './geometry.ts';
import { frontCentre, fullBox, fullSize, outlines, type SizedNode, sizeNode } from './node-size.ts';
import { findRings, type Ring, type RingShape, shapeRing, turnRing } from './rings.ts';
import { meets, type RoutedNode, routeWays, type Way } from './routes.ts';
import { measure, textStyles, wrap } from './text.ts';
import { type Architecture, type ArchitectureLink, type LinkKind, linkKinds, type Region } from './types.ts';
import { formatNumber } from './words.ts';

/** Which way the work flows: `right` (left to right) or `down` (top to bottom). */
export type Direction = 'right' | 'down';

export interface PlacedNode extends SizedNode {
  /** The centre of the front copy. */
  centre: Point;
  /** The front copy and those behind it. */
  box: Box;
  /** The borders of all copies, the front one last. */
  outlines: Curve[];
}

export interface PlacedLink {
  link: ArchitectureLink;
  kind: LinkKind;
  /** From the border of one node to the border of the other. */
  curve: Curve;
  label?: { lines: string[]; box: Box };
  /** Where the cross of a cut link is drawn. */
  cutAt?: Point;
}

export interface PlacedRegion {
  region: Region;
  lines: string[];
  box: Box;
}

export interface LegendItem {
  kind: LinkKind;
  text: string;
  /** The left end of the sample line. */
  at: Point;
}

/** All coordinates in pixels from the top left corner, at the natural size. */
export interface DiagramLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  /** In the order of the notation. */
  links: PlacedLink[];
  regions: PlacedRegion[];
  /** Empty when every link is a plain call. */
  legend: LegendItem[];
}

const MARGIN = 10;
const NODE_GAP = 26;
const WAY_GAP = 16;
const LAYER_GAP = 62;
const REGION_PADDING = 14;
const LABEL_WIDTH = 104;
const REGION_TITLE_WIDTH = 200;
/** The width of the sample line in a legend. */
export const LEGEND_SAMPLE = 34;
/** Half the size of the badge that marks a cut link. */
export const CUT_BADGE = 9;

/** Lays out an architecture that has no errors, as `validate` finds them. */
export function layoutDiagram(architecture: Architecture, direction: Direction = 'right'): DiagramLayout {
  const sized = architecture.nodes.map(sizeNode);
  const layered = placeInLayers(architecture, sized, direction);
  const nodes = sized.map((node, index): PlacedNode => {
    const centre = layered.centres[index]!;
    return { ...node, centre, box: fullBox(centre, node), outlines: outlines(centre, node) };
  });
  const links = placeLinks(architecture, nodes, layered, direction);
  const regions = placeRegions(architecture, nodes, links);
  return settle(nodes, links, regions);
}

interface Layered {
  /** The centres of the front copies. */
  centres: Point[];
  /** What is known of the way of each link; undefined for a chord inside a ring. */
  ways: (Pick<Way, 'via' | 'label'> | undefined)[];
}

/** The width that the members of a region must have so that its title fits over them, by region id. */
type Widening = Map<string, number>;

function placeInLayers(architecture: Architecture, sized: SizedNode[], direction: Direction): Layered {
  const rings = findRings(architecture);
  const layered = runDagre(architecture, sized, rings, direction, new Map());
  const widening: Widening = new Map();
  for (const region of architecture.regions ?? []) {
    const members = architecture.nodes.flatMap((node, index) => (node.region === region.id ? [index] : []));
    if (members.length === 0) continue;
    const { left, right } = boxOfBoxes(members.map((index) => fullBox(layered.centres[index]!, sized[index]!)));
    const title = Math.max(...titleLines(region).map((line) => measure(line, textStyles.region)));
    if (title > right - left) widening.set(region.id, title);
  }
  return widening.size === 0 ? layered : runDagre(architecture, sized, rings, direction, widening);
}

function titleLines(region: Region): string[] {
  return wrap(region.label, textStyles.region, REGION_TITLE_WIDTH);
}

function runDagre(
  architecture: Architecture,
  sized: SizedNode[],
  rings: Ring[],
  direction: Direction,
  widening: Widening,
): Layered {
  const { nodes, links } = architecture;
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({
    rankdir: direction === 'right' ? 'LR' : 'TB',
    nodesep: NODE_GAP,
    edgesep: WAY_GAP,
    ranksep: LAYER_GAP,
  });
  // Names of our own, so that no id of an author's can be one that the library uses itself.
  for (const [index, region] of (architecture.regions ?? []).entries()) {
    if (nodes.some((node) => node.region === region.id)) graph.setNode(`region ${index}`, {});
  }
  const ringOf = new Map(rings.flatMap((ring, index) => ring.map((member) => [member, index] as const)));
  const ringShapes = rings.map((ring) => {
    const sizes = ring.map((member) => fullSize(sized[member]!));
    const widest = Math.max(...sizes.map((size) => size.width));
    const highest = Math.max(...sizes.map((size) => size.height));
    return { ...shapeRing(ring.length, widest, highest), member: { width: widest, height: highest } };
  });
  const nameOf = (index: number) => (ringOf.has(index) ? `ring ${ringOf.get(index)}` : `node ${index}`);
  for (const [index, node] of nodes.entries()) {
    const name = nameOf(index);
    if (graph.hasNode(name)) continue;
    const size = ringOf.has(index) ? ringShapes[ringOf.get(index)!]! : fullSize(sized[index]!);
    const least = (node.region !== undefined && widening.get(node.region)) || 0;
    graph.setNode(name, { width: Math.max(size.width, least), height: size.height });
    const region = (architecture.regions ?? []).findIndex(({ id }) => id === node.region);
    if (region >= 0) graph.setParent(name, `region ${region}`);
  }
  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const ends = links.map((link) => [indexOf.get(link.from)!, indexOf.get(link.to)!] as const);
  const isChord = (from: number, to: number) => ringOf.has(from) && ringOf.get(from) === ringOf.get(to);
  for (const [index, link] of links.entries()) {
    const [from, to] = ends[index]!;
    if (isChord(from, to)) continue;
    const size = labelSize(link) ?? { width: 0, height: 0 };
    graph.setEdge(nameOf(from), nameOf(to), { ...size, labelpos: 'c' }, `link ${index}`);
  }
  dagreLayout(graph);

  const place = (name: string): Point => {
    const { x, y } = graph.node(name);
    return { x, y };
  };
  const ways = links.map((link, index) => {
    const [from, to] = ends[index]!;
    if (isChord(from, to)) return undefined;
    const edge = graph.edge(nameOf(from), nameOf(to), `link ${index}`);
    // The first and the last point lie on the boxes of the two nodes; ports take their place.
    const via = edge.points!.slice(1, -1).map(({ x, y }) => ({ x, y }));
    const size = labelSize(link);
    if (!size) return { via };
    const at = nearestPoint(via, { x: edge.x!, y: edge.y! });
    return { via, label: { ...size, at } };
  });
  const centres = nodes.map((_, index) => frontCentre(place(nameOf(index)), sized[index]!));
  for (const [ringIndex, ring] of rings.entries()) {
    const centre = place(`ring ${ringIndex}`);
    const shape = ringShapes[ringIndex]!;
    const pulls = ringPulls(ring, centre, ends, ways, (index) => place(nameOf(index)));
    for (const [position, spot] of turnRing(shape, shape.member, pulls).entries()) {
      const member = ring[position]!;
      centres[member] = frontCentre({ x: centre.x + spot.x, y: centre.y + spot.y }, sized[member]!);
    }
  }
  return { centres, ways };
}

/** Where the links that leave a ring lead, from the centre of the ring. */
function ringPulls(
  ring: Ring,
  centre: Point,
  ends: readonly (readonly [number, number])[],
  ways: Layered['ways'],
  place: (index: number) => Point,
): Parameters<typeof turnRing>[2] {
  return ends.flatMap(([from, to], index) => {
    const way = ways[index];
    if (!way || ring.includes(from) === ring.includes(to)) return [];
    const inside = ring.includes(from) ? from : to;
    const other = place(inside === from ? to : from);
    return [{ member: ring.indexOf(inside), towards: { x: other.x - centre.x, y: other.y - centre.y } }];
  });
}

function nearestPoint(points: readonly Point[], target: Point): Point {
  return points.reduce((best, point) => (distance(point, target) < distance(best, target) ? point : best));
}

function labelLines(link: ArchitectureLink): string[] {
  const parts: string[] = [];
  if (link.label !== undefined && link.label.trim() !== '') parts.push(link.label);
  if (link.latency !== undefined) parts.push(`${formatNumber(link.latency)}\u00a0ms`);
  return parts.length === 0 ? [] : wrap(parts.join(', '), textStyles.detail, LABEL_WIDTH);
}

function labelSize(link: ArchitectureLink): { width: number; height: number } | undefined {
  const lines = labelLines(link);
  if (lines.length === 0) return undefined;
  const width = Math.ceil(Math.max(...lines.map((line) => measure(line, textStyles.detail)))) + 8;
  return { width, height: lines.length * textStyles.detail.lineHeight + 2 };
}

function placeLinks(
  architecture: Architecture,
  nodes: readonly PlacedNode[],
  layered: Layered,
  direction: Direction,
): PlacedLink[] {
  const indexOf = new Map(nodes.map(({ node }, index) => [node.id, index]));
  const turn = direction === 'right' ? (point: Point) => point : transpose;
  const turnBox = direction === 'right' ? (box: Box) => box : transposeBox;
  const routed = nodes.map(
    (node): RoutedNode => ({
      box: turnBox(node.box),
      front: turnBox(boxAround(node.centre, node.width, node.height)),
      borders: node.outlines.map((outline) => flatten(outline, 6).map(turn)),
    }),
  );
  const layeredLinks = architecture.links.flatMap((link, index) => {
    const way = layered.ways[index];
    return way ? [{ index, from: indexOf.get(link.from)!, to: indexOf.get(link.to)!, way }] : [];
  });
  const routes = routeWays(
    routed,
    layeredLinks.map(({ from, to, way }): Way => {
      const points = new Map(way.via.map((point) => [point, turn(point)]));
      const label = way.label && {
        ...(direction === 'right' ? way.label : { width: way.label.height, height: way.label.width }),
        at: points.get(way.label.at)!,
      };
      return { from, to, via: [...points.values()], label };
    }),
  );
  const curves = new Map(layeredLinks.map(({ index }, i) => [index, mapCurve(routes[i]!.curve, turn)]));
  const labelCentres = new Map(
    layeredLinks.flatMap(({ index }, i) => {
      const at = routes[i]!.labelAt;
      return at ? [[index, turn(at)] as const] : [];
    }),
  );
  const placed = architecture.links.map((link, index): PlacedLink => {
    const kind = link.kind ?? 'sync';
    const curve = curves.get(index) ?? chord(architecture, nodes, index, indexOf);
    const size = labelSize(link);
    const at = labelCentres.get(index);
    const label = size && at ? { lines: labelLines(link), box: boxAround(at, size.width, size.height) } : undefined;
    return { link, kind, curve, label };
  });
  placeAlong(placed, nodes);
  return placed;
}

/** A straight line between two members of a ring; several between the same two run side by side. */
function chord(
  architecture: Architecture,
  nodes: readonly PlacedNode[],
  index: number,
  indexOf: Map<string, number>,
): Curve {
  const link = architecture.links[index]!;
  const same = architecture.links.flatMap((other, i) =>
    [link.from, link.to].every((id) => id === other.from || id === other.to) ? [i] : [],
  );
  const [from, to] = [nodes[indexOf.get(link.from)!]!, nodes[indexOf.get(link.to)!]!];
  const length = distance(from.centre, to.centre) || 1;
  // Sideways is measured from the lower id to the higher, so that a link and its answer take different sides.
  const forward = link.from < link.to ? 1 : -1;
  const aside = (same.indexOf(index) - (same.length - 1) / 2) * 10 * forward;
  const shift = {
    x: ((from.centre.y - to.centre.y) / length) * aside,
    y: ((to.centre.x - from.centre.x) / length) * aside,
  };
  const [a, b] = [from, to].map(({ centre }) => ({ x: centre.x + shift.x, y: centre.y + shift.y })) as [Point, Point];
  const borders = (node: PlacedNode) => node.outlines.map((outline) => flatten(outline, 6));
  return {
    start: lastCrossing(borders(from), a, b) ?? a,
    steps: [{ to: lastCrossing(borders(to), b, a) ?? b }],
  };
}

/** Places what the layers did not: labels of chords, and the crosses of cut links, each where least is in the way. */
function placeAlong(links: PlacedLink[], nodes: readonly PlacedNode[]): void {
  const lines = links.map((placed) => flatten(placed.curve, 12));
  const taken = links.flatMap((placed) => (placed.label ? [placed.label.box] : []));
  const best = (index: number, width: number, height: number): Box => {
    const candidates = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82].map((share) => {
      const box = boxAround(pointAlong(lines[index]!, share), width, height);
      const blocked = [...taken, ...nodes.map((node) => node.box)].filter((other) =>
        overlap(grow(box, 2), other),
      ).length;
      const crossed = lines.filter((points, i) => i !== index && meets(points, box)).length;
      return { box, cost: blocked * 100 + crossed * 10 + Math.abs(share - 0.5) };
    });
    const { box } = candidates.reduce((least, candidate) => (candidate.cost < least.cost ? candidate : least));
    taken.push(box);
    return box;
  };
  for (const [index, placed] of links.entries()) {
    const size = labelSize(placed.link);
    if (size && !placed.label)
      placed.label = { lines: labelLines(placed.link), box: best(index, size.width, size.height) };
  }
  for (const [index, placed] of links.entries()) {
    if (placed.kind === 'cut') placed.cutAt = centreOf(best(index, CUT_BADGE * 2, CUT_BADGE * 2));
  }
}

function placeRegions(
  architecture: Architecture,
  nodes: readonly PlacedNode[],
  links: readonly PlacedLink[],
): PlacedRegion[] {
  return (architecture.regions ?? []).flatMap((region) => {
    const members = nodes.filter(({ node }) => node.region === region.id);
    if (members.length === 0) return [];
    const ids = new Set(members.map(({ node }) => node.id));
    const inside = links.filter(({ link }) => ids.has(link.from) && ids.has(link.to));
    const lines = titleLines(region);
    const content = boxOfBoxes([
      ...members.map((member) => member.box),
      ...inside.flatMap(({ curve, label }) => [boxOfPoints(flatten(curve, 8)), ...(label ? [label.box] : [])]),
    ]);
    const title = Math.max(...lines.map((line) => measure(line, textStyles.region)));
    const spare = Math.max(0, title - (content.right - content.left)) / 2;
    const box = {
      left: content.left - spare - REGION_PADDING,
      right: content.right + spare + REGION_PADDING,
      top: content.top - REGION_PADDING - lines.length * textStyles.region.lineHeight,
      bottom: content.bottom + REGION_PADDING,
    };
    return [{ region, lines, box }];
  });
}

/** Moves everything to the top left corner, and adds the legend below. */
function settle(nodes: PlacedNode[], links: PlacedLink[], regions: PlacedRegion[]): DiagramLayout {
  const all = boxOfBoxes([
    ...nodes.map((node) => node.box),
    ...regions.map((region) => region.box),
    ...links.flatMap(({ curve, label }) => [boxOfPoints(flatten(curve, 8)), ...(label ? [label.box] : [])]),
  ]);
  const move = ({ x, y }: Point): Point => ({ x: x - all.left + MARGIN, y: y - all.top + MARGIN });
  const moveBox = (box: Box): Box => {
    const [from, to] = [move({ x: box.left, y: box.top }), move({ x: box.right, y: box.bottom })];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  };
  const width = all.right - all.left + 2 * MARGIN;
  const height = all.bottom - all.top + 2 * MARGIN;
  const legend = placeLegend(links, width, height);
  const legendRight = legend.map(({ text, at }) => at.x + legendWidth(text));
  const last = legend[legend.length - 1];
  return {
    width: Math.ceil(Math.max(width, ...legendRight.map((right) => right + MARGIN))),
    height: Math.ceil(last ? last.at.y + 10 + MARGIN : height),
    nodes: nodes.map((node) => ({
      ...node,
      centre: move(node.centre),
      box: moveBox(node.box),
      outlines: node.outlines.map((outline) => mapCurve(outline, move)),
    })),
    links: links.map((link) => ({
      ...link,
      curve: mapCurve(link.curve, move),
      label: link.label && { ...link.label, box: moveBox(link.label.box) },
      cutAt: link.cutAt && move(link.cutAt),
    })),
    regions: regions.map((region) => ({ ...region, box: moveBox(region.box) })),
    legend,
  };
}

function legendWidth(text: string): number {
  return LEGEND_SAMPLE + 8 + measure(text, textStyles.detail);
}

/** A row of samples below the diagram, or several where they do not fit in its width. */
function placeLegend(links: readonly PlacedLink[], width: number, height: number): LegendItem[] {
  const used = (Object.keys(linkKinds) as LinkKind[]).filter((kind) => links.some((link) => link.kind === kind));
  if (used.every((kind) => kind === 'sync')) return [];
  let at = { x: MARGIN, y: height + 12 };
  return used.map((kind) => {
    const text = linkKinds[kind];
    if (at.x > MARGIN && at.x + legendWidth(text) > width - MARGIN) at = { x: MARGIN, y: at.y + 22 };
    const item = { kind, text, at };
    at = { x: at.x + legendWidth(text) + 26, y: at.y };
    return item;
  });
}
