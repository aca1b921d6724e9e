/**
 * Writes an architecture into a text that says another one, and changes only what it must: comments, the order of fields and the writer's
 * own lines stay. The text is a literal of TypeScript or JSON, so it is the parser of both (acorn) that tells where each part stands; what
 * lies between two parts is spaces, comments and one comma.
 */
import type { ArrayExpression, Expression, ObjectExpression, Property, SpreadElement } from 'acorn';
import { diffArrays } from 'diff';
import type { Architecture } from '#architecture';
import { autoscale, link, node, region, architecture as whole } from '../architecture/schema.ts';
import { expressionIn, nameOf, plainValueOf, type SpreadOf } from './read-text.ts';
import { JSON_STYLE, type Style, scalarText, TYPESCRIPT_STYLE } from './write-text.ts';

export interface EditOptions {
  /** What `...sold.web` stands for. */
  spreadOf?: SpreadOf;
  /** How a new node is written, and one that changes where something is spread; as the board writes it when left out. */
  nodeText?(node: Architecture['nodes'][number]): string;
}

/** The order of the fields in an object, and in the objects within. */
interface Shape {
  order: readonly string[];
  within: Readonly<Record<string, Shape>>;
}

const shape = ({ entries }: { entries: object }, within: Shape['within'] = {}): Shape => ({
  order: Object.keys(entries),
  within,
});
const PLAIN: Shape = { order: [], within: {} };
const NODE = shape(node, { autoscale: shape(autoscale) });
const ARCHITECTURE = shape(whole, { nodes: NODE, links: shape(link), regions: shape(region) });

/** The text with `after` in it. It must be one that can be read. */
export function editedText(text: string, after: Architecture, { spreadOf, nodeText }: EditOptions = {}): string {
  const { expression, offset } = expressionIn(text);
  const style = styleOf(expression);
  const { key } = style;
  const from = ({ start }: { start: number }): number => start - offset;
  const to = ({ end }: { end: number }): number => end - offset;
  const oneLine = !LINE_END.test(text.trim());

  function fresh(value: unknown, of: Shape): string {
    if (Array.isArray(value)) return `[${value.map((each) => fresh(each, of)).join(', ')}]`;
    if (!isFields(value)) return scalarText(value, style);
    if (of === NODE && nodeText) return nodeText(value as unknown as Architecture['nodes'][number]);
    const there = of.order.filter((name) => value[name] !== undefined);
    return `{ ${there.map((name) => `${key(name)}: ${fresh(value[name], of.within[name] ?? PLAIN)}`).join(', ')} }`;
  }

  function patched(part: Expression, value: unknown, of: Shape): string {
    const old = plainValueOf(part, spreadOf);
    if (isSame(old, value)) return text.slice(from(part), to(part));
    if (part.type === 'ParenthesizedExpression') {
      const { expression: inner } = part;
      return text.slice(from(part), from(inner)) + patched(inner, value, of) + text.slice(to(inner), to(part));
    }
    if (part.type === 'ArrayExpression' && Array.isArray(value)) return list(part, old as unknown[], value, of);
    const fields = part.type === 'ObjectExpression' && isFields(value) ? fieldsIn(part, value) : undefined;
    return fields ? object(part as ObjectExpression, fields, value as Fields, of) : fresh(value, of);
  }

  /** What stands in braces, by the names it gives; undefined where a change cannot be told in one place, because something is spread or stands twice. */
  function fieldsIn({ properties }: ObjectExpression, value: Fields): Field[] | undefined {
    const fields = properties.map((part): Field => {
      if (part.type === 'Property') return { part, names: [nameOf(part)!] };
      return { part, names: Object.keys(spreadOf?.(part.argument) ?? {}) };
    });
    const names = fields.flatMap((field) => field.names);
    const isOnce = new Set(names).size === names.length;
    const isAsSpread = properties.every(
      (part) =>
        part.type === 'Property' ||
        Object.entries(spreadOf?.(part.argument) ?? {}).every(([name, each]) => isSame(each, value[name])),
    );
    return isOnce && isAsSpread ? fields : undefined;
  }

  function object(part: ObjectExpression, fields: readonly Field[], value: Fields, of: Shape): string {
    const entries = fields.map(({ part: field, names }): Entry & { names: readonly string[] } => {
      if (field.type === 'SpreadElement') return { names, place: 'kept', text: text.slice(from(field), to(field)) };
      const [name] = names as [string];
      const old = field.value;
      if (value[name] === undefined && plainValueOf(old, spreadOf) !== undefined) return { names, place: 'removed' };
      const before = text.slice(from(field), from(old));
      return { names, place: 'kept', text: before + patched(old, value[name], of.within[name] ?? PLAIN) };
    });
    const rank = (name: string): number => of.order.indexOf(name);
    for (const name of of.order) {
      if (value[name] === undefined || entries.some(({ names }) => names.includes(name))) continue;
      const place = entries.findLastIndex(({ names }) => names.some((each) => rank(each) < rank(name))) + 1;
      const written = `${key(name)}: ${fresh(value[name], of.within[name] ?? PLAIN)}`;
      entries.splice(place, 0, { names: [name], place: 'added', text: written });
    }
    return rebuilt(
      part,
      fields.map((field) => field.part),
      entries,
    );
  }

  function list(part: ArrayExpression, old: unknown[], value: unknown[], of: Shape): string {
    const elements = part.elements as Expression[];
    return rebuilt(
      part,
      elements,
      aligned(old, value).map(({ was, is }): Entry => {
        if (is === undefined) return { place: 'removed' };
        if (was === undefined) return { place: 'added', text: fresh(value[is], of) };
        return { place: 'kept', text: patched(elements[was]!, value[is], of) };
      }),
    );
  }

  /** Brackets with other entries between them: those kept and removed are, in this order, the parts that stand there. */
  function rebuilt(
    container: ObjectExpression | ArrayExpression,
    parts: readonly { start: number; end: number }[],
    entries: readonly Entry[],
  ): string {
    const [open, close] = [text[from(container)]!, text[to(container) - 1]!];
    const gaps = [...parts, undefined].map((part, index) =>
      text.slice(
        index === 0 ? from(container) + 1 : to(parts[index - 1]!),
        part === undefined ? to(container) - 1 : from(part),
      ),
    );
    const [head, ...after] = gaps.map(split) as [Gap, ...Gap[]];
    const lead = (index: number): string => (index === 0 ? head.rest : after[index - 1]!.rest);
    const last = after.at(-1);
    const layout = layoutOf(
      parts.map((_, index) => lead(index)),
      container,
    );
    const closing = last?.rest ?? (isBlank(head.rest) && !LINE_END.test(head.rest) ? layout.closing : head.rest);
    const hasComma = last ? last.hasComma : layout.hasComma;
    const writer = new Writer(open, layout.indentation);
    const final = entries.findLastIndex(({ place }) => place !== 'removed');
    if (final === -1 && gaps.every((gap) => isBlank(gap.replace(',', '')))) return open + close;
    writer.between(head.tail);
    let index = 0;
    let isFirst = true;
    for (const [at, entry] of entries.entries()) {
      const isAdded = entry.place === 'added';
      const mine = isAdded ? undefined : after[index]!;
      let before = isAdded ? layout.lead : lead(index);
      // Within one line the first has the space of the first, and the others that of the others.
      if (isBlank(before) && !LINE_END.test(before))
        before = isFirst ? layout.first : index === 0 ? layout.lead : before;
      if (entry.place === 'removed') {
        // What stands above a part may be about those that follow as well. What ends its line goes with it, if the line was its own.
        if (!isBlank(before)) writer.between(before.trimEnd());
        if (!LINE_END.test(lead(index)) && !isBlank(mine!.tail)) writer.between(mine!.tail);
      } else {
        const hasOne = at < final || hasComma;
        writer.between(before);
        writer.part(entry.text);
        if (mine && (hasOne || !isBlank(mine.before))) writer.between(mine.before);
        if (hasOne) writer.between(',');
        if (mine) writer.between(mine.tail);
        isFirst = false;
      }
      if (!isAdded) index++;
    }
    writer.between(closing);
    return writer.end(close);
  }

  /** How what is new is laid out between brackets, after what stands there. */
  function layoutOf(leads: readonly string[], container: ObjectExpression | ArrayExpression): Layout {
    const broken = leads.findLast((each) => LINE_END.test(each));
    const base = indentationAt(from(container));
    const inner = indentationIn(broken) ?? `${base}  `;
    const first = leads[0] !== undefined && isBlank(leads[0]) ? leads[0] : undefined;
    if (broken !== undefined)
      return { lead: `\n${inner}`, first: first ?? `\n${inner}`, closing: '', indentation: inner, hasComma: false };
    const second = leads[1] !== undefined && isBlank(leads[1]) ? leads[1] : ' ';
    if (leads.length > 0) return { lead: second, first: first ?? '', closing: '', indentation: inner, hasComma: false };
    if (container.type === 'ObjectExpression')
      return { lead: ' ', first: ' ', closing: ' ', indentation: inner, hasComma: false };
    if (oneLine) return { lead: ' ', first: '', closing: '', indentation: inner, hasComma: false };
    const lead = `\n${inner}`;
    return { lead, first: lead, closing: `\n${base}`, indentation: inner, hasComma: style.key('id') === 'id' };
  }

  /** The spaces that the line of a place begins with. */
  function indentationAt(place: number): string {
    const start = text.slice(0, place).search(/[^\n\r\u2028\u2029]*$/);
    return /^[ \t]*/.exec(text.slice(start))![0];
  }

  const [start, end] = [from(expression), to(expression)];
  return text.slice(0, start) + patched(expression, after, ARCHITECTURE) + text.slice(end);
}

interface Layout {
  /** Before what is new. */
  lead: string;
  /** Before the first, where it stands in the line of others. */
  first: string;
  /** Before the closing bracket, where nothing stood between the brackets. */
  closing: string;
  indentation: string;
  /** Whether a comma follows the last, where nothing stood between the brackets. */
  hasComma: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
/** A field, or what is spread, with the names that it gives. */
interface Field {
  part: Property | SpreadElement;
  names: readonly string[];
}

type Entry = { place: 'kept' | 'added'; text: string } | { place: 'removed' };

const LINE_END = /[\n\r\u2028\u2029]/;

/** Comments, ends of lines, commas, and all else between two parts. */
const BETWEEN = /\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/|[\n\r\u2028\u2029]|,|\s/g;

const piecesOf = (gap: string): string[] => gap.match(BETWEEN) ?? [];

const isBlank = (gap: string): boolean => gap.trim() === '';

const indentationIn = (lead: string | undefined): string | undefined =>
  lead === undefined ? undefined : /[\n\r\u2028\u2029]([ \t]*)[^\n\r\u2028\u2029]*$/.exec(lead)?.[1];

/** What follows a part: up to the comma, up to the end of its line, and what stands above the next one. */
interface Gap {
  before: string;
  hasComma: boolean;
  tail: string;
  rest: string;
}

function split(gap: string): Gap {
  const pieces = piecesOf(gap);
  const comma = pieces.indexOf(',');
  const later = pieces.slice(comma + 1);
  const end = later.findIndex((piece) => LINE_END.test(piece) && isBlank(piece));
  return {
    before: pieces.slice(0, Math.max(0, comma)).join(''),
    hasComma: comma !== -1,
    tail: later.slice(0, Math.max(0, end)).join(''),
    rest: later.slice(Math.max(0, end)).join(''),
  };
}

/** Puts pieces together. What follows a comment to the end of a line begins a new one. */
class Writer {
  #text: string;
  #isInComment = false;
  readonly #indentation: string;

  constructor(text: string, indentation: string) {
    this.#text = text;
    this.#indentation = indentation;
  }

  /** Spaces, comments, a comma. */
  between(gap: string): void {
    if (gap === '') return;
    if (this.#isInComment && !LINE_END.test(gap[0]!)) this.#text += `\n${this.#indentation}`;
    this.#text += gap;
    this.#isInComment = piecesOf(gap).at(-1)?.startsWith('//') ?? false;
  }

  part(text: string): void {
    if (this.#isInComment) this.#text += `\n${this.#indentation}`;
    this.#text += text;
    this.#isInComment = false;
  }

  end(bracket: string): string {
    this.part(bracket);
    return this.#text;
  }
}

/** As the text writes its names and its texts: with quotes or without, single or double ones. */
function styleOf(expression: Expression): Style {
  const first = expression.type === 'ObjectExpression' ? expression.properties[0] : undefined;
  if (first?.type !== 'Property') return TYPESCRIPT_STYLE;
  const isDouble = ({ type, raw }: { type: string; raw?: string }) => type === 'Literal' && raw?.[0] === '"';
  const { key } = first.key.type === 'Literal' ? JSON_STYLE : TYPESCRIPT_STYLE;
  const title = (expression as ObjectExpression).properties.find(
    (property) => property.type === 'Property' && property.value.type === 'Literal',
  ) as Property | undefined;
  return { key, string: title && isDouble(title.value) ? JSON_STYLE.string : TYPESCRIPT_STYLE.string };
}

/** The entries of both lists in one order: those that stand in both, and where as many went as came, one for the other. */
function aligned(old: readonly unknown[], now: readonly unknown[]): { was?: number; is?: number }[] {
  const pairs: { was?: number; is?: number }[] = [];
  let [was, is] = [0, 0];
  let [gone, come] = [0, 0];
  const settle = (): void => {
    if (gone === come) for (let at = 0; at < gone; at++) pairs.push({ was: was + at, is: is + at });
    else {
      for (let at = 0; at < gone; at++) pairs.push({ was: was + at });
      for (let at = 0; at < come; at++) pairs.push({ is: is + at });
    }
    [was, is, gone, come] = [was + gone, is + come, 0, 0];
  };
  for (const { count, added, removed } of diffArrays(old.map(keyOf), now.map(keyOf))) {
    if (removed) gone += count;
    else if (added) come += count;
    else {
      settle();
      for (let at = 0; at < count; at++) pairs.push({ was: was++, is: is++ });
    }
  }
  settle();
  return pairs;
}

/** What a node and a link is known by: its id, and its ends. */
function keyOf(entry: unknown): string {
  const { id, from, to } = Object(entry) as Fields;
  return JSON.stringify(id === undefined ? [from, to] : id);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values are alike. A field that is undefined is one that is not there. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, at) => isSame(each, other[at]));
  if (isFields(one) && isFields(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => isSame(one[name], other[name]));
  return Object.is(one, other);
}
