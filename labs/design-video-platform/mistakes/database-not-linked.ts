// caught by: The design is a sound architecture, built from the catalogue
// Made by those who draw a database and forget to say who calls it.
/** One part of the system, or `replicas` identical copies of it. */
export interface ArchitectureNode {
  /** Your name for it; no two are called the same. */
  id: string;
  kind: 'client' | 'cdn' | 'load-balancer' | 'web' | 'application' | 'cache' | 'database' | 'storage';
  /** How many identical copies run; 1 when left out. */
  replicas?: number;
  /** Requests per second that one copy can serve. */
  capacity?: number;
  /** Milliseconds that one request spends in it. */
  latency?: number;
  /** How many videos one copy of a cache or a CDN holds. */
  items?: number;
  /** Whom a load balancer sends the next request to; each in turn when left out. */
  policy?: 'round-robin' | 'least-connections' | 'two-choices' | 'random';
  /** What people call it; a remark. Both are only for the drawing. */
  label?: string;
  note?: string;
}

/** A way from one node to another, in the direction in which requests flow. */
export interface ArchitectureLink {
  from: string;
  to: string;
  /** A call that waits for its answer, when left out. */
  kind?: 'sync' | 'async' | 'replication';
  /** Milliseconds that the way takes, one way. */
  latency?: number;
}

export interface Architecture {
  title: string;
  nodes: ArchitectureNode[];
  links: ArchitectureLink[];
}

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  cdn: { kind: 'cdn', capacity: 1000, latency: 2, items: 100 },
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 80, latency: 25 },
  application: { kind: 'application', capacity: 50, latency: 40 },
  smallCache: { kind: 'cache', capacity: 1000, latency: 1, items: 100 },
  largeCache: { kind: 'cache', capacity: 1000, latency: 1, items: 400 },
  database: { kind: 'database', capacity: 50, latency: 40 },
  storage: { kind: 'storage', capacity: 100, latency: 40 },
} as const;

export function design(): Architecture {
  return {
    title: 'Video platform',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'edge', ...sold.cdn, replicas: 2 },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'web', ...sold.web, replicas: 3 },
      { id: 'application', ...sold.application, replicas: 4 },
      { id: 'cache', ...sold.largeCache, replicas: 2 },
      { id: 'database', ...sold.database, replicas: 2 },
      { id: 'videos', ...sold.storage, replicas: 2 },
    ],
    links: [
      { from: 'viewers', to: 'edge', latency: 5 },
      { from: 'edge', to: 'balancer', latency: 50 },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },
      { from: 'application', to: 'videos' },
    ],
  };
}
