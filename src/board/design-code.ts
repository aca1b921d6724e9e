/**
 * A board in a learner's `design()`: where the function returns a plain literal, what the board says of it otherwise is changed there, and every
 * other letter of the code stays. Code that works its answer out is nobody's to overwrite, and it is said why.
 */
import { parseExpressionAt } from 'acorn';
import type { Architecture, ArchitectureNode } from '#architecture';
import { link, node, region } from '../architecture/schema.ts';
import { type Offer, offeredFields, offerFor } from '../design/catalogue.ts';
import { soundProblems } from './document.ts';
import { editedText } from './edit-text.ts';
import { readText, type SpreadOf } from './read-text.ts';
import { fieldsOf, list, written } from './write-text.ts';

/** What a lab sells, by the names that its starter gives. */
export type Sold = Readonly<Record<string, Offer>>;

export type IntoCode = { code: string } | { problem: string };

/**
 * `export function design(): Architecture { return`, up to what it returns. A comment ends at its first end and nowhere else: where it could
 * go on to the next, forty of them in a row would be read in more ways than there is time for.
 */
const FUNCTION =
  /export\s+function\s+design\s*\(\s*\)\s*(?::\s*[\w.]+\s*)?\{(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*return\b[ \t]*/g;
const SPREAD = /^[\w$]+\.[\w$]+$/;

/** Where the literal of `design()` begins and ends in a code; or why there is none. */
function literalIn(code: string): { from: number; to: number } | { problem: string } {
  const found = [...code.matchAll(FUNCTION)];
  const [first] = found;
  if (!first || found.length > 1)
    return {
      problem:
        'Your design() does not begin with return: it works its answer out, and the board would lose that. It is not overwritten.',
    };
  const from = first.index + first[0].length;
  const line = code.slice(0, from).split('\n').length;
  let to: number;
  try {
    to = parseExpressionAt(code, from, { ecmaVersion: 'latest' }).end;
  } catch {
    return {
      problem: `What your design() returns in line ${line} cannot be read as a literal. It is not overwritten.`,
    };
  }
  if (!/^\s*;?\s*\}/.test(code.slice(to)))
    return { problem: `Your design() goes on after what it returns in line ${line}. It is not overwritten.` };
  const literal = code.slice(from, to);
  // What is spread has a name of the lab's: `...sold.web`. Anything else is worked out.
  const read = readText(literal, (argument) => (SPREAD.test(code.slice(...placeOf(argument, from))) ? {} : undefined));
  if ('message' in read)
    return {
      problem: `Your design() is no plain literal: line ${line + read.line - 1} works something out. It is not overwritten.`,
    };
  return { from, to };
}

/** The text of a board is read between two lines of its own: two characters come before it. */
const placeOf = ({ start, end }: { start: number; end: number }, from: number): [number, number] => [
  from + start - 2,
  from + end - 2,
];

/** What a plain literal in a code says, with what is bought filled in; or why it cannot be drawn. */
export function designIn(code: string, sold: Sold): { architecture: Architecture } | { problem: string } {
  const place = literalIn(code);
  if ('problem' in place) return place;
  const read = readText(code.slice(place.from, place.to), bought(code, place.from, sold));
  if ('message' in read) return { problem: read.message };
  const wrong = soundProblems(read.value).find(({ severity }) => severity === 'error');
  return wrong ? { problem: wrong.message } : { architecture: read.value as Architecture };
}

/** What `...sold.web` stands for in a literal that begins at a place of the code. */
function bought(code: string, from: number, sold: Sold): SpreadOf {
  return (argument) => {
    const [, name = ''] = /^sold\.([\w$]+)$/.exec(code.slice(...placeOf(argument, from))) ?? [];
    const offer = Object.hasOwn(sold, name) ? sold[name] : undefined;
    return offer && { kind: offer.kind, ...Object.fromEntries(offeredFields(offer)) };
  };
}

/** The code with the architecture as what `design()` returns. What is drawn there already keeps its lines and its comments. */
export function intoCode(code: string, architecture: Architecture, sold: Sold): IntoCode {
  const place = literalIn(code);
  if ('problem' in place) return place;
  const names = /\bconst\s+sold\s*=/.test(code) ? sold : {};
  const { from, to } = place;
  const literal =
    'problem' in designIn(code, sold)
      ? literalOf(architecture, names)
      : editedText(code.slice(from, to), architecture, {
          spreadOf: bought(code, from, sold),
          nodeText: (part) => nodeText(part, names),
        });
  return { code: `${code.slice(0, from)}${literal}${code.slice(to)}` };
}

/** As a learner writes it within the function: what is bought by its name. */
export function literalOf({ title, nodes, links, regions }: Architecture, sold: Sold): string {
  const entries = (parts: readonly object[], schema: { entries: object }) =>
    parts.map((part) => fieldsOf(part as Readonly<Record<string, unknown>>, Object.keys(schema.entries)));
  return [
    '{',
    `    title: ${written(title)},`,
    list(
      'nodes',
      nodes.map((each) => nodeText(each, sold)),
      '    ',
    ),
    list('links', entries(links, link), '    '),
    ...(regions === undefined ? [] : [list('regions', entries(regions, region), '    ')]),
    '  }',
  ].join('\n');
}

function nodeText(part: ArchitectureNode, sold: Sold): string {
  const offer = offerFor(part, { sold, ways: [], needs: [] });
  const name = offer && Object.keys(sold).find((each) => sold[each] === offer);
  const order = Object.keys(node.entries);
  const fields = part as Readonly<Record<string, unknown>>;
  if (!offer || !name || !/^[A-Za-z_$][\w$]*$/.test(name)) return fieldsOf(fields, order);
  const bought = new Set(['id', 'kind', ...offeredFields(offer).map(([field]) => field)]);
  const rest = fieldsOf(
    fields,
    order.filter((field) => !bought.has(field)),
  )
    .slice(2, -2)
    .trim();
  return `{ id: ${written(part.id)}, ...sold.${name}${rest === '' ? '' : `, ${rest}`} }`;
}
