import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'orders', ...sold.orderService, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  orderService: { kind: 'service', capacity: 25, latency: 40 },
  events: { kind: 'topic', capacity: 500, latency: 4 },
  payment: { kind: 'consumer', capacity: 4, latency: 500 },
  stock: { kind: 'worker', capacity: 20, latency: 50 },
  database: { kind: 'database', capacity: 40, latency: 25 },
} as const;

/** The shop on a quiet evening: one order service, which tells nobody yet. */
export function design(): Architecture {
  return {
    title: 'A shop',
    nodes: [
      { id: 'shoppers', kind: 'client' },
      { id: 'orders', ...sold.orderService },
    ],
    links: [{ from: 'shoppers', to: 'orders' }],
  };
}
