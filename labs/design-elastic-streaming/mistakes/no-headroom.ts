// caught by: All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well
// Made by those who want every machine they pay for to be busy: at 90 % the queue is there before the new machine is.
/** How a tier changes its number of copies by itself. */
export interface Autoscale {
  /** The least and the greatest number of copies. It begins with the least. */
  minimum: number;
  maximum: number;
  /** The average utilisation that it aims at, above 0 and up to 1. */
  target: number;
  /** Seconds from ordering a copy until it serves. Here it is always 10. */
  warmUp: number;
  /** Seconds after any change in which it takes no copy away; 60 when left out. */
  cooldown?: number;
}

/** One part of the system, or several identical copies of it. */
export interface ArchitectureNode {
  /** Your name for it; no two are called the same. */
  id: string;
  kind: 'client' | 'load-balancer' | 'web' | 'application' | 'cache' | 'database';
  /** How many identical copies run; 1 when left out. */
  replicas?: number;
  /** For web and application servers: the tier scales itself. */
  autoscale?: Autoscale;
  /** Requests per second that one copy can serve. */
  capacity?: number;
  /** Milliseconds that one request spends in it. */
  latency?: number;
  /** How many items one copy of a cache holds. */
  items?: number;
  /** Whom a load balancer sends the next request to; each in turn when left out. */
  policy?: 'round-robin' | 'least-connections' | 'two-choices' | 'random';
  /** What people call it; a remark. Both are only for the drawing. */
  label?: string;
  note?: string;
}

/** A call from one node to another, in the direction in which requests flow. */
export interface ArchitectureLink {
  from: string;
  to: string;
  /** A call that waits for its answer, when left out. */
  kind?: 'sync' | 'replication';
}

export interface Architecture {
  title: string;
  nodes: ArchitectureNode[];
  links: ArchitectureLink[];
}

/** What the catalogue sells. Write `{ id: 'web', ...sold.web, replicas: 2 }` to run two of them. */
const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 40, latency: 50 },
  application: { kind: 'application', capacity: 20, latency: 100 },
  cache: { kind: 'cache', capacity: 1000, latency: 1, items: 60 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;

export function design(): Architecture {
  return {
    title: 'Match day',
    nodes: [
      { id: 'viewers', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },
      { id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.9, warmUp: 10, cooldown: 20 } },
      { id: 'application', ...sold.application, autoscale: { minimum: 4, maximum: 16, target: 0.9, warmUp: 10, cooldown: 20 } },
      { id: 'cache', ...sold.cache, replicas: 2 },
      { id: 'database', ...sold.database, replicas: 2 },
    ],
    links: [
      { from: 'viewers', to: 'balancer' },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },
      { from: 'application', to: 'database' },
    ],
  };
}
