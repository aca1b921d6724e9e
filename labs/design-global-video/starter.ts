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

/** The service as it is today: pages come from one server, and there are no videos. */
export function design(): Architecture {
  return {
    title: 'A video service',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer },
      { id: 'web', ...sold.web },
    ],
    links: [
      { from: 'viewers', to: 'balancer', latency: 70 },
      { from: 'balancer', to: 'web' },
    ],
  };
}
