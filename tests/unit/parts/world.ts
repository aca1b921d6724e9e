/** Small worlds for the tests of parts: a tier of servers, and ways to it. */
import { balanced, Copy, call, makeCopies, roundRobin, Server, type Step, Tier, type Way, waysTo } from '#parts';
import { constant, type Distribution, type Simulation } from '#simulation';

/** Copies that work on `slots` requests at once (1 when left out), then go through the steps. */
export function serverTier(
  simulation: Simulation,
  name: string,
  count: number,
  { service, slots = 1, steps = [] }: { service: Distribution; slots?: number; steps?: readonly Step[] },
): Tier {
  const copies = makeCopies(simulation, name, count, (each) => ({
    work: new Server(simulation, { name: `${each} work`, service, servers: slots }),
    slots,
    steps,
  }));
  return new Tier(simulation, name, copies);
}

/** Ways that take no time. */
export function waysBetween(simulation: Simulation, from: string, tier: Tier): Way[] {
  return waysTo(simulation, `${from}→${tier.name}`, tier, { latency: constant(0) });
}

/** A machine that does no work of its own, and takes some steps. */
export function through(simulation: Simulation, name: string, steps: readonly Step[]): Tier {
  return new Tier(simulation, name, [new Copy(simulation, { name, steps })]);
}

/** A step that calls a tier, each copy in turn. */
export function callTo(simulation: Simulation, from: string, tier: Tier): Step {
  return call(simulation, balanced(simulation, waysBetween(simulation, from, tier), roundRobin(), from));
}
