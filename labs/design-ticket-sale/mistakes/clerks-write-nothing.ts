// caught by: The design is a sound architecture, built from the catalogue
// Made by those who forget the last link: the orders are taken out of the queue and go nowhere.
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
      { id: 'orders', ...sold.queue, replicas: 2 },
      { id: 'clerks', ...sold.worker, replicas: 5 },
      { id: 'seats', ...sold.database, replicas: 2 },
    ],
    links: [
      { from: 'visitors', to: 'balancer' },
      { from: 'balancer', to: 'shop' },
      { from: 'shop', to: 'cache' },
      { from: 'shop', to: 'seats' },
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks', kind: 'async' },
    ],
  };
}
