import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'shop', ...sold.application, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  application: { kind: 'application', capacity: 200, latency: 20 },
  router: { kind: 'service', capacity: 1000, latency: 2 },
  database: { kind: 'database', capacity: 200, latency: 20 },
  shard: { kind: 'shard', capacity: 80, latency: 25 },
} as const;

/** Six parts of the customers, a sixth of everything each: about 40 writes and 33 reads a second. */
const shards = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `customers-${name}`);

/**
 * 242 writes a second are more than the leader of any one database does, and no replica takes a write off it. So the customers are
 * cut into parts, each with a leader of its own.
 *
 * - Shards: a leader takes its shard's writes and half of its reads, 40 + 17 of the 80 that it can do. When the other copy dies it
 *   has all of them, 73 a second, and that must be enough as well. With five shards it would be 88.
 * - Two copies of each: the second takes over when the leader dies, and reads meanwhile.
 * - Routers: one does the work, the second is there for the day on which the first dies. So it is with the balancers.
 * - Shop: 440 requests a second are three servers of 200; a fourth is there to be lost.
 */
export function design(): Architecture {
  return {
    title: 'A shop on six shards',
    nodes: [
      { id: 'customers', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'shop', ...sold.application, replicas: 4 },
      { id: 'router', ...sold.router, replicas: 2 },
      ...shards.map((id) => ({ id, ...sold.shard, replicas: 2 })),
    ],
    links: [
      { from: 'customers', to: 'balancer' },
      { from: 'balancer', to: 'shop' },
      { from: 'shop', to: 'router' },
      ...shards.map((to) => ({ from: 'router', to })),
    ],
  };
}
