// A second pair of balancers between the tiers, a third cache, and rules made by one function from what a tier has to carry.

/** From what the calm needs, with room for two more looks, up to what the peak needs at this target. */
function elastic(minimum: number, peak: number, capacity: number) {
  const target = 0.5;
  return { minimum, maximum: Math.ceil(peak / (capacity * target)) + 4, target, warmUp: 10, cooldown: 25 };
}

export function design() {
  const balancer = { kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 };
  return {
    title: 'Balanced inside',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'outside', ...balancer },
      { id: 'inside', ...balancer },
      { id: 'cache', kind: 'cache', capacity: 1000, latency: 1, items: 60, replicas: 3 },
      { id: 'database', kind: 'database', capacity: 40, latency: 50, replicas: 2 },
      { id: 'web', kind: 'web', capacity: 40, latency: 50, autoscale: elastic(3, 120, 40) },
      { id: 'application', kind: 'application', capacity: 20, latency: 100, autoscale: elastic(4, 120, 20) },
    ],
    links: [
      { from: 'viewers', to: 'outside' },
      { from: 'outside', to: 'web' },
      { from: 'web', to: 'inside' },
      { from: 'inside', to: 'application' },
      { from: 'application', to: 'cache' },
      { from: 'application', to: 'database' },
    ],
  };
}
