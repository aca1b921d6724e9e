/**
 * Reads the text of a board: a literal of plain values, as JSON or as TypeScript writes them. It is parsed and never run. A parser that is
 * well kept (acorn) tells names without quotes, both kinds of quotes, comments and commas at the end; here only what is no plain value
 * is refused, and each object remembers in which line it and its fields stand.
 */
import { type Expression, type Property, parse, type SpreadElement } from 'acorn';
import { quoted } from '#words';

/** Where an object was written. */
export interface Place {
  /** The line it begins in, counted from 1. */
  line: number;
  /** The line of each of its fields. */
  fields: ReadonlyMap<string, number>;
}

/** What a text says: the value with the places of its objects and lists, or the line that cannot be read, and why. */
export type Read = { value: unknown; places: WeakMap<object, Place> } | { line: number; message: string };

/** What a spread stands for: its fields, or undefined where it is no plain value either. */
export type SpreadOf = (argument: Expression) => Readonly<Record<string, unknown>> | undefined;

/** The text is put between these, so that it is read as a value and not as a block. */
const BEFORE = '(\n';
const LINES_BEFORE = 1;

class NotPlain extends Error {
  readonly at: { line: number };

  constructor(message: string, { loc }: Pick<Expression, 'loc'>) {
    super(message);
    this.at = { line: loc!.start.line };
  }
}

/** `spreadOf` says what `...sold.web` is; on a board itself nothing may be spread. */
export function readText(text: string, spreadOf?: SpreadOf): Read {
  if (text.trim() === '')
    return { line: 1, message: 'Nothing is written here: begin with { title: "…", nodes: [], links: [] }.' };
  try {
    const places = new WeakMap<object, Place>();
    return { value: plain(expressionIn(text).expression, places, spreadOf), places };
  } catch (error) {
    if (error instanceof NotPlain) return { line: error.at.line - LINES_BEFORE, message: error.message };
    return unread(text, error);
  }
}

/** The one expression of a text. What the parser tells as a place is `offset` further than it is in the text. Throws where there is none. */
export function expressionIn(text: string): { expression: Expression; offset: number } {
  const program = parse(`${BEFORE}${text}\n)`, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    locations: true,
    preserveParens: true,
  });
  const [statement, other] = program.body;
  if (statement?.type !== 'ExpressionStatement' || other)
    throw new NotPlain('One architecture in braces is read here, and this goes on after it.', other ?? program);
  const { expression } = statement;
  return {
    expression: expression.type === 'ParenthesizedExpression' ? expression.expression : expression,
    offset: BEFORE.length,
  };
}

/** What an expression says that is a plain value. Throws where it is none. */
export const plainValueOf = (expression: Expression, spreadOf?: SpreadOf): unknown =>
  plain(expression, new WeakMap(), spreadOf);

/** The name of a field, where it is written out. */
export function nameOf({ key, computed }: Pick<Property, 'key' | 'computed'>): string | undefined {
  if (computed) return undefined;
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
}

/** What the parser could not read, in our words: it tells the place, and the text tells what stands there. */
function unread(text: string, error: unknown): Read {
  const lines = text.split('\n');
  const { loc, pos } = error as { loc?: { line: number; column: number }; pos?: number };
  if (!loc || pos === undefined)
    return { line: 1, message: 'The text goes too deep to be read: use fewer brackets within brackets.' };
  const line = Math.min(lines.length, Math.max(1, loc.line - LINES_BEFORE));
  if (pos - BEFORE.length >= text.trimEnd().length)
    return {
      line: lines.length,
      message: 'The text ends too early: a bracket, a brace or a quotation mark is not closed.',
    };
  const there = lines[line - 1]!.slice(loc.column).trim();
  const word = /^[\w$.-]+|^./u.exec(there)?.[0];
  return {
    line,
    message: word
      ? `The text cannot be read from ${quoted(word)} on: a comma, a colon, a quotation mark or a bracket may be missing before it.`
      : 'The text cannot be read from the end of this line on: a comma, a quotation mark or a bracket may be missing.',
  };
}

function plain(node: Expression, places: WeakMap<object, Place>, spreadOf: SpreadOf | undefined): unknown {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return plain(node.expression, places, spreadOf);
    case 'Literal':
      if (node.regex || node.bigint) break;
      return node.value;
    case 'TemplateLiteral':
      if (node.expressions.length > 0) break;
      return node.quasis[0]!.value.cooked;
    case 'UnaryExpression': {
      const { operator, argument } = node;
      if (argument.type !== 'Literal' || typeof argument.value !== 'number' || !(operator === '-' || operator === '+'))
        break;
      return operator === '-' ? -argument.value : argument.value;
    }
    case 'Identifier':
      if (node.name === 'undefined') return undefined;
      throw new NotPlain(
        `${quoted(node.name)} is a name, and a board takes plain values: put a text into quotes.`,
        node,
      );
    case 'ArrayExpression': {
      const list = node.elements.map((element) => {
        if (!element || element.type === 'SpreadElement')
          throw new NotPlain(
            'A list on a board holds plain values, one after the other, and nothing is left out or spread.',
            element ?? node,
          );
        return plain(element, places, spreadOf);
      });
      places.set(list, { line: lineOf(node), fields: new Map() });
      return list;
    }
    case 'ObjectExpression': {
      const object: Record<string, unknown> = {};
      const fields = new Map<string, number>();
      for (const property of node.properties) readProperty(property, object, fields, places, spreadOf);
      places.set(object, { line: lineOf(node), fields });
      return object;
    }
  }
  throw new NotPlain(
    'This is worked out, and a board takes plain values: texts in quotes, numbers, true and false.',
    node,
  );
}

function readProperty(
  property: Property | SpreadElement,
  object: Record<string, unknown>,
  fields: Map<string, number>,
  places: WeakMap<object, Place>,
  spreadOf: SpreadOf | undefined,
): void {
  if (property.type === 'SpreadElement') {
    const spread = spreadOf?.(property.argument);
    if (!spread)
      throw new NotPlain(
        'Something is spread here (...), and a board takes plain values: write out what it stands for.',
        property,
      );
    for (const [name, value] of Object.entries(spread)) {
      define(object, name, value);
      fields.set(name, lineOf(property));
    }
    return;
  }
  const { kind, method, shorthand } = property;
  const name = nameOf(property);
  if (name === undefined || kind !== 'init' || method || shorthand)
    throw new NotPlain('Each field is its name, a colon and a plain value.', property);
  if (fields.has(name) && !spreadOf)
    throw new NotPlain(`${quoted(name)} stands twice in the same braces: remove one of them.`, property);
  define(object, name, plain(property.value, places, spreadOf));
  fields.set(name, lineOf(property));
}

/** As a field of its own, whatever it is called. */
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

const lineOf = ({ loc }: Pick<Expression, 'loc'>): number => loc!.start.line - LINES_BEFORE;
