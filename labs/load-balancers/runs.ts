/** What the reference does on the fleets of the hidden tests, run after run: the figures of the lesson's table. */
import { percentile } from '#simulation';
import { healthBased, leastConnections, roundRobin } from './solution.ts';
import type { Balancer } from './types.ts';
import { type Answer, errors, FAILS_FAST, type Fleet, p99, runFleet, UNEVEN } from './world.ts';

export const RUNS = 25;

/** Least connections as most people write it. */
const firstOfEquals = (): Balancer => ({
  pick: (servers) => servers.reduce((best, server) => (server.connections < best.connections ? server : best)).id,
});

/** The medians of so many runs, each with other traffic. */
export function fleets() {
  const middle = (make: () => Balancer, fleet: Fleet, read: (answers: Answer[]) => number): number => {
    const values = Array.from({ length: RUNS }, (_, run) => {
      const balancer = make();
      return read(runFleet((servers, random) => balancer.pick([...servers], random), fleet, run + 1));
    });
    return percentile(values, 50);
  };
  const row = (make: () => Balancer) => ({
    p99: middle(make, UNEVEN, p99),
    percentFailed: middle(make, FAILS_FAST, (answers) => (100 * errors(answers)) / answers.length),
  });
  return { turns: row(roundRobin), fewest: row(leastConnections), first: row(firstOfEquals), well: row(healthBased) };
}
