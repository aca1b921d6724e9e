/**
 * How the fields and the parts of an architecture must fit together: what no single field can say. Everything here meets only
 * fields that are sound by themselves; one that is left out was left out, or has been reported already.
 */
import * as v from 'valibot';
import { capitalise, inSeries, quoted } from '#words';
import { nearest, show } from './advice.ts';
import { type NodeKind, nodeKinds } from './kinds.ts';
import type { About, Report } from './problem.ts';
import { belongsTo, node as nodeSchema } from './schema.ts';
import type { ArchitectureLink, ArchitectureNode, Autoscale } from './types.ts';

export type SoundNode = Partial<ArchitectureNode>;
export type SoundLink = Pick<ArchitectureLink, 'from' | 'to' | 'kind' | 'label'>;

/** The fields of one node. `name` begins the messages: 'Node "web"'. */
export function checkNodeFits(node: SoundNode, given: readonly string[], name: string, report: Report): void {
  const about = { node: node.id! };
  const { kind, provisioned } = node;
  // Without a concurrency its replicas are as many as may run.
  const { concurrency = kind === 'function' ? node.replicas : undefined } = node;
  for (const property of Object.keys(belongsTo) as (keyof typeof belongsTo)[]) {
    const kinds: readonly NodeKind[] = belongsTo[property];
    if (!given.includes(property) || kind === undefined || kinds.includes(kind)) continue;
    const owners = inSeries(kinds.map((each) => nodeKinds[each].plural));
    const meaning = v.getDescription(nodeSchema.entries[property].wrapped) ?? '';
    report(
      'misplaced-property',
      `${name} has "${property}", which only ${owners} have: remove it, or change the kind of the node. It means: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`,
      about,
    );
  }
  if (provisioned !== undefined && concurrency !== undefined && provisioned > concurrency) {
    const message = `${name} keeps ${provisioned} instances ready, of which only ${concurrency} may run: use at most its ${node.concurrency === undefined ? 'replicas, or give it a concurrency' : 'concurrency'}.`;
    report('bad-provisioned', message, about);
  }
}

/** The fields of an autoscale, and those of its node. */
export function checkAutoscaleFits(
  { minimum, maximum }: Partial<Autoscale>,
  { id, replicas }: SoundNode,
  name: string,
  report: Report,
): void {
  if (minimum === undefined || maximum === undefined) return;
  const bad = (message: string) => report('bad-autoscale', `${name} ${message}`, { node: id! });
  if (minimum > maximum) {
    bad(`scales from ${minimum} to ${maximum} copies: use a minimum that is not above the maximum.`);
  } else if (replicas !== undefined && !(replicas >= minimum && replicas <= maximum)) {
    bad(`begins with ${replicas} replicas, which is not between its minimum and its maximum.`);
  }
}

/** The region that a node stands in. */
export function checkRegion({ id, region }: SoundNode, regions: ReadonlySet<string>, name: string, report: Report) {
  if (region === undefined || regions.has(region)) return;
  const known = [...regions].map((each) => quoted(each));
  const hint =
    known.length === 0
      ? 'add it to "regions" as { id, label }, or leave "region" out.'
      : `use ${inSeries(known, 'or')}, or add it to "regions".`;
  report('unknown-region', `${name} stands in region ${show(region)}, which does not exist: ${hint}`, { node: id! });
}

/** Whether a link leads from one node to another. */
export function checkEnds(
  link: Partial<ArchitectureLink>,
  nodes: ReadonlyMap<string, SoundNode>,
  name: string,
  report: Report,
  about: About,
): link is SoundLink {
  const { from, to } = link;
  const dangling = [from, to].filter((id) => id !== undefined && !nodes.has(id));
  for (const id of dangling) {
    const guess = nearest(id, [...nodes.keys()]);
    const advice = guess ? `Did you mean ${quoted(guess)}?` : 'Add that node, or point the link at one that exists.';
    report('dangling-link', `${name} names a node ${show(id)} that does not exist. ${advice}`, about);
  }
  if (dangling.length > 0 || from === undefined || to === undefined) return false;
  if (from !== to) return true;
  report('self-link', `${name} leads back to where it starts: point it at another node, or remove it.`, about);
  return false;
}

/** Regions that nobody stands in. */
export function checkRegionsUsed(
  regions: ReadonlySet<string>,
  nodes: ReadonlyMap<string, SoundNode>,
  report: Report,
): void {
  for (const id of regions) {
    if ([...nodes.values()].some(({ region }) => region === id)) continue;
    const message = `No node stands in region ${quoted(id)}: give a node region: ${quoted(id)}, or remove the region.`;
    report('empty-region', message, { region: id }, 'warning');
  }
}

/** What only shows when the links are followed: balancers that balance nothing, and nodes that no work can reach. */
export function checkFlow(nodes: ReadonlyMap<string, SoundNode>, links: readonly SoundLink[], report: Report): void {
  for (const [id, node] of nodes) {
    if (node.kind !== 'load-balancer') continue;
    if (links.some((link) => link.from === id && link.kind !== 'replication')) continue;
    const message = `Load balancer ${quoted(id)} has nothing behind it: link it to the servers that it shares the work among.`;
    report('nothing-behind', message, { node: id }, 'warning');
  }

  const starting = [...nodes].filter(([, { kind }]) => kind !== undefined && nodeKinds[kind].startsWork);
  if (!starting.some(([, { kind }]) => kind === 'client')) return;
  const onward = new Map<string, string[]>();
  const add = (from: string, to: string) => onward.set(from, [...(onward.get(from) ?? []), to]);
  for (const { from, to, kind } of links) {
    add(from, to);
    // Peers that replicate to each other are drawn with one link, whichever of the two it starts from.
    if (kind === 'replication' || kind === 'cut') add(to, from);
  }
  const reached = new Set(starting.map(([id]) => id));
  for (const id of reached) for (const next of onward.get(id) ?? []) reached.add(next);
  for (const [id, { kind }] of nodes) {
    if (reached.has(id)) continue;
    const what = kind === undefined ? 'Node' : capitalise(nodeKinds[kind].label);
    const message = `${what} ${quoted(id)} never gets any work, because no way from a client leads to it: link it from a node that uses it, or remove it.`;
    report('unreached-node', message, { node: id }, 'warning');
  }
}
