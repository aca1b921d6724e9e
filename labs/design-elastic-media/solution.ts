import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'api', ...sold.application, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 2000, latency: 1 },
  application: { kind: 'application', capacity: 20, latency: 100 },
  function: { kind: 'function', latency: 100, concurrency: 100, coldStart: 800 },
  cache: { kind: 'cache', capacity: 2000, latency: 1, items: 60 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;

/**
 * Servers for the load that is always there, functions for what comes on top.
 *
 * - Six applications can do 120 a second, and the calm is 60: steady work, where a server is cheapest, with half of it to spare.
 * - In a spike 300 come, at once, and for 20 s. A server that is ordered then serves after 30 s, so nothing scales itself here. The
 *   function starts an instance for each request in 0.8 s, and costs nothing when it is over.
 * - The balancers give a request to whoever has the fewest. In the calm the function gets a little; in the spike the applications fill
 *   up, and all the rest is the function's.
 * - What is left is there twice. The cache keeps the spike away from the database, which would get all 300.
 */
export function design(): Architecture {
  return {
    title: 'Servers for the calm, functions for the spikes',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2, policy: 'least-connections' },
      { id: 'api', ...sold.application, replicas: 6 },
      { id: 'burst', ...sold.function },
      { id: 'cache', ...sold.cache, replicas: 2 },
      { id: 'database', ...sold.database, replicas: 2 },
    ],
    links: [
      { from: 'viewers', to: 'balancer' },
      { from: 'balancer', to: 'api' },
      { from: 'balancer', to: 'burst' },
      { from: 'api', to: 'cache' },
      { from: 'api', to: 'database' },
      { from: 'burst', to: 'cache' },
      { from: 'burst', to: 'database' },
    ],
  };
}
