/** How a caller chooses whom to call next, among the copies that it knows to serve. */
import {
  type Candidate,
  Link,
  leastConnections,
  type Policy,
  powerOfChoices,
  type Random,
  type Request,
  roundRobin,
  type Simulation,
  uniformlyAtRandom,
} from '#simulation';
import type { BalancingPolicy } from '../types.ts';
import type { Copy } from './copy.ts';
import { FAILOVER_AFTER, NOTICED_AFTER, type Tier } from './tier.ts';

/** A network, and whether those who send over it know it as whole. They learn of a cut later than it happens. */
export class Network extends Link {
  listed = true;
}

/** The network from one node to one copy of another. */
export class Way implements Candidate {
  readonly index: number;
  readonly name: string;
  readonly tier: Tier;
  readonly copy: Copy;
  readonly link: Network;

  constructor(index: number, tier: Tier, copy: Copy, link: Network) {
    this.index = index;
    this.name = copy.name;
    this.tier = tier;
    this.copy = copy;
    this.link = link;
  }

  /** Whether those who send this way know it to lead to a copy that serves. */
  get listed(): boolean {
    return this.copy.listed && this.link.listed;
  }

  /** Requests that were sent this way and have not come back. */
  get inFlight(): number {
    return this.link.meter.inside.value;
  }
}

/** Gives the way that a request takes; undefined when nobody is known to serve. */
export interface Route {
  pick(request: Request): Way | undefined;
}

/** The ways that are listed, kept until one of the tiers changes. */
class Listed {
  readonly #all: readonly Way[];
  #listed: Way[] | undefined;

  constructor(ways: readonly Way[]) {
    this.#all = ways;
    for (const tier of new Set(ways.map((way) => way.tier))) {
      tier.whenChanged(() => {
        this.#listed = undefined;
      });
    }
  }

  get ways(): readonly Way[] {
    this.#listed ??= this.#all.filter(({ listed }) => listed);
    return this.#listed;
  }
}

export function policyOf(policy: BalancingPolicy = 'round-robin'): Policy {
  if (policy === 'least-connections') return leastConnections();
  if (policy === 'two-choices') return powerOfChoices(2);
  if (policy === 'random') return uniformlyAtRandom();
  return roundRobin();
}

/** Spreads requests over all copies alike, by a policy. */
export function balanced(simulation: Simulation, ways: readonly Way[], policy: Policy, name: string): Route {
  const listed = new Listed(ways);
  const random = simulation.random(`${name}/policy`);
  const draw = () => random.uniform();
  return {
    pick(request) {
      const candidates = listed.ways;
      if (candidates.length === 0) return undefined;
      const place = policy(request, candidates, simulation.now, draw);
      const way = candidates[place];
      if (way === undefined) {
        throw new RangeError(`The policy of ${name} chose place ${place}; places 0 to ${candidates.length - 1} exist.`);
      }
      return way;
    },
  };
}

/** One of several routes with given weights, among those that lead anywhere now. */
export function weighted(
  routes: readonly { weight: number; ways: readonly Way[]; route: Route }[],
  random: Random,
): Route {
  return {
    pick(request) {
      const open = routes.filter(({ ways }) => ways.some(({ listed }) => listed));
      const total = open.reduce((sum, { weight }) => sum + weight, 0);
      let left = random.uniform() * total;
      const chosen = open.find(({ weight }) => {
        left -= weight;
        return left < 0;
      });
      return (chosen ?? open.at(-1))?.route.pick(request);
    },
  };
}

/** Always the first copy: who knows one address only. */
export function firstCopy(ways: readonly Way[]): Route {
  return { pick: () => ways[0] };
}

/** The copy that the key belongs to, by the highest hash of key and copy: when one goes, only its keys move. */
export function byKey(ways: readonly Way[]): Route {
  const listed = new Listed(ways);
  return {
    pick({ key }) {
      let best: Way | undefined;
      let highest = -1;
      for (const way of listed.ways) {
        const score = mix(key, way.index);
        if (score > highest) [best, highest] = [way, score];
      }
      return best;
    },
  };
}

/** The shard of the key, then that shard's own route. */
export function sharded(shards: readonly Route[]): Route {
  return { pick: (request) => shards[mix(request.key, 0) % shards.length]!.pick(request) };
}

/** Who of some replicas takes the writes. When it crashes, the next that serves takes its place after a while. */
export class Leadership {
  leader: Copy;
  readonly #copies: readonly Copy[];
  readonly #simulation: Simulation;
  #choosing = false;

  /** The first copy leads first. */
  constructor(simulation: Simulation, tiers: readonly Tier[]) {
    this.#simulation = simulation;
    this.#copies = tiers.flatMap(({ copies }) => copies);
    this.leader = this.#copies[0]!;
  }

  /** To be told of every crash among the replicas. */
  crashed(): void {
    if (this.#choosing || this.leader.serves) return;
    this.#choosing = true;
    this.#simulation.after(FAILOVER_AFTER, this.#choose, undefined);
  }

  readonly #choose = (): void => {
    const next = this.leader.serves ? this.leader : this.#copies.find(({ serves }) => serves);
    this.#choosing = next === undefined;
    // While nobody serves there is nobody to choose: it is tried again.
    if (next === undefined) this.#simulation.after(NOTICED_AFTER, this.#choose, undefined);
    else this.leader = next;
  };
}

/** Writes go to the leader, reads to each replica in turn. */
export function replicated(ways: readonly Way[], leadership: Leadership): Route {
  const listed = new Listed(ways);
  let turn = -1;
  return {
    pick({ kind }) {
      if (kind === 'write') return ways.find(({ copy }) => copy === leadership.leader);
      const readers = listed.ways;
      if (readers.length === 0) return undefined;
      turn = (turn + 1) % readers.length;
      return readers[turn];
    },
  };
}

/** A well-spread hash of two whole numbers: the finaliser of MurmurHash3. */
function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
