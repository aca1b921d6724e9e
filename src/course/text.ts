/**
 * A lesson's text as the site's own parser reads it: which of the authors' words stand where, with what; the links, the headings,
 * and the expressions in braces.
 */
import Slugger from 'github-slugger';
import { markdownToMdast, mdxToMdast } from 'satteri';

/** One of the authors' words, or a tag of HTML. */
export interface Word {
  name: string;
  line: number;
  /** Its attributes: a text, or the expression in braces. `true` for one without a value. */
  attributes: ReadonlyMap<string, string | { expression: string } | true>;
  /** It takes further attributes from an object, which nobody can look into. */
  isOpen: boolean;
  /** The words that it stands in, the nearest last. */
  inside: readonly Word[];
}

export interface Text {
  frontmatter: string | undefined;
  words: Word[];
  links: { url: string; line: number }[];
  headings: { depth: number; slug: string; text: string; line: number }[];
  /** Expressions in braces, those of attributes as well. */
  expressions: { code: string; line: number }[];
  /** What it imports and exports. */
  modules: { code: string; line: number }[];
  /** How many words there are to read: its sentences, tables, questions and answers; a figure in braces is one. Code and pictures are not read. */
  length: number;
}

interface Node {
  type: string;
  position?: { start: { line: number } };
  children?: Node[];
  value?: unknown;
  name?: string | null;
  url?: string;
  depth?: number;
  identifier?: string;
  attributes?: { type: string; name?: string; value?: unknown }[];
}

/** The text cannot be parsed. */
export class NoMdx extends Error {
  readonly line: number | undefined;

  constructor(message: string) {
    const [, line] = /(?:^|\D)(\d+):\d+/.exec(message) ?? [];
    super(message.split('\n')[0]!.replace(/^\d+:\d+(-\d+:\d+)?:?\s*/, ''));
    this.line = line === undefined ? undefined : Number(line);
  }
}

/** Throws NoMdx where the text is none. */
export function readText(source: string, kind: 'mdx' | 'md'): Text {
  const text: Text = {
    frontmatter: undefined,
    words: [],
    links: [],
    headings: [],
    expressions: [],
    modules: [],
    length: 0,
  };
  const slugger = new Slugger();
  const read = (node: Node, inside: readonly Word[]): void => {
    const line = node.position?.start.line ?? 1;
    let around = inside;
    switch (node.type) {
      case 'yaml':
        text.frontmatter = String(node.value);
        return;
      case 'mdxjsEsm':
        text.modules.push({ code: String(node.value), line });
        return;
      case 'text':
      case 'inlineCode':
        text.length += countWords(String(node.value));
        return;
      case 'mdxTextExpression':
        text.length += 1;
        text.expressions.push({ code: String(node.value), line });
        return;
      case 'mdxFlowExpression':
        text.expressions.push({ code: String(node.value), line });
        return;
      case 'link':
      case 'definition':
      case 'image':
        text.links.push({ url: node.url ?? '', line });
        break;
      case 'heading': {
        const words = textOf(node);
        text.headings.push({ depth: node.depth ?? 1, slug: slugger.slug(words), text: words, line });
        break;
      }
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const word = wordOf(node, line, inside);
        text.words.push(word);
        text.length += countWords(READ.map((name) => shownBy(word.attributes.get(name))).join(' '));
        for (const value of word.attributes.values())
          if (typeof value === 'object') text.expressions.push({ code: value.expression, line });
        const href = word.attributes.get('href');
        if (word.name === 'a' && typeof href === 'string') text.links.push({ url: href, line });
        around = [...inside, word];
      }
    }
    for (const child of node.children ?? []) read(child, around);
  };
  read(parsed(source, kind), []);
  return text;
}

/** The attributes that a reader reads: of experiments, pictures, notes and markings. */
const READ = ['title', 'ask', 'choices', 'caption', 'points'];

/** The words of an attribute: a text, or all the texts in an expression. */
function shownBy(value: string | { expression: string } | true | undefined): string {
  if (typeof value === 'object')
    return [...value.expression.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`/g)]
      .map(([, single, double, template]) => single ?? double ?? template)
      .join(' ');
  return typeof value === 'string' ? value : '';
}

const countWords = (text: string): number => text.split(/\s+/).filter((each) => /[\p{L}\p{N}]/u.test(each)).length;

function parsed(source: string, kind: 'mdx' | 'md'): Node {
  try {
    return (kind === 'mdx' ? mdxToMdast(source) : markdownToMdast(source)) as unknown as Node;
  } catch (error) {
    throw new NoMdx(error instanceof Error ? error.message : String(error));
  }
}

function wordOf({ name, attributes = [] }: Node, line: number, inside: readonly Word[]): Word {
  const found = new Map<string, string | { expression: string } | true>();
  for (const { type, name: attribute, value } of attributes) {
    if (type !== 'mdxJsxAttribute' || attribute === undefined) continue;
    const isExpression = typeof value === 'object' && value !== null;
    found.set(
      attribute,
      isExpression
        ? { expression: String((value as { value: unknown }).value) }
        : typeof value === 'string'
          ? value
          : true,
    );
  }
  const isOpen = attributes.some(({ type }) => type !== 'mdxJsxAttribute');
  return { name: name ?? '', line, attributes: found, isOpen, inside };
}

function textOf({ value, children = [], type }: Node): string {
  if (type === 'text' || type === 'inlineCode') return String(value);
  return children.map(textOf).join('');
}
