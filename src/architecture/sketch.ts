/**
 * An architecture from a line of text, where nodes and links are all that there is to say:
 *
 *     customers: client "Customers" > balancer: load-balancer > web: web "Shop" x3 > cache, database
 *
 *     line   = chain { ( ";" | new line ) chain }
 *     chain  = nodes { arrow [ "label of the link" ] nodes }
 *     nodes  = node { "," node }                  every node before an arrow is linked to every one after it
 *     node   = id [ ":" kind ] [ "label" ] [ "x" copies ]
 *     arrow  = ">" call | "~>" message | "=>" replication | "/>" cut link
 *
 * A node is stated where it comes first, and is only its id after that. Without a kind, the id is the kind.
 */
import { type LinkKind, type NodeKind, nodeKinds } from './kinds.ts';
import type { Architecture, ArchitectureLink, ArchitectureNode } from './types.ts';

/** What else the nodes have, by their ids: capacity, latency, policy, region … */
export type SketchDetails = Readonly<Record<string, Partial<Omit<ArchitectureNode, 'id' | 'kind'>>>>;

const ARROWS: Readonly<Record<string, LinkKind>> = { '>': 'sync', '~>': 'async', '=>': 'replication', '/>': 'cut' };

const TOKEN = /(?<space>[ \t]+)|(?<end>[;\n])|(?<arrow>[~=/]?>)|(?<mark>[:,])|"(?<text>[^"\n]*)"|(?<word>\w[\w.-]*)/y;

interface Token {
  what: 'end' | 'arrow' | 'mark' | 'text' | 'word';
  value: string;
  /** Where it begins in the text. */
  from: number;
}

/** Reads a sketch. Throws an Error that says where it cannot be read, and why. */
export function sketch(title: string, text: string, details: SketchDetails = {}): Architecture {
  const refuse = (from: number, why: string): never => {
    const before = text.slice(0, from).split('\n');
    const line = before.length > 1 || text.includes('\n') ? `line ${before.length}, ` : '';
    throw new Error(`The sketch "${title}" cannot be read at ${line}column ${before.at(-1)!.length + 1}: ${why}.`);
  };
  const tokens = tokensOf(text, refuse);
  const nodes = new Map<string, ArchitectureNode>();
  const links: ArchitectureLink[] = [];
  let place = 0;
  const next = (what: Token['what'], value?: string): Token | undefined => {
    const token = tokens[place];
    if (token?.what !== what || (value !== undefined && token.value !== value)) return undefined;
    place++;
    return token;
  };
  const here = () => tokens[place]?.from ?? text.length;

  const readNode = (): string => {
    const name = next('word') ?? refuse(here(), 'a node begins with its id');
    const id = name.value;
    const colon = next('mark', ':');
    const kind = colon ? (next('word') ?? refuse(here(), `the kind of "${id}" is missing`)) : undefined;
    const label = next('text');
    const copies = tokens[place]?.what === 'word' ? next('word') : undefined;
    if (copies && !/^x[1-9]\d*$/.test(copies.value))
      refuse(copies.from, `"${copies.value}" does not belong to "${id}": copies are written x3, links with an arrow`);
    if (nodes.has(id)) {
      const again = colon ?? label ?? copies;
      if (again) refuse(again.from, `"${id}" was stated before: here only its id stands`);
      return id;
    }
    const word = kind ?? name;
    if (!Object.hasOwn(nodeKinds, word.value)) {
      const known = Object.keys(nodeKinds).join(', ');
      const what = colon
        ? `there is no kind "${word.value}"`
        : `no node "${id}" was stated before, and there is no such kind`;
      return refuse(word.from, `${what}; the kinds are ${known}`);
    }
    nodes.set(id, {
      id,
      kind: word.value as NodeKind,
      ...(label ? { label: label.value } : {}),
      ...(copies ? { replicas: Number(copies.value.slice(1)) } : {}),
      ...(Object.hasOwn(details, id) ? details[id] : {}),
    });
    return id;
  };
  const readNodes = (): string[] => {
    const ids = [readNode()];
    while (next('mark', ',')) ids.push(readNode());
    return ids;
  };

  while (place < tokens.length) {
    if (next('end')) continue;
    let from = readNodes();
    for (let arrow = next('arrow'); arrow; arrow = next('arrow')) {
      const kind = ARROWS[arrow.value]!;
      const label = next('text');
      const to = readNodes();
      links.push(
        ...from.flatMap((one) =>
          to.map((other) => ({
            from: one,
            to: other,
            ...(kind === 'sync' ? {} : { kind }),
            ...(label ? { label: label.value } : {}),
          })),
        ),
      );
      from = to;
    }
    if (place < tokens.length && !next('end')) refuse(here(), 'an arrow, a comma or the end of the line is missing');
  }
  const stranger = Object.keys(details).find((id) => !nodes.has(id));
  if (stranger !== undefined)
    throw new Error(`The sketch "${title}" gives details of "${stranger}", which it does not draw.`);
  return { title, nodes: [...nodes.values()], links };
}

function tokensOf(text: string, refuse: (from: number, why: string) => never): Token[] {
  const tokens: Token[] = [];
  for (let from = 0; from < text.length; ) {
    TOKEN.lastIndex = from;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups && text[from] === '"') return refuse(from, 'a text begins here that does not end on this line');
    if (!groups) return refuse(from, `"${text[from]}" means nothing here`);
    const [what, value] = Object.entries(groups).find(([, found]) => found !== undefined)!;
    if (what !== 'space') tokens.push({ what: what as Token['what'], value, from });
    from = TOKEN.lastIndex;
  }
  return tokens;
}
