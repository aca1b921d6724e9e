/**
 * A shop's orders on several shards, and a router that is told whom to ask. A query is answered when the last shard that was asked has
 * answered; one that is not asked has its rows left out, and nobody in the shop notices. Here it is counted.
 */
import { makeCopies, Server, Tier, type Way, waysTo } from '#parts';
import { attempt, shown } from '#scene';
import {
  type Caller,
  constant,
  exponential,
  hashOf,
  OpenSource,
  type Outcome,
  poisson,
  type Random,
  type Request,
  Simulation,
  Station,
} from '#simulation';
import { inWords, rightRoute } from './model.ts';
import type { Condition, Query, ShardId, Topology } from './types.ts';

/** What a shard can do in a second, and how much of its work waits before it turns queries away. */
export const CAPACITY = 100;
/** Customers are numbered from 0; orders are cut by that number. */
const CUSTOMERS = 1_000;
const KEY = 'customer';
/** A query for a range is about so many customers. */
const WIDTH = 50;
/** Sentences that are told of wrong answers. */
const MOST_TOLD = 4;

export type Route = (query: Query, topology: Topology) => ShardId[];

export interface ShopSettings {
  shards: number;
  cut: Topology['by'];
  /** The share of queries that do not name the key, in [0, 1]. */
  others: number;
  /** Queries per second. */
  rate: number;
}

export const nameOf = (place: number): ShardId => `shard ${place + 1}`;

/** Ranges alike in size; or two slots for each shard. */
export function topologyOf({ shards, cut }: Pick<ShopSettings, 'shards' | 'cut'>): Topology {
  const names = Array.from({ length: shards }, (_, place) => nameOf(place));
  if (cut === 'hash') return { by: 'hash', column: KEY, slots: [...names, ...names], hash: (value) => hashOf(value) };
  const chunks = names.map((shard, place) => ({
    shard,
    below: place === shards - 1 ? Number.POSITIVE_INFINITY : Math.round(((place + 1) * CUSTOMERS) / shards),
  }));
  return { by: 'range', column: KEY, chunks };
}

/** What the shop asks: mostly for one customer, now and then for a few or a range, and some queries do not name the customer. */
export function drawQuery(random: Random, others: number): Query {
  // All are drawn each time, so that the share of the one changes nothing about the others.
  const [isOther, kind, first, second, third] = [
    random.uniform() < others,
    random.uniform(),
    random.below(CUSTOMERS),
    random.below(CUSTOMERS),
    random.below(CUSTOMERS),
  ];
  const customer = (is: '=' | '>=' | '<', value: number): Condition => ({ is, column: KEY, value });
  if (isOther) return { where: { is: '=', column: 'product', value: first } };
  if (kind < 0.8) return { where: customer('=', first) };
  if (kind < 0.9) return { where: { is: 'in', column: KEY, values: [first, second, third] } };
  return { where: { is: 'and', of: [customer('>=', first), customer('<', first + WIDTH)] } };
}

/** The shop at its beginning. The same seed brings the same queries, whoever routes. `window` is that of the time series, in ms. */
export function startShop(route: Route, settings: ShopSettings, seed: number, window: number) {
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  const copies = makeCopies(simulation, 'shard', settings.shards, (name) => ({
    work: new Server(simulation, {
      name: `${name} work`,
      service: exponential(1000 / CAPACITY),
      queueLimit: 2 * CAPACITY,
    }),
    slots: 1,
    steps: [],
  }));
  const tier = new Tier(simulation, 'shards', copies);
  const router = new Router(simulation, {
    route,
    topology: topologyOf(settings),
    others: settings.others,
    ways: waysTo(simulation, 'router to shard', tier, { latency: constant(1) }),
    tell: (text) => {
      if (told.length < MOST_TOLD) told.push({ at: simulation.now, text });
    },
  });
  const shop = new OpenSource(simulation, { name: 'shop', to: router, arrivals: poisson(settings.rate), window });
  return { simulation, shop, router, tier, copies, told };
}

interface RouterOptions {
  route: Route;
  topology: Topology;
  others: number;
  ways: readonly Way[];
  tell(text: string): void;
}

/** A query whose parts are on their way. */
interface Gathering {
  query: Request;
  left: number;
  outcome: Outcome;
}

class Router extends Station implements Caller {
  /** Queries, and parts that were sent to shards. */
  readonly asked = { queries: 0, parts: 0 };
  /** Answers in which rows are missing, and shards that worked for nothing. */
  readonly wrong = { incomplete: 0, inVain: 0 };
  readonly #options: RouterOptions;
  readonly #random: Random;

  constructor(simulation: Simulation, options: RouterOptions) {
    super(simulation, 'router');
    this.#options = options;
    this.#random = simulation.random('router/queries');
  }

  accept(request: Request): void {
    const { ways, others } = this.#options;
    const query = drawQuery(this.#random, others);
    const places = this.#placesFor(query);
    this.asked.queries++;
    this.asked.parts += places.length;
    if (places.length === 0) {
      this.simulation.answer(request, 'ok');
      return;
    }
    const gathering: Gathering = { query: request, left: places.length, outcome: 'ok' };
    for (const place of places) {
      const { key, origin } = request;
      const part = this.simulation.copy({ key, kind: 'part', origin, body: gathering });
      this.simulation.call(part, ways[place]!.link, this);
    }
  }

  answered(part: Request, outcome: Outcome): void {
    const gathering = part.body as Gathering;
    this.simulation.release(part);
    if (gathering.outcome === 'ok') gathering.outcome = outcome;
    if (--gathering.left === 0) this.simulation.answer(gathering.query, gathering.outcome);
  }

  /** The places of the shards that are asked, each once. */
  #placesFor(query: Query): number[] {
    const { route, topology, ways, tell } = this.#options;
    const found = attempt(() => [...route(query, topology)]);
    const words = inWords(query.where);
    if ('threw' in found) tell(`For “${words}” route threw ${found.threw}.`);
    const named = 'threw' in found ? [] : found.answer;
    const right = rightRoute(query, topology);
    const missing = right.filter((name) => !named.includes(name));
    const inVain = [...new Set(named)].filter((name) => !right.includes(name));
    if (missing.length > 0) {
      this.wrong.incomplete++;
      if (!('threw' in found))
        tell(`For “${words}” ${shown(missing[0])} was not asked: rows are missing from the answer.`);
    }
    this.wrong.inVain += inVain.length;
    const places = ways.map((_, place) => place);
    return places.filter((place) => named.includes(nameOf(place)));
  }
}
