import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 40, latency: 50 },
  application: { kind: 'application', capacity: 20, latency: 100 },
  cache: { kind: 'cache', capacity: 1000, latency: 1, items: 60 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;

/**
 * A copy that is ordered now helps in 10 s, and was ordered up to 5 s after it was needed: meanwhile the load grows by 30 requests a
 * second. Two things pay for that time, and both cost money all day, so neither may be large.
 *
 * - Target 0.5: each tier runs with half of its work to spare, so that it is still below its capacity when help arrives.
 * - Minimum: the ramp starts from calm, where the tier is smallest and the load doubles within 10 s. Four applications can do 80 a
 *   second, three web servers 120; calm needs 20.
 * - Maximum: the peak of 120 needs 12 applications and 6 web servers at this target, and there is room above.
 * - Cooldown 20: short, because the calm after the match is long. It still outlasts the dips of a random load.
 * - What does not scale is there twice. The cache is no luxury: without it the database would get all 120.
 */
export function design(): Architecture {
  return {
    title: 'Match day',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },
      {
        id: 'application',
        ...sold.application,
        autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },
      },
      { id: 'cache', ...sold.cache, replicas: 2 },
      { id: 'database', ...sold.database, replicas: 2 },
    ],
    links: [
      { from: 'viewers', to: 'balancer' },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },
      { from: 'application', to: 'database' },
    ],
  };
}
