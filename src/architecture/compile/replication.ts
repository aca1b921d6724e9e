/** What the replication links of an architecture say: who holds copies of whose data, and how long a write takes between them. */
import type { Architecture, ArchitectureLink } from '../types.ts';

/** The ids of all nodes that a node's data is replicated to, directly or by way of another, in the order of the links. */
export function followersOf({ links }: Architecture, id: string): string[] {
  const found = new Set([id]);
  for (const each of found) {
    for (const { kind, from, to } of links) if (kind === 'replication' && from === each) found.add(to);
  }
  found.delete(id);
  return [...found];
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
