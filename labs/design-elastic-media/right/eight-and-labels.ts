// More servers and fewer functions, a third cache, everything in another order, and nothing spread from a table.

function machine(id: string, kind: string, figures: object, replicas: number) {
  return { replicas, label: `The ${id}`, ...figures, kind, id };
}

export function design() {
  const calls = (from: string, ...tos: string[]) => tos.map((to) => ({ to, from, kind: 'sync' }));
  return {
    links: [
      ...calls('fn', 'db', 'kv'),
      ...calls('app', 'kv', 'db'),
      ...calls('lb', 'fn', 'app'),
      ...calls('people', 'lb'),
    ],
    nodes: [
      machine('db', 'database', { latency: 50, capacity: 40 }, 2),
      machine('kv', 'cache', { items: 60, latency: 1, capacity: 2000 }, 3),
      { kind: 'function', id: 'fn', coldStart: 800, concurrency: 100, latency: 100, provisioned: 0 },
      machine('app', 'application', { latency: 100, capacity: 20 }, 8),
      { ...machine('lb', 'load-balancer', { latency: 1, capacity: 2000 }, 2), policy: 'least-connections' },
      { id: 'people', kind: 'client' },
    ],
    title: 'Eight and the rest',
  };
}
