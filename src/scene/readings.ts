/**
 * Figures read off the recordings of a scene: the mean of a chart's line, what a node said, a number in a sentence that was told.
 * What lessons say of a run is read with these, so that text and run cannot drift apart.
 */
import { Misnamed } from '#words';
import { nodeAt, type Recording, sampleAt } from './recording.ts';

/**
 * One run of a scene. A line is named by its chart, and by its label where the chart has several: `'Outside'`,
 * `'Requests: served'`. Times are in seconds. Whatever is asked for and is not there is an Error that lists what is.
 */
export class Run {
  readonly #recordings: () => readonly Recording[];

  /** They are asked for when they are first needed. */
  constructor(recordings: () => readonly Recording[]) {
    this.#recordings = recordings;
  }

  /** The recordings of all worlds. */
  get recordings(): readonly Recording[] {
    return this.#recordings();
  }

  /** The world of that title, or the only one whose title holds these words. */
  in(words: string): Run {
    const found = this.recordings.filter(({ title }) => title.includes(words));
    const world = found.find(({ title }) => title === words) ?? found[0];
    if (!world || (found.length > 1 && world.title !== words))
      throw new Error(`"${words}" is not one of the worlds ${listed(this.recordings.map(({ title }) => title))}.`);
    return new Run(() => [world]);
  }

  /** The numbers of a line from one second to another, both included. */
  values(line: string, from = 0, to = Number.POSITIVE_INFINITY): number[] {
    const { tick } = this.#only;
    return [...this.#line(line)].filter((value, index) => {
      const second = (index * tick) / 1000;
      return second >= from - 1e-3 && second <= to + 1e-3 && !Number.isNaN(value);
    });
  }

  /** NaN where the line has no value in that time. */
  mean(line: string, from?: number, to?: number): number {
    const values = this.values(line, from, to);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  max(line: string, from?: number, to?: number): number {
    return this.values(line, from, to).reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  }

  min(line: string, from?: number, to?: number): number {
    return this.values(line, from, to).reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  }

  /** The value of a line at the last tick until a second; NaN where it has none. */
  at(line: string, second: number): number {
    const values = this.#line(line);
    return values[Math.min(values.length - 1, Math.floor((second * 1000) / this.#only.tick + 1e-6))]!;
  }

  /** The value of a line at the end. */
  last(line: string): number {
    return this.#line(line).at(-1)!;
  }

  /** What a node says at a second, the number that waits in it, and its copies. */
  node(id: string, second: number) {
    const { nodes } = this.#only.architecture;
    const view = nodeAt(
      this.#only,
      nodes.findIndex((node) => node.id === id),
      sampleAt(this.#only, second * 1000),
    );
    if (!view)
      throw new Error(
        `"${id}" is not a node that shows anything; the nodes are ${listed(nodes.map((node) => node.id))}.`,
      );
    return view;
  }

  /** All sentences that are told, in the order of time. */
  get told(): readonly string[] {
    return [...this.#only.events].sort((one, other) => one.at - other.at).map(({ text }) => text);
  }

  /** The second at which a sentence with these words was told first. */
  toldAt(words: string): number {
    const times = this.#only.events.filter(({ text }) => text.includes(words)).map(({ at }) => at / 1000);
    if (times.length === 0) throw new Error(`No sentence tells "${words}"; these are told: ${listed(this.told)}.`);
    return Math.min(...times);
  }

  /** The number at the # in the last sentence with these words: `figure('# were served')`. */
  figure(words: string): number {
    const found = this.told.map((sentence) => figureIn(sentence, words)).findLast((number) => number !== undefined);
    if (found === undefined) throw new Error(`No sentence tells "${words}"; these are told: ${listed(this.told)}.`);
    return found;
  }

  get #only(): Recording {
    const [world, another] = this.recordings;
    if (world && !another) return world;
    throw new Error(`Say in which world: ${listed(this.recordings.map(({ title }) => title))}.`);
  }

  #line(name: string): Float32Array {
    const lines = this.#only.charts.flatMap(({ title, series }) =>
      series.map(({ label, values }) => ({
        names: series.length === 1 ? [title, `${title}: ${label}`] : [`${title}: ${label}`],
        values,
      })),
    );
    const line = lines.find(({ names }) => names.includes(name));
    if (line) return line.values;
    throw new Misnamed(
      `There is no line "${name}"; the lines are ${listed(lines.map(({ names }) => names[0]!))}.`,
      name,
      lines.flatMap(({ names }) => names),
    );
  }
}

/** The number that stands at the # of some words in a text: 1234.5 for '1,234.5 %' and '# %'. */
export function figureIn(text: string, words: string): number | undefined {
  const [before = '', after = ''] = words.split('#').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const digits = new RegExp(`${before}(-?\\d[\\d,]*(?:\\.\\d+)?)${after}`).exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}

/** A figure as prose states it, rounded to so many digits: '250', '0.24', '11,000'. */
export function about(value: number, digits = 2): string {
  return new Intl.NumberFormat('en-GB', { maximumSignificantDigits: digits }).format(value);
}

const listed = (words: readonly string[]) => words.map((word) => `"${word}"`).join(', ');
