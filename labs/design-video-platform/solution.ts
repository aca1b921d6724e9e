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
  storage: { kind: 'storage', capacity: 100, latency: 40 },
} as const;

/**
 * Work from the load inwards. Of 330 requests a second the edges answer about two thirds, so some 125 reach the data centre.
 *
 * - Edges and balancers have room for everything: two of each, so that one may die.
 * - Web: 125 need two servers of 80, and one to lose. Applications: three of 50, and one to lose.
 * - The cache holds all 400 videos: what the edges miss, it mostly has. Without it the database would need five copies at $0.80.
 *   It needs a second copy too: with the only one dead, the database would get all 125 a second, and can do 100.
 * - Database and storage: what is left is little. The second copies are there for the day that the first one dies.
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
      { id: 'database', ...sold.database, replicas: 2 },
      { id: 'videos', ...sold.storage, replicas: 2 },
    ],
    links: [
      { from: 'viewers', to: 'edge', latency: 5 },
      { from: 'edge', to: 'balancer', latency: 50 },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },
      { from: 'application', to: 'database' },
      { from: 'application', to: 'videos' },
    ],
  };
}
