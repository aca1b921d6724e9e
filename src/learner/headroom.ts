/** The architecture notation: the types of what is drawn, run and graded in this course. */

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

/** A call that waits for its answer, a message that does not, a way for copies of data, or a link that is cut. */
export type LinkKind = 'sync' | 'async' | 'replication' | 'cut';

/** Each in turn; the one with the fewest requests in progress; the less busy of two drawn at random; any. */
export type BalancingPolicy = 'round-robin' | 'least-connections' | 'two-choices' | 'random';

/** How a tier changes its number of copies by itself. */
export interface Autoscale {
  /** The least number of copies. */
  minimum: number;
  /** The greatest number of copies; not below the minimum. */
  maximum: number;
  /** The average utilisation that it aims at, in (0, 1]. */
  target: number;
  /** Seconds from ordering a copy until it serves; 30 when left out. */
  warmUp?: number;
  /** Seconds after a change in which it takes no copy away; 60 when left out. */
  cooldown?: number;
}

/** One part of a system, or `replicas` identical copies of it. */
export interface ArchitectureNode {
  /** Its name for links, faults and reports, unique among the nodes: any text of up to 1,000 characters. */
  id: string;
  /** What it is, and with that what it does with a request. */
  kind: NodeKind;
  /** What people call it: any text of up to 80 characters. Without one it is called by its kind. */
  label?: string;
  /** How many identical copies run; 1 when left out. Of a tier that scales itself: how many it begins with. */
  replicas?: number;
  /** Requests per second that one copy can serve; without a limit when left out. */
  capacity?: number;
  /** Milliseconds that one request spends in it, on average; none when left out. */
  latency?: number;
  /** How many items one copy of a cache or a CDN can hold; as many as there are when left out. */
  items?: number;
  /** Milliseconds that a cache or a CDN keeps an item before it asks for it anew; for ever when left out. */
  timeToLive?: number;
  /**
   * Whether a cache or a CDN asks only once for an item that many wait for at the same time; each asks for itself when
   * left out.
   */
  coalesce?: boolean;
  /** Milliseconds that a consumer has to finish a message of a queue before the queue gives it to another. */
  visibility?: number;
  /** How often a queue delivers a message before it puts it aside as a dead letter; without end when left out. */
  deliveries?: number;
  /** How many partitions a topic is split into, each with an order of its own. */
  partitions?: number;
  /** How many instances of a function may run at the same time, at most. */
  concurrency?: number;
  /**
   * How many instances of a function are kept ready, so that they have no cold start; none when left out. Not more than
   * its concurrency.
   */
  provisioned?: number;
  /** Milliseconds that a new instance of a function takes before its first request; none when left out. */
  coldStart?: number;
  /** Whom a load balancer sends the next request to; each in turn when left out. */
  policy?: BalancingPolicy;
  /** How a tier changes its number of copies by itself; not at all when left out. */
  autoscale?: Autoscale;
  /** A short remark, printed under the label: any text of up to 200 characters. */
  note?: string;
  /** The id of the region that it stands in; none when left out. */
  region?: string;
}

/** A way from one node to another, in the direction in which the work flows. */
export interface ArchitectureLink {
  /** The id of the node that sends. */
  from: string;
  /** The id of the node that receives. */
  to: string;
  /** What it carries: any text of up to 80 characters, printed beside it. */
  label?: string;
  /** Whether the sender waits for the answer; "sync", which does, when left out. */
  kind?: LinkKind;
  /**
   * Milliseconds that the way takes, one way; none when left out. Of a link for replication: how long a write takes
   * until the replica has it.
   */
  latency?: number;
  /**
   * The share of the sender's requests that take this way, in (0, 1]; 1 when left out. Where the sender chooses one of
   * several ways (a client, a balancer), shares are weights.
   */
  share?: number;
  /**
   * In which step of its work the sender follows it, where it follows several one after the other; 1 when left out.
   * Within a step, a cache beside the data is asked first, the other calls follow by the kinds of what they call, and
   * messages are sent last; what is equal in this goes by the ids of those called.
   */
  step?: number;
}

/** A place or a group with a border drawn round it: a data centre, an availability zone. */
export interface Region {
  /** Its name for nodes and faults, unique among the regions: any text of up to 1,000 characters. */
  id: string;
  /** The words to print on it: any text of up to 80 characters that shows something. */
  label: string;
}

/** A system: what runs, and who calls whom. */
export interface Architecture {
  /** What the system is: any text of up to 160 characters that shows something. */
  title: string;
  /** Its parts, at least one; what is alike is one node with replicas. Their order means nothing. */
  nodes: readonly ArchitectureNode[];
  /** The ways between them, in the direction in which the work flows. Their order means nothing. */
  links: readonly ArchitectureLink[];
  /** Places and groups with a border drawn round them, each with a node in it; none when left out. */
  regions?: readonly Region[];
}
