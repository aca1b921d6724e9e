/** How a caller chooses whom to call next, among the copies that it knows to serve. */
import { hashOfTwo, type Random, type Route, type Simulation } from '#simulation';
import { type Candidate, chooser, type Policy } from './balancer.ts';
import type { Copy } from './copy.ts';
import { Link, type LinkOptions } from './link.ts';
import type { Tier } from './tier.ts';

/** The link from one part of a system to one copy of another. */
export class Way implements Candidate {
  readonly index: number;
  readonly name: string;
  readonly tier: Tier;
  readonly copy: Copy;
  readonly link: Link;

  constructor(index: number, tier: Tier, copy: Copy, link: Link) {
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

/** One link to each copy of a tier, called `<name>/1` and so on. */
export function waysTo(
  simulation: Simulation,
  name: string,
  tier: Tier,
  options: Omit<LinkOptions, 'name' | 'to'>,
): Way[] {
  return tier.copies.map((copy, place) => {
    const link = new Link(simulation, { name: `${name}/${place + 1}`, to: copy, ...options });
    return new Way(place, tier, copy, link);
  });
}

/** The ways that are listed, kept until one of the tiers changes. */
export class Listed {
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

/** Spreads requests over all copies alike, by a policy. `name` is that of whoever sends them. */
export function balanced(simulation: Simulation, ways: readonly Way[], policy: Policy, name: string): Route<Way> {
  const listed = new Listed(ways);
  const choose = chooser(simulation, name, policy);
  return { pick: (request) => (listed.ways.length === 0 ? undefined : choose(request, listed.ways)) };
}

/** One of several routes with given weights, among those that lead anywhere now. */
export function weighted(
  routes: readonly { weight: number; ways: readonly Way[]; route: Route<Way> }[],
  random: Random,
): Route<Way> {
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
export function firstCopy(ways: readonly Way[]): Route<Way> {
  return { pick: () => ways[0] };
}

/** The copy that the key belongs to, by the highest hash of key and copy: when one goes, only its keys move. */
export function ownerOfKey(ways: readonly Way[]): Route<Way> {
  const listed = new Listed(ways);
  return {
    pick({ key }) {
      let best: Way | undefined;
      let highest = -1;
      for (const way of listed.ways) {
        const score = hashOfTwo(key, way.index);
        if (score > highest) [best, highest] = [way, score];
      }
      return best;
    },
  };
}

/** Which of `count` places a key belongs to, from 0: a partition, or a shard. */
export type Partitioner = (key: number, count: number) => number;

export const partitionByHash: Partitioner = (key, count) => hashOfTwo(key, 0) % count;

/** The shard of the key, then that shard's own route. Throws RangeError when `shardOf` names one that does not exist. */
export function sharded(shards: readonly Route<Way>[], shardOf: Partitioner = partitionByHash): Route<Way> {
  return {
    pick(request) {
      const place = shardOf(request.key, shards.length);
      const shard = shards[place];
      if (shard === undefined) throw new RangeError(`There is no shard ${place}: there are ${shards.length}.`);
      return shard.pick(request);
    },
  };
}
