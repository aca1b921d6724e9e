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

/**
 * The order service puts each order into a topic and answers. Payment and stock each read all of them, at a pace of their own, and each
 * has a database of its own.
 *
 * - Order services: 60 a second at 25 each are three when they are busy throughout, four with room, and a fifth to be lost.
 * - Payments: 1,200 come in the rush, at 4 a second each. Nine manage 36 a second: 480 are left at the end of the rush, and 26 a second are
 *   free for them then. One of the nine may be lost.
 * - Stock: three manage 60 a second, and a fourth may be lost.
 * - Databases: one leader writes 40 a second, which is enough for payments or for reservations, in the end, and never for both.
 */
export function design(): Architecture {
  return {
    title: 'A shop by events',
    nodes: [
      { id: 'shoppers', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'orders', ...sold.orderService, replicas: 5 },
      { id: 'events', ...sold.events, replicas: 2 },
      { id: 'payment', ...sold.payment, replicas: 9 },
      { id: 'stock', ...sold.stock, replicas: 4 },
      { id: 'payments', ...sold.database, replicas: 2 },
      { id: 'goods', ...sold.database, replicas: 2 },
    ],
    links: [
      { from: 'shoppers', to: 'balancer' },
      { from: 'balancer', to: 'orders' },
      { from: 'orders', to: 'events' },
      { from: 'events', to: 'payment', kind: 'async' },
      { from: 'events', to: 'stock', kind: 'async' },
      { from: 'payment', to: 'payments' },
      { from: 'stock', to: 'goods' },
    ],
  };
}
