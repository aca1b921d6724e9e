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

/** The shop on an ordinary day: one web server, which has no database yet. */
export function design(): Architecture {
  return {
    title: 'Ticket sale',
    nodes: [
      { id: 'visitors', kind: 'client' },
      { id: 'shop', ...sold.web },
    ],
    links: [{ from: 'visitors', to: 'shop' }],
  };
}
