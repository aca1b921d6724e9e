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

/** The platform as it is today: one server. It answers nobody any more. */
export function design(): Architecture {
  return {
    title: 'Video platform',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'server', ...sold.web },
    ],
    links: [{ from: 'viewers', to: 'server', latency: 50 }],
  };
}
