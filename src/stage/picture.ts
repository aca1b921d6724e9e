/**
 * A world in motion: a canvas over its diagram, on which dots travel along the links and gauges fill. It reads where everything is
 * from the SVG itself, so the two cannot disagree.
 */
import { wordOf } from '#architecture';
import { cutsAt, nodeAt, type Recording, sampleAt, tones } from '#scene';
import { readColours } from './colours.ts';
import { forEachDot, longestMove } from './dots.ts';
import { type Cell, cellsOf, copiesThere, type GaugeBox, gaugePlaces, gaugeText, HEADROOM, LATELY } from './gauge.ts';
import { ageNames, ageOf, ageSteps, forEachFall, forEachWaiting, QUEUE_DOT, waitingUnit } from './waiting.ts';

/** What the canvas draws with, by the names that the stylesheet has for them. */
const INKS = ['ink', 'soft', 'edge', 'paper', 'load', 'near', 'fail', ...ageNames] as const;

/** The colours of the theme, as a canvas needs them. */
export type Ink = Record<(typeof INKS)[number], string>;

const NOWHERE = { queue: undefined, cells: undefined };

/** Points along a way, x and y in turn: fine enough that a straight piece is not seen. */
const POINTS = 48;
const DOT = 3.4;
const RING = 1.6;
const FALLING = 2.8;
/** How much is still seen of what falls, from its beginning to its end. */
const FADES = [1, 0.75, 0.5, 0.25] as const;
/** What falls is seen for so many times as long as a dot at least is. */
const FALLS_SLOWER = 2;
const FAILURE = tones.indexOf('failure');
const ANSWER = tones.indexOf('answer');

export class Picture {
  readonly recording: Recording;
  readonly #canvas: HTMLCanvasElement;
  readonly #svg: SVGSVGElement;
  readonly #longest: number;
  readonly #gauges: (GaugeBox | undefined)[];
  /** For each pair of nodes: the way between them. */
  readonly #ways = new Map<number, Float32Array>();
  readonly #nodes: number;
  /** The paths of the links, by their places in the notation. */
  readonly #paths = new Map<number, SVGPathElement>();
  #cut: readonly number[] = [];
  #scale = 1;
  #cells: { node: number; cell: Cell }[] = [];
  #pointed: string | undefined;
  readonly #places: ReturnType<typeof gaugePlaces>[];
  readonly #steps: readonly [number, number];
  readonly #unit: number;
  readonly #covers: readonly DOMRect[];
  readonly #font: string;
  /** The middle of the foot of each node. */
  readonly #feet: ({ x: number; y: number } | undefined)[];
  /** Where each node says how many copies it has, where that changes. */
  readonly #numbers: (Element | null)[];

  /** `sheet` holds the diagram; the canvas is put over it. */
  constructor(sheet: HTMLElement, recording: Recording) {
    this.recording = recording;
    this.#svg = sheet.querySelector('svg.diagram') as SVGSVGElement;
    this.#svg.querySelector('.stage-still')?.remove();
    sheet.querySelector('canvas')?.remove();
    this.#canvas = document.createElement('canvas');
    this.#canvas.setAttribute('aria-hidden', 'true');
    sheet.append(this.#canvas);
    this.#longest = longestMove(recording);
    const { nodes } = recording.architecture;
    this.#nodes = nodes.length;
    this.#gauges = nodes.map(({ id }) => boxOf(this.#svg.querySelector(`[data-gauge="${wordOf(id)}"]`)));
    this.#places = this.#gauges.map((box, node) => (box ? gaugePlaces(recording, node, box) : NOWHERE));
    this.#steps = ageSteps(recording);
    this.#unit = waitingUnit(recording);
    this.#font = getComputedStyle(this.#svg).fontFamily;
    const parts = nodes.map(({ id }) => this.#svg.querySelector<SVGGElement>(`[data-node="${wordOf(id)}"]`));
    this.#feet = parts.map((part) => {
      const box = part?.getBBox();
      return box && { x: box.x + box.width / 2, y: box.y + box.height };
    });
    this.#numbers = parts.map((part) => part?.querySelector('.diagram-replicas') ?? null);
    this.#findWays();
    this.#covers = this.#findCovers();
    this.resize();
  }

  /** To be called when the picture's size on the page has changed. */
  resize(): void {
    const { width } = this.#svg.getBoundingClientRect();
    const box = this.#svg.viewBox.baseVal;
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.#scale = (width / box.width) * ratio;
    this.#canvas.width = Math.round(box.width * this.#scale);
    this.#canvas.height = Math.round(box.height * this.#scale);
  }

  /** Whether a part of the page belongs to this picture. */
  owns(part: Node): boolean {
    return this.#svg.parentElement?.contains(part) ?? false;
  }

  /** Draws a moment in ms. Dots are left out where motion is unwelcome. Gives how many dots were drawn. */
  draw(at: number, { ink, atLeast, dots }: { ink: Ink; atLeast: number; dots: boolean }): number {
    const context = this.#canvas.getContext('2d');
    if (!context) return 0;
    context.setTransform(this.#scale, 0, 0, this.#scale, 0, 0);
    context.clearRect(0, 0, this.#canvas.width / this.#scale, this.#canvas.height / this.#scale);
    const drawn = dots ? this.#drawDots(context, at, atLeast, ink) : 0;
    // Dots pass beneath nodes and words. To wipe a few boxes is much cheaper than to clip a thousand dots.
    for (const { x, y, width, height } of this.#covers) context.clearRect(x, y, width, height);
    this.#drawCuts(context, at, ink);
    this.#drawGauges(context, at, ink);
    if (dots) this.#drawFalls(context, at, atLeast * FALLS_SLOWER, ink);
    return drawn;
  }

  /** The copy at a place on the page, if there is one. */
  copyAt(clientX: number, clientY: number): { node: string; copy: number } | undefined {
    const box = this.#canvas.getBoundingClientRect();
    const factor = this.#svg.viewBox.baseVal.width / box.width;
    const [x, y] = [(clientX - box.left) * factor, (clientY - box.top) * factor];
    const hit = this.#cells.find(
      ({ cell }) => x >= cell.x - 1 && x <= cell.x + cell.width + 1 && y >= cell.y - 4 && y <= cell.y + cell.height + 4,
    );
    if (!hit) return undefined;
    return { node: this.recording.architecture.nodes[hit.node]!.id, copy: hit.cell.place };
  }

  /** Rings the copy that would be struck; none without one. */
  point(at: { node: string; copy: number } | undefined): boolean {
    const key = at && `${at.node}/${at.copy}`;
    if (key === this.#pointed) return false;
    this.#pointed = key;
    return true;
  }

  #drawDots(context: CanvasRenderingContext2D, at: number, atLeast: number, ink: Ink): number {
    let drawn = 0;
    const failed = new Path2D();
    let hasFailed = false;
    const colours = ageNames.map((name) => ink[name]);
    forEachDot(this.recording, at, atLeast, this.#longest, (from, to, tone, share, age) => {
      const way = this.#ways.get(from * this.#nodes + to);
      if (!way) return;
      const place = share * (POINTS - 1);
      const index = Math.min(POINTS - 2, Math.floor(place));
      const part = place - index;
      const x = way[2 * index]! + (way[2 * index + 2]! - way[2 * index]!) * part;
      const y = way[2 * index + 1]! + (way[2 * index + 3]! - way[2 * index + 1]!) * part;
      drawn++;
      if (tone === FAILURE) {
        cross(failed, x, y, DOT);
        hasFailed = true;
        return;
      }
      const colour = colours[ageOf(age, this.#steps)]!;
      if (tone !== ANSWER) disc(context, x, y, DOT, colour);
      else {
        // A ring is two discs: its stroke would cost twice as much.
        disc(context, x, y, DOT + RING / 2, colour);
        disc(context, x, y, DOT - RING / 2, ink.paper);
      }
    });
    if (hasFailed) {
      context.lineWidth = 2.2;
      context.strokeStyle = ink.fail;
      context.stroke(failed);
    }
    return drawn;
  }

  /** What is lost falls away from where it was lost. */
  #drawFalls(context: CanvasRenderingContext2D, at: number, forMs: number, ink: Ink): void {
    context.lineWidth = 1.4;
    context.strokeStyle = ink.fail;
    forEachFall(this.recording, at, forMs, (node, aside, below, share) => {
      const foot = this.#feet[node];
      if (!foot) return;
      context.globalAlpha = FADES[Math.min(FADES.length - 1, Math.floor(share * FADES.length))]!;
      context.beginPath();
      context.arc(foot.x + aside, foot.y + below, FALLING, 0, 2 * Math.PI);
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  /** A cut link is dashed, and crossed in its middle. */
  #drawCuts(context: CanvasRenderingContext2D, at: number, ink: Ink): void {
    const cut = cutsAt(this.recording, at);
    if (cut !== this.#cut) {
      this.#cut = cut;
      for (const [index, path] of this.#paths) path.classList.toggle('stage-cut', cut.includes(index));
    }
    for (const index of cut) {
      const path = this.#paths.get(index);
      if (!path) continue;
      const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
      disc(context, x, y, 8, ink.paper);
      context.lineWidth = 2.2;
      context.strokeStyle = ink.fail;
      context.beginPath();
      cross(context, x, y, 5);
      context.stroke();
    }
  }

  #drawGauges(context: CanvasRenderingContext2D, at: number, ink: Ink): void {
    const sample = sampleAt(this.recording, at);
    this.#cells = [];
    context.font = `12px ${this.#font}`;
    context.textAlign = 'center';
    this.#gauges.forEach((gauge, node) => {
      const state = gauge && nodeAt(this.recording, node, sample, LATELY);
      if (!gauge || !state) return;
      const { queue, cells } = this.#places[node]!;
      for (const cell of cells ? cellsOf(state.copies, cells) : []) {
        this.#cells.push({ node, cell });
        drawCell(context, cell, ink);
        const isPointed = this.#pointed === `${this.recording.architecture.nodes[node]!.id}/${cell.place}`;
        if (!isPointed) continue;
        context.lineWidth = 2;
        context.strokeStyle = ink.fail;
        context.strokeRect(cell.x - 2, cell.y - 2, cell.width + 4, cell.height + 4);
      }
      if (queue && state.waiting > 0) {
        forEachWaiting(state, this.#unit, queue, (x, y, age) => {
          disc(context, x, y, QUEUE_DOT, ink[ageNames[ageOf(age, this.#steps)]!]);
        });
      }
      this.#showCopies(node, copiesThere(state.copies));
      const text = gaugeText(state);
      if (text === '') return;
      context.fillStyle = state.waiting > 0 && state.text === '' ? ink.ink : ink.soft;
      context.fillText(text, (gauge.left + gauge.right) / 2, gauge.bottom - 5, gauge.right - gauge.left + 8);
    });
  }

  /** The number in the name of a node that grows and shrinks is that of its cells. */
  #showCopies(node: number, copies: number): void {
    const shown = this.#numbers[node];
    const text = `× ${copies}`;
    if (shown && copies > 0 && shown.textContent !== text) shown.textContent = text;
  }

  #findWays(): void {
    const { nodes } = this.recording.architecture;
    const indexOf = new Map(nodes.map(({ id }, index) => [wordOf(id), index]));
    for (const path of this.#svg.querySelectorAll<SVGPathElement>('path[data-link]')) {
      this.#paths.set(Number(path.dataset.link), path);
      const from = indexOf.get(path.dataset.from ?? '');
      const to = indexOf.get(path.dataset.to ?? '');
      if (from === undefined || to === undefined) continue;
      const middle = new Float32Array(2 * POINTS);
      const length = path.getTotalLength();
      for (let point = 0; point < POINTS; point++) {
        const { x, y } = path.getPointAtLength((length * point) / (POINTS - 1));
        middle.set([x, y], 2 * point);
      }
      const [forth, back] = lanesOf(middle);
      this.#ways.set(from * this.#nodes + to, forth);
      // An answer takes the way back, unless a link of its own leads there.
      if (!this.#ways.has(to * this.#nodes + from)) this.#ways.set(to * this.#nodes + from, back);
    }
    this.#addStraightWays();
  }

  /** What moves between two nodes that no link joins flies straight. */
  #addStraightWays(): void {
    const { moves, architecture } = this.recording;
    const centre = architecture.nodes.map(({ id }) => {
      const node = this.#svg.querySelector<SVGGElement>(`[data-node="${wordOf(id)}"]`);
      const box = node?.getBBox();
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : undefined;
    });
    for (let index = 0; index < moves.from.length; index++) {
      const key = moves.from[index]! * this.#nodes + moves.to[index]!;
      if (this.#ways.has(key)) continue;
      const [a, b] = [centre[moves.from[index]!], centre[moves.to[index]!]];
      if (!a || !b) continue;
      const way = new Float32Array(2 * POINTS);
      for (let point = 0; point < POINTS; point++) {
        const share = point / (POINTS - 1);
        way.set([a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share], 2 * point);
      }
      this.#ways.set(key, way);
    }
  }

  /** Where dots may not be seen: nodes and words. */
  #findCovers(): DOMRect[] {
    return [
      ...this.#svg.querySelectorAll<SVGGraphicsElement>('.diagram-link-label-back, .diagram-region-title'),
      ...this.#shapes(),
    ].map((each) => insideBox(each));
  }

  #shapes(): SVGGElement[] {
    return this.recording.architecture.nodes.flatMap(
      ({ id }) => this.#svg.querySelector<SVGGElement>(`[data-node="${wordOf(id)}"]`) ?? [],
    );
  }
}

/** Half the distance between the two directions of a link. */
const LANE = 4.2;

/** The ways there and back beside a line, on the left as in traffic, each from its own beginning. */
function lanesOf(middle: Float32Array): [there: Float32Array, back: Float32Array] {
  const there = new Float32Array(middle.length);
  const back = new Float32Array(middle.length);
  const last = middle.length / 2 - 1;
  for (let point = 0; point <= last; point++) {
    const [before, after] = [2 * Math.max(0, point - 1), 2 * Math.min(last, point + 1)];
    const [along, down] = [middle[after]! - middle[before]!, middle[after + 1]! - middle[before + 1]!];
    const length = Math.hypot(along, down) || 1;
    const [x, y] = [middle[2 * point]!, middle[2 * point + 1]!];
    const [asideX, asideY] = [(LANE * down) / length, (-LANE * along) / length];
    there.set([x + asideX, y + asideY], 2 * point);
    back.set([x - asideX, y - asideY], 2 * (last - point));
  }
  return [there, back];
}

/** The box of a part of the picture, a little within its border: dots come up to it. */
function insideBox(part: SVGGraphicsElement): DOMRect {
  const { x, y, width, height } = part.getBBox();
  return new DOMRect(x + 1, y + 1, Math.max(0, width - 2), Math.max(0, height - 2));
}

/**
 * A disc, filled by itself. A browser has a quick way for a path that is one circle; all circles of a frame in one path, which it has to
 * take apart edge by edge, took two to three times as long.
 */
function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Two lines that cross in a place, each so far to its sides. */
function cross(path: CanvasPath, x: number, y: number, reach: number): void {
  path.moveTo(x - reach, y - reach);
  path.lineTo(x + reach, y + reach);
  path.moveTo(x + reach, y - reach);
  path.lineTo(x - reach, y + reach);
}

function drawCell(context: CanvasRenderingContext2D, { x, y, width, height, busy, state }: Cell, ink: Ink): void {
  context.lineWidth = 1.2;
  context.setLineDash(state === 'starting' ? [2.5, 2] : []);
  context.fillStyle = ink.paper;
  context.fillRect(x, y, width, height);
  if (state === 'up' && busy > 0) {
    context.fillStyle = busy > HEADROOM ? ink.near : ink.load;
    const filled = height * busy;
    context.fillRect(x, y + height - filled, width, filled);
  }
  context.strokeStyle = state === 'down' ? ink.fail : ink.edge;
  context.strokeRect(x, y, width, height);
  if (state === 'up') {
    const line = y + height * (1 - HEADROOM);
    context.setLineDash([2, 2]);
    context.lineWidth = 1;
    context.strokeStyle = ink.ink;
    context.beginPath();
    context.moveTo(x - 1, line);
    context.lineTo(x + width + 1, line);
    context.stroke();
  }
  context.setLineDash([]);
  if (state !== 'down') return;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + width, y + height);
  context.moveTo(x + width, y);
  context.lineTo(x, y + height);
  context.stroke();
}

function boxOf(rect: Element | null): GaugeBox | undefined {
  if (!(rect instanceof SVGRectElement)) return undefined;
  const [left, top] = [rect.x.baseVal.value, rect.y.baseVal.value];
  return { left, top, right: left + rect.width.baseVal.value, bottom: top + rect.height.baseVal.value };
}

/** The colours of the theme as they are now. */
export function readInk(host: HTMLElement): Ink {
  return readColours(host, INKS);
}
