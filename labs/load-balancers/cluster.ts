/**
 * The fleet that a balancer is tried on: servers of unequal speed, one of which may answer fast with errors for a while.
 * A run depends on its arguments alone, so that a test can judge it and a picture can show the very same one.
 */
import { LoadBalancer, type Policy, Server } from '#parts';
import { type Caller, erlang, OpenSource, type Outcome, poisson, type Request, Simulation, Station } from '#simulation';
import type { ServerView } from './types.ts';

/** Answers count as recent for so many milliseconds. */
export const RECENT = 5000;

export interface Machine {
  id: string;
  /** Milliseconds of work for one request, on average; one request at a time, the others wait. */
  work: number;
}

/** From `from` until `to` (in ms) a server answers every request after 1 ms with an error, and does no work at all. */
export interface Breakdown {
  server: string;
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

/** Four new servers and two old ones that take three times as long. Together they carry 233 requests per second. */
export const MACHINES: readonly Machine[] = [
  { id: 'new-1', work: 20 },
  { id: 'new-2', work: 20 },
  { id: 'new-3', work: 20 },
  { id: 'new-4', work: 20 },
  { id: 'old-1', work: 60 },
  { id: 'old-2', work: 60 },
];

/** The uneven servers under 140 requests per second, 60 % of what they carry; about 1,100 requests in all. */
export const UNEVEN: Fleet = { machines: MACHINES, perSecond: 140, until: 8000 };

/** The same servers under 100 requests per second while one fails fast; about 1,400 requests in all. */
export const FAILS_FAST: Fleet = {
  machines: MACHINES,
  perSecond: 100,
  until: 14_000,
  breakdown: { server: 'new-2', from: 2000, to: 6000 },
};

/** Sends the traffic of that seed through the fleet. The answers are in the order in which they were given. */
export function runFleet(pick: Pick, fleet: Fleet, seed: number): Answer[] {
  const { simulation, answers } = startFleet(pick, fleet, seed);
  simulation.run(Number.POSITIVE_INFINITY);
  return answers;
}

/** The fleet at its beginning, for whoever wants to watch it. `window` is the width of its users' time series in ms. */
export function startFleet(pick: Pick, fleet: Fleet, seed: number, window?: number) {
  const simulation = new Simulation(seed);
  const answers: Answer[] = [];
  const replicas = fleet.machines.map((machine) => new Replica(simulation, machine, fleet.breakdown, answers));
  const policy: Policy = (_request, candidates, now, random) => {
    const views = candidates.map(({ inFlight }, place) => replicas[place]!.view(inFlight, now));
    const chosen = pick(views, random());
    return views.findIndex(({ id }) => id === chosen);
  };
  const balancer = new LoadBalancer(simulation, { name: 'balancer', backends: replicas, policy });
  const customers = new OpenSource(simulation, {
    name: 'customers',
    to: balancer,
    arrivals: poisson(fleet.perSecond),
    until: fleet.until,
    ...(window === undefined ? {} : { window }),
  });
  return { simulation, answers, replicas, customers };
}

/** A server, the errors it gives while it is broken, and what its answers were of late. */
export class Replica extends Station implements Caller {
  readonly #id: string;
  readonly #server: Server;
  readonly #breakdown: Breakdown | undefined;
  readonly #answers: Answer[];
  /** When its recent answers were given, and whether they were errors, oldest first. */
  #recent: { at: number; failed: boolean }[] = [];

  constructor(simulation: Simulation, { id, work }: Machine, breakdown: Breakdown | undefined, answers: Answer[]) {
    super(simulation, id);
    this.#id = id;
    // Four stages: times vary by half their mean, less than exponential ones, as those of one kind of request do.
    this.#server = new Server(simulation, { name: `${id}/work`, service: erlang(4, work) });
    this.#breakdown = breakdown?.server === id ? breakdown : undefined;
    this.#answers = answers;
  }

  /** What the balancer can see of it. */
  view(connections: number, now: number): ServerView {
    while (this.#recent.length > 0 && this.#recent[0]!.at <= now - RECENT) this.#recent.shift();
    const failed = this.#recent.filter((answer) => answer.failed).length;
    return { id: this.#id, connections, answered: this.#recent.length, failed };
  }

  /** Whether it answers everything with an error now. */
  isBroken(now: number): boolean {
    return this.#breakdown !== undefined && now >= this.#breakdown.from && now < this.#breakdown.to;
  }

  get waiting(): number {
    return this.#server.waiting;
  }

  get busy(): number {
    return this.#server.busy;
  }

  accept(request: Request): void {
    if (this.isBroken(this.simulation.now)) {
      this.simulation.after(1, this.#fail, request);
    } else {
      this.simulation.call(request, this.#server, this);
    }
  }

  answered(request: Request, outcome: Outcome): void {
    this.#end(request, outcome);
  }

  readonly #fail = (request: Request): void => this.#end(request, 'failed');

  #end(request: Request, outcome: Outcome): void {
    const { now } = this.simulation;
    const ok = outcome === 'ok';
    this.#recent.push({ at: now, failed: !ok });
    this.#answers.push({ server: this.#id, cameAt: request.born, took: now - request.born, ok });
    this.simulation.answer(request, outcome);
  }
}

/** The time in ms that 99 % of the successful requests did not exceed (nearest rank). */
export function p99(answers: readonly Answer[]): number {
  const times = answers.filter(({ ok }) => ok).map(({ took }) => took);
  times.sort((a, b) => a - b);
  return times[Math.ceil(times.length * 0.99) - 1] ?? 0;
}

export function errors(answers: readonly Answer[]): number {
  return answers.filter(({ ok }) => !ok).length;
}

/** How many of the requests that came from `from` (in ms) on went to that server, as a share of them all. */
export function shareOf(server: string, answers: readonly Answer[], from: number): number {
  const late = answers.filter(({ cameAt }) => cameAt >= from);
  return late.filter((answer) => answer.server === server).length / Math.max(1, late.length);
}
