// A fourth edge, labels and notes, and one frozen object for every call.

import type { Architecture } from 'headroom';

const rows = ['x', 'y', 'z'].map((id) => ({ id, kind: 'shard', capacity: 45, latency: 20, replicas: 2 }) as const);

const service: Architecture = Object.freeze({
  title: 'Four edges',
  nodes: [
    { id: '0', kind: 'client', label: 'Everybody' },
    { id: '1', kind: 'cdn', capacity: 110, latency: 10, items: 200, replicas: 4, note: 'one more than it takes' },
    { id: '2', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
    { id: '3', kind: 'web', capacity: 100, latency: 20, replicas: 3 },
    { id: '4', kind: 'application', capacity: 100, latency: 20, replicas: 3 },
    { id: '5', kind: 'cache', capacity: 1000, latency: 1, items: 200, replicas: 2 },
    ...rows,
    { id: '6', kind: 'storage', capacity: 40, latency: 50, replicas: 4 },
  ],
  links: [
    { from: '0', to: '1', latency: 5, kind: 'sync' },
    { from: '0', to: '2', latency: 70 },
    { from: '1', to: '6', latency: 70 },
    { from: '2', to: '3' },
    { from: '3', to: '4' },
    { from: '4', to: '5' },
    ...rows.map(({ id }) => ({ from: '4', to: id })),
  ],
} satisfies Architecture);

export function design(): Architecture {
  return service;
}
