// Nodes and links from two lists, one payment more and one stock less.
import type { Architecture, ArchitectureNode } from 'headroom';

const NODES: [id: string, kind: ArchitectureNode['kind'], replicas: number, capacity: number, latency: number][] = [
  ['gate', 'load-balancer', 2, 1000, 1],
  ['shop', 'service', 5, 25, 40],
  ['log', 'topic', 2, 500, 4],
  ['bank', 'consumer', 10, 4, 500],
  ['shelves', 'worker', 3, 20, 50],
  ['ledger', 'database', 2, 40, 25],
  ['inventory', 'database', 2, 40, 25],
];
const LINKS = 'people gate,gate shop,shop log,log bank,log shelves,bank ledger,shelves inventory';

export function design(): Architecture {
  return {
    title: 'From a list',
    nodes: [
      { id: 'people', kind: 'client' },
      ...NODES.map(([id, kind, replicas, capacity, latency]) => ({ id, kind, replicas, capacity, latency })),
    ],
    links: LINKS.split(',').map((way) => {
      const [from, to] = way.split(' ');
      return { from: from!, to: to! };
    }),
  };
}
