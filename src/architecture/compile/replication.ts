/** What the replication links of an architecture say: who holds copies of whose data, and how long a write takes between them. */
import type { Architecture, ArchitectureLink } from '../types.ts';
import { compare } from './order.ts';

/** The ids of all nodes that a node's data is replicated to, directly or by way of another: the nearest first, equals by their ids. */
export function followersOf({ links }: Architecture, id: string): string[] {
  const found = new Set([id]);
  for (let ring = [id]; ring.length > 0; ) {
    const reached = links.filter(({ kind, from }) => kind === 'replication' && ring.includes(from)).map(({ to }) => to);
    ring = [...new Set(reached)].filter((each) => !found.has(each)).toSorted(compare);
    for (const each of ring) found.add(each);
  }
  found.delete(id);
  return [...found];
}

/**
 * Whether one node leads another: its data is replicated there, and not back. Of nodes that replicate to each other the one leads
 * whose id comes first.
 */
export function leads(architecture: Architecture, leader: string, follower: string): boolean {
  if (leader === follower || !followersOf(architecture, leader).includes(follower)) return false;
  return !followersOf(architecture, follower).includes(leader) || compare(leader, follower) < 0;
}

/**
 * The latencies of the replication links between two nodes, in ms, whichever way they point: whoever leads, writes flow along
 * them. By the shortest way; 0 where none leads there.
 */
export function lagBetween({ links }: Architecture, from: string, to: string): number {
  const reached = new Map([[from, 0]]);
  const waiting = new Map(reached);
  while (waiting.size > 0) {
    const [id, lag] = [...waiting].reduce((least, each) => (each[1] < least[1] ? each : least));
    waiting.delete(id);
    if (id === to) return lag;
    for (const link of links) {
      const next = otherEnd(link, id);
      const through = lag + (link.latency ?? 0);
      if (next === undefined || through >= (reached.get(next) ?? Number.POSITIVE_INFINITY)) continue;
      reached.set(next, through);
      waiting.set(next, through);
    }
  }
  return 0;
}

function otherEnd({ kind, from, to }: ArchitectureLink, id: string): string | undefined {
  if (kind !== 'replication') return undefined;
  return from === id ? to : to === id ? from : undefined;
}
