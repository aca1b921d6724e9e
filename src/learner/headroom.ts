/** The architecture notation: the types of what draws, runs and is graded in this course. */

/** What a node is. */
export type NodeKind =
  | 'client'
  | 'dns'
  | 'cdn'
  | 'load-balancer'
  | 'web'
  | 'application'
  | 'service'
  | 'function'
  | 'worker'
  | 'cache'
  | 'database'
  | 'shard'
  | 'storage'
  | 'producer'
  | 'queue'
  | 'topic'
  | 'partition'
  | 'broker'
  | 'consumer';

/** A call that waits for its answer, a message that does not, the copying of data, or a link that is cut. */
export type LinkKind = 'sync' | 'async' | 'replication' | 'cut';

/** Each in turn; the one with the fewest requests in progress; the less busy of two drawn at random; any. */
export type BalancingPolicy = 'round-robin' | 'least-connections' | 'two-choices' | 'random';

/** How a tier changes its number of copies by itself. */
export interface Autoscale {
  /** The least and the greatest number of copies. */
  minimum: number;
  maximum: number;
  /** The average utilisation that it aims at, above 0 and up to 1. */
  target: number;
  /** Seconds from ordering a copy until it serves; 30 when left out. */
  warmUp?: number;
  /** Seconds after a change in which it takes no copy away; 60 when left out. */
  cooldown?: number;
}

/** One part of a system, or `replicas` identical copies of it. */
export interface ArchitectureNode {
  /** Your name for it; no two are called the same. Letters, digits, hyphens, underscores and dots. */
  id: string;
  kind: NodeKind;
  /** What people call it. Without one it is called by its kind. */
  label?: string;
  /** How many identical copies run; 1 when left out. */
  replicas?: number;
  /** Requests per second that one copy can serve. */
  capacity?: number;
  /** Milliseconds that one request spends in it. */
  latency?: number;
  /** How many items one copy of a cache or a CDN can hold; as many as there are when left out. */
  items?: number;
  /** Whom a load balancer sends the next request to; 'round-robin' when left out. */
  policy?: BalancingPolicy;
  /** The tier scales itself. It begins with `replicas` copies, or with the least. */
  autoscale?: Autoscale;
  /** Milliseconds that a new instance of a function takes before its first request. */
  coldStart?: number;
  /** A short remark, printed under the label. */
  note?: string;
  /** The id of the region that it stands in. */
  region?: string;
}

/** A way from one node to another, in the direction in which the work flows. */
export interface ArchitectureLink {
  from: string;
  to: string;
  label?: string;
  /** 'sync', a call that waits for its answer, when left out. */
  kind?: LinkKind;
  /** Milliseconds that the way takes, one way. */
  latency?: number;
  /** The share of the sender's requests that take this way, above 0 and up to 1; 1 when left out. */
  share?: number;
}

/** A place or a group with a border drawn round it: a data centre, an availability zone. */
export interface Region {
  id: string;
  label: string;
}

/** A system: what runs, and who calls whom. */
export interface Architecture {
  title: string;
  nodes: readonly ArchitectureNode[];
  links: readonly ArchitectureLink[];
  regions?: readonly Region[];
}
