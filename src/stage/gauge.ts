/** What a node shows of itself while a scene runs: those that wait, a cell for each copy with its headroom line, and a line of text. */

import type { CopyView, NodeTrack, Recording } from '#scene';
import { number } from '#words';
import { FEW_WAITING, QUEUE_ROWS, queueHeight } from './waiting.ts';

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

export const CELL_HEIGHT = 26;
const WIDEST_CELL = 24;
/** The share of a machine that it should not use more than. */
export const HEADROOM = 0.7;
const TEXT_HEIGHT = 18;
/** A machine's use is what it was on average lately: so many samples, so that eyes can follow it. */
export const LATELY = 12;
const GAP = 3;
/** More cells than this cannot be told apart: each then stands for several copies. */
const MOST_CELLS = 28;

/** What there is room for in a gauge. */
interface GaugeParts {
  /** The rows of its queue, none where nobody ever waits. */
  queue: number;
  cells: boolean;
}

function partsOf({ architecture }: Recording, track: NodeTrack, node: number): GaugeParts {
  const { kind, capacity } = architecture.nodes[node]!;
  const canWait = capacity !== undefined || kind === 'queue' || kind === 'topic';
  const most = track.waiting.reduce((one, other) => Math.max(one, other), 0);
  // Where a queue is not what it is about, and stays short, a large picture is read better without room for a long one.
  const queue = canWait || most > FEW_WAITING ? QUEUE_ROWS : most > 0 ? 2 : 0;
  return { queue, cells: track.copies > 0 };
}

/** Where in the box of a node's gauge its queue stands, and its cells. */
export function gaugePlaces(recording: Recording, node: number, box: GaugeBox) {
  const track = recording.nodes[node];
  const { queue, cells } = track ? partsOf(recording, track, node) : { queue: 0, cells: false };
  const top = box.top + queueHeight(queue);
  return {
    queue: queue > 0 ? { left: box.left, right: box.right, bottom: top, rows: queue } : undefined,
    cells: cells ? { ...box, top } : undefined,
  };
}

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

/** The words under the cells. `oldest` is the age in ms of the one that has waited longest, if that is known. */
export function gaugeText({ waiting, text, oldest = 0 }: { waiting: number; text: string; oldest?: number }): string {
  if (text !== '') return text;
  if (waiting === 0) return '';
  return `${number(waiting)} waiting${oldest >= 100 ? `, ${number(oldest / 1000, 1)} s` : ''}`;
}

/** The nodes that show how they are, and how much room each needs for it, in pixels. */
export function gaugesOf(recording: Recording): ReadonlyMap<string, number> {
  return new Map(
    recording.architecture.nodes.flatMap(({ id }, index) => {
      const track = recording.nodes[index];
      if (!track) return [];
      const { queue, cells } = partsOf(recording, track, index);
      return [[id, TEXT_HEIGHT + (cells ? CELL_HEIGHT + 6 : 0) + queueHeight(queue)] as const];
    }),
  );
}

/** The same as text, to tell whether a picture has the room that a recording needs. */
export function roomsText(recording: Recording): string {
  return [...gaugesOf(recording).values()].join();
}

/** How many copies of a node are there at a moment: starting, serving or down. */
export function copiesThere(copies: readonly CopyView[]): number {
  return copies.filter(({ state }) => state !== 'off').length;
}
