/**
 * Where everything in a diagram goes: layers by dagre, rings for groups of peers, then ports, ways and labels. Pure
 * arithmetic on the notation: the same architecture always gets the same layout, in a build and in a browser.
 */

import { number } from '#words';
import {
  type Box,
  boxAround,
  boxOfBoxes,
  boxOfPoints,
  type Curve,
  centreOf,
  flatten,
  grow,
  mapCurve,
  overlap,
  type Point,
  pointAlong,
  transpose,
  transposeBox,
} from './geometry.ts';
import { type LinkKind, linkKinds } from './kinds.ts';
import { type Layers, placeInLayers, type Size } from './layers.ts';
import { fullBox, gaugeBox, outlines, roomFor, type SizedNode, sizeNode } from './node-size.ts';
import { meets, type RoutedNode, routeChord, routeSide, routeWays, type Way } from './routes.ts';
import { measure, textStyles, wrap } from './text.ts';
import type { Architecture, ArchitectureLink, Direction, Region } from './types.ts';

export interface PlacedNode extends SizedNode {
  /** The centre of the front copy. */
  centre: Point;
  /** The front copy and those behind it. */
  box: Box;
  /** The borders of all copies, the front one last. */
  outlines: Curve[];
  /** Where a running system shows how the node is, if room was asked for. */
  gauge?: Box;
}

export interface PlacedLink {
  link: ArchitectureLink;
  kind: LinkKind;
  /** From the border of one node to the border of the other. */
  curve: Curve;
  /** The same as a line of short straight pieces. */
  line: readonly Point[];
  label?: { lines: string[]; box: Box };
  /** Where the cross of a cut link is drawn. */
  cutAt?: Point;
}

export interface PlacedRegion {
  region: Region;
  lines: string[];
  box: Box;
  /** The box of the title, which stands in the top corner where fewer links pass. */
  title: Box;
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
/** Longer links where requests are seen to move along them, and room below for what falls away. */
const GAUGE_LAYER_GAP = 30;
const GAUGE_FOOT = 22;
const REGION_PADDING = 14;
const LABEL_WIDTH = 104;
const REGION_TITLE_WIDTH = 240;
/** The width of the sample line in a legend. */
export const LEGEND_SAMPLE = 38;
/** Half the size of the mark on a cut link. */
export const CUT_MARK = 9;

/** Lays out an architecture that has no errors, as `validate` finds them. `gauges` has the heights of the room that nodes keep for one, by their ids. */
export function layoutDiagram(
  architecture: Architecture,
  direction: Direction = 'right',
  gauges: ReadonlyMap<string, number> = new Map(),
): DiagramLayout {
  const sized = architecture.nodes.map((node) => {
    const gauge = gauges.get(node.id);
    return sizeNode(node, { isTerse: gauges.size > 0, ...(gauge !== undefined && { gauge }) });
  });
  const layers = placeWithTitles(architecture, sized, direction, gauges.size > 0 ? GAUGE_LAYER_GAP : 0);
  const nodes = sized.map((node, index): PlacedNode => {
    const centre = layers.centres[index]!;
    return { ...node, centre, box: fullBox(centre, node), outlines: outlines(centre, node) };
  });
  const links = placeLinks(architecture, nodes, layers, direction);
  return settle(nodes, links, placeRegions(architecture, nodes, links), gauges);
}

/** Lays out twice where a region turns out narrower than its title. */
function placeWithTitles(
  architecture: Architecture,
  sized: readonly SizedNode[],
  direction: Direction,
  extraLayerGap: number,
): Layers {
  const regions = architecture.regions ?? [];
  const sizes = sized.map(roomFor);
  const input = {
    architecture,
    direction,
    extraLayerGap,
    sizes,
    labels: architecture.links.map(labelSize),
    extraGap: Math.max(0, ...regions.map((region) => titleLines(region).length - 1)) * textStyles.region.lineHeight,
  };
  const layers = placeInLayers({ ...input, leastWidths: new Map() });
  const leastWidths = new Map<string, number>();
  for (const region of regions) {
    const members = architecture.nodes.flatMap((node, index) => (node.region === region.id ? [index] : []));
    if (members.length === 0) continue;
    const content = boxOfBoxes(members.map((index) => boxAround(layers.centres[index]!, sizes[index]!.width, 0)));
    const title = titleWidth(titleLines(region));
    if (title > content.right - content.left) leastWidths.set(region.id, title);
  }
  return leastWidths.size === 0 ? layers : placeInLayers({ ...input, leastWidths });
}

function titleLines(region: Region): string[] {
  return wrap(region.label, textStyles.region, REGION_TITLE_WIDTH);
}

function titleWidth(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => measure(line, textStyles.region)));
}

function labelLines(link: ArchitectureLink): string[] {
  const parts: string[] = [];
  if (link.label !== undefined && link.label.trim() !== '') parts.push(link.label);
  if (link.latency !== undefined) parts.push(`${number(link.latency)}\u00a0ms`);
  return parts.length === 0 ? [] : wrap(parts.join(', '), textStyles.detail, LABEL_WIDTH);
}

function labelSize(link: ArchitectureLink): Size | undefined {
  const lines = labelLines(link);
  if (lines.length === 0) return undefined;
  const width = Math.ceil(Math.max(...lines.map((line) => measure(line, textStyles.detail)))) + 8;
  return { width, height: lines.length * textStyles.detail.lineHeight + 2 };
}

function placeLinks(
  architecture: Architecture,
  nodes: readonly PlacedNode[],
  { placements }: Layers,
  direction: Direction,
): PlacedLink[] {
  const turn = direction === 'right' ? (point: Point) => point : transpose;
  const turnBox = direction === 'right' ? (box: Box) => box : transposeBox;
  const indexOf = new Map(nodes.map(({ node }, index) => [node.id, index]));
  const routed = nodes.map(
    (node): RoutedNode => ({
      box: turnBox(node.box),
      front: turnBox(boxAround(node.centre, node.width, node.height)),
      borders: node.outlines.map((outline) => flatten(outline, 6).map(turn)),
    }),
  );
  const ends = architecture.links.map((link) => ({ from: indexOf.get(link.from)!, to: indexOf.get(link.to)! }));
  const layered = placements.flatMap((placement, index) =>
    placement.by === 'layers' ? [{ index, way: turnWay({ ...ends[index]!, ...placement }, direction) }] : [],
  );
  const routes = routeWays(
    routed,
    layered.map(({ way }) => way),
  );
  const routeOf = new Map(layered.map(({ index }, i) => [index, routes[i]!]));
  const placed = architecture.links.map((link, index): PlacedLink => {
    const { from, to } = ends[index]!;
    const [start, end] = [routed[from]!, routed[to]!];
    const route = routeOf.get(index) ?? {
      curve:
        placements[index]!.by === 'ring'
          ? routeChord(start, end, sideBySide(architecture.links, index, true))
          : routeSide(routed, start, end, sideBySide(architecture.links, index, false)),
    };
    const size = labelSize(link);
    const at = route.labelAt && turn(route.labelAt);
    const label = size && at ? { lines: labelLines(link), box: boxAround(at, size.width, size.height) } : undefined;
    return { link, kind: link.kind ?? 'sync', curve: mapCurve(route.curve, turn), line: [], label };
  });
  placeAlong(placed, nodes, placeRegions(architecture, nodes, placed));
  return placed;
}

function turnWay({ from, to, via, label, gates }: Way, direction: Direction): Way {
  if (direction === 'right') return { from, to, via, label, gates };
  const points = new Map(via.map((point) => [point, transpose(point)]));
  return {
    from,
    to,
    via: [...points.values()],
    label: label && { width: label.height, height: label.width, at: points.get(label.at)! },
    gates: { start: gates?.start && transpose(gates.start), end: gates?.end && transpose(gates.end) },
  };
}

/** How far to move a straight link aside, where several join the same two nodes; `turning` if it counts from its start. */
function sideBySide(links: readonly ArchitectureLink[], index: number, turning: boolean): number {
  const link = links[index]!;
  const same = links.flatMap((other, i) =>
    [link.from, link.to].every((id) => id === other.from || id === other.to) ? [i] : [],
  );
  const gap = Math.max(12, ...same.map((i) => (labelSize(links[i]!)?.height ?? 0) + 4));
  const aside = (same.indexOf(index) - (same.length - 1) / 2) * gap;
  // What lies to the right of one direction lies to the left of the other.
  return turning && link.from > link.to ? -aside : aside;
}

/** Places what the layers did not: labels of chords, and the crosses of cut links, each where least is in the way. */
function placeAlong(links: PlacedLink[], nodes: readonly PlacedNode[], regions: readonly PlacedRegion[]): void {
  const lines = links.map((placed) => flatten(placed.curve, 12));
  const taken = links.flatMap((placed) => (placed.label ? [placed.label.box] : []));
  const borders = regions.map(({ box: { left, top, right, bottom } }) =>
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
      [left, top],
    ].map(([x, y]) => ({ x: x!, y: y! })),
  );
  const best = (index: number, width: number, height: number): Box => {
    const candidates = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82].map((share) => {
      const box = boxAround(pointAlong(lines[index]!, share), width, height);
      const blocked = [...taken, ...nodes.map((node) => node.box)].filter((other) =>
        overlap(grow(box, 2), other),
      ).length;
      const crossed = lines.filter((points, i) => i !== index && meets(points, box)).length;
      const onBorder = borders.filter((points) => meets(points, box)).length;
      return { box, cost: blocked * 100 + crossed * 10 + onBorder * 5 + Math.abs(share - 0.5) };
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
    if (placed.kind === 'cut') placed.cutAt = centreOf(best(index, CUT_MARK * 2, CUT_MARK * 2));
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
    const width = titleWidth(lines);
    const height = lines.length * textStyles.region.lineHeight;
    const spare = Math.max(0, width - (content.right - content.left)) / 2;
    const box = {
      left: content.left - spare - REGION_PADDING,
      right: content.right + spare + REGION_PADDING,
      top: content.top - REGION_PADDING - height,
      bottom: content.bottom + REGION_PADDING,
    };
    const top = box.top + 7;
    const corners = [box.left + 12 + width / 2, box.right - 12 - width / 2].map((x) =>
      boxAround({ x, y: top + height / 2 }, width, height),
    ) as [Box, Box];
    const [passesLeft, passesRight] = corners.map(
      (corner) => links.filter(({ curve }) => meets(flatten(curve, 12), corner)).length,
    ) as [number, number];
    return [{ region, lines, box, title: passesRight < passesLeft ? corners[1] : corners[0] }];
  });
}

/** Moves everything to the top left corner, and adds the legend below. */
function settle(
  nodes: PlacedNode[],
  links: PlacedLink[],
  regions: PlacedRegion[],
  gauges: ReadonlyMap<string, number>,
): DiagramLayout {
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
  const height = all.bottom - all.top + 2 * MARGIN + (gauges.size > 0 ? GAUGE_FOOT : 0);
  // Where systems run, what is drawn beside the picture explains its lines.
  const legend = gauges.size > 0 ? [] : placeLegend(links, width, height);
  const legendRight = legend.map(({ text, at }) => at.x + legendWidth(text));
  const last = legend[legend.length - 1];
  return {
    width: Math.ceil(Math.max(width, ...legendRight.map((right) => right + MARGIN))),
    height: Math.ceil(last ? last.at.y + 10 + MARGIN : height),
    nodes: nodes.map((node) => ({
      ...node,
      ...(gauges.has(node.node.id) ? { gauge: gaugeBox(move(node.centre), node) } : {}),
      centre: move(node.centre),
      box: moveBox(node.box),
      outlines: node.outlines.map((outline) => mapCurve(outline, move)),
    })),
    links: links.map((link) => ({
      ...link,
      curve: mapCurve(link.curve, move),
      line: flatten(mapCurve(link.curve, move), 12),
      label: link.label && { ...link.label, box: moveBox(link.label.box) },
      cutAt: link.cutAt && move(link.cutAt),
    })),
    regions: regions.map((region) => ({ ...region, box: moveBox(region.box), title: moveBox(region.title) })),
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
