/** Holds each part to what it promises, on small runs whose course can be worked out by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byKey,
  Cache,
  Client,
  Copy,
  type CopyOptions,
  call,
  exponentialBackoff,
  FanOut,
  type Fault,
  firstCopy,
  Link,
  LoadBalancer,
  leastConnections,
  lookUp,
  planFaults,
  powerOfChoices,
  roundRobin,
  Server,
  type ServerOptions,
  Tier,
  uniformlyAtRandom,
  waysTo,
} from '#parts';
import { constant, exponential, OpenSource, poisson, Simulation, steady, Trace, uniform, zipf } from '#simulation';
import { driver, times } from '../simulation/driver.ts';

describe('a server', () => {
  test('serves in the order of coming, as many at once as it has servers, and turns away whom it cannot queue', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(10), servers: 2, queueLimit: 1 });
    const { ended, send } = driver(simulation, server);
    for (const at of [0, 1, 2, 3]) send(at);
    simulation.run(40);
    expect(times(ended)).toEqual(['rejected at 3', 'ok at 10', 'ok at 11', 'ok at 20']);
    expect(server.utilisation(40)).toBeCloseTo(30 / 80, 12);
    expect(server.meter.inside.mean(40)).toBeCloseTo((10 + 10 + 18) / 40, 12);
    expect(server.waits.max).toBe(8);
  });

  test('fails everything inside when it crashes, fails what comes after, and serves again when it has recovered', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(10) });
    const { ended, send } = driver(simulation, server);
    for (const at of [0, 1, 6, 8]) send(at);
    planFaults(simulation, [
      { at: 5, station: 's', does: 'crash' },
      { at: 7, station: 's', does: 'recover' },
    ]);
    simulation.run(100);
    expect(times(ended)).toEqual(['failed at 5', 'failed at 5', 'failed at 6', 'ok at 18']);
    expect(server.busy).toBe(0);
  });

  test('works slower while it is slow', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(10) });
    const { ended, send } = driver(simulation, server);
    for (const at of [0, 20, 60]) send(at);
    planFaults(simulation, [
      { at: 5, station: 's', does: 'slow', factor: 3 },
      { at: 55, station: 's', does: 'recover' },
    ]);
    simulation.run(100);
    expect(times(ended)).toEqual(['ok at 10', 'ok at 50', 'ok at 70']);
  });
});

describe('a load balancer', () => {
  function spread(policy: Parameters<typeof balance>[0], requests = 6) {
    return balance(policy, requests);
  }

  function balance(policy: ConstructorParameters<typeof LoadBalancer>[1]['policy'], requests: number): number[] {
    const simulation = new Simulation(1);
    const backends = [10, 10, 100].map((time, index) => {
      return new Server(simulation, { name: `b${index}`, service: constant(time), servers: 10 });
    });
    const balancer = new LoadBalancer(simulation, { name: 'lb', backends, policy });
    const { send } = driver(simulation, balancer);
    for (let index = 0; index < requests; index++) send(index * 11, index);
    simulation.run(requests * 11 + 1000);
    return backends.map(({ meter }) => meter.asked);
  }

  test('round robin gives each its turn', () => {
    expect(spread(roundRobin())).toEqual([2, 2, 2]);
  });

  test('least connections takes the first of the least loaded, and so spares the slow one', () => {
    expect(spread(leastConnections(), 9)).toEqual([9, 0, 0]);
    expect(
      spread((request, candidates, now, random) => {
        const shuffled = request.id === 1 ? 2 : leastConnections()(request, candidates, now, random);
        return shuffled;
      }, 9),
    ).toEqual([8, 0, 1]);
  });

  test('random choice is even (chi-square at 0.1 %)', () => {
    const counts = spread(uniformlyAtRandom(), 9000);
    // χ² with 2 degrees of freedom exceeds 13.82 with probability 0.001.
    expect(counts.reduce((sum, seen) => sum + (seen - 3000) ** 2 / 3000, 0)).toBeLessThan(13.82);
  });

  test('the power of three choices among three is the least connections of all', () => {
    const [first = 0, second = 0, slow = 0] = spread(powerOfChoices(3), 900);
    expect(slow).toBeLessThan(150);
    expect(first + second).toBeGreaterThan(750);
  });

  test('by key: the same key goes to the same backend', () => {
    expect(spread(byKey((key, count) => (key < 5 ? 0 : count - 1)))).toEqual([5, 0, 1]);
  });

  test('says so when a policy chooses a place that does not exist', () => {
    expect(() => spread(() => 3)).toThrow('The policy of lb chose place 3; places 0 to 2 exist.');
    expect(() => spread(() => Number.NaN)).toThrow('chose place NaN');
  });

  test('health checks take out a backend that crashed and bring it back; with none left, requests are rejected', () => {
    const simulation = new Simulation(1);
    const backends = ['a', 'b'].map((name) => new Server(simulation, { name, service: constant(1) }));
    const health = { every: 10, failures: 2, successes: 2 };
    const balancer = new LoadBalancer(simulation, { name: 'lb', backends, policy: roundRobin(), health });
    const { ended, send } = driver(simulation, balancer);
    planFaults(simulation, [
      { at: 5, station: 'a', does: 'crash' },
      { at: 35, station: 'b', does: 'crash' },
      { at: 65, station: 'a', does: 'recover' },
    ]);
    const names = () => balancer.candidates.map(({ name }) => name).join();
    const seen: string[] = [];
    for (const at of [9, 15, 25, 45, 55, 75, 85])
      simulation.after(at, () => void seen.push(`${at}: ${names()}`), undefined);
    send(56);
    send(86);
    simulation.run(100);
    expect(seen).toEqual(['9: a,b', '15: a,b', '25: b', '45: b', '55: ', '75: ', '85: a']);
    expect(times(ended)).toEqual(['rejected at 56', 'ok at 87']);
  });

  test('tells how each request ended, when its backend counts it no more, and nothing of probes', () => {
    const simulation = new Simulation(1);
    const backends = ['a', 'b'].map((name) => new Server(simulation, { name, service: constant(20) }));
    const heard: string[] = [];
    const balancer = new LoadBalancer(simulation, {
      name: 'lb',
      backends,
      policy: roundRobin(),
      health: { every: 30, failures: 3, successes: 1 },
      heard: ({ name, inFlight }, { id }, outcome) =>
        heard.push(`${simulation.now}: ${name} ${id} ${outcome}, ${inFlight} left`),
    });
    const { send } = driver(simulation, balancer);
    for (const at of [0, 1, 2, 3]) send(at);
    planFaults(simulation, [{ at: 25, station: 'b', does: 'crash' }]);
    simulation.run(60);
    expect(heard).toEqual(['20: a 1 ok, 1 left', '21: b 2 ok, 1 left', '25: b 4 failed, 0 left', '40: a 3 ok, 0 left']);
  });

  test('a probe that is not answered in time has failed', () => {
    const simulation = new Simulation(1);
    const slow = new Server(simulation, { name: 'slow', service: constant(25), servers: 9 });
    const health = { every: 10, failures: 1, successes: 1 };
    const balancer = new LoadBalancer(simulation, { name: 'lb', backends: [slow], policy: roundRobin(), health });
    simulation.run(21);
    expect(balancer.candidates).toHaveLength(0);
  });
});

describe('a link', () => {
  test('takes its time both ways', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(10) });
    const link = new Link(simulation, { name: 'l', to: server, latency: constant(3) });
    const { ended, send } = driver(simulation, link);
    send(0);
    simulation.run(100);
    expect(times(ended)).toEqual(['ok at 16']);
  });

  test('loses each way with its probability', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(0), servers: 1 });
    const link = new Link(simulation, { name: 'l', to: server, latency: constant(1), loss: 0.2, noticeAfter: 50 });
    new OpenSource(simulation, { name: 'users', to: link, arrivals: steady(1000), until: 20_000 });
    simulation.run(Number.POSITIVE_INFINITY);
    const { ok, lost } = link.meter.ended;
    expect(ok + lost).toBe(19_999);
    // Four standard deviations of a share of 20 000 trials.
    expect(Math.abs(ok / (ok + lost) - 0.8 ** 2)).toBeLessThan(4 * Math.sqrt((0.64 * 0.36) / 20_000));
    expect(Math.abs(server.meter.asked / (ok + lost) - 0.8)).toBeLessThan(4 * Math.sqrt((0.8 * 0.2) / 20_000));
  });

  test('while it is cut, what is on its way is lost too, and the work may be done all the same', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(10) });
    const link = new Link(simulation, { name: 'l', to: server, latency: constant(5), noticeAfter: 100 });
    const { ended, send } = driver(simulation, link);
    send(0);
    send(18);
    send(40);
    planFaults(simulation, [
      { at: 16, station: 'l', does: 'cut' },
      { at: 30, station: 'l', does: 'recover' },
      { at: 39, station: 'l', does: 'slow', factor: 2 },
    ]);
    simulation.run(500);
    expect(times(ended)).toEqual(['ok at 70', 'lost at 120', 'lost at 123']);
    expect(server.meter.ended.ok).toBe(2);
  });
});

describe('a client', () => {
  test('gives up after its time-out, tries again after its backoff, and ignores the answer that comes too late', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(30), servers: 5 });
    const client = new Client(simulation, {
      name: 'c',
      to: server,
      timeout: 20,
      attempts: 3,
      backoff: (retry) => retry * 5,
    });
    const { ended, send } = driver(simulation, client);
    send(0);
    simulation.run(500);
    expect(times(ended)).toEqual(['timeout at 75']);
    expect(client.attempts).toBe(3);
    expect(server.meter.ended.ok).toBe(3);
  });

  test('a retry can succeed where the first attempt failed', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(1) });
    const client = new Client(simulation, { name: 'c', to: server, attempts: 3, backoff: () => 10 });
    const { ended, send } = driver(simulation, client);
    server.crash();
    planFaults(simulation, [{ at: 15, station: 's', does: 'recover' }]);
    send(0);
    simulation.run(500);
    expect(times(ended)).toEqual(['ok at 21']);
  });

  test('exponential backoff doubles up to its bound, and takes a random part', () => {
    const backoff = exponentialBackoff(100, 1000);
    expect([1, 2, 3, 4, 5, 2000].map((retry) => Math.round(backoff(retry, () => 1)))).toEqual([
      100, 200, 400, 800, 1000, 1000,
    ]);
    expect(backoff(1, () => 0.25)).toBeCloseTo(25, 12);
  });
});

test('a fan-out ends with its slowest part, and badly when one part does', () => {
  const simulation = new Simulation(1);
  const leaves = [5, 20].map(
    (time) => new Server(simulation, { name: `leaf ${time}`, service: constant(time), servers: 9 }),
  );
  const fan = new FanOut(simulation, { name: 'fan', to: leaves });
  const { ended, send } = driver(simulation, fan);
  send(0);
  send(30);
  planFaults(simulation, [{ at: 33, station: 'leaf 5', does: 'crash' }]);
  simulation.run(100);
  expect(times(ended)).toEqual(['ok at 20', 'failed at 50']);
});

describe('a plan of faults', () => {
  test.each<[Fault, string]>([
    [{ at: 1, station: 'x', does: 'crash' }, 'A fault names the station "x", which does not exist.'],
    [{ at: 1, station: 's', does: 'cut' }, 'A fault asks for "cut", which s does not know.'],
  ])('refuses what cannot happen: %o', (fault, message) => {
    const simulation = new Simulation(1);
    new Server(simulation, { name: 's', service: constant(1) });
    expect(() => planFaults(simulation, [fault])).toThrow(message);
  });
});

/** A system of many kinds of parts, with faults. */
function city(seed: number, trace?: Trace) {
  const simulation = new Simulation(seed);
  simulation.trace = trace;
  const data = tierOf(simulation, 'db', { service: exponential(4), queueLimit: 50 });
  const wire = waysTo(simulation, 'wire', data, { latency: uniform(0.2, 1), loss: 0.01, noticeAfter: 30 });
  const memory = tierOf(simulation, 'cache', {
    service: constant(0.1),
    contents: new Cache({ room: 50, timeToLive: 200, coalesce: true }),
    steps: lookUp(simulation, firstCopy(wire)),
  });
  const backends = ['a', 'b', 'c'].map((name) => {
    const way = waysTo(simulation, `${name} to cache`, memory, { latency: constant(0) });
    const steps = [call(simulation, firstCopy(way))];
    const [to] = tierOf(simulation, name, { service: exponential(3), queueLimit: 20, steps }).copies;
    return new Link(simulation, { name: `to ${name}`, to: to!, latency: uniform(0.1, 0.5) });
  });
  const balancer = new LoadBalancer(simulation, {
    name: 'lb',
    backends,
    policy: powerOfChoices(2),
    health: { every: 20, failures: 2, successes: 2 },
  });
  const client = new Client(simulation, {
    name: 'client',
    to: balancer,
    timeout: 60,
    attempts: 3,
    backoff: exponentialBackoff(10, 100),
  });
  const users = new OpenSource(simulation, {
    name: 'users',
    to: client,
    arrivals: poisson(1200),
    keys: zipf(500, 0.9),
    kinds: { read: 9, write: 1 },
    until: 3000,
    window: 500,
  });
  return { simulation, users, client };
}

/** One machine that works on four requests at once. */
function tierOf(
  simulation: Simulation,
  name: string,
  { service, queueLimit, ...rest }: Pick<CopyOptions, 'contents'> & Partial<CopyOptions> & Omit<ServerOptions, 'name'>,
): Tier {
  const work = new Server(simulation, {
    name: `${name} work`,
    service,
    servers: 4,
    ...(queueLimit ? { queueLimit } : {}),
  });
  return new Tier(simulation, name, [new Copy(simulation, { name, work, slots: 4, steps: [], ...rest })]);
}

describe('a whole system', () => {
  test('every request ends exactly once, whatever breaks and when', () => {
    const stations = ['a', 'b', 'c', 'db', 'cache'];
    const links = ['wire/1', 'to a', 'to b', 'to c'];
    const at = fc.integer({ min: 0, max: 3000 });
    const fault = fc.oneof(
      fc.record({
        at,
        station: fc.constantFrom(...stations),
        does: fc.constantFrom('crash' as const, 'fail' as const, 'recover' as const),
      }),
      fc.record({ at, station: fc.constantFrom(...links), does: fc.constantFrom('cut' as const, 'recover' as const) }),
      fc.record({
        at,
        station: fc.constantFrom('a', 'db', 'wire/1'),
        does: fc.constant('slow' as const),
        factor: fc.constantFrom(5, 20),
      }),
    );
    fc.assert(
      fc.property(fc.integer(), fc.array(fault, { maxLength: 12 }), (seed, faults) => {
        const { simulation, users } = city(seed, undefined);
        planFaults(simulation, faults);
        simulation.run(3000);
        // Long enough for the slowest queue and the last retry; only health checks go on for ever.
        simulation.run(30_000);
        for (const { asked, ended, inside } of [
          users.meter,
          ...[...simulation.stations.values()].map(({ meter }) => meter),
        ]) {
          const all = Object.values(ended).reduce((sum, count) => sum + count, 0);
          expect(asked - all).toBe(inside.value);
          expect(inside.value).toBeGreaterThanOrEqual(0);
        }
        expect(users.meter.inside.value).toBe(0);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('the same seed gives the same run, event for event; another seed gives another', () => {
    const run = (seed: number) => {
      const trace = new Trace(20_000);
      const { simulation } = city(seed, trace);
      planFaults(simulation, [{ at: 700, station: 'b', does: 'crash' }]);
      simulation.run(1500);
      return trace.entries();
    };
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  test('watching a run does not change it', () => {
    const summary = (trace?: Trace) => {
      const { simulation, users, client } = city(5, trace);
      simulation.run(3000);
      return {
        events: simulation.events,
        ended: users.meter.ended,
        mean: users.meter.stays.mean,
        attempts: client.attempts,
      };
    };
    expect(summary(new Trace(10))).toEqual(summary());
  });

  test('the windows of users add up to what they asked and how it ended', () => {
    const { simulation, users } = city(6);
    simulation.run(10_000);
    const windows = users.series!.windows(10_000);
    expect(windows).toHaveLength(20);
    const { ok } = users.meter.ended;
    expect(windows.reduce((sum, { asked }) => sum + asked, 0)).toBe(users.meter.asked);
    expect(windows.reduce((sum, { answered }) => sum + answered, 0)).toBe(ok);
    expect(windows.reduce((sum, { failed }) => sum + failed, 0)).toBe(users.meter.asked - ok);
  });

  test('adding a station leaves the numbers of the others alone', () => {
    const arrivals = (extra: boolean) => {
      const simulation = new Simulation(8);
      if (extra) new Server(simulation, { name: 'another', service: exponential(1) });
      const server = new Server(simulation, { name: 's', service: exponential(1) });
      new OpenSource(simulation, { name: 'users', to: server, arrivals: poisson(500) });
      simulation.run(2000);
      return [server.meter.asked, server.meter.stays.mean];
    };
    expect(arrivals(true)).toEqual(arrivals(false));
  });

  test('a trace keeps its last entries, oldest first, and counts the rest', () => {
    const trace = new Trace(100);
    const { simulation } = city(7, trace);
    simulation.run(100);
    const entries = trace.entries();
    expect(entries).toHaveLength(100);
    expect(trace.dropped).toBeGreaterThan(0);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b));
  });
});

test('a station has a name of its own, and a request is answered once', () => {
  const simulation = new Simulation(1);
  const server = new Server(simulation, { name: 's', service: constant(1) });
  expect(() => new Server(simulation, { name: 's', service: constant(1) })).toThrow(
    'There are two stations called "s".',
  );
  const request = simulation.request(0, 'request');
  simulation.call(request, server, { answered: () => {} });
  expect(() => simulation.release(request)).toThrow('has not ended');
  simulation.run(1);
  expect(() => simulation.answer(request, 'ok')).toThrow('was answered twice');
});
