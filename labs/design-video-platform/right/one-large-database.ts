// One large database with a second copy, where the solution has shards: its leader bears all writes of this evening.

export function design() {
  const machines = {
    edge: { kind: 'cdn', capacity: 1000, latency: 2, items: 100, replicas: 2 },
    gate: { kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
    web: { kind: 'web', capacity: 80, latency: 25, replicas: 3 },
    logic: { kind: 'application', capacity: 50, latency: 40, replicas: 4 },
    memory: { kind: 'cache', capacity: 1000, latency: 1, items: 400, replicas: 2 },
    facts: { kind: 'database', capacity: 50, latency: 40, replicas: 2 },
    films: { kind: 'storage', capacity: 100, latency: 40, replicas: 2 },
  };
  return {
    title: 'One large database',
    nodes: [
      { id: 'viewers', kind: 'client' },
      ...Object.entries(machines).map(([id, machine]) => ({ id, ...machine })),
    ],
    links: [
      { from: 'viewers', to: 'edge', latency: 5 },
      { from: 'edge', to: 'gate', latency: 50 },
      { from: 'gate', to: 'web' },
      { from: 'web', to: 'logic' },
      ...['memory', 'facts', 'films'].map((to) => ({ from: 'logic', to })),
    ],
  };
}
