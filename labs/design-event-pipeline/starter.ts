import type { Architecture } from 'headroom';

/** What the catalogue sells. Write `{ id: 'collectors', ...sold.collector, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  collector: { kind: 'service', capacity: 120, latency: 10 },
  topic4: { kind: 'topic', capacity: 240, latency: 4, partitions: 4 },
  topic8: { kind: 'topic', capacity: 240, latency: 4, partitions: 8 },
  topic12: { kind: 'topic', capacity: 240, latency: 4, partitions: 12 },
  topic48: { kind: 'topic', capacity: 240, latency: 4, partitions: 48 },
  fraudCheck: { kind: 'consumer', capacity: 40, latency: 25 },
  archiver: { kind: 'worker', capacity: 200, latency: 5 },
  verdicts: { kind: 'database', capacity: 1000, latency: 2 },
  archive: { kind: 'storage', capacity: 1000, latency: 2 },
} as const;

/** Where the payments arrive on a quiet evening: one collector, which has no topic yet. */
export function design(): Architecture {
  return {
    title: 'Payments as events',
    nodes: [
      { id: 'shops', kind: 'client' },
      { id: 'collectors', ...sold.collector },
    ],
    links: [{ from: 'shops', to: 'collectors' }],
  };
}
