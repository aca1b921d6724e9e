// Four shards in place of a cache, and everything written the other way round.

import type { Architecture, ArchitectureNode } from 'headroom';

const parts: ArchitectureNode[] = [1, 2, 3, 4].map((part) => ({
  id: `part ${part}`,
  label: `Rows ${part}`,
  kind: 'shard',
  capacity: 45,
  latency: 20,
  replicas: 2,
}));

export const design = (): Architecture => ({
  title: 'Shards instead of a cache',
  links: [
    ...parts.map(({ id }) => ({ to: id, from: 'app', label: 'its rows' })),
    { to: 'app', from: 'web' },
    { to: 'web', from: 'lb' },
    { to: 'lb', from: 'people', latency: 70 },
    { to: 'disks', from: 'cdn', latency: 70 },
    { to: 'cdn', from: 'people', latency: 5 },
  ],
  nodes: [
    ...parts,
    { id: 'disks', kind: 'storage', capacity: 40, latency: 50, replicas: 4 },
    { id: 'app', kind: 'application', capacity: 100, latency: 20, replicas: 3 },
    { id: 'web', kind: 'web', capacity: 100, latency: 20, replicas: 3 },
    { id: 'lb', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
    { id: 'cdn', kind: 'cdn', capacity: 110, latency: 10, items: 200, replicas: 3 },
    { id: 'people', kind: 'client' },
  ],
});
