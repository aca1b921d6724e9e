/** What the board calls its parts and says of what was done, so that picture, list and whoever listens hear the same. */
import { type Architecture, type ArchitectureLink, type ArchitectureNode, nodeKinds } from '#architecture';
import { counted, number } from '#words';
import type { Chosen } from './edits.ts';
import { linkKindText } from './fields.ts';

/** 'web server × 6, 100 requests/s, 20 ms'. */
export function detailsOf({ kind, replicas, capacity, latency }: ArchitectureNode): string {
  return [
    `${nodeKinds[kind].label}${replicas === undefined ? '' : ` × ${replicas}`}`,
    ...(capacity === undefined ? [] : [`${number(capacity)} requests/s`]),
    ...(latency === undefined ? [] : [`${number(latency)} ms`]),
  ].join(', ');
}

export function linkText({ from, to }: ArchitectureLink): string {
  return `${from} → ${to}`;
}

/** What is chosen, in a sentence or two: what it is, and where its links lead. */
export function sentenceOf({ nodes, links }: Architecture, chosen: Chosen): string {
  if ('link' in chosen) {
    const link = links[chosen.link];
    return link ? `Link from ${link.from} to ${link.to}, ${linkKindText(link.kind)}.` : '';
  }
  const node = nodes.find(({ id }) => id === chosen.node);
  if (!node) return '';
  const onward = links.filter(({ from }) => from === node.id).map(({ to }) => to);
  const leads = onward.length === 0 ? 'No link leads on from it' : `It leads to ${onward.join(', ')}`;
  return `${node.id}, ${detailsOf(node)}. ${leads}.`;
}

/** '6 nodes, 7 links'. */
export function sizeText({ nodes, links }: Architecture): string {
  return `${counted(nodes.length, 'node')}, ${counted(links.length, 'link')}`;
}
