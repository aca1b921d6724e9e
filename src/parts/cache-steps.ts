/**
 * What a cache does with a request: beside the way to the data whoever calls it asks it first; in the way it fetches itself what it
 * does not hold.
 */
import type { Outcome, Request, Route, Simulation } from '#simulation';
import type { Cache } from './cache.ts';
import type { Begun, Copy, Step } from './copy.ts';
import type { Way } from './routes.ts';

/**
 * What a copy of a cache does itself. With something behind it, a miss goes on to that, and the answer is kept; without, it says
 * whether it holds the key, and a request that waits for a fetch is answered once somebody has left the key here.
 */
export function lookUp(simulation: Simulation, behind: Route<Way> | undefined): Step[] {
  const fetch = (request: Request, copy: Copy, note: number): Begun => {
    const way = behind!.pick(request);
    if (!way) return failed(request, 'rejected', copy, note);
    simulation.call(request, way.link, copy, note);
    return 'away';
  };
  /** The next that waits for the key fetches it. */
  const failed = (request: Request, outcome: Outcome, copy: Copy, note: number): Outcome => {
    const next = copy.contents!.gaveUp(request);
    const begun = next && fetch(next, copy, note);
    if (begun && begun !== 'away' && begun !== 'next') simulation.answer(next, begun);
    return outcome;
  };
  const look: Step = {
    begin(request, copy, note) {
      const contents = copy.contents!;
      const reads = request.kind !== 'write';
      request.found = reads && contents.lookUp(request.key, simulation.now);
      if (request.found) return 'ok';
      if (reads && contents.waits(request)) return 'away';
      return behind ? fetch(request, copy, note) : 'ok';
    },
    end: (request, outcome, copy, note) => (outcome === 'ok' ? undefined : failed(request, outcome, copy, note)),
  };
  const keep: Step = {
    begin(request, copy) {
      if (request.kind === 'write') copy.contents!.remove(request.key);
      else leave(simulation, copy.contents!, request.key);
      return 'ok';
    },
    end: () => undefined,
  };
  return behind ? [look, keep] : [look];
}

/**
 * Asks a cache beside the way, before the data. A hit stands for the answer of the data, and of caches further on; a cache that
 * does not answer is a miss; a write does not ask.
 */
export function askCache(simulation: Simulation, route: Route<Way>): Step {
  /** The requests here that a cache which coalesces was asked for, by their ids: while one is under way, it may be a fetch. */
  const asked = new Map<number, { id: number; key: number; by: Copy; contents: Cache }>();
  const giveUp = (id: number) => {
    const about = asked.get(id);
    asked.delete(id);
    const next = about?.contents.gaveUp(about);
    // A miss after all: it fetches the key now.
    if (next) simulation.answer(next, 'ok');
  };
  return {
    begin(request, copy, note) {
      if (request.kind === 'write' || request.found) return 'next';
      const way = route.pick(request);
      if (!way) return 'next';
      const { id, key } = request;
      const { contents } = way.copy;
      if (contents?.coalesces) asked.set(id, { id, key, by: copy, contents });
      simulation.call(request, way.link, copy, note);
      return 'away';
    },
    end: () => undefined,
    left: ({ id }) => giveUp(id),
    lost(copy) {
      for (const { id, by } of [...asked.values()]) if (by === copy) giveUp(id);
    },
  };
}

/** After the data has answered: a read leaves its answer in the cache, a write removes what has become old there. */
export function refreshCache(simulation: Simulation, route: Route<Way>): Step {
  return {
    begin(request) {
      const copy = route.pick(request)?.copy;
      const contents = copy?.serves ? copy.contents : undefined;
      if (request.kind === 'write') contents?.remove(request.key);
      else if (contents && !request.found) leave(simulation, contents, request.key);
      // It has been used. The next node's cache speaks for itself.
      request.found = false;
      return 'next';
    },
    end: () => undefined,
  };
}

/** Keeps a key, and answers those who waited for it. */
function leave(simulation: Simulation, contents: Cache, key: number): void {
  contents.keep(key, simulation.now);
  for (const request of contents.fetched(key)) {
    request.found = true;
    simulation.answer(request, 'ok');
  }
}
