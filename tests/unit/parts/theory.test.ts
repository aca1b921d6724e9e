/**
 * Holds the simulator to queueing theory. Expected values are those of the reference vectors (groups queueing-mmc,
 * supermarket and tail-at-scale), or formulas that are written out here. Each check is a 99.9 % confidence interval.
 */
import { describe, expect, test } from 'vitest';
import { Client, FanOut, LoadBalancer, type Policy, powerOfChoices, Server, uniformlyAtRandom } from '#parts';
import {
  ClosedUsers,
  constant,
  type Distribution,
  erlang,
  exponential,
  mixture,
  OpenSource,
  poisson,
  Simulation,
} from '#simulation';
import { agrees, interval } from '../simulation/confidence.ts';

const BATCHES = 20;

interface Batch {
  wait: number;
  stay: number;
  inside: number;
  waiting: number;
  utilisation: number;
  throughput: number;
}

/** One long run of a server with Poisson arrivals (per ms), after a warm-up of one batch, in 20 batches of `batch` ms. */
function batches(arrivalsPerMs: number, service: Distribution, servers: number, batch: number): Batch[] {
  const simulation = new Simulation(20_26);
  const server = new Server(simulation, { name: 'server', service, servers });
  new OpenSource(simulation, { name: 'users', to: server, arrivals: poisson(arrivalsPerMs * 1000) });
  simulation.run(batch);
  return Array.from({ length: BATCHES }, () => {
    simulation.resetMeasures();
    simulation.run(simulation.now + batch);
    const { now } = simulation;
    const inside = server.meter.inside.mean(now);
    return {
      wait: server.waits.mean,
      stay: server.meter.stays.mean,
      inside,
      waiting: inside - server.utilisation(now) * servers,
      utilisation: server.utilisation(now),
      throughput: server.meter.throughput(now) / 1000,
    };
  });
}

describe('M/M/c', () => {
  // Reference vectors, group queueing-mmc, with times in units of one mean service.
  test.each([
    { c: 1, lambda: 0.7, Wq: 2.333333, W: 3.333333, Lq: 1.633333 },
    { c: 5, lambda: 2.5, Wq: 0.052149, W: 1.052149, Lq: 0.130371 },
    { c: 10, lambda: 7, Wq: 0.07391, W: 1.07391, Lq: 0.517373 },
    { c: 10, lambda: 9, Wq: 0.668732, W: 1.668732, Lq: 6.018584 },
  ])('$c servers at $lambda arrivals a service time wait as Erlang C says', ({ c, lambda, Wq, W, Lq }) => {
    const measured = batches(lambda, exponential(1), c, 40_000 / lambda);
    agrees(
      measured.map(({ wait }) => wait),
      Wq,
      0.15,
    );
    agrees(
      measured.map(({ stay }) => stay),
      W,
      0.08,
    );
    agrees(
      measured.map(({ waiting }) => waiting),
      Lq,
      0.15,
    );
    // The utilisation law: ρ = λ·S/c; and what comes in goes out.
    agrees(
      measured.map(({ utilisation }) => utilisation),
      lambda / c,
      0.01,
    );
    agrees(
      measured.map(({ throughput }) => throughput),
      lambda,
      0.01,
    );
  });

  test('the share of requests that wait is Erlang C: 0.642857 for two servers of 100 a second at 150 a second', () => {
    const replications = Array.from({ length: 10 }, (_, seed) => {
      const simulation = new Simulation(seed);
      const server = new Server(simulation, { name: 'server', service: exponential(10), servers: 2 });
      new OpenSource(simulation, { name: 'users', to: server, arrivals: poisson(150) });
      simulation.run(20_000);
      simulation.resetMeasures();
      simulation.run(320_000);
      return { share: server.waits.shareAbove(0), stay: server.meter.stays.mean };
    });
    agrees(
      replications.map(({ share }) => share),
      0.642857,
      0.02,
    );
    agrees(
      replications.map(({ stay }) => stay),
      22.857,
      0.05,
    );
  });

  test('a server that turns away who finds it busy loses what Erlang B says: ρ/(1 + ρ) for one server', () => {
    const shares = Array.from({ length: 10 }, (_, seed) => {
      const simulation = new Simulation(seed);
      const server = new Server(simulation, { name: 'server', service: exponential(1), queueLimit: 0 });
      new OpenSource(simulation, { name: 'users', to: server, arrivals: poisson(800) });
      simulation.run(20_000);
      return 1 - server.meter.availability;
    });
    agrees(shares, 0.8 / 1.8, 0.02);
  });
});

describe('M/G/1 (Pollaczek and Khinchine: Wq = λ·E[S²] / (2·(1 − ρ)))', () => {
  const two = mixture([
    { probability: 0.9, of: constant(0.5) },
    { probability: 0.1, of: constant(5.5) },
  ]);
  test.each<[string, Distribution, number]>([
    ['constant (M/D/1)', constant(1), 1],
    ['Erlang of four stages', erlang(4, 1), 1.25],
    ['nine short and one long', two, 0.9 * 0.25 + 0.1 * 30.25],
  ])('service times: %s', (_name, service, secondMoment) => {
    const lambda = 0.7;
    const measured = batches(lambda, service, 1, 80_000);
    agrees(
      measured.map(({ wait }) => wait),
      (lambda * secondMoment) / (2 * (1 - lambda)),
      0.1,
    );
  });
});

describe("Little's law", () => {
  test('holds exactly at every station of a run that begins and ends empty', () => {
    const simulation = new Simulation(4);
    const leaves = Array.from({ length: 3 }, (_, index) => {
      return new Server(simulation, { name: `leaf ${index}`, service: exponential(2), servers: 2 });
    });
    const fan = new FanOut(simulation, { name: 'fan', to: leaves });
    const front = new Client(simulation, { name: 'front', to: fan });
    new OpenSource(simulation, { name: 'users', to: front, arrivals: poisson(600), until: 20_000 });
    simulation.run(Number.POSITIVE_INFINITY);
    for (const { meter, name } of simulation.stations.values()) {
      const lambda = meter.asked / simulation.now;
      expect(meter.asked, name).toBeGreaterThan(10_000);
      expect(meter.inside.mean(simulation.now) / (lambda * meter.stays.mean), name).toBeCloseTo(1, 9);
    }
  });

  test('holds for closed users too: N = X·(R + Z)', () => {
    const simulation = new Simulation(5);
    const server = new Server(simulation, { name: 'server', service: exponential(10) });
    const users = new ClosedUsers(simulation, { name: 'users', to: server, users: 20, think: exponential(150) });
    simulation.run(10_000);
    const samples = Array.from({ length: BATCHES }, () => {
      simulation.resetMeasures();
      simulation.run(simulation.now + 20_000);
      return (users.meter.throughput(simulation.now) / 1000) * (users.meter.stays.mean + 150);
    });
    agrees(samples, 20, 0.02);
  });

  test('a run of closed users agrees with mean value analysis', () => {
    // R(n) = S·(1 + Q(n − 1)), X(n) = n / (R(n) + Z), Q(n) = X(n)·R(n): exact for exponential service.
    let queue = 0;
    let response = 0;
    for (let n = 1; n <= 20; n++) {
      response = 10 * (1 + queue);
      queue = (n / (response + 150)) * response;
    }
    const samples = Array.from({ length: 10 }, (_, seed) => {
      const simulation = new Simulation(seed);
      const server = new Server(simulation, { name: 'server', service: exponential(10) });
      const users = new ClosedUsers(simulation, { name: 'users', to: server, users: 20, think: exponential(150) });
      simulation.run(5000);
      simulation.resetMeasures();
      simulation.run(105_000);
      return users.meter.stays.mean;
    });
    agrees(samples, response, 0.05);
  });
});

describe('the supermarket model', () => {
  const lambda = 0.9;

  /** Mean stays in 20 batches of one run, after the warm-up. */
  function stays(policy: Policy, servers: number, warmUp: number, batch: number): number[] {
    const simulation = new Simulation(7);
    const backends = Array.from({ length: servers }, (_, index) => {
      return new Server(simulation, { name: `till ${index}`, service: exponential(1) });
    });
    const shop = new LoadBalancer(simulation, { name: 'shop', backends, policy });
    const arrivals = poisson(servers * lambda * 1000);
    const users = new OpenSource(simulation, { name: 'users', to: shop, arrivals });
    simulation.run(warmUp);
    return Array.from({ length: BATCHES }, () => {
      simulation.resetMeasures();
      simulation.run(simulation.now + batch);
      return users.meter.stays.mean;
    });
  }

  // Reference vectors, group supermarket: the limit of many servers. With 200 servers 1 % is allowed for what is missing to it.
  test.each([
    { choices: 2, T: 2.61406 },
    { choices: 3, T: 2.02786 },
  ])('$choices choices at a load of 0.9 give a mean stay of $T', ({ choices, T }) => {
    const { mean, halfWidth } = interval(stays(powerOfChoices(choices), 200, 200, 200));
    expect(halfWidth / T).toBeLessThan(0.04);
    expect(Math.abs(mean - T)).toBeLessThan(halfWidth + 0.01 * T);
  });

  test('one choice gives 10: each server is an M/M/1 of its own', () => {
    agrees(stays(uniformlyAtRandom(), 20, 2000, 2500), 10, 0.1);
  });
});

describe('the tail at scale: P(slow) = 1 − (1 − p)^n', () => {
  // Reference vectors, group tail-at-scale.
  test.each([
    { p: 0.01, n: 100, P: 0.633968 },
    { p: 0.0001, n: 2000, P: 0.181277 },
    { p: 0.01, n: 69, P: 0.5 },
  ])('of requests to $n servers that are slow once in 1/$p, a share of $P is slow', ({ p, n, P }) => {
    const simulation = new Simulation(9);
    const service = mixture([
      { probability: 1 - p, of: constant(10) },
      { probability: p, of: constant(1000) },
    ]);
    // Enough servers in each leaf that nobody queues: slowness alone is measured.
    const to = Array.from({ length: n }, (_, index) => {
      return new Server(simulation, { name: `leaf ${index}`, service, servers: 1000 });
    });
    const fan = new FanOut(simulation, { name: 'fan', to });
    const requests = Math.round(400_000 / n);
    new OpenSource(simulation, { name: 'users', to: fan, arrivals: poisson(100), until: requests * 10 });
    simulation.run(Number.POSITIVE_INFINITY);
    const slow = fan.meter.stays.shareAbove(500);
    // A share of N trials has a standard deviation of √(P(1 − P)/N); 3.29 of them are passed once in a thousand.
    expect(Math.abs(slow - P)).toBeLessThan(3.29 * Math.sqrt((P * (1 - P)) / fan.meter.stays.count));
  });
});
