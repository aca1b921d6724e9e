/** What is written in a node and how large that makes it. */

import { counted, number, percent } from '#words';
import { type Box, boxAround, type Curve, mapCurve, type Point } from './geometry.ts';
import { nodeKinds } from './kinds.ts';
import { shapes } from './shapes.ts';
import { measure, textStyles, wrap } from './text.ts';
import type { ArchitectureNode } from './types.ts';
import { nameSaysKind, nodeName } from './words.ts';

export interface NodeLine {
  text: string;
  /** A gauge is room that is kept free for what a running system shows in the node. */
  role: 'name' | 'kind' | 'number' | 'note' | 'gauge';
  /** Printed after the text, in the accent colour: '× 3'. */
  replicas?: string;
  /** The height of a gauge, in pixels. */
  height?: number;
}

export interface SizedNode {
  node: ArchitectureNode;
  lines: NodeLine[];
  /** The size of the front copy. */
  width: number;
  height: number;
  /** How far below the centre of the front copy the text is centred. */
  textY: number;
  /** Copies drawn behind the front one. */
  copiesBehind: number;
}

/** How far each copy behind stands out, to the right and upwards. */
export const COPY_OFFSET = 5;

const NAME_WIDTH = 132;
const DETAIL_WIDTH = 140;
const SMALLEST_TEXT = 64;

/** The width of the room that is kept for a gauge. */
const GAUGE_WIDTH = 116;

/**
 * `gauge` is the height of the room to keep for what a running system shows, in pixels. Where systems run, `isTerse`, a node says less: its
 * shape tells its kind, and its figures share a line, so that a large picture is still read on one screen.
 */
export function sizeNode(node: ArchitectureNode, { gauge, isTerse }: { gauge?: number; isTerse: boolean }): SizedNode {
  const lines = isTerse ? fewLinesOf(node) : linesOf(node);
  if (gauge !== undefined) lines.push({ text: '', role: 'gauge', height: gauge });
  const least = gauge === undefined ? SMALLEST_TEXT : GAUGE_WIDTH;
  const widest = Math.max(...lines.map((line) => measure(lineText(line), lineStyle(line))), least);
  const shape = shapes[nodeKinds[node.kind].shape];
  const size = shape.fit(
    widest,
    lines.reduce((sum, line) => sum + lineStyle(line).lineHeight, 0),
  );
  return { node, lines, ...size, copiesBehind: Math.min(2, (node.replicas ?? 1) - 1) };
}

export function lineStyle(line: NodeLine) {
  if (line.role === 'gauge') return { ...textStyles.detail, lineHeight: line.height ?? 0 };
  return line.role === 'name' ? textStyles.name : textStyles.detail;
}

/** The line as one text, as it is measured. */
function lineText({ text, replicas }: NodeLine): string {
  return replicas === undefined ? text : `${text} ${replicas}`.trim();
}

function linesOf(node: ArchitectureNode): NodeLine[] {
  const lines = nameLines(node);
  const replicas = replicasText(node);
  const kind = nameSaysKind(node) ? '' : nodeKinds[node.kind].label;
  if (kind !== '' || replicas !== undefined) lines.push({ text: kind, role: 'kind', replicas });
  for (const text of figuresOf(node, 'requests/s')) lines.push({ text, role: 'number' });
  return [...lines, ...noteLines(node)];
}

function fewLinesOf(node: ArchitectureNode): NodeLine[] {
  const lines = nameLines(node);
  const replicas = replicasText(node);
  if (replicas !== undefined) lines.push({ ...lines.pop()!, replicas });
  const figures = figuresOf(node, 'a second');
  for (const text of wrapParts(figures, DETAIL_WIDTH)) lines.push({ text, role: 'number' });
  return [...lines, ...noteLines(node)];
}

/** Parts of a list in as few lines as hold them, none of them broken. */
function wrapParts(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = lines.length > 0 ? `${lines.at(-1)}, ${part}` : part;
    if (lines.length > 0 && measure(longer, textStyles.detail) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

function nameLines(node: ArchitectureNode): NodeLine[] {
  return wrap(nodeName(node), textStyles.name, NAME_WIDTH).map((text) => ({ text, role: 'name' }));
}

function replicasText({ replicas = 1 }: ArchitectureNode): string | undefined {
  return replicas > 1 ? `× ${number(replicas)}` : undefined;
}

function noteLines({ note = '' }: ArchitectureNode): NodeLine[] {
  return note.trim() === '' ? [] : wrap(note, textStyles.detail, DETAIL_WIDTH).map((text) => ({ text, role: 'note' }));
}

function figuresOf(node: ArchitectureNode, rate: string): string[] {
  const each = replicasText(node) === undefined ? '' : ' each';
  const figures: string[] = [];
  if (node.capacity !== undefined) figures.push(`${number(node.capacity)} ${rate}${each}`);
  if (node.latency !== undefined) figures.push(`${number(node.latency)} ms`);
  if (node.items !== undefined) figures.push(`${number(node.items)} items${each}`);
  if (node.timeToLive !== undefined) figures.push(`${number(node.timeToLive)} ms to live`);
  if (node.partitions !== undefined) figures.push(counted(node.partitions, 'partition'));
  if (node.concurrency !== undefined) figures.push(`at most ${counted(node.concurrency, 'instance')}`);
  if (node.autoscale !== undefined) {
    const { minimum, maximum, target } = node.autoscale;
    figures.push(`${minimum} to ${maximum}, target ${percent(target, 2)}`);
  }
  return figures;
}

/** The room of the gauge of a node whose front copy is centred there: its last line. */
export function gaugeBox(centre: Point, { lines, textY }: SizedNode): Box {
  const height = lines.reduce((sum, line) => sum + lineStyle(line).lineHeight, 0);
  const bottom = centre.y + textY + height / 2;
  const own = lines.at(-1)?.height ?? 0;
  return boxAround({ x: centre.x, y: bottom - own / 2 }, GAUGE_WIDTH, own);
}

/**
 * The room to keep for a node: the copies behind it stand out on two sides, but as much is kept free on the other two,
 * so that the front copies of nodes in a row are level.
 */
export function roomFor({ width, height, copiesBehind }: SizedNode): { width: number; height: number } {
  return { width: width + 2 * copiesBehind * COPY_OFFSET, height: height + 2 * copiesBehind * COPY_OFFSET };
}

/** The box round the front copy and those behind it. */
export function fullBox(front: Point, { width, height, copiesBehind }: SizedNode): Box {
  const box = boxAround(front, width, height);
  return { ...box, right: box.right + copiesBehind * COPY_OFFSET, top: box.top - copiesBehind * COPY_OFFSET };
}

/** The outlines of all copies, the front one last. */
export function outlines(front: Point, { node, width, height, copiesBehind }: SizedNode): Curve[] {
  const shape = shapes[nodeKinds[node.kind].shape];
  return Array.from({ length: copiesBehind + 1 }, (_, index) => {
    const shift = (copiesBehind - index) * COPY_OFFSET;
    const outline = (shift > 0 && shape.outlineBehind ? shape.outlineBehind : shape.outline)(width, height);
    return mapCurve(outline, ({ x, y }) => ({ x: x + front.x + shift, y: y + front.y - shift }));
  });
}
