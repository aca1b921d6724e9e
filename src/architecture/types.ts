/**
 * The architecture notation: one small object that is drawn, described, checked and later run. This file holds its
 * types and the two tables (kinds of nodes, kinds of links) that everything else reads, so that a new kind is one line.
 */

/** The outlines a node can be drawn with; `shapes.ts` knows how each looks. */
export type ShapeName =
  | 'screen'
  | 'globe'
  | 'cloud'
  | 'hexagon'
  | 'window'
  | 'process'
  | 'box'
  | 'rack'
  | 'cut-corners'
  | 'pill'
  | 'arrow-out'
  | 'arrow-in'
  | 'chip'
  | 'cylinder'
  | 'cylinder-slice'
  | 'cylinder-stack'
  | 'log'
  | 'log-stack'
  | 'waiting-line';

export interface NodeKindEntry {
  /** The standard words for one of them, in lower case unless the field writes it otherwise: 'load balancer', 'DNS'. */
  label: string;
  /** One of them in a sentence: 'a load balancer', 'a DNS server'. */
  one: string;
  /** Several of them in a sentence: 'load balancers'. */
  plural: string;
  shape: ShapeName;
  /** Holds data that would be missed if the node were lost; such nodes are tinted. */
  stateful: boolean;
  /** May start work without being asked: people, and programs that poll or run on a schedule. */
  startsWork: boolean;
}

function kind(
  label: string,
  [one, plural]: [one: string, plural: string],
  shape: ShapeName,
  trait?: 'stateful' | 'startsWork',
): NodeKindEntry {
  return { label, one, plural, shape, stateful: trait === 'stateful', startsWork: trait === 'startsWork' };
}

/** Every kind of node, in the order in which a request meets them. */
export const nodeKinds = {
  client: kind('client', ['a client', 'clients'], 'screen', 'startsWork'),
  dns: kind('DNS', ['a DNS server', 'DNS servers'], 'globe'),
  cdn: kind('CDN', ['a CDN', 'CDNs'], 'cloud'),
  'load-balancer': kind('load balancer', ['a load balancer', 'load balancers'], 'hexagon'),
  web: kind('web server', ['a web server', 'web servers'], 'window'),
  application: kind('application server', ['an application server', 'application servers'], 'process'),
  service: kind('service', ['a service', 'services'], 'box'),
  function: kind('function', ['a function', 'functions'], 'pill', 'startsWork'),
  worker: kind('worker', ['a worker', 'workers'], 'cut-corners', 'startsWork'),
  cache: kind('cache', ['a cache', 'caches'], 'chip', 'stateful'),
  database: kind('database', ['a database', 'databases'], 'cylinder', 'stateful'),
  shard: kind('shard', ['a shard', 'shards'], 'cylinder-slice', 'stateful'),
  storage: kind('storage', ['storage', 'stores'], 'cylinder-stack', 'stateful'),
  producer: kind('producer', ['a producer', 'producers'], 'arrow-out', 'startsWork'),
  queue: kind('queue', ['a queue', 'queues'], 'waiting-line', 'stateful'),
  topic: kind('topic', ['a topic', 'topics'], 'log-stack', 'stateful'),
  partition: kind('partition', ['a partition', 'partitions'], 'log', 'stateful'),
  broker: kind('broker', ['a broker', 'brokers'], 'rack', 'stateful'),
  consumer: kind('consumer', ['a consumer', 'consumers'], 'arrow-in', 'startsWork'),
} as const satisfies Record<string, NodeKindEntry>;

export type NodeKind = keyof typeof nodeKinds;

/** Every kind of link, and what a legend calls it. A link without a kind is `sync`. */
export const linkKinds = {
  sync: 'call: waits for the answer',
  async: 'message: does not wait',
  replication: 'replication',
  cut: 'cut link',
} as const;

export type LinkKind = keyof typeof linkKinds;

/** Whom a load balancer sends the next request to. */
export const balancingPolicies = {
  'round-robin': 'each in turn',
  'least-connections': 'the one with the fewest requests in progress',
  'two-choices': 'the less busy of two drawn at random',
  random: 'any, drawn at random',
} as const;

export type BalancingPolicy = keyof typeof balancingPolicies;

/** How a tier changes its number of copies by itself. */
export interface Autoscale {
  /** The least and the greatest number of copies. */
  minimum: number;
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
  /** Unique in the architecture: letters, digits, hyphens, underscores and dots. */
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
  /** Milliseconds that a cache or a CDN keeps an item before it asks for it anew; for ever when left out. */
  timeToLive?: number;
  /** Whether a cache or a CDN asks once for an item that many wait for at the same time; each asks for itself when left out. */
  coalesce?: boolean;
  /** Milliseconds that a consumer has for a message of a queue before the queue gives it to another. */
  visibility?: number;
  /** How often a queue delivers a message before it puts it aside as a dead letter; without end when left out. */
  deliveries?: number;
  /** How many partitions a topic, or what stores one, is split into. */
  partitions?: number;
  /** How many instances of a function may run at the same time. */
  concurrency?: number;
  /** How many instances of a function are kept ready, without a cold start; none when left out. */
  provisioned?: number;
  /** A load balancer's policy; 'round-robin' when left out. */
  policy?: BalancingPolicy;
  /** The copies of a tier that scales itself; `replicas` is then how many it begins with. */
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
  /** `sync` when left out. */
  kind?: LinkKind;
  /** Milliseconds that the way takes, one way. */
  latency?: number;
  /**
   * The share of the sender's requests that take this way, in (0, 1]. Where the sender chooses one of several ways (a client, a
   * balancer), shares are weights. 1 when left out.
   */
  share?: number;
}

/** A place or a group with a border drawn round it: a data centre, an availability zone, a broker. */
export interface Region {
  id: string;
  label: string;
}

export interface Architecture {
  title: string;
  nodes: readonly ArchitectureNode[];
  links: readonly ArchitectureLink[];
  regions?: readonly Region[];
}

/** Which way the work flows in a picture: `right` (left to right) or `down` (top to bottom). */
export type Direction = 'right' | 'down';
