/** The charts of a stage: measures over time up to the moment that is shown, and the run before it as a faint line to compare. */
import uPlot from 'uplot';
import plotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { Recording } from '#scene';
import { number } from '#words';
import { markup } from '../trusted/policy.ts';
import { highestOf, legendNames, mergedCharts, valueText } from './chart-lines.ts';
import { readColours } from './colours.ts';

/** The colours of the lines, in the order that `stage.css` has for their keys: none of them says how well something goes. */
const LINES = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'] as const;
/** Lines are told apart by their dashes as well as by their colours. */
const DASHES: readonly number[][] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [1, 4]];
/** As the stylesheet has it for the still. */
const HEIGHT = 62;

// With the chunk that draws the charts: linked in the usual way, every page would carry it that might play a scene.
const sheet = new CSSStyleSheet();
sheet.replaceSync(plotStyles);
document.adoptedStyleSheets.push(sheet);

interface Chart {
  plot: uPlot;
  /** Where each line says what it is at the moment that is shown. */
  said: readonly HTMLElement[];
  box: HTMLElement;
  times: number[];
  series: readonly Float32Array[];
  ghosts: readonly Float32Array[];
}

/** The width of the widest of these labels of an axis, in CSS pixels. */
function widestOf(plot: uPlot, axis: number, labels: readonly string[]): number {
  // As they are drawn, in pixels of the canvas: by now uPlot has made a list of the axis' font.
  [plot.ctx.font] = plot.axes[axis]!.font as unknown as [string];
  return Math.max(...labels.map((label) => plot.ctx.measureText(label).width)) / devicePixelRatio;
}

/** Room for four digits, so that charts below each other begin at one line; for more where a label has more. */
const besideLabels = (plot: uPlot, labels: string[] | null): number =>
  labels ? Math.max(36, Math.ceil(widestOf(plot, 1, labels)) + 6) : 36;

const seconds = (value: number): string => `${value} s`;

export class Charts {
  readonly #host: HTMLElement;
  readonly #observer: ResizeObserver;
  #charts: Chart[] = [];
  #recordings: readonly Recording[] = [];
  #before: readonly Recording[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#observer = new ResizeObserver(() => {
      for (const { plot, box } of this.#charts) {
        if (box.clientWidth > 0 && Math.abs(plot.width - box.clientWidth) > 1) {
          plot.setSize({ width: box.clientWidth, height: HEIGHT });
        }
      }
    });
  }

  /** Shows other recordings. `before` is what was shown until now, if it can be compared. */
  show(recordings: readonly Recording[], before: readonly Recording[]): void {
    this.#recordings = recordings;
    this.#before = before;
    this.redraw();
  }

  /** Makes all charts anew: after other recordings, or in another theme. */
  redraw(): void {
    for (const { plot } of this.#charts) plot.destroy();
    this.#observer.disconnect();
    const charts = mergedCharts(this.#recordings);
    const earlier = mergedCharts(this.#before);
    const figures = [...this.#host.querySelectorAll<HTMLElement>('.stage-chart')];
    // The same charts keep their places on the page.
    while (figures.length < charts.length) {
      const figure = document.createElement('figure');
      figure.className = 'stage-chart';
      figure.innerHTML = markup(
        '<figcaption></figcaption><ul class="stage-legend"></ul><div class="stage-plot" data-plot></div>',
      );
      this.#host.append(figure);
      figures.push(figure);
    }
    for (const figure of figures.splice(charts.length)) figure.remove();
    this.#charts = charts.map(({ title, unit, series }, index) => {
      const figure = figures[index]!;
      const caption = figure.querySelector('figcaption') as HTMLElement;
      const small = document.createElement('span');
      small.className = 'stage-unit';
      small.textContent = unit;
      caption.replaceChildren(`${title} `, small);
      const box = figure.querySelector('[data-plot]') as HTMLElement;
      box.replaceChildren();
      const same = earlier.find((chart) => chart.title === title);
      const ghosts = series.flatMap(({ label }) => {
        const values = same?.series.find((each) => each.label === label)?.values;
        return values ? [values] : [];
      });
      const { tick } = this.#recordings[0]!;
      const times = Array.from(series[0]!.values, (_, place) => (place * tick) / 1000);
      const all = series.map(({ values }) => values);
      const plot = this.#plot(box, series, { ghosts, times, highest: highestOf([...all, ...ghosts]) });
      this.#observer.observe(box);
      const legend = figure.querySelector('.stage-legend') as HTMLElement;
      return {
        plot,
        box,
        times,
        series: all,
        ghosts,
        said: this.#writeLegend(legend, series, ghosts.length > 0 && index === 0),
      };
    });
  }

  /** Draws what was measured up to a moment in ms. */
  draw(at: number): void {
    const tick = this.#recordings[0]?.tick ?? 1;
    for (const { plot, times, series, ghosts, said } of this.#charts) {
      for (const [place, element] of said.entries()) {
        const text = valueText(series[place]!, at, tick);
        const before = ghosts[place] && ghosts.length === series.length ? valueText(ghosts[place], at, tick) : text;
        const was = before === text ? '' : `was ${before}`;
        if (element.textContent !== text) element.textContent = text;
        const item = element.parentElement as HTMLElement;
        if ((item.dataset.was ?? '') === was) continue;
        item.classList.toggle('stage-differs', was !== '');
        if (was === '') delete item.dataset.was;
        else item.dataset.was = was;
      }
      const until = at / 1000 + 1e-6;
      const cut = (values: Float32Array) =>
        times.map((time, place) => (time > until || Number.isNaN(values[place]) ? null : values[place]!));
      plot.setData([times, ...ghosts.map((values) => [...values]), ...series.map(cut)] as uPlot.AlignedData, false);
      plot.redraw(true, false);
    }
  }

  #plot(
    box: HTMLElement,
    series: readonly { label: string }[],
    { ghosts, times, highest }: { ghosts: readonly Float32Array[]; times: readonly number[]; highest: number },
  ): uPlot {
    const ink = readColours(this.#host, [...LINES, 'line', 'soft']);
    const colours = LINES.map((name) => ink[name]);
    const axis = {
      stroke: ink.soft,
      grid: { stroke: ink.line, width: 1 },
      ticks: { show: false },
      font: `11px ${getComputedStyle(this.#host).fontFamily}`,
      gap: 3,
    };
    const end = times.at(-1) ?? 1;
    const options: uPlot.Options = {
      width: Math.max(120, box.clientWidth),
      height: HEIGHT,
      // Half of the last time stands behind the end of the chart.
      padding: [4, (plot) => Math.ceil(widestOf(plot, 0, [seconds(end)]) / 2), 0, 0],
      // The values are in the words; a legend that follows the pointer would leave out everybody else.
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: [0, end] },
        y: { range: [0, highest > 0 ? highest * 1.08 : 1] },
      },
      axes: [
        { ...axis, size: 16, space: 60, values: (_plot, splits) => splits.map(seconds) },
        { ...axis, size: besideLabels, space: 22, values: (_plot, splits) => splits.map((value) => number(value, 3)) },
      ],
      series: [
        {},
        ...ghosts.map((_, index) => ({
          stroke: colours[index % colours.length]!,
          alpha: 0.28,
          width: 1.5,
          dash: DASHES[index % DASHES.length]!,
          points: { show: false },
        })),
        ...series.map((_, index) => ({
          stroke: colours[index % colours.length]!,
          width: 2,
          dash: DASHES[index % DASHES.length]!,
          points: { show: false },
        })),
      ],
    };
    const plot = new uPlot(
      options,
      [
        [...times],
        ...ghosts.map((values) => [...values]),
        ...series.map(() => times.map(() => null)),
      ] as uPlot.AlignedData,
      box,
    );
    plot.root.setAttribute('aria-hidden', 'true');
    return plot;
  }

  /** The lines by name. Gives where each says its value. */
  #writeLegend(legend: HTMLElement, series: readonly { label: string }[], withGhosts: boolean): HTMLElement[] {
    const said = series.map(() => document.createElement('strong'));
    const items = legendNames(series).map((parts, index) => {
      const item = document.createElement('li');
      item.className = `stage-key-${index % 6}`;
      const name = parts.map((text) => Object.assign(document.createElement('span'), { textContent: text }));
      item.append(...name, ' ', said[index]!);
      return item;
    });
    if (withGhosts) {
      const item = document.createElement('li');
      item.className = 'stage-key-ghost';
      item.append('faint: before');
      items.push(item);
    }
    legend.replaceChildren(...items);
    return said;
  }
}
