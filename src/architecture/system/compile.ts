/**
 * An architecture made to run: every node becomes as many stations as it has copies, every link a network between them. What
 * a kind of node does with a request is said here and nowhere else.
 *
 * - **Who forwards**: a client, a producer, a DNS server, a CDN and a load balancer send each request one way, chosen among
 *   their links by share. A balancer spreads over all copies behind it by its policy; DNS gives the copies in turn; whoever
 *   else calls from outside knows one address, and so only the first copy of servers that have no balancer before them.
 *   Who sends to a copy that has crashed, or over a link that is cut, notices after a second, and chooses another if there is one.
 * - **Who works** (all others) does its own work, then follows its links in the order in which they are written: it calls and
 *   waits (`sync`), or sends a message and goes on (`async`). What is sent to a queue or a topic is waited for until it is stored.
 * - A **cache** beside the data is asked first, and a hit stands for the answer of the databases, shards and stores. With something
 *   behind it, it asks there itself, as a **CDN** does. Writes go past both and remove what has become old.
 * - A **database** writes on its leader and reads on every replica: its own copies, and the databases it replicates to. **Shards**
 *   that one node calls share the keys. **Storage** keeps everything on every copy.
 * - A **queue** gives each message to one of its consumers, a **topic** (a broker, a partition) to each of its groups.
 * - A node that reaches the same data both directly and through a **queue** reads directly, and leaves its writes to the queue: it
 *   has answered once they are stored there, and what it caches is old until the work is done. With a topic it does both.
 * - **Capacity**: a copy works on `capacity × latency` requests at once (at least one, a whole number), for an exponential time
 *   with the mean that makes the capacity exact, and queues two seconds' worth of work before it turns requests away. Without a
 *   capacity it is never busy.
 */
import {
  type Arrivals,
  Client,
  CloudFunction,
  constant,
  exponential,
  OpenSource,
  type Policy,
  poisson,
  type RateStep,
  Server,
  Simulation,
  traced,
  zipf,
} from '#simulation';
import type { Architecture, ArchitectureLink, ArchitectureNode, NodeKind } from '../types.ts';
import { validate } from '../validate.ts';
import { Backlog } from './backlog.ts';
import { Contents } from './contents.ts';
import { Copy, type Step, UNLIMITED } from './copy.ts';
import {
  balanced,
  byKey,
  firstCopy,
  Leadership,
  Network,
  policyOf,
  type Route,
  replicated,
  sharded,
  Way,
  weighted,
} from './routes.ts';
import { askCache, call, lookUp, only, refreshCache, send, store } from './steps.ts';
import { System } from './system.ts';
import { Tier } from './tier.ts';

/** What users ask of a system. */
export interface Load {
  /** Requests per second: a number, or steps in time (in ms). Shared equally by the clients and producers. */
  rate: number | readonly RateStep[];
  /** The share of requests that write, in [0, 1]; 0 when left out. */
  writes?: number;
  /** How many different items are asked for, and the exponent of Zipf's law by which some are asked for more; one item when left out. */
  items?: { count: number; exponent: number };
  /** How long a user waits for an answer, in ms; 3,000 when left out. */
  patience?: number;
}

export interface CompileOptions {
  seed: number;
  load: Load;
  /** The width of the windows of the users' time series, in ms; 1,000 when left out. */
  window?: number;
  /** Takes the place of the balancers' own policies: for each balancer its node, and what the notation asks for. */
  policyFor?: (node: ArchitectureNode, usual: Policy) => Policy;
}

const FORWARDERS: readonly NodeKind[] = ['client', 'producer', 'dns', 'load-balancer'];
const CACHES: readonly NodeKind[] = ['cache', 'cdn'];
const DATA: readonly NodeKind[] = ['database', 'shard', 'storage'];
const LINES: readonly NodeKind[] = ['queue', 'topic', 'partition', 'broker'];
/** Callers from outside the system know these by one address, if nothing balances before them. */
const SERVERS: readonly NodeKind[] = ['web', 'application', 'service', 'function'];
const SOURCES: readonly NodeKind[] = ['client', 'producer'];

const QUEUE_SECONDS = 2;
const PATIENCE = 3_000;
/** Instances that a function may have where `replicas` does not say. */
const MOST_INSTANCES = 1_000;
const KEEP_ALIVE = 60_000;

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
  return new Compilation(architecture, options).system;
}

class Compilation {
  readonly system: System;
  readonly #architecture: Architecture;
  readonly #options: CompileOptions;
  readonly #simulation: Simulation;
  readonly #tiers = new Map<string, Tier>();
  readonly #steps = new Map<string, Step[]>();
  readonly #links: Network[][];
  readonly #ways = new Map<string, Way[]>();
  readonly #leaderships = new Map<string, Leadership>();
  readonly #backlogs = new Map<string, Backlog>();

  constructor(architecture: Architecture, options: CompileOptions) {
    this.#architecture = architecture;
    this.#options = options;
    this.#simulation = new Simulation(options.seed);
    this.#links = architecture.links.map(() => []);
    for (const node of architecture.nodes) this.#addTier(node);
    for (const node of architecture.nodes) {
      if (LINES.includes(node.kind)) this.#addBacklog(node);
    }
    for (const node of architecture.nodes) this.#steps.get(node.id)!.push(...this.#stepsOf(node));
    this.system = new System({
      architecture,
      simulation: this.#simulation,
      tiers: this.#tiers,
      links: this.#links,
      leaderships: this.#leaderships,
      backlogs: this.#backlogs,
      sources: this.#addSources(),
    });
  }

  // ——— nodes ———

  #addTier(node: ArchitectureNode): void {
    const { replicas = node.autoscale?.minimum ?? 1, autoscale } = node;
    // A function has one entrance; `replicas` limits its instances.
    const copies = node.kind === 'function' ? 1 : (autoscale?.maximum ?? replicas);
    const steps: Step[] = [];
    this.#steps.set(node.id, steps);
    const made = Array.from({ length: copies }, (_, place) => {
      const name = `${node.id}/${place + 1}`;
      return new Copy(this.#simulation, {
        name,
        place,
        state: node.kind === 'function' || place < replicas ? 'up' : 'off',
        steps,
        ...this.#work(node, `${name} work`),
        ...(CACHES.includes(node.kind) ? { contents: new Contents(node.items ?? Number.POSITIVE_INFINITY) } : {}),
      });
    });
    this.#tiers.set(node.id, new Tier(this.#simulation, node, made));
  }

  #work(node: ArchitectureNode, name: string): { work?: Server | CloudFunction; slots: number } {
    const { kind, capacity, latency = 0, replicas = MOST_INSTANCES, coldStart = 0 } = node;
    if (kind === 'function') {
      const service = latency > 0 ? exponential(latency) : constant(0);
      const options = { name, service, coldStart: constant(coldStart), concurrency: replicas, keepAlive: KEEP_ALIVE };
      return { work: new CloudFunction(this.#simulation, options), slots: replicas };
    }
    if (capacity !== undefined) {
      const slots = Math.max(1, Math.round((capacity * latency) / 1000));
      const work = new Server(this.#simulation, {
        name,
        servers: slots,
        service: exponential((slots * 1000) / capacity),
        queueLimit: Math.ceil(QUEUE_SECONDS * capacity),
      });
      return { work, slots };
    }
    if (latency === 0) return { slots: UNLIMITED };
    return {
      work: new Server(this.#simulation, { name, servers: UNLIMITED, service: constant(latency) }),
      slots: UNLIMITED,
    };
  }

  #addBacklog(node: ArchitectureNode): void {
    const tier = this.#tiers.get(node.id)!;
    const deliverTo = node.kind === 'queue' ? 'one' : 'all';
    const backlog = new Backlog(this.#simulation, { name: node.id, tier, deliverTo });
    this.#backlogs.set(node.id, backlog);
    backlog.subscribe(this.#linksFrom(node).map(({ link, index }) => this.#waysAlong(link, index)));
  }

  // ——— what a node does with a request ———

  #stepsOf(node: ArchitectureNode): Step[] {
    if (LINES.includes(node.kind)) return [store(this.#backlogs.get(node.id)!)];
    const links = this.#linksFrom(node);
    if (CACHES.includes(node.kind)) {
      return lookUp(this.#simulation, links.length > 0 ? this.#oneOf(node, links) : undefined);
    }
    if (FORWARDERS.includes(node.kind)) return this.#forward(node, links);
    return this.#followLinks(node, links);
  }

  /** A name server with nothing behind it is asked first; then the request takes one of the other ways. */
  #forward(node: ArchitectureNode, links: readonly PlacedLink[]): Step[] {
    const lookups = links.filter(({ to }) => to.kind === 'dns' && this.#linksFrom(to).length === 0);
    const onward = links.filter((link) => !lookups.includes(link));
    const steps = lookups.map((link) => this.#call(link, this.#routeTo(node, link)));
    if (onward.length === 0) return steps;
    const random = this.#simulation.random(`${node.id}/share`);
    return [...steps, call(this.#simulation, this.#oneOf(node, onward), { share: 1, random })];
  }

  #oneOf(node: ArchitectureNode, links: readonly PlacedLink[]): Route {
    if (node.kind === 'load-balancer') {
      const usual = policyOf(node.policy);
      const policy = this.#options.policyFor?.(node, usual) ?? usual;
      const ways = links.flatMap(({ link, index }) => this.#waysAlong(link, index));
      const placed = ways.map((way, index) => new Way(index, way.tier, way.copy, way.link));
      return balanced(this.#simulation, placed, policy, node.id);
    }
    if (links.length === 1) return this.#routeTo(node, links[0]!);
    const random = this.#simulation.random(`${node.id}/way`);
    return weighted(
      links.map((link) => ({
        weight: link.link.share ?? 1,
        ways: this.#waysAlong(link.link, link.index),
        route: this.#routeTo(node, link),
      })),
      random,
    );
  }

  #followLinks(node: ArchitectureNode, links: readonly PlacedLink[]): Step[] {
    const steps: Step[] = [];
    const caches: Route[] = [];
    const { queues, readHere } = this.#writtenThroughQueues(links);
    const shards = links.filter(({ link, to }) => to.kind === 'shard' && link.kind !== 'async');
    for (const placed of links) {
      const { link, to } = placed;
      if (to.kind === 'shard' && shards.includes(placed)) {
        if (placed !== shards[0]) continue;
        const routes = shards.map((shard) => this.#routeTo(node, shard));
        const step = this.#call(placed, sharded(routes), caches.length > 0);
        steps.push(readHere.has(to.id) ? only('read', step) : step);
        continue;
      }
      // A replica that its leader is called for as well is one of the places that the leader's reads go to.
      if (this.#isReplicaOfAnother(to, links)) continue;
      const route = this.#routeTo(node, placed);
      if (to.kind === 'cache' && this.#linksFrom(to).length === 0 && link.kind !== 'async') {
        caches.push(route);
        steps.push(askCache(this.#simulation, route));
      } else if (link.kind === 'async' && !LINES.includes(to.kind)) {
        steps.push(send(this.#simulation, route, this.#share(placed)));
      } else {
        const step = this.#call(placed, route, caches.length > 0 && DATA.includes(to.kind));
        steps.push(readHere.has(to.id) ? only('read', step) : queues.has(to.id) ? only('write', step) : step);
      }
    }
    // What is written later makes nothing old now: whoever works off the queue removes it then, if the cache is linked there.
    const data = links.filter(({ to }) => DATA.includes(to.kind));
    const later = data.length > 0 && data.every(({ to }) => readHere.has(to.id));
    const refreshing = caches.map(refreshCache);
    return [...steps, ...(later ? refreshing.map((step) => only('read', step)) : refreshing)];
  }

  /** Of the nodes at the ends of these links: the queues that lead to data among them, and that data. */
  #writtenThroughQueues(links: readonly PlacedLink[]): { queues: Set<string>; readHere: Set<string> } {
    const queues = new Set<string>();
    const readHere = new Set<string>();
    for (const { to: queue } of links) {
      if (queue.kind !== 'queue') continue;
      const reached = new Set([queue.id]);
      for (const each of reached) {
        // A replica stands for what it is a replica of.
        for (const { from, to, kind } of this.#architecture.links) {
          if (from === each) reached.add(to);
          else if (kind === 'replication' && to === each) reached.add(from);
        }
      }
      for (const { to } of links) {
        if (!DATA.includes(to.kind) || !reached.has(to.id)) continue;
        readHere.add(to.id);
        queues.add(queue.id);
      }
    }
    return { queues, readHere };
  }

  #call(placed: PlacedLink, route: Route, unlessFound = false): Step {
    return call(this.#simulation, route, {
      ...this.#share(placed),
      unlessFound,
    });
  }

  #share({ link, index }: PlacedLink) {
    return { share: link.share ?? 1, random: this.#simulation.random(`link ${index}/share`) };
  }

  // ——— links ———

  /** The links by which a node's work flows on, in the order in which they are written. */
  #linksFrom(node: ArchitectureNode): PlacedLink[] {
    return this.#architecture.links.flatMap((link, index) =>
      link.from === node.id && link.kind !== 'replication' ? [{ link, index, to: this.#tiers.get(link.to)!.node }] : [],
    );
  }

  #routeTo(from: ArchitectureNode, { link, index, to }: PlacedLink): Route {
    const ways = this.#waysAlong(link, index);
    if (to.kind === 'cache') return byKey(ways);
    if (to.kind === 'database' || to.kind === 'shard') return this.#replicas(link, index, ways);
    const outside = from.kind === 'client' || from.kind === 'producer' || from.kind === 'cdn';
    if (outside && SERVERS.includes(to.kind)) return firstCopy(ways);
    return balanced(this.#simulation, ways, policyOf(), `link ${index}`);
  }

  /** The copies of a database and of those it replicates to. */
  #replicas(link: ArchitectureLink, index: number, ways: readonly Way[]): Route {
    const followers = this.#followersOf(link.to);
    const tiers = [link.to, ...followers].map((id) => this.#tiers.get(id)!);
    let leadership = this.#leaderships.get(link.to);
    if (!leadership) {
      leadership = new Leadership(this.#simulation, tiers);
      for (const { node } of tiers) this.#leaderships.set(node.id, leadership);
    }
    const others = followers.flatMap((id) => {
      const own = this.#architecture.links.findIndex(
        (each) => each.from === link.from && each.to === id && each.kind !== 'replication',
      );
      const [along, place] = own < 0 ? [link, index] : [this.#architecture.links[own]!, own];
      return this.#waysAlong({ ...along, to: id }, place);
    });
    return replicated([...ways, ...others], leadership);
  }

  /** The ids of all nodes that a node's data is replicated to, directly or by way of another. */
  #followersOf(id: string): string[] {
    const found = new Set([id]);
    for (const each of found) {
      for (const { kind, from, to } of this.#architecture.links)
        if (kind === 'replication' && from === each) found.add(to);
    }
    found.delete(id);
    return [...found];
  }

  #isReplicaOfAnother(node: ArchitectureNode, links: readonly PlacedLink[]): boolean {
    return links.some(({ to }) => to.id !== node.id && this.#followersOf(to.id).includes(node.id));
  }

  /** One network for each copy at the far end, made once. */
  #waysAlong(link: ArchitectureLink, index: number): Way[] {
    const name = `${link.from}→${link.to}${this.#architecture.links.some((other, place) => place !== index && other.from === link.from && other.to === link.to) ? ` (${index})` : ''}`;
    const known = this.#ways.get(name);
    if (known) return known;
    const tier = this.#tiers.get(link.to)!;
    const ways = tier.copies.map((copy, place) => {
      const network = new Network(this.#simulation, {
        name: `${name}/${place + 1}`,
        to: copy,
        latency: constant(link.latency ?? 0),
      });
      if (link.kind === 'cut') {
        network.cut();
        network.listed = false;
      }
      this.#links[index]!.push(network);
      return new Way(place, tier, copy, network);
    });
    this.#ways.set(name, ways);
    return ways;
  }

  // ——— users ———

  #addSources(): OpenSource[] {
    const { load, window = 1_000 } = this.#options;
    const nodes = this.#architecture.nodes.filter(({ kind }) => SOURCES.includes(kind));
    const { writes = 0, items } = load;
    return nodes.map((node) => {
      const patience = new Client(this.#simulation, {
        name: `${node.id} patience`,
        to: this.#tiers.get(node.id)!.copies[0]!,
        timeout: load.patience ?? PATIENCE,
      });
      return new OpenSource(this.#simulation, {
        name: `${node.id} users`,
        to: patience,
        arrivals: arrivals(load.rate, nodes.length),
        window,
        kinds: writes === 0 ? { read: 1 } : { read: 1 - writes, write: writes },
        ...(items ? { keys: zipf(items.count, items.exponent) } : {}),
      });
    });
  }
}

interface PlacedLink {
  link: ArchitectureLink;
  index: number;
  to: ArchitectureNode;
}

function arrivals(rate: Load['rate'], shares: number): Arrivals {
  if (typeof rate === 'number') return poisson(rate / shares);
  return traced(rate.map(({ from, perSecond }) => ({ from, perSecond: perSecond / shares })));
}
