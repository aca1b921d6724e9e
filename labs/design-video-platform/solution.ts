import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  cdn: { kind: 'cdn', capacity: 1000, latency: 2, items: 100 },
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 80, latency: 25 },
  application: { kind: 'application', capacity: 50, latency: 40 },
  smallCache: { kind: 'cache', capacity: 1000, latency: 1, items: 100 },
  largeCache: { kind: 'cache', capacity: 1000, latency: 1, items: 400 },
  database: { kind: 'database', capacity: 50, latency: 40 },
  shard: { kind: 'shard', capacity: 20, latency: 60 },
  storage: { kind: 'storage', capacity: 100, latency: 40 },
} as const;

/**
 * Work from the load inwards. Of 330 requests a second the edges answer most, and some 140 reach the data centre.
 *
 * - Edges and balancers have room for everything: two of each, so that one may die.
 * - Web: 140 need two servers of 80, and one to lose. Applications: three of 50, and one to lose.
 * - The cache holds all 400 videos: what the edges miss, it mostly has. A second copy, for the day that the first one dies: the
 *   shards would just bear what the edges miss, with nothing to spare.
 * - Shards: 17 writes a second and what the cache misses are too many for one leader of 20, whatever copies it has. Four share
 *   them, and each has a copy that takes its place and can then do it alone, the one with the most popular video too. The one large
 *   database does it as well, for $0.40 more.
 * - Storage: what is left is little. The second copy is there for the day that the first one dies.
 */
export function design(): Architecture {
  return {
    title: 'Video platform',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'edge', ...sold.cdn, replicas: 2 },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'web', ...sold.web, replicas: 3 },
      { id: 'application', ...sold.application, replicas: 4 },
      { id: 'cache', ...sold.largeCache, replicas: 2 },
      { id: 'metadata-1', ...sold.shard, replicas: 2 },
      { id: 'metadata-2', ...sold.shard, replicas: 2 },
      { id: 'metadata-3', ...sold.shard, replicas: 2 },
      { id: 'metadata-4', ...sold.shard, replicas: 2 },
      { id: 'videos', ...sold.storage, replicas: 2 },
    ],
    links: [
      { from: 'viewers', to: 'edge', latency: 5 },
      { from: 'edge', to: 'balancer', latency: 50 },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },
      { from: 'application', to: 'metadata-1' },
      { from: 'application', to: 'metadata-2' },
      { from: 'application', to: 'metadata-3' },
      { from: 'application', to: 'metadata-4' },
      { from: 'application', to: 'videos' },
    ],
  };
}
