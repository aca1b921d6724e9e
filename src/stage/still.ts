/** What a stage shows before it runs, as SVG: the dots and gauges of one moment, and the charts of the whole run. */

import {
  contains,
  type Direction,
  distance,
  escapeXml,
  grow,
  layoutDiagram,
  type Point,
  pointAlong,
  tenth,
} from '#architecture';
import { cutsAt, nodeAt, type Recording, sampleAt } from '#scene';
import { whole } from '#words';
import { highestOf, type Line, legendNames, valueText } from './chart-lines.ts';
import { dotsAt } from './dots.ts';
import { cellsOf, gaugePlaces, gaugesOf, gaugeText, HEADROOM, LATELY } from './gauge.ts';
import { ageNames, ageOf, ageSteps, forEachFall, forEachWaiting, waitingUnit } from './waiting.ts';

const CHART = { width: 240, height: 60 };

/** Dots and gauges of a moment in ms, in the coordinates of the diagram. `pace` as in the scene: dots are seen for long enough. */
export function overlayStill(recording: Recording, at: number, pace = 1, direction: Direction = 'right'): string {
  const layout = layoutDiagram(recording.architecture, direction, gaugesOf(recording));
  const ways = new Map(layout.links.map(({ link, line }) => [`${link.from} ${link.to}`, line]));
  const centres = layout.nodes.map(({ centre }) => centre);
  const ids = recording.architecture.nodes.map(({ id }) => id);
  const covers = [
    ...layout.nodes.map(({ box }) => grow(box, -4)),
    ...layout.links.flatMap(({ label }) => label?.box ?? []),
  ];
  const steps = ageSteps(recording);
  // One path for each kind and age of dot: a dot is a line of no length with round ends.
  const paths = new Map<string, string>();
  const put = (kind: string, path: string) => paths.set(kind, (paths.get(kind) ?? '') + path);
  for (const { from, to, tone, share, age } of dotsAt(recording, at, 400 * pace)) {
    const forth = ways.get(`${ids[from]} ${ids[to]}`);
    const back = ways.get(`${ids[to]} ${ids[from]}`);
    const points = forth ?? (back && [...back].reverse()) ?? [centres[from]!, centres[to]!];
    const { x, y } = besides(points, share);
    if (covers.some((box) => contains(box, { x, y }))) continue;
    const dot = `M${Math.round(x)} ${Math.round(y)}h0`;
    const name = ageNames[ageOf(age, steps)]!;
    if (tone === 'failure') put('failure', `M${Math.round(x - 3)} ${Math.round(y - 3)}l6 6m0-6l-6 6`);
    else put(`${tone} stage-${name}`, dot);
    if (tone === 'answer') put('answer-inside', dot);
  }
  forEachFall(recording, at, 2 * 400 * pace, (node, aside, below) => {
    const { box, centre } = layout.nodes[node]!;
    put('lost', `M${Math.round(centre.x + aside)} ${Math.round(box.bottom + below)}h0`);
  });
  const drawn = [...paths].sort(
    ([one], [other]) => ORDER.indexOf(one.split(' ')[0]!) - ORDER.indexOf(other.split(' ')[0]!),
  );
  const parts = drawn.map(([kind, path]) => `<path class="stage-dot-${kind}" d="${path}"/>`);
  for (const index of cutsAt(recording, at)) {
    const line = layout.links[index]?.line;
    if (!line) continue;
    const { x, y } = pointAlong(line, 0.5);
    parts.push(
      `<circle class="stage-cut-back" cx="${tenth(x)}" cy="${tenth(y)}" r="8"/>`,
      `<path class="stage-dot-failure" d="M${tenth(x - 5)} ${tenth(y - 5)}l10 10m0-10l-10 10"/>`,
    );
  }
  const sample = sampleAt(recording, at);
  for (const { node, gauge } of layout.nodes) {
    const index = ids.indexOf(node.id);
    const state = gauge && nodeAt(recording, index, sample, LATELY);
    if (!gauge || !state) continue;
    const { queue, cells } = gaugePlaces(recording, index, gauge);
    const waiting = ageNames.map(() => '');
    if (queue) {
      // Those of one age beside each other are one line, which the stylesheet breaks into dots.
      let line: { age: number; from: number; to: number; y: number } | undefined;
      const end = () => {
        if (line) waiting[line.age] += `M${tenth(line.from)} ${tenth(line.y)}h${tenth(line.to - line.from + 0.1)}`;
      };
      forEachWaiting(state, waitingUnit(recording), queue, (x, y, years) => {
        const age = ageOf(years, steps);
        if (line?.age === age && line.y === y) line.to = x;
        else {
          end();
          line = { age, from: x, to: x, y };
        }
      });
      end();
    }
    for (const [age, path] of waiting.entries())
      if (path !== '') parts.push(`<path class="stage-waiting stage-${ageNames[age]}" d="${path}"/>`);
    for (const cell of cells ? cellsOf(state.copies, cells) : []) {
      const box = `x="${tenth(cell.x)}" y="${tenth(cell.y)}" width="${tenth(cell.width)}"`;
      parts.push(`<rect class="stage-cell stage-cell-${cell.state}" ${box} height="${cell.height}"/>`);
      const filled = cell.height * cell.busy;
      if (filled >= 0.5 && cell.state === 'up') {
        parts.push(
          `<rect class="stage-use${cell.busy > HEADROOM ? ' stage-near' : ''}" x="${tenth(cell.x)}" y="${tenth(cell.y + cell.height - filled)}" width="${tenth(cell.width)}" height="${tenth(filled)}"/>`,
        );
      }
      if (cell.state === 'up')
        parts.push(
          `<path class="stage-headroom" d="M${tenth(cell.x - 1)} ${tenth(cell.y + cell.height * (1 - HEADROOM))}h${tenth(cell.width + 2)}"/>`,
        );
      if (cell.state === 'down') {
        parts.push(
          `<path class="stage-dot-failure" d="M${tenth(cell.x)} ${cell.y}l${tenth(cell.width)} ${cell.height}m0-${cell.height}l-${tenth(cell.width)} ${cell.height}"/>`,
        );
      }
    }
    const x = (gauge.left + gauge.right) / 2;
    parts.push(
      `<text class="stage-gauge-text" x="${tenth(x)}" y="${tenth(gauge.bottom - 5)}">${escapeXml(gaugeText(state))}</text>`,
    );
  }
  return `<g class="stage-still">${parts.join('')}</g>`;
}

/** The dots of the still from the lowest to the uppermost. */
const ORDER = ['lost', 'request', 'answer', 'answer-inside', 'failure'];
/** Half the distance between the two directions of a link, as on the canvas. */
const LANE = 4.2;

/** A share of a way, in its own lane: on the left as in traffic. */
function besides(points: readonly Point[], share: number): Point {
  const here = pointAlong(points, share);
  const [before, after] = [
    pointAlong(points, Math.max(0, share - 0.02)),
    pointAlong(points, Math.min(1, share + 0.02)),
  ];
  const length = distance(before, after) || 1;
  return { x: here.x + (LANE * (after.y - before.y)) / length, y: here.y - (LANE * (after.x - before.x)) / length };
}

/** The lines of a chart over the whole run, with its highest value. */
export function chartStill(series: readonly Line[]): string {
  const highest = highestOf(series.map(({ values }) => values));
  const scale = highest > 0 ? (CHART.height - 4) / highest : 0;
  const lines = series.map(({ values }, index) => {
    let path = '';
    // Each point is written as the way from the one before, which makes a page with many charts lighter. Undefined after a gap.
    let before: readonly [x: number, y: number] | undefined;
    values.forEach((value, place) => {
      // Every sixth is enough for a picture of this size.
      if (place % 6 !== 0) return;
      if (Number.isNaN(value)) {
        before = undefined;
        return;
      }
      const x = Math.round((CHART.width * place) / (values.length - 1));
      const y = Math.round(CHART.height - value * scale);
      path += before ? `l${x - before[0]} ${y - before[1]}` : `M${x} ${y}`;
      before = [x, y];
    });
    return `<path class="stage-line stage-line-${index % 6}" d="${path}"/>`;
  });
  const top = highest >= 100 ? whole(highest) : Number(highest.toPrecision(2));
  return `<svg class="stage-chart-still" viewBox="0 0 ${CHART.width} ${CHART.height}" preserveAspectRatio="none" aria-hidden="true">${lines.join('')}</svg><p class="stage-highest">${top}</p>`;
}

/** The lines of a chart by name, each with its value at a moment in ms; `tick` as in the recording. */
export function legendMarkup(series: readonly Line[], at: number, tick: number): string {
  return legendNames(series)
    .map((parts, index) => {
      const name = parts.map((text) => `<span>${escapeXml(text)}</span>`).join('');
      return `<li class="stage-key-${index % 6}">${name} <strong>${valueText(series[index]!.values, at, tick)}</strong></li>`;
    })
    .join('');
}
