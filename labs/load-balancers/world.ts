/**
 * The fleet that a balancer is tried on: servers of unequal speed, one of which may be slow or fail fast for a while. The hidden tests
 * judge it, and the scene shows the very same one.
 */
import { Copy, LoadBalancer, type Policy, plan, Server, Tier } from '#parts';
import { erlang, Fifo, OpenSource, percentile, poisson, Simulation } from '#simulation';
import type { Balancer, ServerView } from './types.ts';

/** Answers count as recent for so many milliseconds. */
export const RECENT = 5000;
/** What the times of a slow server are multiplied by. */
export const SLOWED_BY = 5;

export interface Machine {
  id: string;
  /** Milliseconds of work for one request, on average; one request at a time, the others wait. */
  work: number;
}

/** From `from` until `to` (in ms) a server is slow; or it fails fast: it answers everything at once, with an error. */
export interface Breakdown {
  server: string;
  does: 'fail' | 'slow';
  from: number;
  to: number;
}

export interface Fleet {
  machines: readonly Machine[];
  /** Requests per second, on average, that come independently of each other. */
  perSecond: number;
  /** Requests come until then, in ms; what is inside is then finished. */
  until: number;
  breakdown?: Breakdown;
}

/** Chooses a server by its id. `random` is drawn anew for each choice, from 0 to just below 1. */
export type Pick = (servers: readonly ServerView[], random: number) => string;

/** One request and what became of it. Times are in ms. */
export interface Answer {
  server: string;
  cameAt: number;
  took: number;
  ok: boolean;
}

/** Four new servers, and two old ones that need so many ms for a request. With 60 ms all carry 233 requests per second together. */
export function machines(oldWork = 60): Machine[] {
  const alike = (name: string, count: number, work: number) =>
    Array.from({ length: count }, (_, place) => ({ id: `${name}-${place + 1}`, work }));
  return [...alike('new', 4, 20), ...alike('old', 2, oldWork)];
}

/** The uneven servers under 140 requests per second, 60 % of what they carry; about 1,100 requests in all. */
export const UNEVEN: Fleet = { machines: machines(), perSecond: 140, until: 8000 };

/** The same servers under 100 requests per second while one fails fast; about 1,400 requests in all. */
export const FAILS_FAST = {
  machines: machines(),
  perSecond: 100,
  until: 14_000,
  breakdown: { server: 'new-2', does: 'fail', from: 2000, to: 6000 },
} as const satisfies Fleet;

/** Sends the traffic of that seed through the fleet. The answers are in the order in which they were given. */
export function runFleet(pick: Pick, fleet: Fleet, seed: number): Answer[] {
  const answers: Answer[] = [];
  const { simulation } = startFleet({ pick }, fleet, seed, { heard: (answer) => answers.push(answer) });
  simulation.run(Number.POSITIVE_INFINITY);
  return answers;
}

export interface Watching {
  /** Told of each answer as it is given. */
  heard?: (answer: Answer) => void;
  /** The width of the users' time series in ms; without it there is none. */
  window?: number;
}

/** What decides: a balancer as the brief asks for, or a policy as the parts know them. */
export type Strategy = Balancer | { policy: Policy };

/**
 * The fleet at its beginning. A server that crashes leaves the list a second later. A request for a server that is not in the list
 * fails; `picked` counts requests by the places of their servers, and those in a last place of its own.
 */
export function startFleet(strategy: Strategy, fleet: Fleet, seed: number, { heard, window }: Watching = {}) {
  const simulation = new Simulation(seed);
  // Four stages: times vary by half their mean, less than exponential ones, as those of one kind of request do.
  const workers = fleet.machines.map(
    ({ id, work }) => new Server(simulation, { name: `${id}/work`, service: erlang(4, work) }),
  );
  const servers = fleet.machines.map(
    ({ id }, place) => new Copy(simulation, { name: id, place, work: workers[place]!, slots: 1, steps: [] }),
  );
  const tier = new Tier(simulation, 'servers', servers);
  const nobody = new Copy(simulation, { name: 'nobody', place: servers.length, state: 'down', steps: [] });
  const backends = [...servers, nobody];
  const recent = backends.map(() => new RecentAnswers());
  const picked = backends.map(() => 0);

  const byViews: Policy = (_request, listed, now, random) => {
    const views = listed.map(({ name: id, index, inFlight }) => {
      const { answered, failed } = recent[index]!.until(now);
      return { id, connections: inFlight, answered, failed };
    });
    const chosen = (strategy as Balancer).pick(views, random());
    return listed.findIndex(({ name }) => name === chosen);
  };
  const choose = 'policy' in strategy ? strategy.policy : byViews;
  const policy: Policy = (request, candidates, now, random) => {
    const listed = candidates.filter(({ index }) => backends[index]!.listed);
    const place = listed.length > 0 ? choose(request, listed, now, random) : -1;
    const { index } = listed[place] ?? candidates.at(-1)!;
    picked[index]!++;
    return index;
  };
  const balancer = new LoadBalancer(simulation, {
    name: 'balancer',
    backends,
    policy,
    heard: ({ name, index }, { born }, outcome) => {
      const { now } = simulation;
      recent[index]!.add(now, outcome !== 'ok');
      heard?.({ server: name, cameAt: born, took: now - born, ok: outcome === 'ok' });
    },
  });
  const customers = new OpenSource(simulation, {
    name: 'customers',
    to: balancer,
    arrivals: poisson(fleet.perSecond),
    until: fleet.until,
    ...(window === undefined ? {} : { window }),
  });

  const { breakdown } = fleet;
  if (breakdown) {
    const place = fleet.machines.findIndex(({ id }) => id === breakdown.server);
    const begins = () => (breakdown.does === 'fail' ? tier.fail(place) : tier.slow(SLOWED_BY, place));
    plan(simulation, [{ at: breakdown.from }], begins);
    plan(simulation, [{ at: breakdown.to }], () => tier.recover(place));
  }
  return { simulation, servers, workers, tier, customers, picked };
}

/** How many answers a server gave of late, and how many of them were errors. */
class RecentAnswers {
  answered = 0;
  failed = 0;
  readonly #answers = new Fifo<{ at: number; failed: boolean }>();

  add(at: number, failed: boolean): void {
    this.#answers.push({ at, failed });
    this.answered++;
    if (failed) this.failed++;
  }

  /** Without those that are old by now. */
  until(now: number): this {
    for (let oldest = this.#answers.at(0); oldest && oldest.at <= now - RECENT; oldest = this.#answers.at(0)) {
      this.#answers.shift();
      this.answered--;
      if (oldest.failed) this.failed--;
    }
    return this;
  }
}

/** The 99th percentile of the times of successful requests, in ms. */
export function p99(answers: readonly Answer[]): number {
  return percentile(
    answers.filter(({ ok }) => ok).map(({ took }) => took),
    99,
  );
}

export function errors(answers: readonly Answer[]): number {
  return answers.filter(({ ok }) => !ok).length;
}

/** How many of the requests that came from `from` (in ms) on went to that server, as a share of them all. */
export function shareOf(server: string, answers: readonly Answer[], from: number): number {
  const late = answers.filter(({ cameAt }) => cameAt >= from);
  return late.filter((answer) => answer.server === server).length / Math.max(1, late.length);
}
