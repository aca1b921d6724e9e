import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  edge: { kind: 'cdn', capacity: 110, latency: 10, items: 200 },
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 100, latency: 20 },
  application: { kind: 'application', capacity: 100, latency: 20 },
  cache: { kind: 'cache', capacity: 1000, latency: 1, items: 200 },
  shard: { kind: 'shard', capacity: 45, latency: 20 },
  storage: { kind: 'storage', capacity: 40, latency: 50 },
} as const;

/** Three parts of the metadata: 16 writes a second each, and a third of the reads that the cache does not answer. */
const shards = ['metadata-a', 'metadata-b', 'metadata-c'];

/**
 * Pages and videos part at the viewer, 160 requests a second each.
 *
 * - Videos: 160 a second go to the edges, uploads included. Two of 110 do that, and a third is there to be lost.
 *   They answer about half of the 112 that are read. The others and the 48 that are uploaded, some 105 a second, go to
 *   the storage: three copies of 40 do that, and a fourth is there to be lost.
 * - Pages: 160 a second are two servers of 100, and a third to lose; the same for the applications.
 * - Metadata: 48 writes a second are more than one leader of 45 can do. With three leaders there is room for reads as well, and for
 *   those that come when a copy or a half of the cache is gone.
 */
export function design(): Architecture {
  return {
    title: 'A global video service',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'edges', ...sold.edge, replicas: 3 },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'web', ...sold.web, replicas: 3 },
      { id: 'application', ...sold.application, replicas: 3 },
      { id: 'cache', ...sold.cache, replicas: 2 },
      ...shards.map((id) => ({ id, ...sold.shard, replicas: 2 })),
      { id: 'videos', ...sold.storage, replicas: 4 },
    ],
    links: [
      { from: 'viewers', to: 'edges', latency: 5 },
      { from: 'edges', to: 'videos', latency: 70 },
      { from: 'viewers', to: 'balancer', latency: 70 },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },
      ...shards.map((to) => ({ from: 'application', to })),
    ],
  };
}
