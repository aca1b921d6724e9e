import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 100, latency: 20 },
  cache: { kind: 'cache', capacity: 1000, latency: 1, items: 20 },
  queue: { kind: 'queue', capacity: 500, latency: 2 },
  worker: { kind: 'worker', capacity: 8, latency: 125 },
  door: { kind: 'service', capacity: 20, latency: 500 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;

/**
 * Reads and orders part in the shop. Reads, 320 a second, are answered by the cache. Orders, 80 a second, are more than the
 * database can ever take (40), and no spare machine changes that: one leader decides who gets a seat. So they wait in a queue, the
 * visitor has an answer at once, and clerks carry them to the database at the pace that it can keep.
 *
 * - Shop: 400 a second need four servers of 100 with no time to breathe. Five work at 80 %, and a sixth is there to be lost.
 * - Cache, queue, balancer: one of each would do the work, two of each survive.
 * - Clerks: 1,200 orders in 47 s are 26 a second. Four clerks do 32; a fifth is there to be lost.
 * - Database: the second copy takes over when the leader dies. It makes no order faster.
 *
 * To let the visitors wait instead, in a waiting room, is right as well.
 */
export function design(): Architecture {
  return {
    title: 'Ticket sale',
    nodes: [
      { id: 'visitors', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'shop', ...sold.web, replicas: 6 },
      { id: 'cache', ...sold.cache, replicas: 2 },
      { id: 'orders', ...sold.queue, replicas: 2 },
      { id: 'clerks', ...sold.worker, replicas: 5 },
      { id: 'seats', ...sold.database, replicas: 2 },
    ],
    links: [
      { from: 'visitors', to: 'balancer' },
      { from: 'balancer', to: 'shop' },
      { from: 'shop', to: 'cache' },
      { from: 'shop', to: 'seats' },
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks', kind: 'async' },
      { from: 'clerks', to: 'seats' },
    ],
  };
}
