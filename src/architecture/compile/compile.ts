/**
 * An architecture made to run: every node becomes as many copies as it says, every link a network between them. What a kind of
 * node does with a request is said here and nowhere else; how each part does it stands in `src/parts`.
 *
 * - **Who forwards**: a client, a producer, a DNS server, a CDN and a load balancer send each request one way, chosen among
 *   their links by share. A balancer spreads over all copies behind it by its policy; DNS gives the copies in turn; whoever
 *   else calls from outside knows one address, and so only the first copy of servers that have no balancer before them; of several
 *   such nodes only the first by its id, unless the links have shares, which say how many were told which address.
 *   Who sends to a copy that has crashed, or over a link that is cut, notices after a second, and chooses another if there is
 *   one. Nobody notices that a copy **fails**: answers everything with an error, at once, and does no work.
 * - **Who works** (all others) does its own work, then follows its links one after the other: it calls and waits (`sync`), or sends
 *   a message and goes on (`async`). What is sent to a queue or a topic is waited for until it is stored. What comes first follows
 *   from what the links lead to, or is said by their `step` (`order.ts`); the order in which they are written means nothing.
 * - A **cache** beside the data is asked first, and a hit stands for the answer of the databases, shards and stores. With something
 *   behind it, it asks there itself, as a **CDN** does. Writes go past both and remove what has become old, and what is older than
 *   `timeToLive` is fetched again. With `coalesce`, requests for an item that is being fetched wait for that fetch; when it fails,
 *   the next of them fetches.
 * - A **database** writes on its leader and reads on every replica: its own copies, and the databases it replicates to. Where the
 *   link between them has a `latency`, a write reaches the others so much after the leader has confirmed it, in order, and a read
 *   there may be stale. The one leads from which the replication comes (of two that replicate to each other, the one whose id comes
 *   first); who is linked to a follower alone can only read. When the leader has crashed, another replica leads after three seconds. **Shards** that one node calls
 *   share the keys. **Storage** keeps everything on every copy.
 * - A **queue** gives each message to one of its consumers, a **topic** (a broker, a partition) to each of its groups. What fails
 *   is delivered again after a second. With `visibility`, a queue delivers again after that time whatever was not acknowledged,
 *   and no earlier; after so many `deliveries` it sets a message aside. With `partitions`, a topic puts each message into the
 *   partition of its key; the copies of each consuming node share the partitions, one reader each, which works on one message after
 *   the other; when copies are known to have come or gone, the partitions move, and what was not finished is delivered again.
 * - A node that reaches the same data both directly and through a **queue** reads directly, and leaves its writes to the queue: it
 *   has answered once they are stored there, and what it caches is old until the work is done. With a topic it does both.
 * - A **function** has an instance for each request in progress, up to its `concurrency` (without one, its `replicas`); more are
 *   turned away. A new instance takes `coldStart` before its first request, and goes when it has been idle for a minute, unless it
 *   is one of those that are `provisioned`.
 * - **Capacity**: a copy works on `capacity × latency` requests at once (at least one, a whole number), for an exponential time
 *   with the mean that makes the capacity exact, and queues two seconds' worth of work before it turns requests away. Without a
 *   capacity it is never busy.
 */
import {
  type Backlog,
  type Partitioner,
  type Policy,
  partitionByHash,
  Queue,
  type ScalingRule,
  type Step,
  Topic,
} from '#parts';
import { Simulation } from '#simulation';
import { wordOf } from '../id-word.ts';
import type { Architecture, ArchitectureNode } from '../types.ts';
import { validate } from '../validate.ts';
import { makeTier, scale } from './nodes.ts';
import { nodesInOrder } from './order.ts';
import { LINES, type StepOptions, stepsOf } from './steps.ts';
import { System } from './system.ts';
import { addUsers, type Load } from './users.ts';
import { type RouteFor, Wiring } from './wiring.ts';

/** What takes the place of a part's usual choice: given the node, and what the notation asks for. */
type Instead<Choice> = (node: ArchitectureNode, usual: Choice) => Choice;

export interface CompileOptions {
  seed: number;
  load: Load;
  /** The width of the windows of the users' time series, in ms; 1,000 when left out. */
  window?: number;
  /** Whom a balancer sends the next request to, of those that it knows to serve. Asked for each balancer. */
  policyFor?: Instead<Policy>;
  /** The whole choice of a balancer, for one that keeps account of health itself. Asked for each balancer. */
  routeFor?: RouteFor;
  /** How many copies a tier should have. Asked for each node with `autoscale`; its bounds, warm-up and cooldown hold all the same. */
  scalingFor?: Instead<ScalingRule>;
  /** Which partition a key goes to. Asked for each node with `partitions`, and for each that calls shards, which it then chooses among. */
  partitionFor?: Instead<Partitioner>;
}

const asUsual = <Choice>(_node: ArchitectureNode, usual: Choice): Choice => usual;

/**
 * Compiles an architecture into a system that is ready to run from time 0.
 *
 * @throws Error if `validate` finds errors in the architecture, with their messages.
 */
export function compile(architecture: Architecture, options: CompileOptions): System {
  const errors = validate(architecture).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new Error(`This architecture cannot be run. ${errors.map(({ message }) => message).join(' ')}`);
  }
  const { seed, load, window = 1_000, scalingFor = asUsual, partitionFor = asUsual } = options;
  const { policyFor = asUsual, routeFor = asUsual } = options;
  const nodes = nodesInOrder(architecture);
  const simulation = new Simulation(seed);
  const steps = new Map<string, Step[]>(nodes.map(({ id }) => [id, []]));
  const tiers = new Map(
    nodes.map((node) => {
      const tier = makeTier(simulation, node, steps.get(node.id)!);
      scale(simulation, tier, scalingFor);
      return [node.id, tier];
    }),
  );
  const wiring = new Wiring(architecture, simulation, tiers, { policyFor, routeFor });
  const partitioner = (node: ArchitectureNode) => partitionFor(node, partitionByHash);
  const backlogs = new Map(
    nodes
      .filter(({ kind }) => LINES.includes(kind))
      .map((node) => [node.id, backlogOf(node, wiring, partitioner)] as const),
  );
  for (const node of nodes) {
    steps.get(node.id)!.push(...stepsOf(node, { wiring, backlogs, partitionFor: partitioner }));
  }
  for (const [id, database] of wiring.databases) if (database.lags) steps.get(id)!.push(database.confirm());
  return new System({
    architecture,
    simulation,
    tiers,
    links: wiring.links,
    databases: wiring.databases,
    backlogs,
    sources: addUsers(simulation, nodes, tiers, load, window),
  });
}

function backlogOf(node: ArchitectureNode, wiring: Wiring, partitionFor: StepOptions['partitionFor']): Backlog {
  const { id, kind, partitions, visibility, deliveries } = node;
  const options = {
    name: wordOf(id),
    tier: wiring.tiers.get(id)!,
    groups: wiring.linksFrom(node).map((placed) => wiring.waysAlong(placed)),
  };
  if (partitions !== undefined && kind !== 'queue') {
    return new Topic(wiring.simulation, { ...options, partitions, partitionOf: partitionFor(node) });
  }
  return new Queue(wiring.simulation, {
    ...options,
    deliverTo: kind === 'queue' ? 'one' : 'all',
    ...(visibility === undefined ? {} : { visibility }),
    ...(deliveries === undefined ? {} : { deliveries }),
  });
}
