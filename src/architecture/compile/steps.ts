/** What a node does with a request, step by step, as the kinds of nodes at the ends of its links say; `compile.ts` says it in words. */

import type { Way } from '#parts';
import {
  askCache,
  type Backlog,
  call,
  lookUp,
  only,
  type Partitioner,
  refreshCache,
  type Step,
  send,
  sharded,
  store,
} from '#parts';
import type { Route } from '#simulation';
import type { NodeKind } from '../kinds.ts';
import type { ArchitectureNode } from '../types.ts';
import { CACHES } from './nodes.ts';
import { leads } from './replication.ts';
import type { PlacedLink, Wiring } from './wiring.ts';

const FORWARDERS: readonly NodeKind[] = ['client', 'producer', 'dns', 'load-balancer'];
const DATA: readonly NodeKind[] = ['database', 'shard', 'storage'];
export const LINES: readonly NodeKind[] = ['queue', 'topic', 'partition', 'broker'];

export interface StepOptions {
  wiring: Wiring;
  /** By the ids of the nodes that hold messages. */
  backlogs: ReadonlyMap<string, Backlog>;
  partitionFor: (node: ArchitectureNode) => Partitioner;
}

export function stepsOf(node: ArchitectureNode, options: StepOptions): Step[] {
  const { wiring, backlogs } = options;
  if (LINES.includes(node.kind)) return [store(backlogs.get(node.id)!)];
  const links = wiring.linksFrom(node);
  if (CACHES.includes(node.kind)) {
    return lookUp(wiring.simulation, links.length > 0 ? wiring.oneOf(node, links) : undefined);
  }
  if (FORWARDERS.includes(node.kind)) return forward(node, links, wiring);
  return followLinks(node, links, options);
}

/** A name server with nothing behind it is asked first; then the request takes one of the other ways. */
function forward(node: ArchitectureNode, links: readonly PlacedLink[], wiring: Wiring): Step[] {
  const lookups = links.filter(({ to }) => to.kind === 'dns' && wiring.linksFrom(to).length === 0);
  const onward = links.filter((link) => !lookups.includes(link));
  const steps = lookups.map((link) => callAlong(wiring, link, wiring.routeTo(node, link)));
  return onward.length === 0 ? steps : [...steps, call(wiring.simulation, wiring.oneOf(node, onward))];
}

function followLinks(
  node: ArchitectureNode,
  links: readonly PlacedLink[],
  { wiring, partitionFor }: StepOptions,
): Step[] {
  const { architecture, simulation } = wiring;
  const steps: Step[] = [];
  const caches: Route<Way>[] = [];
  const { queues, readHere } = writtenThroughQueues(wiring, links);
  const shards = links.filter(({ link, to }) => to.kind === 'shard' && link.kind !== 'async');
  for (const placed of links) {
    const { link, to } = placed;
    if (shards.includes(placed)) {
      if (placed !== shards[0]) continue;
      const route = sharded(
        shards.map((shard) => wiring.routeTo(node, shard)),
        partitionFor(node),
      );
      const step = callAlong(wiring, placed, route, caches.length > 0);
      steps.push(readHere.has(to.id) ? only('read', step) : step);
      continue;
    }
    // A replica that its leader is called for as well is one of the places that the leader's reads go to.
    if (DATA.includes(to.kind) && links.some((other) => leads(architecture, other.to.id, to.id))) continue;
    const route = wiring.routeTo(node, placed);
    if (to.kind === 'cache' && wiring.linksFrom(to).length === 0 && link.kind !== 'async') {
      caches.push(route);
      steps.push(askCache(simulation, route));
    } else if (link.kind === 'async' && !LINES.includes(to.kind)) {
      steps.push(send(simulation, route, chanceOf(wiring, placed)));
    } else {
      const step = callAlong(wiring, placed, route, caches.length > 0 && DATA.includes(to.kind));
      steps.push(readHere.has(to.id) ? only('read', step) : queues.has(to.id) ? only('write', step) : step);
    }
  }
  // What is written later makes nothing old now: whoever works off the queue removes it then, if the cache is linked there.
  const data = links.filter(({ to }) => DATA.includes(to.kind));
  const later = data.length > 0 && data.every(({ to }) => readHere.has(to.id));
  const refreshing = caches.map((route) => refreshCache(simulation, route));
  return [...steps, ...(later ? refreshing.map((step) => only('read', step)) : refreshing)];
}

/** Of the nodes at the ends of these links: the queues that lead to data among them, and that data. */
function writtenThroughQueues({ architecture }: Wiring, links: readonly PlacedLink[]) {
  const queues = new Set<string>();
  const readHere = new Set<string>();
  for (const { to: queue } of links) {
    if (queue.kind !== 'queue') continue;
    const reached = new Set([queue.id]);
    for (const each of reached) {
      // A replica stands for what it is a replica of.
      for (const { from, to, kind } of architecture.links) {
        if (from === each) reached.add(to);
        else if (kind === 'replication' && to === each) reached.add(from);
      }
    }
    for (const { to } of links) {
      if (!DATA.includes(to.kind) || !reached.has(to.id)) continue;
      readHere.add(to.id);
      queues.add(queue.id);
    }
  }
  return { queues, readHere };
}

function callAlong(wiring: Wiring, placed: PlacedLink, route: Route<Way>, unlessFound = false): Step {
  return call(wiring.simulation, route, { ...chanceOf(wiring, placed), unlessFound });
}

/** Nothing where every request takes the link. */
function chanceOf({ simulation }: Wiring, { link: { share = 1 }, name }: PlacedLink) {
  return share < 1 ? { chance: { share, random: simulation.random(`${name}/share`) } } : {};
}
