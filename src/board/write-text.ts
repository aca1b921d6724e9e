/**
 * An architecture as the board writes it: a literal of TypeScript, one node and one link a line, the fields in the order of the schema.
 * It is what a learner returns from `design()`, so a board can be pasted there and back.
 */
import type { Architecture } from '#architecture';
import { autoscale, link, node, region } from '../architecture/schema.ts';

type Fields = Readonly<Record<string, unknown>>;

const WORD = /^[A-Za-z_$][\w$]*$/;

/** How names and texts are written. */
export interface Style {
  key(name: string): string;
  string(text: string): string;
}

export const JSON_STYLE: Style = {
  key: (name) => JSON_STYLE.string(name),
  // What separates lines in other programs is written out, so that a line of the board is a line everywhere.
  string: (text) => JSON.stringify(text).replace(/[\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`),
};

export const TYPESCRIPT_STYLE: Style = {
  key: (name) => (WORD.test(name) ? name : written(name)),
  string: written,
};

/** A text in quotes, in single ones unless that takes more escapes. */
export function written(text: string): string {
  const json = JSON_STYLE.string(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** A text, a number, a switch. */
export function scalarText(of: unknown, { string }: Style): string {
  if (typeof of === 'string') return string(of);
  return Object.is(of, -0) ? '-0' : String(of);
}

function value(of: unknown): string {
  if (typeof of === 'object' && of !== null) return fieldsOf(of as Fields, Object.keys(autoscale.entries));
  return scalarText(of, TYPESCRIPT_STYLE);
}

/** `{ id: 'web', kind: 'web' }`: what is there of these fields, in this order. */
export function fieldsOf(object: Fields, order: readonly string[]): string {
  const there = order.filter((name) => object[name] !== undefined);
  const pairs = there.map((name) => `${TYPESCRIPT_STYLE.key(name)}: ${value(object[name])}`);
  return `{ ${pairs.join(', ')} }`;
}

/** A list with an entry a line. */
export function list(name: string, entries: readonly string[], indent = '  '): string {
  if (entries.length === 0) return `${indent}${name}: [],`;
  return [`${indent}${name}: [`, ...entries.map((entry) => `${indent}  ${entry},`), `${indent}],`].join('\n');
}

/** The whole literal, with an end of line after it. */
export function textOf({ title, nodes, links, regions }: Architecture): string {
  const each = (entries: readonly Fields[], { entries: schema }: { entries: object }) =>
    entries.map((entry) => fieldsOf(entry, Object.keys(schema)));
  return [
    '{',
    `  title: ${written(title)},`,
    list('nodes', each(nodes, node)),
    list('links', each(links, link)),
    ...(regions === undefined ? [] : [list('regions', each(regions, region))]),
    '}',
    '',
  ].join('\n');
}
