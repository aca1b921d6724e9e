/**
 * A world in motion: a canvas over its diagram, on which dots travel along the links and gauges fill. It reads where everything is
 * from the SVG itself, so the two cannot disagree.
 */
import { wordOf } from '#architecture';
import { cutsAt, nodeAt, type Recording, sampleAt, tones } from '#scene';
import { readColours } from './colours.ts';
import { forEachDot, longestMove } from './dots.ts';
import { type Cell, cellsOf, type GaugeBox, gaugeText } from './gauge.ts';

/** The colours of the theme, as a canvas needs them. */
export interface Ink {
  text: string;
  muted: string;
  line: string;
  surface: string;
  accent: string;
  good: string;
  danger: string;
}

/** Points along a way, x and y in turn: fine enough that a straight piece is not seen. */
const POINTS = 48;
const DOT = 3.4;
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
    this.#findWays();
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
    this.#drawCuts(context, at, ink);
    this.#drawGauges(context, at, ink);
    return dots ? this.#drawDots(context, at, atLeast, ink) : 0;
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

  #drawDots(context: CanvasRenderingContext2D, at: number, atLeast: number, ink: Ink): number {
    let drawn = 0;
    // One path for each tone: a thousand dots are then three strokes of the pen.
    const paths = [new Path2D(), new Path2D(), new Path2D()];
    forEachDot(this.recording, at, atLeast, this.#longest, (from, to, tone, share) => {
      const way = this.#ways.get(from * this.#nodes + to);
      if (!way) return;
      const place = share * (POINTS - 1);
      const index = Math.min(POINTS - 2, Math.floor(place));
      const part = place - index;
      const x = way[2 * index]! + (way[2 * index + 2]! - way[2 * index]!) * part;
      const y = way[2 * index + 1]! + (way[2 * index + 3]! - way[2 * index + 1]!) * part;
      const path = paths[tone] ?? paths[0]!;
      if (tone === FAILURE) {
        path.moveTo(x - DOT, y - DOT);
        path.lineTo(x + DOT, y + DOT);
        path.moveTo(x + DOT, y - DOT);
        path.lineTo(x - DOT, y + DOT);
      } else {
        path.moveTo(x + DOT, y);
        path.arc(x, y, DOT, 0, 2 * Math.PI);
      }
      drawn++;
    });
    context.lineWidth = 1.6;
    context.fillStyle = ink.accent;
    context.fill(paths[0]!);
    context.fillStyle = ink.surface;
    context.fill(paths[ANSWER]!);
    context.strokeStyle = ink.good;
    context.stroke(paths[ANSWER]!);
    context.lineWidth = 2.2;
    context.strokeStyle = ink.danger;
    context.stroke(paths[FAILURE]!);
    return drawn;
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
      context.fillStyle = ink.surface;
      context.beginPath();
      context.arc(x, y, 8, 0, 2 * Math.PI);
      context.fill();
      context.lineWidth = 2.2;
      context.strokeStyle = ink.danger;
      context.beginPath();
      context.moveTo(x - 5, y - 5);
      context.lineTo(x + 5, y + 5);
      context.moveTo(x + 5, y - 5);
      context.lineTo(x - 5, y + 5);
      context.stroke();
    }
  }

  #drawGauges(context: CanvasRenderingContext2D, at: number, ink: Ink): void {
    const sample = sampleAt(this.recording, at);
    this.#cells = [];
    context.font = `12px ${getComputedStyle(this.#svg).fontFamily}`;
    context.textAlign = 'center';
    this.#gauges.forEach((gauge, node) => {
      const state = gauge && nodeAt(this.recording, node, sample);
      if (!gauge || !state) return;
      for (const cell of cellsOf(state.copies, gauge)) {
        this.#cells.push({ node, cell });
        drawCell(context, cell, ink);
      }
      const text = gaugeText(state);
      if (text === '') return;
      context.fillStyle = state.waiting > 0 && state.text === '' ? ink.text : ink.muted;
      context.fillText(text, (gauge.left + gauge.right) / 2, gauge.bottom - 5, gauge.right - gauge.left);
    });
  }

  #findWays(): void {
    const { nodes } = this.recording.architecture;
    const indexOf = new Map(nodes.map(({ id }, index) => [wordOf(id), index]));
    for (const path of this.#svg.querySelectorAll<SVGPathElement>('path[data-link]')) {
      this.#paths.set(Number(path.dataset.link), path);
      const from = indexOf.get(path.dataset.from ?? '');
      const to = indexOf.get(path.dataset.to ?? '');
      if (from === undefined || to === undefined) continue;
      const forth = new Float32Array(2 * POINTS);
      const back = new Float32Array(2 * POINTS);
      const length = path.getTotalLength();
      for (let point = 0; point < POINTS; point++) {
        const { x, y } = path.getPointAtLength((length * point) / (POINTS - 1));
        forth.set([x, y], 2 * point);
        back.set([x, y], 2 * (POINTS - 1 - point));
      }
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
}

function drawCell(context: CanvasRenderingContext2D, { x, y, width, height, busy, state }: Cell, ink: Ink): void {
  context.lineWidth = 1.2;
  context.setLineDash(state === 'starting' ? [2.5, 2] : []);
  context.fillStyle = ink.surface;
  context.fillRect(x, y, width, height);
  if (state === 'up' && busy > 0) {
    context.fillStyle = ink.accent;
    const filled = height * busy;
    context.fillRect(x, y + height - filled, width, filled);
  }
  context.strokeStyle = state === 'down' ? ink.danger : ink.line;
  context.strokeRect(x, y, width, height);
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
  const colours = readColours(host, ['text', 'text-muted', 'border-strong', 'surface', 'accent', 'good', 'danger']);
  const { 'text-muted': muted, 'border-strong': line, ...others } = colours;
  return { ...others, muted, line };
}
