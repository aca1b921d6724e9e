import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'api', ...sold.application, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 2000, latency: 1 },
  application: { kind: 'application', capacity: 20, latency: 100 },
  function: { kind: 'function', latency: 100, concurrency: 100, coldStart: 800 },
  cache: { kind: 'cache', capacity: 2000, latency: 1, items: 60 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;

/** The platform before anybody watches: one application, with nothing behind it yet. */
export function design(): Architecture {
  return {
    title: 'Before the premiere',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'api', ...sold.application },
    ],
    links: [{ from: 'viewers', to: 'api' }],
  };
}
