/** What a node shows of itself while a scene runs: a cell for each copy, and a line of text. */

import type { CopyView, Recording } from '#scene';
import { number } from '#words';

export interface GaugeBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Cell extends CopyView {
  /** The place of the copy among all copies of its node, from 0; the first of them where a cell stands for several. */
  place: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

const CELL_HEIGHT = 16;
const WIDEST_CELL = 22;
const GAP = 3;
/** More cells than this cannot be told apart: each then stands for several copies. */
const MOST_CELLS = 28;

/** The cells of the copies that are there, in a row. */
export function cellsOf(copies: readonly CopyView[], { left, top, right }: GaugeBox): Cell[] {
  const there = grouped(copies.map((copy, place) => ({ ...copy, place })).filter(({ state }) => state !== 'off'));
  if (there.length === 0) return [];
  const room = right - left - 4;
  // However often neighbours differ, some of each cell is seen.
  const gap = there.length > MOST_CELLS ? room / (4 * there.length) : there.length > 14 ? 1 : GAP;
  const width = Math.min(WIDEST_CELL, (room - gap * (there.length - 1)) / there.length);
  const start = (left + right - there.length * width - gap * (there.length - 1)) / 2;
  return there.map((copy, index) => ({
    ...copy,
    x: start + index * (width + gap),
    y: top + 3,
    width,
    height: CELL_HEIGHT,
  }));
}

/** Neighbours of one state together, where there are too many for a cell each. */
function grouped<Copy extends CopyView>(copies: readonly Copy[]): Copy[] {
  const size = Math.ceil(copies.length / MOST_CELLS);
  if (size <= 1) return [...copies];
  const groups: Copy[][] = [];
  for (const copy of copies) {
    const last = groups.at(-1);
    if (last && last.length < size && last[0]!.state === copy.state) last.push(copy);
    else groups.push([copy]);
  }
  return groups.map((group) => ({
    ...group[0]!,
    busy: group.reduce((sum, { busy }) => sum + busy, 0) / group.length,
  }));
}

/** The words under the cells. */
export function gaugeText({ waiting, text }: { waiting: number; text: string }): string {
  if (text !== '') return text;
  return waiting > 0 ? `${number(waiting)} waiting` : '';
}

/** The nodes that show how they are. */
export function gaugesOf({ architecture, nodes }: Recording): ReadonlySet<string> {
  return new Set(architecture.nodes.flatMap(({ id }, index) => (nodes[index] ? [id] : [])));
}
