// Three copies of the topic, and the nodes the other way round.
import type { Architecture } from 'headroom';

export function design(): Architecture {
  const later = { kind: 'async' } as const;
  return {
    title: 'Three copies of the topic',
    nodes: [
      { id: 'z-goods', kind: 'database', capacity: 40, latency: 25, replicas: 2, label: 'Goods' },
      { id: 'y-money', kind: 'database', capacity: 40, latency: 25, replicas: 2, label: 'Money' },
      { id: 'x-stock', kind: 'worker', capacity: 20, latency: 50, replicas: 3 },
      { id: 'w-payment', kind: 'consumer', capacity: 4, latency: 500, replicas: 9 },
      { id: 'v-events', kind: 'topic', capacity: 500, latency: 4, replicas: 3 },
      { id: 'u-orders', kind: 'service', capacity: 25, latency: 40, replicas: 5 },
      { id: 't-front', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
      { id: 'buyers', kind: 'client' },
    ],
    links: [
      { from: 'x-stock', to: 'z-goods' },
      { from: 'w-payment', to: 'y-money' },
      { from: 'v-events', to: 'x-stock', ...later },
      { from: 'v-events', to: 'w-payment', ...later },
      { from: 'u-orders', to: 'v-events' },
      { from: 't-front', to: 'u-orders' },
      { from: 'buyers', to: 't-front' },
    ],
  };
}
