/** The steps that a copy takes with a request, one for each thing that its links can mean. */
import type { Caller, Random, Request, Simulation } from '#simulation';
import type { Backlog } from './backlog.ts';
import type { Step } from './copy.ts';
import type { Route } from './routes.ts';

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

/** Calls and waits. A share below 1 calls for that part of the requests only, `unlessFound` for those that no cache has answered. Without anybody to call the request fails. */
export function call(
  simulation: Simulation,
  route: Route,
  { share, random, unlessFound = false }: { share: number; random: Random; unlessFound?: boolean },
): Step {
  return {
    begin(request, copy, note) {
      if (unlessFound && request.found) return 'next';
      if (share < 1 && random.uniform() >= share) return 'next';
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
    end: (request, outcome) => step.end(request, outcome),
  };
}

/** Sends a message and goes on at once. */
export function send(simulation: Simulation, route: Route, { share, random }: { share: number; random: Random }): Step {
  const nobody = new Nobody(simulation);
  return {
    begin(request) {
      if (share < 1 && random.uniform() >= share) return 'next';
      const way = route.pick(request);
      if (way) simulation.call(simulation.copy(request), way.link, nobody);
      return 'next';
    },
    end: () => undefined,
  };
}

/**
 * Asks a cache beside the way, before the data. A hit stands for the answer of the data; a cache that does not answer is a
 * miss; a write does not ask.
 */
export function askCache(simulation: Simulation, route: Route): Step {
  return {
    begin(request, copy, note) {
      if (request.kind === 'write') return 'next';
      const way = route.pick(request);
      if (!way) return 'next';
      simulation.call(request, way.link, copy, note);
      return 'away';
    },
    end: () => undefined,
  };
}

/** After the data has answered: a read leaves its answer in the cache, a write removes what has become old there. */
export function refreshCache(route: Route): Step {
  return {
    begin(request) {
      const copy = route.pick(request)?.copy;
      const contents = copy?.serves ? copy.contents : undefined;
      if (request.kind === 'write') contents?.remove(request.key);
      else if (!request.found) contents?.keep(request.key);
      // It has been used. The next node's cache speaks for itself.
      request.found = false;
      return 'next';
    },
    end: () => undefined,
  };
}

/** What a cache does itself. With something behind it, a miss goes on to that, and the answer is kept. */
export function lookUp(simulation: Simulation, behind: Route | undefined): Step[] {
  const look: Step = {
    begin(request, copy, note) {
      request.found = request.kind !== 'write' && copy.contents!.lookUp(request.key);
      if (request.found || !behind) return 'ok';
      const way = behind.pick(request);
      if (!way) return 'rejected';
      simulation.call(request, way.link, copy, note);
      return 'away';
    },
    end: (_request, outcome) => (outcome === 'ok' ? undefined : outcome),
  };
  const keep: Step = {
    begin(request, copy) {
      if (request.kind === 'write') copy.contents!.remove(request.key);
      else copy.contents!.keep(request.key);
      return 'ok';
    },
    end: () => undefined,
  };
  return behind ? [look, keep] : [look];
}

/** What a queue or a topic does: keeps the message, and answers that it has it. */
export function store(backlog: Backlog): Step {
  return {
    begin(request) {
      backlog.store(request);
      return 'ok';
    },
    end: () => undefined,
  };
}
