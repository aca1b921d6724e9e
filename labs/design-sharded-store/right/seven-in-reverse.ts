// Seven shards, each written out, four servers for the shop, labels and notes, and everything in reverse order.

import type { Architecture, ArchitectureNode } from 'headroom';

const SHARD = { kind: 'shard', capacity: 80, latency: 25, replicas: 2 } as const;

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const shards: ArchitectureNode[] = days.map((day, nth) => ({
  ...SHARD,
  id: `${nth}`,
  label: day,
  note: 'born on that day',
}));

export const design = (): Architecture =>
  ({
    links: [
      ...shards.map(({ id }) => ({ to: id, from: 'r', label: 'its rows' })).reverse(),
      { to: 'r', from: 'w', kind: 'sync' },
      { to: 'w', from: 'lb' },
      { to: 'lb', from: '?' },
    ],
    nodes: [
      ...[...shards].reverse(),
      { latency: 2, capacity: 1000, kind: 'service', replicas: 2, id: 'r', label: 'mongos' },
      { latency: 20, capacity: 200, kind: 'application', replicas: 4, id: 'w' },
      { latency: 1, capacity: 1000, kind: 'load-balancer', replicas: 2, id: 'lb', policy: 'least-connections' },
      { id: '?', kind: 'client', label: 'Everybody' },
    ],
    title: 'Seven days',
  }) satisfies Architecture;
