/**
 * Turns a layout into SVG. Only classes are written: every colour and face comes from `diagram.css`, because the
 * site's content security policy forbids inline styles and because readers choose light or dark.
 */

import { hashOfText } from '../simulation/random/hash.ts';
import { summary } from './describe.ts';
import { type Box, mapCurve, type Point, pathData, tenth } from './geometry.ts';
import { wordOf } from './id-word.ts';
import { type LinkKind, nodeKinds } from './kinds.ts';
import {
  CUT_MARK,
  type DiagramLayout,
  LEGEND_SAMPLE,
  type LegendItem,
  layoutDiagram,
  type PlacedLink,
  type PlacedNode,
  type PlacedRegion,
} from './layout.ts';
import { lineStyle } from './node-size.ts';
import { shapes } from './shapes.ts';
import { escapeXml, textStyles } from './text.ts';
import type { Architecture, Direction } from './types.ts';

export interface DrawOptions {
  /** `right` when left out. */
  direction?: Direction;
  /** How high the room is, in pixels, that nodes keep for what a running system shows in them, by their ids: found again by `data-gauge`. */
  gauges?: ReadonlyMap<string, number>;
  /** Put before every id in the SVG; needed only where one page draws the same architecture twice. */
  idPrefix?: string;
}

/**
 * The architecture as an SVG element at its natural size. It carries its title and a summary for assistive
 * technology; `describe` has the whole in words.
 *
 * Nodes and links can be found again by `data-node` (the id as one word, `wordOf`) and `data-link` (the index in `links`).
 *
 * Expects an architecture without errors, as `validate` finds them: whoever is handed one asks that first. So a page that draws
 * what was checked elsewhere does not load the checks.
 */
export function drawDiagram(architecture: Architecture, options: DrawOptions = {}): string {
  const { direction = 'right', idPrefix = 'diagram', gauges } = options;
  const layout = layoutDiagram(architecture, direction, gauges);
  const id = `${idPrefix}-${hashOfText(JSON.stringify([direction, architecture])).toString(36)}`;
  const parts = [
    `<title id="${escapeXml(id)}-title">${escapeXml(architecture.title)}</title>`,
    `<desc id="${escapeXml(id)}-desc">${escapeXml(summary(architecture))}</desc>`,
    markers(id, layout),
    ...layout.regions.map(drawRegion),
    ...layout.links.map((link, index) => drawLink(link, index, id)),
    ...layout.regions.map(drawRegionTitle),
    ...layout.links.map(drawLinkLabel),
    ...layout.nodes.map(drawNode),
    ...layout.links.map(drawCut),
    ...layout.legend.map((item) => drawLegendItem(item, id)),
  ];
  const { width, height } = layout;
  const attributes = [
    'xmlns="http://www.w3.org/2000/svg"',
    'class="diagram"',
    `viewBox="0 0 ${width} ${height}"`,
    `width="${width}"`,
    `height="${height}"`,
    'role="img"',
    `aria-labelledby="${escapeXml(id)}-title"`,
    `aria-describedby="${escapeXml(id)}-desc"`,
  ];
  return `<svg ${attributes.join(' ')}>${parts.filter((part) => part !== '').join('')}</svg>`;
}

function drawRegion({ region, box }: PlacedRegion): string {
  return `<rect class="diagram-region" data-region="${wordOf(region.id)}" ${rectangle(box)} rx="10"/>`;
}

function drawRegionTitle({ lines, title }: PlacedRegion): string {
  const { lineHeight } = textStyles.region;
  return lines
    .map((line, index) => text('diagram-region-title', { x: title.left, y: title.top + 12 + index * lineHeight }, line))
    .join('');
}

function drawLink({ link, kind, curve }: PlacedLink, index: number, id: string): string {
  const ends = `data-from="${wordOf(link.from)}" data-to="${wordOf(link.to)}"`;
  return `<path class="diagram-link diagram-link-${kind}" data-link="${index}" ${ends} d="${pathData(curve)}"${markerEnd(kind, id)}/>`;
}

function drawLinkLabel({ label }: PlacedLink): string {
  if (!label) return '';
  const middle = (label.box.left + label.box.right) / 2;
  const { lineHeight } = textStyles.detail;
  const lines = label.lines.map((line, index) =>
    text('diagram-link-label', { x: middle, y: label.box.top + 13 + index * lineHeight }, line),
  );
  return `<rect class="diagram-link-label-back" ${rectangle(label.box)} rx="4"/>${lines.join('')}`;
}

function drawCut({ cutAt }: PlacedLink): string {
  if (!cutAt) return '';
  const { x, y } = cutAt;
  const arm = CUT_MARK * 0.45;
  const cross = [
    [-arm, -arm, arm, arm],
    [-arm, arm, arm, -arm],
  ].map(([a, b, c, d]) => `M${tenth(x + a!)} ${tenth(y + b!)}L${tenth(x + c!)} ${tenth(y + d!)}`);
  return `<circle class="diagram-cut-back" cx="${tenth(x)}" cy="${tenth(y)}" r="${CUT_MARK}"/><path class="diagram-cut" d="${cross.join('')}"/>`;
}

function drawNode(placed: PlacedNode): string {
  const { node, centre, lines } = placed;
  const { shape, stateful } = nodeKinds[node.kind];
  const kindClass = `diagram-node-${node.kind}${stateful ? ' diagram-node-stateful' : ''}`;
  // From its own centre, a shape reads the same wherever it stands: a page with many of them compresses well.
  const fromCentre = ({ x, y }: Point): Point => ({ x: x - centre.x, y: y - centre.y });
  const place = `transform="translate(${tenth(centre.x)} ${tenth(centre.y)})"`;
  const copies = placed.outlines.map(
    (outline) => `<path class="diagram-shape" ${place} d="${pathData(mapCurve(outline, fromCentre))}Z"/>`,
  );
  const { inside, dashed } = shapes[shape];
  const details = [
    shapeLine('diagram-shape-line', inside(placed.width, placed.height), centre),
    shapeLine('diagram-shape-line diagram-shape-dashed', dashed?.(placed.width, placed.height) ?? '', centre),
  ].join('');
  const height = lines.reduce((sum, line) => sum + lineStyle(line).lineHeight, 0);
  let top = centre.y + placed.textY - height / 2;
  const words = lines.map((line) => {
    const style = lineStyle(line);
    // Letters reach from about 0.74 of their size above the baseline to 0.2 below it.
    const baseline = top + style.lineHeight / 2 + style.size * 0.35;
    top += style.lineHeight;
    const at = { x: centre.x, y: baseline };
    if (line.role === 'gauge') return placed.gauge ? drawGauge(node.id, placed.gauge) : '';
    if (line.replicas === undefined) return text(`diagram-${line.role}`, at, line.text);
    const count = `<tspan class="diagram-replicas">${escapeXml(line.replicas)}</tspan>`;
    return `<text class="diagram-${line.role}" ${position(at)}>${line.text === '' ? '' : `${escapeXml(line.text)} `}${count}</text>`;
  });
  return `<g class="diagram-node ${kindClass}" data-node="${wordOf(node.id)}">${copies.join('')}${details}${words.join('')}</g>`;
}

function drawGauge(id: string, box: Box): string {
  return `<rect class="diagram-gauge" data-gauge="${wordOf(id)}" ${rectangle(box)}/>`;
}

function shapeLine(className: string, path: string, { x, y }: Point): string {
  if (path === '') return '';
  return `<path class="${className}" transform="translate(${tenth(x)} ${tenth(y)})" d="${path}"/>`;
}

function drawLegendItem({ kind, text: words, at }: LegendItem, id: string): string {
  const line = `M${tenth(at.x)} ${tenth(at.y)}L${tenth(at.x + LEGEND_SAMPLE)} ${tenth(at.y)}`;
  const cut = kind === 'cut' ? { x: at.x + LEGEND_SAMPLE / 2, y: at.y } : undefined;
  const sample = `<path class="diagram-link diagram-link-${kind} diagram-legend-sample" d="${line}"${markerEnd(kind, id)}/>`;
  const label = text('diagram-legend', { x: at.x + LEGEND_SAMPLE + 8, y: at.y + 4 }, words);
  return sample + (cut ? drawCut({ cutAt: cut } as PlacedLink) : '') + label;
}

/** One arrowhead for each kind of link in use: a full one for calls, an open one for messages, a small one for copies. */
function markers(id: string, layout: DiagramLayout): string {
  const heads: Partial<Record<LinkKind, string>> = {
    sync: '<path class="diagram-head diagram-head-sync" d="M0 0L10 5L0 10Z"/>',
    async: '<path class="diagram-head diagram-head-async" d="M1 0.5L9.5 5L1 9.5"/>',
    replication: '<path class="diagram-head diagram-head-replication" d="M2 1.5L10 5L2 8.5Z"/>',
  };
  const used = Object.entries(heads).filter(([kind]) => layout.links.some((link) => link.kind === kind));
  if (used.length === 0) return '';
  const box = 'viewBox="0 0 10 10" markerWidth="10" markerHeight="10" refX="9.5" refY="5" orient="auto"';
  const drawn = used.map(
    ([kind, head]) => `<marker id="${escapeXml(id)}-${kind}" ${box} markerUnits="userSpaceOnUse">${head}</marker>`,
  );
  return `<defs>${drawn.join('')}</defs>`;
}

function markerEnd(kind: LinkKind, id: string): string {
  return kind === 'cut' ? '' : ` marker-end="url(#${escapeXml(id)}-${kind})"`;
}

function text(className: string, at: Point, words: string): string {
  return `<text class="${className}" ${position(at)}>${escapeXml(words)}</text>`;
}

function position({ x, y }: Point): string {
  return `x="${tenth(x)}" y="${tenth(y)}"`;
}

function rectangle({ left, top, right, bottom }: Box): string {
  return `${position({ x: left, y: top })} width="${tenth(right - left)}" height="${tenth(bottom - top)}"`;
}
