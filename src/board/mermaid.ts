/**
 * Boards as Mermaid flowcharts, and flowcharts as boards. Written, the kind of a node is its class, so that what was exported comes back
 * as it was drawn; figures do not fit into a flowchart and stay behind. Read is what people write: nodes with any brackets, chains,
 * `&`, all arrows, subgraphs. Mermaid's own parser comes with all of Mermaid, some megabytes, so the part that is wanted is read here.
 */
import {
  type Architecture,
  type ArchitectureLink,
  type ArchitectureNode,
  type LinkKind,
  type NodeKind,
  nodeKinds,
} from '#architecture';
import { quoted } from '#words';

const ARROWS: Readonly<Record<LinkKind, string>> = { sync: '-->', async: '-.->', replication: '==>', cut: '--x' };

/** A text as Mermaid takes it within quotes. */
const escaped = (text: string): string =>
  text.replace(/[#"&<>`|\\\p{Cc}]/gu, (mark) => `#${mark.codePointAt(0)};`).trim() || ' ';

export function toMermaid({ title, nodes, links, regions = [] }: Architecture): string {
  const names = new Map(
    nodes.map(({ id }, place) => [id, /^[A-Za-z][\w-]*$/.test(id) && id !== 'end' ? id : `n${place}-`]),
  );
  const line = ({ id, kind, label, replicas }: ArchitectureNode) =>
    `${names.get(id)}["${escaped(label ?? id)}${replicas === undefined ? '' : ` × ${replicas}`}"]:::${kind}`;
  const ofRegion = (region: string | undefined) => nodes.filter((node) => node.region === region);
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart LR',
    ...ofRegion(undefined).map((node) => `  ${line(node)}`),
    ...regions.flatMap(({ id, label }, place) => [
      `  subgraph region${place}["${escaped(label)}"]`,
      ...ofRegion(id).map((node) => `    ${line(node)}`),
      '  end',
    ]),
    ...links.map(
      ({ from, to, kind = 'sync', label }) =>
        `  ${names.get(from)} ${ARROWS[kind]}${label ? `|"${escaped(label)}"|` : ''} ${names.get(to)}`,
    ),
    '',
  ].join('\n');
}

/** Whether a text is a flowchart, and not the notation. */
export const isMermaid = (text: string): boolean =>
  /^\s*(?:---[\s\S]*?\n---\s*)?(?:%%[^\n]*\n\s*)*(?:flowchart|graph)\b/.test(text) || /```mermaid/.test(text);

/** What a word in a name says of its kind, the first that fits. */
const HINTS: readonly [RegExp, NodeKind][] = [
  [/\b(user|users|client|clients|browser|customer|visitor|viewer|mobile|phone|people)s?\b/i, 'client'],
  [/\bdns\b/i, 'dns'],
  [/\b(cdn|edge)\b/i, 'cdn'],
  [/\b(lb|load.?balancer|balancer|gateway|proxy|nginx|haproxy|ingress)\b/i, 'load-balancer'],
  [/\b(cache|redis|memcached)\b/i, 'cache'],
  [/\b(queue|sqs|rabbitmq)\b/i, 'queue'],
  [/\b(topic|kafka|stream|pub.?sub)\b/i, 'topic'],
  [/\b(shard)\b/i, 'shard'],
  [/\b(s3|storage|bucket|blob|object store|files)\b/i, 'storage'],
  [/\b(db|database|postgres\w*|mysql|sql|mongo\w*|dynamo\w*|replica|leader)\b/i, 'database'],
  [/\b(lambda|function)\b/i, 'function'],
  [/\b(consumer|subscriber)\b/i, 'consumer'],
  [/\b(producer|publisher|sensor)s?\b/i, 'producer'],
  [/\b(worker|job|clerk)s?\b/i, 'worker'],
  [/\b(web|frontend|front.?end|www)\b/i, 'web'],
];

/** Brackets of Mermaid, the longer first: `[(…)]` is a cylinder. */
const BRACKETS: readonly [open: string, close: string][] = [
  ['(((', ')))'],
  ['[(', ')]'],
  ['([', '])'],
  ['[[', ']]'],
  ['((', '))'],
  ['{{', '}}'],
  ['[/', '/]'],
  ['[\\', '\\]'],
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
  ['>', ']'],
];

const ID = /[\p{L}\p{N}_][\p{L}\p{N}_.-]*?(?=\s|$|[[({>&:;,|]|--|==|-\.|@\{)/uy;
const CLASS = /:::([\w-]+)/y;
/** `-->`, `---`, `-.->`, `==>`, `--x`, `--o`, `<-->`, also longer, and with a text within: `-- text -->`. */
const ARROW = /<?(?:(?<dotted>-\.+-?)|(?<thick>==+)|(?<line>--+))(?<head>[>xo]?)(?=[\s|"\p{L}\p{N}_]|$)/uy;
const MIDDLE =
  /(?:-\.\s+(?<dotted>[^-.\n|>]+?)\s+\.+-|==\s+(?<thick>[^=\n|>]+?)\s+==+|--\s+(?<line>[^-\n|>]+?)\s+--+)(?<head>[>xo]?)/y;
const BAR = /\s*\|\s*("?)(.*?)\1\s*\|/y;

/** Links that are kept of a text: a board takes a tenth of them, and `&` makes thousands of a line. */
const MOST_LINKS = 1_500;

/** Characters of a label that are looked at. A board shows 80. */
const MOST_OF_LABEL = 200;

/** A line may hold several statements; a semicolon within quotes parts nothing. */
const STATEMENT = /(?:"[^"]*"|[^;"]|"(?=[^"]*$))+/g;

const IGNORED = /^(classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b/;

/** A board of a flowchart; or in a sentence, with the line, why it cannot be read. */
export function fromMermaid(text: string): { architecture: Architecture } | { problem: string } {
  const fenced = withinFence(text);
  const head = /^\s*---[^\S\n]*\n([\s\S]*?)\n---[^\S\n]*\n/.exec(fenced);
  const title = titleOf(head?.[1]);
  const reader = new Reader();
  const before = head ? head[0].split('\n').length - 1 : 0;
  const lines = fenced.slice(head?.[0].length ?? 0).split('\n');
  let begun = false;
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/^\s*%%.*$/, '').trim();
    if (line === '') continue;
    if (!begun) {
      if (!/^(flowchart|graph)\b/.test(line))
        return { problem: `Line ${before + index + 1} does not begin a flowchart: its first line is "flowchart LR".` };
      begun = true;
      continue;
    }
    for (const statement of line.match(STATEMENT) ?? []) {
      // Where white space has no length, no pattern below goes back over it.
      const why = reader.read(statement.trim().replace(/\s+/g, ' '));
      if (why !== undefined)
        return { problem: `Line ${before + index + 1} of the flowchart cannot be read from ${quoted(why)} on.` };
    }
  }
  if (reader.nodes.size === 0) return { problem: 'The flowchart has no nodes: write one, such as a --> b.' };
  return { architecture: reader.architecture(title) };
}

/** What stands between the first fence and its end; the whole text where there is none. */
function withinFence(text: string): string {
  const fence = /```mermaid[^\S\n]*\n/.exec(text);
  const from = fence ? fence.index + fence[0].length : 0;
  const to = fence ? text.indexOf('```', from) : -1;
  return to < 0 ? text : text.slice(from, to);
}

function titleOf(head: string | undefined): string {
  const written = /^title:\s*(.+)$/m.exec(head ?? '')?.[1]?.trim();
  if (!written) return 'A flowchart';
  try {
    return String(JSON.parse(written)).slice(0, 160) || 'A flowchart';
  } catch {
    return written.replace(/^['"]|['"]$/g, '').slice(0, 160);
  }
}

interface Found {
  label?: string;
  className?: string;
  isCylinder?: boolean;
  region?: string;
}

interface Arrow {
  kind: LinkKind;
  label?: string;
}

class Reader {
  readonly nodes = new Map<string, Found>();
  /** Each that is different from all others, by what it is. */
  readonly #links = new Map<string, ArchitectureLink>();
  readonly #regions = new Map<string, string>();
  readonly #within: string[] = [];
  #text = '';
  #at = 0;

  /** Reads a statement; gives from where on it could not. */
  read(statement: string): string | undefined {
    if (statement === '' || IGNORED.test(statement)) return undefined;
    if (statement === 'end') {
      this.#within.pop();
      return undefined;
    }
    const subgraph = /^subgraph\s+(?:([\w.-]+)\s*)?(?:\[\s*"?(.*?)"?\s*\]|"(.*)"|(.*))$/.exec(statement);
    if (subgraph) {
      const [, id, label, plainLabel, rest] = subgraph;
      const name = id || plainLabel || rest || `region-${this.#regions.size + 1}`;
      this.#regions.set(name, unescaped(label || plainLabel || rest || name).slice(0, 80));
      this.#within.push(name);
      return undefined;
    }
    this.#text = statement;
    this.#at = 0;
    let from = this.#readNodes();
    if (!from) return this.#rest();
    for (;;) {
      this.#skip();
      if (this.#at >= this.#text.length) return undefined;
      const arrow = this.#readArrow();
      const to = arrow && this.#readNodes();
      if (!to) return this.#rest();
      this.#link(from, to, arrow);
      from = to;
    }
  }

  architecture(title: string): Architecture {
    const nodes = [...this.nodes].map(([id, found]) => nodeOf(id, found));
    const used = new Set(nodes.map(({ region }) => region));
    const regions = [...this.#regions].filter(([id]) => used.has(id)).map(([id, label]) => ({ id, label }));
    return { title, nodes, links: [...this.#links.values()], ...(regions.length > 0 ? { regions } : {}) };
  }

  #link(from: readonly string[], to: readonly string[], { kind, label }: Arrow): void {
    for (const one of from) {
      for (const other of to) {
        if (this.#links.size >= MOST_LINKS) return;
        if (one === other) continue;
        const link = { from: one, to: other, ...(label ? { label } : {}), ...(kind === 'sync' ? {} : { kind }) };
        this.#links.set(JSON.stringify([one, other, kind, label]), link);
      }
    }
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #rest(): string {
    return this.#text.slice(this.#at, this.#at + 30);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #readNodes(): string[] | undefined {
    const ids = new Set<string>();
    for (;;) {
      this.#skip();
      const id = this.#match(ID)?.[0];
      if (id === undefined) return undefined;
      const known = this.nodes.get(id) ?? {};
      const open = BRACKETS.find(([bracket]) => this.#text.startsWith(bracket, this.#at));
      if (open) {
        const label = this.#readLabel(...open);
        if (label === undefined) return undefined;
        known.label = label;
        known.isCylinder = open[0] === '[(';
      }
      const className = this.#match(CLASS)?.[1];
      if (className) known.className = className;
      const region = this.#within.at(-1);
      if (region !== undefined) known.region ??= region;
      this.nodes.set(id, known);
      ids.add(id);
      this.#skip();
      if (this.#text[this.#at] !== '&') return [...ids];
      this.#at++;
    }
  }

  #readLabel(open: string, close: string): string | undefined {
    const from = this.#at + open.length;
    const isQuoted = this.#text[from] === '"';
    const end = isQuoted ? this.#text.indexOf(`"${close}`, from + 1) : this.#text.indexOf(close, from);
    if (end < 0) return undefined;
    this.#at = end + close.length + (isQuoted ? 1 : 0);
    return unescaped(this.#text.slice(from + (isQuoted ? 1 : 0), end)).slice(0, MOST_OF_LABEL);
  }

  #readArrow(): Arrow | undefined {
    const middle = this.#match(MIDDLE)?.groups;
    if (middle) {
      const label = unescaped((middle.dotted ?? middle.thick ?? middle.line ?? '').replace(/^"|"$/g, ''));
      return { kind: kindOf(middle), label: label.slice(0, 80) };
    }
    const arrow = this.#match(ARROW)?.groups;
    if (!arrow) return undefined;
    const label = this.#match(BAR)?.[2];
    return { kind: kindOf(arrow), ...(label ? { label: unescaped(label).slice(0, 80) } : {}) };
  }
}

function kindOf({ dotted, thick, head }: Partial<Record<string, string>>): LinkKind {
  if (head === 'x') return 'cut';
  return dotted !== undefined ? 'async' : thick !== undefined ? 'replication' : 'sync';
}

function nodeOf(id: string, { label, className, isCylinder, region }: Found): ArchitectureNode {
  const [, words = label ?? '', copies] = /^(.*?)(?:\s*[×x]\s*(\d{1,3}))?$/s.exec(label ?? '') ?? [];
  const said = `${words} ${id.replace(/[_-]/g, ' ')}`;
  const kind =
    className && Object.hasOwn(nodeKinds, className)
      ? (className as NodeKind)
      : isCylinder && !/cache|redis/i.test(said)
        ? 'database'
        : (HINTS.find(([hint]) => hint.test(said))?.[1] ?? 'service');
  const replicas = copies === undefined ? undefined : Number(copies);
  return {
    id,
    kind,
    ...(words !== '' && words !== id ? { label: words.slice(0, 80) } : {}),
    ...(replicas !== undefined && replicas >= 1 ? { replicas } : {}),
    ...(region === undefined ? {} : { region }),
  };
}

/** Mermaid's own escapes and line breaks, as text. */
function unescaped(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/#(\d{1,7});/g, (all, code: string) =>
      Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : all,
    )
    .replace(/#quot;/g, '"')
    .replace(/#amp;/g, '&')
    .trim();
}
