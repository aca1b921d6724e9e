/**
 * The order in which a compiled system takes nodes and links. It follows from what they are, and never from the order in which they
 * are written: two people who draw the same system get the same run, to the last event.
 */
import { type NodeKind, nodeKinds } from '../kinds.ts';
import type { Architecture, ArchitectureLink, ArchitectureNode } from '../types.ts';

/** A link, and its place in the notation, which faults and pictures name it by. */
export interface WrittenLink {
  link: ArchitectureLink;
  index: number;
}

/** By their ids. */
export function nodesInOrder({ nodes }: Architecture): ArchitectureNode[] {
  return nodes.toSorted((a, b) => compare(a.id, b.id));
}

/**
 * In the order in which a node follows them one after the other: by `step`, where the notation has one. Otherwise calls come before
 * messages, and first among the calls the caches that stand beside the data; then what is called by its kind, in the order in
 * which a request meets the kinds (what works, then what holds data, then what messages wait in); what is equal in all this by its id.
 */
export function linksInOrder({ nodes, links }: Architecture): WrittenLink[] {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const leadOn = new Set(links.filter(({ kind }) => kind !== 'replication').map(({ from }) => from));
  const rank = ({ to, kind, step = 1 }: ArchitectureLink): number[] => {
    const called = kindOf.get(to)!;
    const isLookup = called === 'cache' && !leadOn.has(to);
    return [step, kind === 'async' ? 1 : 0, isLookup ? 0 : 1, meeting(called)];
  };
  return links
    .map((link, index) => ({ link, index, rank: rank(link) }))
    .toSorted((a, b) => compareAll(a.rank, b.rank) || compareAll(wordsOf(a.link), wordsOf(b.link)))
    .map(({ link, index }) => ({ link, index }));
}

const KINDS = Object.keys(nodeKinds);

/** How early a request meets a kind. */
const meeting = (kind: NodeKind): number => KINDS.indexOf(kind);

/** All that is left to tell two links from each other: links that agree here as well are the same. */
function wordsOf({
  to,
  from,
  kind = 'sync',
  label = '',
  latency = 0,
  share = 1,
}: ArchitectureLink): (string | number)[] {
  return [to, from, kind, label, latency, share];
}

function compareAll(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [place, each] of a.entries()) {
    const order = compare(each, b[place]!);
    if (order !== 0) return order;
  }
  return 0;
}

/** By code units: the same everywhere, whatever the language of whoever reads. */
export function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
