import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 40, latency: 50 },
  application: { kind: 'application', capacity: 20, latency: 100 },
  cache: { kind: 'cache', capacity: 1000, latency: 1, items: 60 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;

/** The platform between matches: one web server, with nothing behind it yet. */
export function design(): Architecture {
  return {
    title: 'Match day',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'server', ...sold.web },
    ],
    links: [{ from: 'viewers', to: 'server' }],
  };
}
