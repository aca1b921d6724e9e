// One more server and clerk than it takes, a third queue, and balancers that compare two servers instead of taking turns.

export function design() {
  return {
    title: 'One more of each',
    nodes: [
      { id: 'fans', kind: 'client' },
      { id: 'door', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2, policy: 'two-choices' },
      { id: 'site', kind: 'web', capacity: 100, latency: 20, replicas: 7 },
      { id: 'events', kind: 'cache', capacity: 1000, latency: 1, items: 20, replicas: 2 },
      { id: 'line', kind: 'queue', capacity: 500, latency: 2, replicas: 2 },
      { id: 'desk', kind: 'worker', capacity: 8, latency: 125, replicas: 6 },
      { id: 'hall', kind: 'database', capacity: 40, latency: 50, replicas: 2 },
    ],
    links: [
      { from: 'fans', to: 'door' },
      { from: 'door', to: 'site' },
      { from: 'site', to: 'events' },
      { from: 'site', to: 'line' },
      { from: 'line', to: 'desk', kind: 'async' },
      { from: 'desk', to: 'hall' },
      { from: 'site', to: 'hall' },
    ],
  };
}
