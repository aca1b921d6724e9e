// Eight partitions, eight members at work, and a ninth that is idle until one of them dies. Tiers from a list.
import type { Architecture, ArchitectureNode } from 'headroom';

const tier = (id: string, kind: ArchitectureNode['kind'], replicas: number, capacity: number, latency: number) => ({
  id,
  kind,
  replicas,
  capacity,
  latency,
});

export function design(): Architecture {
  const path = ['shops', 'front', 'intake', 'log'];
  return {
    title: 'A spare member',
    nodes: [
      tier('store', 'storage', 2, 1000, 2),
      tier('results', 'database', 2, 1000, 2),
      tier('archivers', 'worker', 3, 200, 5),
      tier('checks', 'consumer', 9, 40, 25),
      { ...tier('log', 'topic', 3, 240, 4), partitions: 8 },
      tier('intake', 'service', 4, 120, 10),
      tier('front', 'load-balancer', 2, 1000, 1),
      { id: 'shops', kind: 'client' },
    ],
    links: [
      ...path.slice(1).map((to, at) => ({ from: path[at]!, to })),
      { from: 'log', to: 'checks' },
      { from: 'log', to: 'archivers' },
      { from: 'checks', to: 'results' },
      { from: 'archivers', to: 'store' },
    ],
  };
}
