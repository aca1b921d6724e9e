/**
 * A board: an architecture as text and as picture, of which either can be changed. The text is what is written; the picture is the last
 * of it that could be drawn, and stays while somebody is in the middle of a word. What is wrong is told with its line, in the words
 * that the notation has for it.
 */
import { type Architecture, type Problem, validate } from '#architecture';
import { type Place, readText } from './read-text.ts';
import { textOf } from './write-text.ts';

/** What is wrong with a text, and in which line. */
export interface TextProblem {
  line: number;
  message: string;
  /** A warning can be drawn and run all the same. */
  severity: Problem['severity'];
}

export interface Board {
  /** What is written, whether or not it can be read. */
  text: string;
  /** What is drawn: what the text says, or the last that it said. */
  drawn: Architecture;
  /** Whether the picture is what the text says. */
  agrees: boolean;
  problems: readonly TextProblem[];
}

/** Characters that a board may have: as many as the editor of a lab takes. */
export const MOST_CHARACTERS = 100_000;

/** The board of a text that somebody wrote, where `drawn` was its picture before. */
export function written(text: string, drawn: Architecture): Board {
  const wrong = (line: number, message: string): Board => ({
    text,
    drawn,
    agrees: false,
    problems: [{ line, message, severity: 'error' }],
  });
  if (text.length > MOST_CHARACTERS)
    return wrong(1, 'The text has more than 100,000 characters: a board takes at most as many.');
  const read = readText(text);
  if ('message' in read) return wrong(read.line, read.message);
  const problems = soundProblems(read.value).map((problem) => ({
    line: lineOf(problem, read.value, read.places),
    message: problem.message,
    severity: problem.severity,
  }));
  const agrees = problems.every(({ severity }) => severity !== 'error');
  return { text, drawn: agrees ? (read.value as Architecture) : drawn, agrees, problems };
}

/** The board of an architecture, written as the board writes. */
export function boardOf(architecture: Architecture): Board {
  return written(textOf(architecture), architecture);
}

/** What the notation finds. A board may be empty: that is how it begins. */
export function soundProblems(input: unknown): Problem[] {
  return validate(input).filter(({ code }) => code !== 'no-nodes');
}

/** The line that a problem is about: that of the field if it names one, else that of the node, link or region. */
function lineOf({ code, node, link, region }: Problem, input: unknown, places: WeakMap<object, Place>): number {
  const { nodes, links, regions } = input as Record<string, unknown>;
  const owner =
    link !== undefined
      ? at(links, link)
      : node !== undefined
        ? withId(nodes, node)
        : region !== undefined
          ? withId(regions, region)
          : input;
  const place = isObject(owner) ? places.get(owner) : undefined;
  const field = code.startsWith('bad-') ? code.slice('bad-'.length) : undefined;
  return (field !== undefined ? place?.fields.get(field) : undefined) ?? place?.line ?? 1;
}

/** The lines in which a node or a link is written, counted from 1; none where the text cannot be read. */
export function linesOf(text: string, chosen: { node: string } | { link: number }): ReadonlySet<number> {
  const read = readText(text);
  if ('message' in read || !isObject(read.value)) return new Set();
  const { nodes, links } = read.value;
  const owner = 'node' in chosen ? withId(nodes, chosen.node) : at(links, chosen.link);
  const place = isObject(owner) ? read.places.get(owner) : undefined;
  return new Set(place ? [place.line, ...place.fields.values()] : []);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const at = (list: unknown, index: number): unknown => (Array.isArray(list) ? list[index] : undefined);

/** The last of that id: where two have it, the second is the one to mend. */
function withId(list: unknown, id: string): unknown {
  return Array.isArray(list) ? list.findLast((entry) => isObject(entry) && entry.id === id) : undefined;
}
