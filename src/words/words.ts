/**
 * How lists and numbers are written, once for everything that the course says: diagrams, reports, scenes and labs. British
 * English, whatever the reader's browser is set to, so that the page and the command line say the same.
 */

const formats = new Map<number, Intl.NumberFormat>();

/** '1,234.57': with at most so many decimals. */
export function number(value: number, decimals = 2): string {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  // What is rounded away below nothing is nothing.
  return format.format(value).replace(/^-0$/, '0');
}

/** '1,235': the nearest whole number. */
export function whole(value: number): string {
  return number(value, 0);
}

/** A share in [0, 1] as '99.9 %'. Rounded down, so that not quite all is never said to be all. */
export function percent(share: number, decimals = 1): string {
  const scale = 10 ** decimals;
  // What binary fractions lose must not cost a digit: 0.57 is 57 %.
  return `${number(Math.floor(share * 100 * scale + 1e-9) / scale, decimals)} %`;
}

/** '$12.50', '$1,906.18'. */
export function money(dollars: number): string {
  return `$${dollars.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** '1 link', '2,000 links', '1.5 copies'. `several` is `one` with an s when left out. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${number(count, 1)} ${count === 1 ? one : several}`;
}

/** 'a, b and c', or with another word before the last. */
export function inSeries(items: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items[items.length - 1]}`;
}

/** From the least to the greatest of some figures, each with so many decimals: '0.7 to 4.0', or '18.7' where all are alike. */
export function span(values: readonly number[], decimals = 0): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(decimals));
  return least === most ? least! : `${least} to ${most}`;
}

/** Characters of a text that a sentence quotes. */
const MOST_QUOTED = 40;

/** Any text in quotes, as a program would write it and in a few characters: a name may hold quotes, line breaks, or a novel. */
export function quoted(text: string): string {
  const short = text.length > MOST_QUOTED ? text.slice(0, MOST_QUOTED - 1) : text;
  // No pair of surrogates is cut in two.
  return short === text ? JSON.stringify(text) : JSON.stringify(`${short.replace(/[\ud800-\udbff]$/, '')}…`);
}

/** With a capital letter first. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export { visible, visibleLines } from './visible.ts';

/** A name that stands for nothing, with all that would: whoever tells the author can say which was meant. */
export class Misnamed extends Error {
  readonly word: string;
  readonly allowed: readonly string[];

  constructor(message: string, word: string, allowed: readonly string[]) {
    super(message);
    this.word = word;
    this.allowed = allowed;
  }
}
