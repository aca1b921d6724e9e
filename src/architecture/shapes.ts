/**
 * The outlines of nodes: one simple shape for each thing that people draw on whiteboards. A shape says how large it
 * must be to hold its text, where its border runs, and which lines are drawn inside it. Coordinates start at its centre.
 */

import { type Curve, mapCurve, type Point, pathData, quarter, roundedOutline } from './geometry.ts';
import type { ShapeName } from './kinds.ts';

export interface Shape {
  /** The size that holds a block of text, and how far below the centre that block is centred. */
  fit(textWidth: number, textHeight: number): { width: number; height: number; textY: number };
  outline(width: number, height: number): Curve;
  /** The outline of copies that stand behind, where it is not the same. */
  outlineBehind?(width: number, height: number): Curve;
  /** Path data of the lines inside the outline; empty for a plain shape. */
  inside(width: number, height: number): string;
  /** The same for dashed lines. */
  dashed?(width: number, height: number): string;
}

/** A shape that keeps the given room free on each side of its text. */
function withRoom(room: { x: number; top: number; bottom: number }, drawing: Partial<Omit<Shape, 'fit'>>): Shape {
  return {
    fit: (textWidth, textHeight) => ({
      width: Math.ceil(textWidth) + 2 * room.x,
      height: Math.ceil(textHeight) + room.top + room.bottom,
      textY: (room.top - room.bottom) / 2,
    }),
    outline: (width, height) => rectangle(width, height, 7),
    inside: () => '',
    ...drawing,
  };
}

function rectangle(width: number, height: number, radius: number): Curve {
  const [x, y] = [width / 2, height / 2];
  return roundedOutline([at(-x, -y), at(x, -y), at(x, y), at(-x, y)], radius);
}

function at(x: number, y: number): Point {
  return { x, y };
}

function line(from: Point, to: Point): string {
  return pathData({ start: from, steps: [{ to }] });
}

/** A small circle: a lamp, a button. */
function dot(x: number, y: number): string {
  return pathData(rounded(x, y, 1.3));
}

function rounded(x: number, y: number, radius: number): Curve {
  const corners = [
    at(x - radius, y - radius),
    at(x + radius, y - radius),
    at(x + radius, y + radius),
    at(x - radius, y + radius),
  ];
  return roundedOutline(corners, radius);
}

/** Half the height of a cylinder's lid. */
const LID = 6;

function cylinder(width: number, height: number): Curve {
  const [x, y] = [width / 2, height / 2];
  return {
    start: at(-x, -y + LID),
    steps: [
      quarter(at(-x, -y + LID), at(0, -y), 'y'),
      quarter(at(0, -y), at(x, -y + LID), 'x'),
      { to: at(x, y - LID) },
      quarter(at(x, y - LID), at(0, y), 'y'),
      quarter(at(0, y), at(-x, y - LID), 'x'),
      { to: at(-x, -y + LID) },
    ],
  };
}

/** The front half of a cylinder's rim, `y` below the centre at its ends. */
function rim(width: number, y: number): string {
  const x = width / 2;
  return pathData({
    start: at(-x, y),
    steps: [quarter(at(-x, y), at(0, y + LID), 'y'), quarter(at(0, y + LID), at(x, y), 'x')],
  });
}

/** Rows of log segments along the bottom; `ends` says how far each row is written, from 0 to 1. */
const ROW = 9;

function segments(width: number, height: number, ends: readonly number[]): string {
  const inset = 9;
  const full = width - 2 * inset;
  const cell = full / 8;
  return ends
    .map((end, index) => {
      const bottom = height / 2 - 8 - (ends.length - 1 - index) * (ROW + 2);
      const top = bottom - ROW;
      const left = -width / 2 + inset;
      const cells = Math.max(1, Math.round(end * 8));
      const right = left + cells * cell;
      const border = roundedOutline([at(left, top), at(right, top), at(right, bottom), at(left, bottom)], 1.5);
      const ticks = Array.from({ length: cells - 1 }, (_, i) =>
        line(at(left + (i + 1) * cell, top), at(left + (i + 1) * cell, bottom)),
      );
      return pathData(border) + ticks.join('');
    })
    .join('');
}

export const shapes: Record<ShapeName, Shape> = {
  screen: withRoom(
    { x: 14, top: 9, bottom: 18 },
    {
      outline: (width, height) => {
        const [x, y] = [width / 2, height / 2];
        const right = [at(x, -y), at(x, y - 10), at(7, y - 10), at(9, y - 3), at(20, y - 3), at(20, y)];
        const left = right.map((corner) => at(-corner.x, corner.y)).reverse();
        const radii = [6, 6, 1, 1, 1.5, 0.5];
        return roundedOutline([...right, ...left], [...radii, ...radii.toReversed()]);
      },
      outlineBehind: (width, height) => mapCurve(rectangle(width, height - 10, 6), (point) => at(point.x, point.y - 5)),
      inside: () => '',
    },
  ),
  globe: {
    fit: (textWidth, textHeight) => ({
      width: Math.max(84, Math.ceil(textWidth / 0.56)),
      height: Math.max(68, Math.ceil(textHeight) + 34),
      textY: 0,
    }),
    outline: (width, height) => {
      const [x, y] = [width / 2, height / 2];
      const corners = [at(-x, 0), at(0, -y), at(x, 0), at(0, y)];
      return {
        start: corners[0]!,
        steps: [
          quarter(corners[0]!, corners[1]!, 'y'),
          quarter(corners[1]!, corners[2]!, 'x'),
          quarter(corners[2]!, corners[3]!, 'y'),
          quarter(corners[3]!, corners[0]!, 'x'),
        ],
      };
    },
    inside: (width, height) => {
      const [x, y] = [width * 0.31, height / 2];
      const meridian = (side: number) =>
        pathData({
          start: at(0, -y),
          steps: [quarter(at(0, -y), at(side * x, 0), 'x'), quarter(at(side * x, 0), at(0, y), 'y')],
        });
      // Where the parallels, at 30 parts in 50 of the height, meet the ellipse.
      const half = (width / 2) * Math.sqrt(1 - 0.62 ** 2);
      const parallel = (side: number) => line(at(-half, side * height * 0.31), at(half, side * height * 0.31));
      return meridian(-1) + meridian(1) + parallel(-1) + parallel(1);
    },
  },
  cloud: withRoom(
    { x: 30, top: 26, bottom: 12 },
    {
      outline: (width, height) => {
        const [x, y] = [width / 2, height / 2];
        const p = (horizontal: number, vertical: number) => at(horizontal * x, vertical * y);
        return {
          start: p(-0.66, 1),
          steps: [
            { to: p(-0.72, -0.1), control: [p(-1.08, 1), p(-1.12, -0.06)] },
            { to: p(-0.2, -0.62), control: [p(-0.72, -0.66), p(-0.38, -0.86)] },
            { to: p(0.52, -0.42), control: [p(0.02, -1.16), p(0.46, -1.08)] },
            { to: p(0.8, 0.02), control: [p(0.72, -0.5), p(0.84, -0.22)] },
            { to: p(0.7, 1), control: [p(1.08, 0.1), p(1.06, 1)] },
            { to: p(-0.66, 1) },
          ],
        };
      },
    },
  ),
  hexagon: withRoom(
    { x: 20, top: 11, bottom: 11 },
    {
      outline: (width, height) => {
        const [x, y] = [width / 2, height / 2];
        return roundedOutline([at(-x, 0), at(-x + 13, -y), at(x - 13, -y), at(x, 0), at(x - 13, y), at(-x + 13, y)], 4);
      },
    },
  ),
  window: withRoom(
    { x: 14, top: 20, bottom: 9 },
    {
      inside: (width, height) => {
        const bar = -height / 2 + 12;
        const dots = [9, 15, 21].map((x) => dot(-width / 2 + x, bar - 6));
        return line(at(-width / 2, bar), at(width / 2, bar)) + dots.join('');
      },
    },
  ),
  process: withRoom(
    { x: 18, top: 11, bottom: 11 },
    {
      inside: (width, height) =>
        [-1, 1]
          .map((side) => line(at(side * (width / 2 - 7), -height / 2), at(side * (width / 2 - 7), height / 2)))
          .join(''),
    },
  ),
  box: withRoom({ x: 14, top: 11, bottom: 11 }, {}),
  rack: withRoom(
    { x: 14, top: 10, bottom: 21 },
    {
      inside: (width, height) => {
        const shelf = height / 2 - 13;
        const lamps = [10, 16, 22].map((x) => dot(width / 2 - x, shelf + 6.5));
        const slot = line(at(-width / 2 + 10, shelf + 6.5), at(-width / 2 + 34, shelf + 6.5));
        return line(at(-width / 2, shelf), at(width / 2, shelf)) + slot + lamps.join('');
      },
    },
  ),
  'cut-corners': withRoom(
    { x: 16, top: 11, bottom: 11 },
    {
      outline: (width, height) => {
        const [x, y] = [width / 2, height / 2];
        const top = [at(-x + 10, -y), at(x - 10, -y), at(x, -y + 10)];
        return roundedOutline(
          [...top, at(x, y - 10), at(x - 10, y), at(-x + 10, y), at(-x, y - 10), at(-x, -y + 10)],
          2,
        );
      },
    },
  ),
  pill: withRoom({ x: 20, top: 11, bottom: 11 }, { outline: (width, height) => rectangle(width, height, height / 2) }),
  'arrow-out': withRoom(
    { x: 20, top: 11, bottom: 11 },
    {
      outline: (width, height) => {
        const [x, y] = [width / 2, height / 2];
        return roundedOutline([at(-x, -y), at(x - 14, -y), at(x, 0), at(x - 14, y), at(-x, y)], 4);
      },
    },
  ),
  'arrow-in': withRoom(
    { x: 20, top: 11, bottom: 11 },
    {
      outline: (width, height) => {
        const [x, y] = [width / 2, height / 2];
        return roundedOutline([at(-x, -y), at(x, -y), at(x, y), at(-x, y), at(-x + 12, 0)], 4);
      },
    },
  ),
  chip: withRoom(
    { x: 16, top: 15, bottom: 15 },
    {
      outline: (width, height) => rectangle(width, height - 10, 4),
      inside: (width, height) => {
        const pins = [-0.34, -0.17, 0, 0.17, 0.34].flatMap((share) =>
          [-1, 1].map((side) =>
            line(at(share * width, side * (height / 2 - 5)), at(share * width, side * (height / 2))),
          ),
        );
        return pins.join('');
      },
    },
  ),
  cylinder: withRoom(
    { x: 14, top: 19, bottom: 13 },
    { outline: cylinder, inside: (width, height) => rim(width, -height / 2 + LID) },
  ),
  'cylinder-slice': withRoom(
    { x: 17, top: 19, bottom: 13 },
    {
      outline: cylinder,
      inside: (width, height) => rim(width, -height / 2 + LID),
      // A cut through the body: this is one slice of something larger.
      dashed: (width, height) => {
        const x = width / 2 - 9;
        return line(at(x, -height / 2 + LID + 6), at(x, height / 2 - 4));
      },
    },
  ),
  'cylinder-stack': withRoom(
    { x: 14, top: 27, bottom: 13 },
    { outline: cylinder, inside: (width, height) => rim(width, -height / 2 + LID) + rim(width, -height / 2 + LID + 8) },
  ),
  log: withRoom(
    { x: 14, top: 9, bottom: 23 },
    {
      outline: (width, height) => rectangle(width, height, 3),
      inside: (width, height) => segments(width, height, [1]),
    },
  ),
  'log-stack': withRoom(
    { x: 14, top: 9, bottom: 45 },
    {
      outline: (width, height) => rectangle(width, height, 3),
      inside: (width, height) => segments(width, height, [0.75, 1, 0.5]),
    },
  ),
  'waiting-line': withRoom(
    { x: 14, top: 9, bottom: 23 },
    {
      outline: (width, height) => rectangle(width, height, 3),
      inside: (width, height) => segments(width, height, [0.5]),
    },
  ),
};
