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

/**
 * Payments come to collectors, which put them into a topic and answer. Two groups read all of them, each at its own pace.
 *
 * - Collectors: 300 a second need three of 120 with one at work for each, and a fourth to be lost.
 * - Brokers: two manage 480 a second. With one dead, 240 are too few, so there are three.
 * - Fraud checks: 300 a second at 40 each are 7.5, so eight members in the burst. Fewer will do if they can catch up afterwards, but
 *   members that have two partitions beside others that have one are what falls behind first. Twelve partitions among nine are one or
 *   two each, and one of the nine may die.
 * - Archivers: 300 a second at 200 each are two, and a third to be lost.
 */
export function design(): Architecture {
  return {
    title: 'Payments as events',
    nodes: [
      { id: 'shops', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'collectors', ...sold.collector, replicas: 4 },
      { id: 'payments', ...sold.topic12, replicas: 3 },
      { id: 'fraud', ...sold.fraudCheck, replicas: 9 },
      { id: 'archivers', ...sold.archiver, replicas: 3 },
      { id: 'verdicts', ...sold.verdicts, replicas: 2 },
      { id: 'archive', ...sold.archive, replicas: 2 },
    ],
    links: [
      { from: 'shops', to: 'balancer' },
      { from: 'balancer', to: 'collectors' },
      { from: 'collectors', to: 'payments' },
      { from: 'payments', to: 'fraud', kind: 'async' },
      { from: 'payments', to: 'archivers', kind: 'async' },
      { from: 'fraud', to: 'verdicts' },
      { from: 'archivers', to: 'archive' },
    ],
  };
}
