/**
 * The architecture in sentences, for people who cannot see the picture. It is written from the same object as the
 * picture, so neither can say what the other does not.
 */

import { capitalise, counted, inSeries, number, percent } from '#words';
import { balancingPolicies, type LinkKind, linkKinds, nodeKinds } from './kinds.ts';
import type { Architecture, ArchitectureLink, ArchitectureNode, Autoscale } from './types.ts';
import { countOf, distinctNames } from './words.ts';

/**
 * Sentences in reading order: what there is, the regions, each node, then who sends what to whom.
 * Expects an architecture without errors, as `validate` finds them.
 */
export function describe(architecture: Architecture): string[] {
  const names = distinctNames(architecture.nodes);
  const regions = (architecture.regions ?? []).map((region) => {
    const members = architecture.nodes.filter((node) => node.region === region.id);
    if (members.length === 0) return `${region.label} is empty.`;
    return `${region.label} holds ${inSeries(members.map((node) => names.get(node.id)!))}.`;
  });
  return [
    summary(architecture),
    ...regions,
    ...architecture.nodes.map((node) => nodeSentence(node, names)),
    ...architecture.nodes.flatMap((node) => linkSentences(node, architecture.links, names)),
  ];
}

/** One sentence with the size of the whole: 'Web shop: 1 client, 1 load balancer and 4 web servers, joined by 5 links.' */
export function summary(architecture: Architecture): string {
  const counts = new Map<ArchitectureNode['kind'], number>();
  for (const node of architecture.nodes) {
    counts.set(node.kind, (counts.get(node.kind) ?? 0) + (node.replicas ?? 1));
  }
  const parts = inSeries([...counts].map(([kind, count]) => countOf(count, kind)));
  const links = architecture.links.length;
  const joined = links === 0 ? 'with no links' : `joined by ${counted(links, 'link')}`;
  return `${architecture.title.replace(/[.:]$/, '')}: ${parts}, ${joined}.`;
}

function nodeSentence(node: ArchitectureNode, names: Map<string, string>): string {
  const { label, one } = nodeKinds[node.kind];
  const name = names.get(node.id)!;
  const replicas = node.replicas ?? 1;
  const what = replicas > 1 ? `${number(replicas)} replicas of ${one}` : one;
  const sentences = [
    name.toLowerCase() === label.toLowerCase() ? `There ${replicas > 1 ? 'are' : 'is'} ${what}.` : `${name}: ${what}.`,
  ];
  const figures: string[] = [];
  if (node.capacity !== undefined) figures.push(`serves up to ${number(node.capacity)} requests per second`);
  if (node.latency !== undefined) figures.push(`takes ${number(node.latency)} ms a request`);
  if (node.items !== undefined) figures.push(`holds up to ${number(node.items)} items`);
  if (node.timeToLive !== undefined) figures.push(`keeps an item for ${number(node.timeToLive)} ms`);
  if (node.coalesce) figures.push('asks once for an item that many wait for');
  if (node.visibility !== undefined) {
    figures.push(`gives a message to another after ${number(node.visibility)} ms without an answer`);
  }
  if (node.deliveries !== undefined)
    figures.push(`puts a message aside after ${counted(node.deliveries, 'delivery', 'deliveries')}`);
  if (node.partitions !== undefined) figures.push(`is split into ${counted(node.partitions, 'partition')}`);
  if (node.concurrency !== undefined) figures.push(`runs in ${counted(node.concurrency, 'instance')} at most`);
  if (node.provisioned !== undefined) figures.push(`keeps ${counted(node.provisioned, 'instance')} ready`);
  if (node.coldStart !== undefined) figures.push(`needs ${number(node.coldStart)} ms for a cold start`);
  if (node.policy !== undefined) figures.push(`chooses ${balancingPolicies[node.policy]}`);
  if (figures.length > 0) sentences.push(`${replicas > 1 ? 'Each' : 'It'} ${inSeries(figures)}.`);
  if (node.autoscale !== undefined) sentences.push(autoscaleSentence(node.autoscale));
  if (node.note !== undefined) sentences.push(asSentence(node.note));
  return sentences.join(' ');
}

function autoscaleSentence({ minimum, maximum, target, warmUp, cooldown }: Autoscale): string {
  const details = [
    ...(warmUp === undefined ? [] : [`a new copy serves after ${number(warmUp)} s`]),
    ...(cooldown === undefined ? [] : [`none is taken away within ${number(cooldown)} s of a change`]),
  ];
  const scales = `It scales itself from ${minimum} to ${maximum} copies, for a utilisation of ${percent(target, 2)}`;
  return details.length === 0 ? `${scales}.` : `${scales}; ${inSeries(details)}.`;
}

/** One sentence for each kind of link that leaves `node`, so that three calls from one place are said together. */
function linkSentences(
  node: ArchitectureNode,
  links: readonly ArchitectureLink[],
  names: Map<string, string>,
): string[] {
  const sender = names.get(node.id);
  return (Object.keys(linkKinds) as LinkKind[]).flatMap((kind) => {
    const sent = links.filter((link) => link.from === node.id && (link.kind ?? 'sync') === kind);
    if (sent.length === 0) return [];
    const receivers = inSeries(sent.map((link) => receiver(link, names)));
    // None of these agrees with the sender in number, because a label may be singular or plural.
    const sentences: Record<LinkKind, string> = {
      sync: `Calls go from ${sender} to ${receivers}.`,
      async: `Messages go from ${sender} to ${receivers}, without waiting for an answer.`,
      replication: `Data is replicated from ${sender} to ${receivers}.`,
      cut: `${sent.length > 1 ? 'The links' : 'The link'} from ${sender} to ${receivers} ${sent.length > 1 ? 'are' : 'is'} cut.`,
    };
    return [sentences[kind]];
  });
}

function receiver(link: ArchitectureLink, names: Map<string, string>): string {
  const remarks: string[] = [];
  if (link.label !== undefined) remarks.push(link.label);
  if (link.share !== undefined) remarks.push(`${percent(link.share, 2)} of them`);
  if (link.step !== undefined) remarks.push(`step ${link.step}`);
  if (link.latency !== undefined) remarks.push(`${number(link.latency)} ms`);
  return `${names.get(link.to)}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`;
}

function asSentence(note: string): string {
  return /[.!?…]$/.test(note.trim()) ? capitalise(note.trim()) : `${capitalise(note.trim())}.`;
}
