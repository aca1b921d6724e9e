// caught by: Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms
// Made by those who add replicas for more orders: replicas read, and one leader writes, however many there are.
/** One part of the system, or `replicas` identical copies of it. */
export interface ArchitectureNode {
  /** Your name for it; no two are called the same. */
  id: string;
  kind: 'client' | 'load-balancer' | 'web' | 'cache' | 'queue' | 'worker' | 'database';
  /** How many identical copies run; 1 when left out. */
  replicas?: number;
  /** Requests per second that one copy can serve. */
  capacity?: number;
  /** Milliseconds that one request spends in it. */
  latency?: number;
  /** How many events one copy of a cache holds. */
  items?: number;
  /** Whom a load balancer sends the next request to; each in turn when left out. */
  policy?: 'round-robin' | 'least-connections' | 'two-choices' | 'random';
  /** What people call it; a remark. Both are only for the drawing. */
  label?: string;
  note?: string;
}

/** A way from one node to another, in the direction in which the work flows. */
export interface ArchitectureLink {
  from: string;
  to: string;
  /** A call that waits for its answer, when left out. */
  kind?: 'sync' | 'async' | 'replication';
}

export interface Architecture {
  title: string;
  nodes: ArchitectureNode[];
  links: ArchitectureLink[];
}

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 100, latency: 20 },
  cache: { kind: 'cache', capacity: 1000, latency: 1, items: 20 },
  queue: { kind: 'queue', capacity: 500, latency: 2 },
  worker: { kind: 'worker', capacity: 8, latency: 125 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;

export function design(): Architecture {
  return {
    title: 'Ticket sale',
    nodes: [
      { id: 'visitors', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'shop', ...sold.web, replicas: 6 },
      { id: 'cache', ...sold.cache, replicas: 2 },
      { id: 'seats', ...sold.database, replicas: 4 },
    ],
    links: [
      { from: 'visitors', to: 'balancer' },
      { from: 'balancer', to: 'shop' },
      { from: 'shop', to: 'cache' },
      { from: 'shop', to: 'seats' },
    ],
  };
}
