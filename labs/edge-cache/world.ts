/**
 * Viewers in three cities, an edge beside each of them, and an origin in London. Where requests go and what edges do with them is decided by
 * the code of the lab, or by nobody: then everybody goes straight to the origin.
 */
import { Link, Server } from '#parts';
import { attempt, shown } from '#scene';
import {
  type Caller,
  constant,
  Machine,
  OpenSource,
  type Outcome,
  poisson,
  type Request,
  Simulation,
  Station,
  zipf,
} from '#simulation';
import type { Answer, Edge, EdgeState, Effect } from './types.ts';

/** What a learner writes of it. */
export interface Network {
  createEdge(capacity: number): Edge;
  nearestEdge(edges: readonly EdgeState[]): string | null;
}

/** Degrees north and east. */
const PLACES = {
  london: { name: 'London', north: 51.51, east: -0.13 },
  newyork: { name: 'New York', north: 40.71, east: -74.01 },
  sydney: { name: 'Sydney', north: -33.87, east: 151.21 },
} as const;

export type City = keyof typeof PLACES;
export const CITIES = Object.keys(PLACES) as City[];
export const nameOf = (city: City): string => PLACES[city].name;
const ORIGIN: City = 'london';

const [EARTH_RADIUS_KM, LIGHT_KM_PER_MS] = [6371, 299.792];
/** Light in glass is so much slower. */
const GLASS = 1.468;
/**
 * Cables do not follow great circles, and routers take their time. Round trips between Ireland and Sydney were measured at about 270 ms
 * (2018–19): 1.62 times what light in glass would need from London.
 */
const DETOUR = 1.62;
/** The line into a viewer's house, there and back, in ms. */
const LAST_MILE = 15;
/** TCP, TLS 1.3, and the request itself: what a viewer without a connection pays. Edges keep theirs to the origin open. */
export const TRIPS = 3;

/** Milliseconds between two cities, there and back. */
export function roundTrip(from: City, to: City): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [a, b] = [PLACES[from], PLACES[to]];
  const haversine =
    Math.sin(radians(b.north - a.north) / 2) ** 2 +
    Math.cos(radians(a.north)) * Math.cos(radians(b.north)) * Math.sin(radians(b.east - a.east) / 2) ** 2;
  const kilometres = 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(haversine));
  return ((2 * kilometres * GLASS) / LIGHT_KM_PER_MS) * DETOUR;
}

/** From a viewer in a city to a machine in another, there and back, in ms. */
export const toViewer = (from: City, to: City): number => LAST_MILE + roundTrip(from, to);

const SEGMENT_BYTES = 2_000_000;
/** What the origin does at once, how long one takes it in ms, and how many may wait. */
const [ORIGIN_WORKERS, ORIGIN_QUEUE] = [4, 160];
export const ORIGIN_WORK = 50;
export const ORIGIN_CAPACITY = (ORIGIN_WORKERS * 1000) / ORIGIN_WORK;
/** What an edge needs for one request, in ms, and what it can serve in a second. */
const [EDGE_WORK, EDGE_CAPACITY] = [2, 200];
/** Who sends requests learns of a crash or a recovery so late, in ms. */
const NOTICED_AFTER = 1_000;
const MOST_TOLD = 5;

export interface DeliveryOptions {
  seed: number;
  /** Requests per second from each city. */
  rate: number;
  /** Different segments that are asked for; the k-th of them 1 / k as often as the first. */
  segments: number;
  /** The Cache-Control of every segment. */
  control: string;
  /** Segments that an edge has room for. */
  room: number;
  /** The width of the windows in which viewers are measured, in ms. */
  window: number;
}

export interface Delivery {
  simulation: Simulation;
  viewers: Readonly<Record<City, OpenSource>>;
  edges: Readonly<Partial<Record<City, EdgeMachine>>>;
  origin: Server;
  /** Requests that the origin was sent so far. */
  asked(): number;
  /** How long the first in Sydney waited for the segment that most want, and then one who asked after that, in ms. */
  sydney: readonly number[];
  told: readonly { at: number; text: string }[];
}

/** A machine that runs the code of the lab, and loses what it holds when it crashes. */
export class EdgeMachine extends Machine {
  /** Requests, and those of them that were answered in the call in which they came. */
  asked = 0;
  hits = 0;
  /** Whether those who choose edges know it as one that is well. */
  listed = true;
  #code: Edge;
  readonly #open: () => Edge;
  readonly #origin: Link;
  readonly #control: string;
  readonly #tell: (text: string) => void;
  #waiting = new Map<string, Request>();
  #recent: number[] = [];

  constructor(
    simulation: Simulation,
    name: string,
    options: { open: () => Edge; origin: Link; control: string; tell: (text: string) => void },
  ) {
    super(simulation, name);
    this.#open = options.open;
    this.#origin = options.origin;
    this.#control = options.control;
    this.#tell = options.tell;
    this.#code = options.open();
  }

  /** Requests that it was asked in the last second. */
  get load(): number {
    this.#recent = this.#recent.filter((time) => time > this.simulation.now - 1_000);
    return this.#recent.length;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  protected serve(request: Request): void {
    this.asked++;
    this.#recent.push(this.simulation.now);
    const name = `r${request.id}`;
    this.#waiting.set(name, request);
    const effects = this.#effectsOf(() => this.#code.ask(name, pathOf(request.key), Math.round(this.simulation.now)));
    if (effects.some((effect) => Object(effect).reply === name)) this.hits++;
    this.#carryOut(effects);
  }

  answered(request: Request, outcome: Outcome): void {
    const { body, key } = request;
    this.simulation.release(request);
    const answer: Answer =
      outcome === 'ok'
        ? { ok: true, body: pathOf(key), bytes: SEGMENT_BYTES, headers: { 'cache-control': this.#control } }
        : { ok: false };
    this.#carryOut(this.#effectsOf(() => this.#code.answered(body as string, answer, Math.round(this.simulation.now))));
  }

  override recover(): void {
    if (!this.up) this.#code = this.#open();
    super.recover();
  }

  protected override forget(): void {
    this.#waiting = new Map();
  }

  #effectsOf(call: () => Effect[]): unknown[] {
    const made = attempt(call);
    if ('threw' in made) this.#tell(`An edge threw ${made.threw}.`);
    else if (Array.isArray(made.answer)) return made.answer;
    else this.#tell(`An edge gave ${shown(made.answer)}, which is no list of effects.`);
    return [];
  }

  #carryOut(effects: readonly unknown[]): void {
    for (const effect of effects) {
      const { fetch, query, reply, ok } = Object(effect) as Record<string, unknown>;
      if (fetch !== undefined) {
        const key = keyOf(fetch);
        if (key === undefined) this.#tell(`An edge fetches ${shown(fetch)}, which nobody asked for.`);
        else this.simulation.call(this.simulation.request(key, 'fetch', query), this.#origin, this);
        continue;
      }
      const request = this.#waiting.get(reply as string);
      if (!request) {
        this.#tell(`An edge answers ${shown(reply)}, and no such request is waiting.`);
        continue;
      }
      this.#waiting.delete(reply as string);
      this.after(EDGE_WORK, this.#ends, { request, outcome: ok === true ? 'ok' : 'failed' });
    }
  }

  readonly #ends = ({ request, outcome }: { request: Request; outcome: Outcome }): void => {
    this.simulation.answer(request, outcome);
  };
}

const pathOf = (key: number) => `/segment/${key}`;

function keyOf(path: unknown): number | undefined {
  const digits = /^\/segment\/(\d+)$/.exec(String(path))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A player: it chooses where to ask, and what it hears is how the request ended. */
class Player extends Station implements Caller {
  readonly #way: (request: Request) => Link;
  readonly #hears: (request: Request, outcome: Outcome) => void;

  constructor(
    simulation: Simulation,
    name: string,
    way: (request: Request) => Link,
    hears: (request: Request, outcome: Outcome) => void,
  ) {
    super(simulation, name);
    this.#way = way;
    this.#hears = hears;
  }

  accept(request: Request): void {
    this.simulation.call(request, this.#way(request), this);
  }

  answered(request: Request, outcome: Outcome): void {
    this.#hears(request, outcome);
    this.simulation.answer(request, outcome);
  }
}

/** Without a network everybody goes straight to the origin. */
export function startDelivery(network: Network | undefined, options: DeliveryOptions): Delivery {
  const { seed, rate, segments, control, room, window } = options;
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  /** Each sentence once: code that is wrong is wrong many times. */
  const tell = (text: string) => {
    if (told.length < MOST_TOLD && told.every((each) => each.text !== text)) told.push({ at: simulation.now, text });
  };
  const origin = new Server(simulation, {
    name: 'origin/1',
    service: constant(ORIGIN_WORK),
    servers: ORIGIN_WORKERS,
    queueLimit: ORIGIN_QUEUE,
  });
  const link = (name: string, to: Machine, there: number) =>
    new Link(simulation, { name, to, latency: constant(there / 2) });
  const edges = Object.fromEntries(
    (network ? CITIES : []).map((city) => {
      const toOrigin = link(`${city}edge>origin`, origin, roundTrip(city, ORIGIN));
      const open = () => network!.createEdge(room * SEGMENT_BYTES);
      return [city, new EdgeMachine(simulation, `${city}edge/1`, { open, origin: toOrigin, control, tell })];
    }),
  ) as Partial<Record<City, EdgeMachine>>;

  const sydney: number[] = [];
  let firstHeard = 0;
  const viewers = Object.fromEntries(
    CITIES.map((city) => {
      const straight = link(`${city}>origin`, origin, TRIPS * toViewer(city, ORIGIN));
      const ways = new Map(
        Object.entries(edges).map(([to, edge]) => [
          to,
          link(`${city}>${to}edge`, edge, TRIPS * toViewer(city, to as City)),
        ]),
      );
      const way = (): Link => {
        if (!network) return straight;
        const states = Object.entries(edges).map(
          ([id, edge]): EdgeState => ({
            id,
            latency: toViewer(city, id as City),
            healthy: edge.listed,
            load: edge.load,
            capacity: EDGE_CAPACITY,
          }),
        );
        const made = attempt(() => network.nearestEdge(states));
        if ('threw' in made) tell(`nearestEdge threw ${made.threw}.`);
        else if (made.answer === null) return straight;
        else {
          const chosen = ways.get(made.answer);
          if (chosen) return chosen;
          tell(`nearestEdge gave ${shown(made.answer)}, which is no edge.`);
        }
        return straight;
      };
      const hears = (request: Request) => {
        if (city !== 'sydney' || request.key !== 0 || sydney.length === 2) return;
        // Who asked while the first was waiting is no second: they waited for the same answer.
        if (request.born < firstHeard) return;
        if (sydney.length === 0) firstHeard = simulation.now;
        sydney.push(simulation.now - request.born);
      };
      const player = new Player(simulation, `${city}/player`, way, hears);
      const source = new OpenSource(simulation, {
        name: `${city}/viewers`,
        to: player,
        arrivals: poisson(rate),
        keys: zipf(segments, 1),
        window,
      });
      return [city, source];
    }),
  ) as Record<City, OpenSource>;
  return { simulation, viewers, edges, origin, asked: () => origin.meter.asked, sydney, told };
}

/** Breaks an edge, or mends it; those who choose edges learn of it a second later. */
export function strikeEdge({ simulation, edges }: Delivery, city: City, does: 'crash' | 'recover'): void {
  const edge = edges[city]!;
  edge[does]();
  const learns = () => {
    edge.listed = edge.up;
  };
  simulation.after(NOTICED_AFTER, learns, undefined);
}
