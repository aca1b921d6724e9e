import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'shop', ...sold.application, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  application: { kind: 'application', capacity: 200, latency: 20 },
  router: { kind: 'service', capacity: 1000, latency: 2 },
  database: { kind: 'database', capacity: 200, latency: 20 },
  shard: { kind: 'shard', capacity: 80, latency: 25 },
} as const;

/** The shop as it is today, on one server and without a place for its data. */
export function design(): Architecture {
  return {
    title: 'The shop',
    nodes: [
      { id: 'customers', kind: 'client' },
      { id: 'shop', ...sold.application },
    ],
    links: [{ from: 'customers', to: 'shop' }],
  };
}
