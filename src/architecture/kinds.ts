/**
 * The tables that everything else reads: kinds of nodes, kinds of links, and policies, so that a new kind is one line.
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
