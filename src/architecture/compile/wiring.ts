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
import { wordOf } from '../id-word.ts';
import type { BalancingPolicy, NodeKind } from '../kinds.ts';
import type { Architecture, ArchitectureLink, ArchitectureNode } from '../types.ts';
import type { NodeTier } from './nodes.ts';
import { linksInOrder, nodesInOrder } from './order.ts';
import { followersOf, lagBetween, leads } from './replication.ts';

/** Kinds whose copies read on every replica and write on a leader. */
const HOLDERS: readonly NodeKind[] = ['database', 'shard'];

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
  /** What it is called in the run: `web→db`, and `web→db (2)` the second of two between the same nodes. */
  name: string;
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
  /** Every link that carries requests, in the order in which nodes follow them. */
  readonly #placed: readonly PlacedLink[];
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
    const between = new Map<string, number>();
    this.#placed = linksInOrder(architecture).flatMap(({ link, index }) => {
      if (link.kind === 'replication') return [];
      const ends = namedBy(link.from, link.to);
      const twin = (between.get(ends) ?? 0) + 1;
      between.set(ends, twin);
      return [{ link, index, to: tiers.get(link.to)!.node, name: twin > 1 ? `${ends} (${twin})` : ends }];
    });
    this.#groupReplicas();
  }

  /** The links by which a node's work flows on, in the order in which it follows them. */
  linksFrom({ id }: ArchitectureNode): PlacedLink[] {
    return this.#placed.filter(({ link }) => link.from === id);
  }

  /** One network for each copy at the far end, made once. */
  waysAlong({ link, index, to, name }: PlacedLink): Way[] {
    const known = this.#ways.get(name);
    if (known) return known;
    const latency = constant(link.latency ?? 0);
    const ways = waysTo(this.simulation, name, this.tiers.get(to.id)!, { latency });
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
    return balanced(this.simulation, ways, roundRobin(), placed.name);
  }

  /** The route of a node that sends each request one of several ways. */
  oneOf(node: ArchitectureNode, allLinks: readonly PlacedLink[]): Route<Way> {
    const links = knownLinks(node, allLinks);
    if (node.kind === 'load-balancer') {
      const { policyFor, routeFor } = this.#balancing;
      const policy = policyFor(node, policies[node.policy ?? 'round-robin']());
      const ways = links.flatMap((placed) => this.waysAlong(placed));
      const placed = ways.map((way, index) => new Way(index, way.tier, way.copy, way.link));
      return routeFor(node, balanced(this.simulation, placed, policy, wordOf(node.id)), placed);
    }
    if (links.length === 1) return this.routeTo(node, links[0]!);
    const routes = links.map((placed) => ({
      weight: placed.link.share ?? 1,
      ways: this.waysAlong(placed),
      route: this.routeTo(node, placed),
    }));
    return weighted(routes, this.simulation.random(`${wordOf(node.id)}/way`));
  }

  /**
   * Makes one database of each leader and all that it replicates to. Those who lead nobody's followers come first, so that what two
   * share belongs to the one in front.
   */
  #groupReplicas(): void {
    const { architecture, simulation, tiers } = this;
    const holding = nodesInOrder(architecture).filter(({ kind }) => HOLDERS.includes(kind));
    const isLed = ({ id }: ArchitectureNode) => holding.some((other) => leads(architecture, other.id, id));
    for (const { id } of [...holding.filter((node) => !isLed(node)), ...holding.filter(isLed)]) {
      if (this.databases.has(id)) continue;
      const members = [id, ...followersOf(architecture, id)].filter((each) => !this.databases.has(each));
      const lag = (from: Tier, to: Tier) => lagBetween(architecture, from.name, to.name);
      const database = new Database(simulation, { tiers: members.map((each) => tiers.get(each)!), lag });
      for (const each of members) this.databases.set(each, database);
    }
  }

  /** The copies of a database and of those it replicates to. */
  #replicas(placed: PlacedLink): Route<Way> {
    const { link } = placed;
    const others = followersOf(this.architecture, link.to).flatMap((id) => {
      const own = this.#placed.find((each) => each.link.from === link.from && each.link.to === id);
      const to = this.tiers.get(id)!.node;
      return this.waysAlong(own ?? { ...placed, to, name: namedBy(link.from, id) });
    });
    return this.databases.get(link.to)!.route([...this.waysAlong(placed), ...others]);
  }
}

/** Without those that a caller from outside has never heard of: of several servers it knows the first, and others by a share alone. */
function knownLinks({ kind }: ArchitectureNode, links: readonly PlacedLink[]): readonly PlacedLink[] {
  if (!OUTSIDE.includes(kind)) return links;
  const addressed = links.filter(({ to, link }) => SERVERS.includes(to.kind) && link.share === undefined);
  return links.filter((link) => link === addressed[0] || !addressed.includes(link));
}

/** What the networks between two nodes are called, whatever the nodes are. */
function namedBy(from: string, to: string): string {
  return `${wordOf(from)}→${wordOf(to)}`;
}
