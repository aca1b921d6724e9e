/** Sends requests at stated times and notes how each ended: how the tests of stations speak to them. */
import type { Caller, Outcome, Request, Simulation, Station } from '../../../src/simulation/index.ts';

export interface Ended {
  at: number;
  key: number;
  outcome: Outcome;
}

export function driver(simulation: Simulation, to: Station) {
  const ended: Ended[] = [];
  const caller: Caller = {
    answered(request: Request, outcome: Outcome) {
      ended.push({ at: simulation.now, key: request.key, outcome });
      simulation.release(request);
    },
  };
  const send = (at: number, key = 0, kind = 'request') => {
    simulation.after(at - simulation.now, () => simulation.call(simulation.request(key, kind), to, caller), undefined);
  };
  return { ended, send };
}

/** 'ok at 10': how and when each ended, rounded to a nanosecond. */
export function times(ended: readonly Ended[]): string[] {
  return ended.map(({ at, outcome }) => `${outcome} at ${Math.round(at * 1e6) / 1e6}`);
}
