// Ten members for twelve partitions, and two archivers of which one is enough to catch up.
import type { Architecture } from 'headroom';

export function design(): Architecture {
  const async = 'async' as const;
  return {
    title: 'Ten members',
    nodes: [
      { id: 'tills', kind: 'client', label: 'Tills' },
      { id: 'gate', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
      { id: 'inbox', kind: 'service', capacity: 120, latency: 10, replicas: 4, label: 'Collectors' },
      { id: 'events', kind: 'topic', capacity: 240, latency: 4, partitions: 12, replicas: 3, note: 'key: the card' },
      { id: 'detectives', kind: 'consumer', capacity: 40, latency: 25, replicas: 10 },
      { id: 'clerks', kind: 'worker', capacity: 200, latency: 5, replicas: 2 },
      { id: 'cases', kind: 'database', capacity: 1000, latency: 2, replicas: 2 },
      { id: 'shelf', kind: 'storage', capacity: 1000, latency: 2, replicas: 2 },
    ],
    links: [
      { from: 'clerks', to: 'shelf' },
      { from: 'detectives', to: 'cases' },
      { from: 'events', to: 'clerks', kind: async },
      { from: 'events', to: 'detectives', kind: async },
      { from: 'inbox', to: 'events' },
      { from: 'gate', to: 'inbox' },
      { from: 'tills', to: 'gate' },
    ],
  };
}
