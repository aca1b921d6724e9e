/** The links of an architecture: the networks that they become, and by what route a node sends along them. */
import {
  balanced,
  Database,
  firstCopy,
  type Link,
  leastConnections,
  ownerOfKey,
  type Policy,
  powerOfChoices,
  roundRobin,
  type Tier,
  uniformlyAtRandom,
  Way,
  waysTo,
  weighted,
} from '#parts';
import { constant, type Route, type Simulation } from '#simulation';
import type { BalancingPolicy, NodeKind } from '../kinds.ts';
import type { Architecture, ArchitectureLink, ArchitectureNode } from '../types.ts';
import type { NodeTier } from './nodes.ts';
import { followersOf, lagBetween } from './replication.ts';

/** Callers from outside the system know these by one address, if nothing balances before them. */
const SERVERS: readonly NodeKind[] = ['web', 'application', 'service', 'function'];
const OUTSIDE: readonly NodeKind[] = ['client', 'producer', 'cdn'];

const policies: Readonly<Record<BalancingPolicy, () => Policy>> = {
  'round-robin': roundRobin,
  'least-connections': leastConnections,
  'two-choices': () => powerOfChoices(2),
  random: uniformlyAtRandom,
};

/** What takes the place of a balancer's usual route. `ways` are all that there are, those to copies that have crashed as well. */
export type RouteFor = (node: ArchitectureNode, usual: Route<Way>, ways: readonly Way[]) => Route<Way>;

export interface Balancing {
  policyFor: (node: ArchitectureNode, usual: Policy) => Policy;
  routeFor: RouteFor;
}

export interface PlacedLink {
  link: ArchitectureLink;
  /** Its place in the notation. */
  index: number;
  to: ArchitectureNode;
}

export class Wiring {
  readonly architecture: Architecture;
  readonly tiers: ReadonlyMap<string, NodeTier>;
  /** For each link of the notation, the networks that it became. */
  readonly links: Link[][];
  /** By the ids of the nodes that hold the data. */
  readonly databases = new Map<string, Database>();
  readonly simulation: Simulation;
  readonly #balancing: Balancing;
  readonly #ways = new Map<string, Way[]>();

  constructor(
    architecture: Architecture,
    simulation: Simulation,
    tiers: ReadonlyMap<string, NodeTier>,
    balancing: Balancing,
  ) {
    this.architecture = architecture;
    this.simulation = simulation;
    this.tiers = tiers;
    this.#balancing = balancing;
    this.links = architecture.links.map(() => []);
  }

  /** The links by which a node's work flows on, in the order in which they are written. */
  linksFrom(node: ArchitectureNode): PlacedLink[] {
    return this.architecture.links.flatMap((link, index) =>
      link.from === node.id && link.kind !== 'replication' ? [{ link, index, to: this.tiers.get(link.to)!.node }] : [],
    );
  }

  /** One network for each copy at the far end, made once. */
  waysAlong({ link, index }: Pick<PlacedLink, 'link' | 'index'>): Way[] {
    const { links } = this.architecture;
    const isTwin = links.some((other, at) => at !== index && other.from === link.from && other.to === link.to);
    const name = `${link.from}→${link.to}${isTwin ? ` (${index})` : ''}`;
    const known = this.#ways.get(name);
    if (known) return known;
    const latency = constant(link.latency ?? 0);
    const ways = waysTo(this.simulation, name, this.tiers.get(link.to)!, { latency });
    for (const { link: network } of ways) {
      if (link.kind === 'cut') {
        network.cut();
        network.listed = false;
      }
      this.links[index]!.push(network);
    }
    this.#ways.set(name, ways);
    return ways;
  }

  /** The route along one link. */
  routeTo(from: ArchitectureNode, placed: PlacedLink): Route<Way> {
    const { kind } = placed.to;
    if (kind === 'database' || kind === 'shard') return this.#replicas(placed);
    const ways = this.waysAlong(placed);
    if (kind === 'cache') return ownerOfKey(ways);
    if (OUTSIDE.includes(from.kind) && SERVERS.includes(kind)) return firstCopy(ways);
    return balanced(this.simulation, ways, roundRobin(), `link ${placed.index}`);
  }

  /** The route of a node that sends each request one of several ways. */
  oneOf(node: ArchitectureNode, links: readonly PlacedLink[]): Route<Way> {
    if (node.kind === 'load-balancer') {
      const { policyFor, routeFor } = this.#balancing;
      const policy = policyFor(node, policies[node.policy ?? 'round-robin']());
      const ways = links.flatMap((placed) => this.waysAlong(placed));
      const placed = ways.map((way, index) => new Way(index, way.tier, way.copy, way.link));
      return routeFor(node, balanced(this.simulation, placed, policy, node.id), placed);
    }
    if (links.length === 1) return this.routeTo(node, links[0]!);
    const routes = links.map((placed) => ({
      weight: placed.link.share ?? 1,
      ways: this.waysAlong(placed),
      route: this.routeTo(node, placed),
    }));
    return weighted(routes, this.simulation.random(`${node.id}/way`));
  }

  /** The copies of a database and of those it replicates to. */
  #replicas(placed: PlacedLink): Route<Way> {
    const { link } = placed;
    const followers = followersOf(this.architecture, link.to);
    let database = this.databases.get(link.to);
    if (!database) {
      const tiers = [link.to, ...followers].map((id) => this.tiers.get(id)!);
      const lag = (from: Tier, to: Tier) => lagBetween(this.architecture, from.name, to.name);
      database = new Database(this.simulation, { tiers, lag });
      for (const { node } of tiers) this.databases.set(node.id, database);
    }
    const others = followers.flatMap((id) => {
      const own = this.architecture.links.findIndex(
        (each) => each.from === link.from && each.to === id && each.kind !== 'replication',
      );
      const along = own < 0 ? placed : { link: this.architecture.links[own]!, index: own };
      return this.waysAlong({ link: { ...along.link, to: id }, index: along.index });
    });
    return database.route([...this.waysAlong(placed), ...others]);
  }
}
