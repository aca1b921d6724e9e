/** Where everything in a space–time diagram goes: one lane for each client or replica, time to the right. In pixels, and pure. */
import type { Picture, Span } from '#grading';
import { timeText } from '../grading/picture.ts';

const LANE = 58;
/** Where time begins, unless a lane has a longer name. */
const LEAST_LEFT = 72;
const TOP = 26;
const WIDTH = 480;
const BAR = 18;
/** A fair guess of a letter's width at the size of the labels. */
const LETTER = 6.3;

const lengthOf = (label: string): number => label.length * LETTER;

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export interface SpaceTimeLayout {
  width: number;
  height: number;
  bands: { box: Box; label: string; labelAt: Point }[];
  lanes: { name: string; nameAt: Point; from: Point; to: Point }[];
  /** `angle` is the direction of the head in degrees. A lost message has no head, and ends half-way. */
  arrows: { label: string; from: Point; to: Point; isLost: boolean; angle: number }[];
  spans: { box: Box; label: string; labelAt: Point; tone: NonNullable<Span['tone']> }[];
  /** The times at both ends of the axis. */
  ends: { text: string; at: Point }[];
}

export function layoutSpaceTime(picture: Picture): SpaceTimeLayout {
  const { lanes, spans, arrows, bands, unit } = picture;
  const { start, end } = timesOf(picture);
  const left = Math.max(LEAST_LEFT, ...lanes.map((name) => lengthOf(name) + 14));
  const x = (time: number): number =>
    left + ((Math.min(Math.max(time, start), end) - start) / (end - start || 1)) * WIDTH;
  const y = (lane: string): number => TOP + Math.max(0, lanes.indexOf(lane)) * LANE + LANE / 2;
  const height = TOP + lanes.length * LANE + 24;
  const below = labelsBelow(picture, x);

  const labelled = [
    ...spans.map(({ from, label, tone }) => x(from) + 2 + lengthOf(tone === 'wrong' ? `✗ ${label}` : label)),
    ...bands.map(({ from, label }) => x(from) + 4 + lengthOf(label)),
  ];

  return {
    // No label is cut, however late it begins.
    width: Math.ceil(Math.max(left + WIDTH + 30, ...labelled.map((end) => end + 6))),
    height,
    bands: bands.map(({ from, to, label }) => ({
      box: { x: x(from), y: 4, width: Math.max(2, x(to) - x(from)), height: height - 26 },
      label,
      labelAt: { x: x(from) + 4, y: 17 },
    })),
    lanes: lanes.map((name) => ({
      name,
      nameAt: { x: 4, y: y(name) + 4 },
      from: { x: left, y: y(name) },
      to: { x: left + WIDTH, y: y(name) },
    })),
    arrows: arrows.map((arrow) => {
      const isLost = arrow.receivedAt === undefined;
      const from = { x: x(arrow.sentAt), y: y(arrow.from) };
      const full = { x: x(arrow.receivedAt ?? arrow.sentAt), y: y(arrow.to) };
      const to = isLost ? { x: from.x + 10, y: (from.y + full.y) / 2 } : full;
      const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
      return { label: arrow.label, from, to, isLost, angle };
    }),
    spans: spans.map((span) => {
      const { lane, from, to = end, label, tone = 'plain' } = span;
      const middle = y(lane);
      return {
        box: { x: x(from), y: middle - BAR / 2, width: Math.max(4, x(to) - x(from)), height: BAR },
        label: tone === 'wrong' ? `✗ ${label}` : label,
        labelAt: { x: x(from) + 2, y: below.has(span) ? middle + BAR / 2 + 12 : middle - BAR / 2 - 4 },
        tone,
      };
    }),
    ends: [start, end].map((time, index) => ({
      text: timeText(time, unit),
      at: { x: left + index * WIDTH, y: height - 6 },
    })),
  };
}

/** The first and the last time in a picture; a picture in which nothing happens is one unit long. */
function timesOf({ spans, arrows, bands }: Picture): { start: number; end: number } {
  const times = [
    ...spans.flatMap(({ from, to }) => [from, to ?? from]),
    ...arrows.flatMap(({ sentAt, receivedAt }) => [sentAt, receivedAt ?? sentAt]),
    ...bands.flatMap(({ from, to }) => [from, to]),
  ].filter(Number.isFinite);
  const start = times.length === 0 ? 0 : Math.min(...times);
  return { start, end: Math.max(...times, start + 1) };
}

/** Spans whose label goes below the bar, because the one before it in the lane takes up the room above. */
function labelsBelow({ lanes, spans }: Picture, x: (time: number) => number): Set<Span> {
  const below = new Set<Span>();
  for (const lane of lanes) {
    let freeAbove = 0;
    for (const span of spans.filter((other) => other.lane === lane).sort((a, b) => a.from - b.from)) {
      if (x(span.from) < freeAbove) below.add(span);
      else freeAbove = x(span.from) + (span.label.length + 3) * LETTER;
    }
  }
  return below;
}
