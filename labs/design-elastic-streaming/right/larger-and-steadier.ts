// Larger minimums with higher targets: more of the room stands ready from the start, and less of it is ordered on the ramp.

export function design() {
  return {
    title: 'Larger and steadier',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'balancer', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
      {
        id: 'web',
        kind: 'web',
        capacity: 40,
        latency: 50,
        autoscale: { minimum: 3, maximum: 8, target: 0.55, warmUp: 10, cooldown: 15 },
      },
      {
        id: 'application',
        kind: 'application',
        capacity: 20,
        latency: 100,
        autoscale: { minimum: 5, maximum: 14, target: 0.55, warmUp: 10, cooldown: 15 },
      },
      { id: 'cache', kind: 'cache', capacity: 1000, latency: 1, items: 60, replicas: 2 },
      { id: 'database', kind: 'database', capacity: 40, latency: 50, replicas: 2 },
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
