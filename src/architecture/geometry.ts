/**
 * The little plane geometry that laying out and drawing share. Curves are data until the last moment, so that the same
 * curve can be drawn, clipped at a border and tested for what it runs across.
 */

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A straight step to `to`, or a cubic Bézier step when it has its two control points. */
export interface Step {
  to: Point;
  control?: [Point, Point];
}

export interface Curve {
  start: Point;
  steps: Step[];
}

export function boxAround(centre: Point, width: number, height: number): Box {
  return {
    left: centre.x - width / 2,
    top: centre.y - height / 2,
    right: centre.x + width / 2,
    bottom: centre.y + height / 2,
  };
}

/** The smallest box round the points; there must be at least one. */
export function boxOfPoints(points: readonly Point[]): Box {
  const first = points[0]!;
  const box = { left: first.x, top: first.y, right: first.x, bottom: first.y };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

export function boxOfBoxes(boxes: readonly Box[]): Box {
  return boxOfPoints(
    boxes.flatMap(({ left, top, right, bottom }) => [
      { x: left, y: top },
      { x: right, y: bottom },
    ]),
  );
}

export function centreOf({ left, top, right, bottom }: Box): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

export function grow(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function contains(box: Box, { x, y }: Point): boolean {
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}

export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** A turn by mirroring, which lets a layout from left to right serve one from top to bottom too. */
export function transpose({ x, y }: Point): Point {
  return { x: y, y: x };
}

export function transposeBox({ left, top, right, bottom }: Box): Box {
  return { left: top, top: left, right: bottom, bottom: right };
}

export function mapCurve(curve: Curve, change: (point: Point) => Point): Curve {
  return {
    start: change(curve.start),
    steps: curve.steps.map(({ to, control }) =>
      control ? { to: change(to), control: [change(control[0]), change(control[1])] } : { to: change(to) },
    ),
  };
}

export function endOf(curve: Curve): Point {
  return curve.steps[curve.steps.length - 1]?.to ?? curve.start;
}

/** Points along the curve: its start and `perStep` points on each step, the corners among them. */
export function flatten(curve: Curve, perStep: number): Point[] {
  const points = [curve.start];
  let from = curve.start;
  for (const { to, control } of curve.steps) {
    for (let i = 1; i <= perStep; i++) points.push(pointOnStep(from, to, control, i / perStep));
    from = to;
  }
  return points;
}

function pointOnStep(from: Point, to: Point, control: Step['control'], t: number): Point {
  if (!control) return between(from, to, t);
  const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3] as const;
  const mix = (axis: 'x' | 'y') =>
    weights[0] * from[axis] + weights[1] * control[0][axis] + weights[2] * control[1][axis] + weights[3] * to[axis];
  return { x: mix('x'), y: mix('y') };
}

/** The point that lies `share` (0 to 1) of the way along a line of points, by length; the origin where there is none. */
export function pointAlong(points: readonly Point[], share: number): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index]!, point));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    if (left <= length && length > 0) return between(points[index]!, points[index + 1]!, left / length);
    left -= length;
  }
  return points[points.length - 1] ?? { x: 0, y: 0 };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** Whether the straight line from `a` to `b` touches the inside of `box`. */
export function lineMeetsBox(a: Point, b: Point, box: Box): boolean {
  let from = 0;
  let to = 1;
  for (const [start, change, low, high] of [
    [a.x, b.x - a.x, box.left, box.right],
    [a.y, b.y - a.y, box.top, box.bottom],
  ] as const) {
    if (change === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const first = (low - start) / change;
    const second = (high - start) / change;
    from = Math.max(from, Math.min(first, second));
    to = Math.min(to, Math.max(first, second));
  }
  return from < to;
}

/** Whether the straight lines from `a` to `b` and from `c` to `d` cross, not counting ends that they share. */
export function linesCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (from: Point, to: Point, point: Point) =>
    Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Where the ray from `inside` through `towards` last leaves any of the closed polygons, or undefined if it meets none. */
export function lastCrossing(polygons: readonly Point[][], inside: Point, towards: Point): Point | undefined {
  const ray = { x: towards.x - inside.x, y: towards.y - inside.y };
  let farthest: number | undefined;
  for (const polygon of polygons) {
    polygon.forEach((a, index) => {
      const b = polygon[(index + 1) % polygon.length]!;
      const edge = { x: b.x - a.x, y: b.y - a.y };
      const determinant = ray.x * edge.y - ray.y * edge.x;
      if (determinant === 0) return;
      const away = { x: a.x - inside.x, y: a.y - inside.y };
      const onRay = (away.x * edge.y - away.y * edge.x) / determinant;
      const onEdge = (away.x * ray.y - away.y * ray.x) / determinant;
      if (onRay > 0 && onEdge >= 0 && onEdge <= 1 && onRay > (farthest ?? 0)) farthest = onRay;
    });
  }
  return farthest === undefined ? undefined : between(inside, towards, farthest);
}

/** The outline through `corners`, each rounded by its radius (less where a side is too short). */
export function roundedOutline(corners: readonly Point[], radius: number | readonly number[]): Curve {
  const rounded = corners.map((corner, index) => {
    const before = corners[(index + corners.length - 1) % corners.length]!;
    const after = corners[(index + 1) % corners.length]!;
    const wanted = typeof radius === 'number' ? radius : radius[index]!;
    const reach = Math.min(wanted, distance(corner, before) / 2, distance(corner, after) / 2);
    const towards = (other: Point, by: number) => between(corner, other, by / distance(corner, other));
    // 0.45 of the reach is left beyond each control point: a cubic then runs within a hair of a circle.
    return {
      enter: towards(before, reach),
      control: [towards(before, reach * 0.45), towards(after, reach * 0.45)] as [Point, Point],
      leave: towards(after, reach),
    };
  });
  const steps: Step[] = [];
  for (const [index, { enter, control, leave }] of rounded.entries()) {
    if (index > 0) steps.push({ to: enter });
    steps.push({ to: leave, control });
  }
  steps.push({ to: rounded[0]!.enter });
  return { start: rounded[0]!.enter, steps };
}

/** Half an ellipse's height of control gives a quarter of an ellipse, to three parts in ten thousand. */
const QUARTER = 0.5523;

/** A quarter of an ellipse from `from` to `to`, leaving `from` along the given axis. */
export function quarter(from: Point, to: Point, leaveAlong: 'x' | 'y'): Step {
  const corner = leaveAlong === 'x' ? { x: to.x, y: from.y } : { x: from.x, y: to.y };
  return { to, control: [between(from, corner, QUARTER), between(to, corner, QUARTER)] };
}

/**
 * SVG path data, to a tenth of a pixel. After its start each step says how far it goes from the one before: equal corners are equal
 * text wherever they are, which makes a page with many diagrams lighter.
 */
export function pathData(curve: Curve): string {
  // Steps lead from where a path really is, in whole tenths: rounding does not add up.
  const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x * 10), y: Math.round(y * 10) });
  let here = rounded(curve.start);
  const from = (point: Point): string => {
    const { x, y } = rounded(point);
    return `${tenth((x - here.x) / 10)} ${tenth((y - here.y) / 10)}`;
  };
  const steps = curve.steps.map(({ to, control }) => {
    const step = control ? `c${from(control[0])} ${from(control[1])} ${from(to)}` : `l${from(to)}`;
    here = rounded(to);
    return step;
  });
  return `M${tenth(curve.start.x)} ${tenth(curve.start.y)}${steps.join('')}`;
}

/** A number as SVG text, to a tenth; never '-0'. */
export function tenth(value: number): string {
  return String(Math.round(value * 10) / 10 || 0);
}
