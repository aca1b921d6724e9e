/** What a copy can do with a request, beside its own work: the steps that are the same whoever is called. */
import type { Caller, Random, Request, Route, Simulation } from '#simulation';
import type { Step } from './copy.ts';
import type { Way } from './routes.ts';

/** Hears the end of messages that nobody waits for. */
class Nobody implements Caller {
  readonly #simulation: Simulation;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  answered(request: Request): void {
    this.#simulation.release(request);
  }
}

/** The share of the requests, in (0, 1], that take a step, and what draws which. */
export interface Chance {
  share: number;
  random: Random;
}

export interface CallOptions {
  /** All requests when left out. */
  chance?: Chance;
  /** Only for requests that no cache has answered. */
  unlessFound?: boolean;
}

/** Calls and waits. Without anybody to call the request is rejected. */
export function call(
  simulation: Simulation,
  route: Route<Way>,
  { chance, unlessFound = false }: CallOptions = {},
): Step {
  return {
    begin(request, copy, note) {
      if (unlessFound && request.found) return 'next';
      if (isSpared(chance)) return 'next';
      const way = route.pick(request);
      if (!way) return 'rejected';
      simulation.call(request, way.link, copy, note);
      return 'away';
    },
    end: (_request, outcome) => (outcome === 'ok' ? undefined : outcome),
  };
}

/** A step that only requests of one kind take. */
export function only(kind: string, step: Step): Step {
  return {
    begin: (request, copy, note) => (request.kind === kind ? step.begin(request, copy, note) : 'next'),
    end: (request, outcome, copy, note) => step.end(request, outcome, copy, note),
  };
}

/** Sends a message and goes on at once. */
export function send(simulation: Simulation, route: Route<Way>, { chance }: Pick<CallOptions, 'chance'> = {}): Step {
  const nobody = new Nobody(simulation);
  return {
    begin(request) {
      if (isSpared(chance)) return 'next';
      const way = route.pick(request);
      if (way) simulation.call(simulation.copy(request), way.link, nobody);
      return 'next';
    },
    end: () => undefined,
  };
}

function isSpared(chance: Chance | undefined): boolean {
  return chance !== undefined && chance.share < 1 && chance.random.uniform() >= chance.share;
}
