/** Holds queues, topics, databases, functions and autoscalers to what they promise, by hand and against formulas. */
import { describe, expect, test } from 'vitest';
import {
  Autoscaler,
  CloudFunction,
  constant,
  Database,
  exponential,
  MessageQueue,
  machineCost,
  type Observation,
  OpenSource,
  planFaults,
  poisson,
  Server,
  Simulation,
  steady,
  Topic,
  Trace,
  targetUtilisation,
  traced,
  zipf,
} from '../../../src/simulation/index.ts';
import { driver, times } from './driver.ts';

describe('a message queue', () => {
  function queued(
    service: number,
    options: { concurrency?: number; visibilityTimeout?: number; maxDeliveries?: number },
  ) {
    const simulation = new Simulation(1);
    const consumer = new Server(simulation, { name: 'worker', service: constant(service), servers: 9 });
    const queue = new MessageQueue(simulation, {
      name: 'q',
      consumer,
      concurrency: 1,
      visibilityTimeout: 50,
      ...options,
    });
    return { simulation, consumer, queue, ...driver(simulation, queue) };
  }

  test('answers the sender at once, and delivers as many at a time as it may', () => {
    const { simulation, queue, ended, send } = queued(10, { concurrency: 2 });
    for (let count = 0; count < 4; count++) send(0);
    simulation.run(15);
    expect(times(ended)).toEqual(new Array(4).fill('ok at 0'));
    expect([queue.acknowledged, queue.delivered, queue.depth.value]).toEqual([2, 2, 0]);
    simulation.run(100);
    expect([queue.acknowledged, queue.delivered, queue.ages.max]).toEqual([4, 0, 20]);
    // Two messages waited 10 ms each.
    expect(queue.depth.area(100)).toBe(20);
  });

  test('delivers again what was not acknowledged in time, so the work is done twice', () => {
    const { simulation, consumer, queue, send } = queued(70, { concurrency: 1, maxDeliveries: 2 });
    send(0);
    simulation.run(500);
    expect([consumer.meter.ended.ok, queue.redelivered, queue.acknowledged, queue.dead]).toEqual([2, 1, 0, 1]);
  });

  test('a message that fails comes back when its visibility timeout is over', () => {
    const { simulation, consumer, queue, send } = queued(10, {});
    planFaults(simulation, [
      { at: 5, station: 'worker', does: 'crash' },
      { at: 60, station: 'worker', does: 'recover' },
    ]);
    send(0);
    simulation.run(500);
    expect(consumer.meter.ended).toMatchObject({ failed: 2, ok: 1 });
    expect([queue.redelivered, queue.acknowledged, queue.ages.max]).toEqual([2, 1, 110]);
  });

  test('loses no message: stored = acknowledged + dead + waiting + delivered', () => {
    const simulation = new Simulation(3);
    const consumer = new Server(simulation, { name: 'worker', service: exponential(12), servers: 8 });
    const queue = new MessageQueue(simulation, {
      name: 'q',
      consumer,
      concurrency: 8,
      visibilityTimeout: 60,
      maxDeliveries: 3,
    });
    new OpenSource(simulation, { name: 'users', to: queue, arrivals: poisson(500), until: 20_000 });
    planFaults(simulation, [
      { at: 4000, station: 'worker', does: 'crash' },
      { at: 6000, station: 'worker', does: 'recover' },
    ]);
    for (const at of [3000, 5000, 9000, 19_999]) {
      simulation.run(at);
      const { acknowledged, dead, delivered, depth, meter } = queue;
      expect(acknowledged + dead + delivered + depth.value).toBe(meter.asked);
    }
    simulation.run(Number.POSITIVE_INFINITY);
    expect(queue.acknowledged + queue.dead).toBe(queue.meter.asked);
    expect(queue.dead).toBeGreaterThan(0);
    expect(queue.dead).toBeLessThan(300);
  });
});

describe('a topic', () => {
  function subscribed(members: number) {
    const simulation = new Simulation(1);
    const readers = Array.from({ length: members }, (_, index) => {
      return new Server(simulation, { name: `reader ${index}`, service: constant(10) });
    });
    const partitionOf = (key: number, count: number) => key % count;
    const topic = new Topic(simulation, { name: 'topic', partitions: 2, partitionOf, retryAfter: 5 });
    return { simulation, readers, topic, ...driver(simulation, topic) };
  }

  test('a partition is read in order, one record at a time; partitions are read side by side', () => {
    const { simulation, readers, topic, ended, send } = subscribed(2);
    const group = topic.subscribe(readers);
    for (const key of [0, 2, 4, 1]) send(0, key);
    simulation.run(15);
    expect(times(ended)).toEqual(new Array(4).fill('ok at 0'));
    expect([group.lagOf(0), group.lagOf(1), group.lag, group.committed]).toEqual([2, 0, 2, 2]);
    simulation.run(100);
    expect(readers.map(({ meter }) => meter.ended.ok)).toEqual([3, 1]);
    expect([group.lag, group.redelivered, topic.size]).toEqual([0, 0, 0]);
  });

  test('every group reads every record; a record is kept until the slowest has it', () => {
    const { simulation, readers, topic, send } = subscribed(2);
    const fast = topic.subscribe([readers[0]!]);
    const absent = topic.subscribe([]);
    for (const key of [0, 1, 2]) send(0, key);
    simulation.run(200);
    expect([fast.committed, absent.committed, absent.lag, topic.size]).toEqual([3, 0, 3, 3]);
    absent.setMembers([readers[1]!]);
    simulation.run(400);
    expect([absent.committed, absent.lag, topic.size]).toEqual([3, 0, 0]);
  });

  test('a record whose reader fails is read again, and nothing behind it overtakes it', () => {
    const { simulation, readers, topic, send } = subscribed(1);
    const trace = new Trace(100);
    simulation.trace = trace;
    const group = topic.subscribe(readers);
    for (const key of [0, 2]) send(0, key);
    planFaults(simulation, [
      { at: 4, station: 'reader 0', does: 'crash' },
      { at: 7, station: 'reader 0', does: 'recover' },
    ]);
    simulation.run(100);
    expect([group.committed, group.redelivered]).toEqual([2, 1]);
    const reads = trace.entries().filter(({ station, what }) => station === 'reader 0' && what !== 'fault');
    expect(reads.map(({ at, what, key }) => `${key} ${what} ${at}`)).toEqual([
      '0 arrive 0',
      '0 failed 4',
      '0 arrive 9',
      '0 ok 19',
      '2 arrive 19',
      '2 ok 29',
    ]);
  });

  test('when partitions move, what was being read is delivered again to the new reader', () => {
    const { simulation, readers, topic, send } = subscribed(2);
    const group = topic.subscribe([readers[0]!]);
    send(0, 1);
    simulation.after(5, () => group.setMembers(readers), undefined);
    simulation.run(100);
    expect(readers.map(({ meter }) => meter.ended.ok)).toEqual([1, 1]);
    expect([group.committed, group.redelivered, group.lag]).toEqual([1, 1, 0]);
  });

  test('keys are spread over the partitions when nothing else is said, the same key always to the same', () => {
    const simulation = new Simulation(2);
    const topic = new Topic(simulation, { name: 'topic', partitions: 4, retryAfter: 5 });
    const group = topic.subscribe([]);
    const keys = zipf(10_000, 0);
    new OpenSource(simulation, { name: 'users', to: topic, keys, arrivals: steady(1000), until: 8000.5 });
    simulation.run(9000);
    for (const partition of [0, 1, 2, 3]) expect(Math.abs(group.lagOf(partition) - 2000)).toBeLessThan(200);
    const { send } = driver(simulation, topic);
    const before = [0, 1, 2, 3].map((partition) => group.lagOf(partition));
    for (let count = 0; count < 5; count++) send(9000, 77);
    simulation.run(9001);
    const grown = [0, 1, 2, 3].map((partition) => group.lagOf(partition) - before[partition]!);
    expect(grown.toSorted()).toEqual([0, 0, 0, 5]);
  });

  test('says so when a partition does not exist', () => {
    const simulation = new Simulation(1);
    const topic = new Topic(simulation, { name: 't', partitions: 2, partitionOf: () => 2, retryAfter: 5 });
    driver(simulation, topic).send(0);
    expect(() => simulation.run(1)).toThrow('t has no partition 2.');
  });
});

describe('a database', () => {
  function replicated(simulation: Simulation, lag: number, service: number) {
    const leader = new Server(simulation, { name: 'leader', service: constant(service) });
    const followers = ['f1', 'f2'].map((name) => {
      return new Server(simulation, { name, service: constant(service), servers: 100 });
    });
    const writes = ['write'];
    const database = new Database(simulation, { name: 'db', leader, followers, lag: constant(lag), writes });
    return { leader, followers, database };
  }

  test('writes go to the leader, reads to the followers in turn, which lag behind', () => {
    const simulation = new Simulation(1);
    const { leader, followers, database } = replicated(simulation, 20, 1);
    const { send } = driver(simulation, database);
    send(0, 5, 'write');
    send(10, 5, 'read');
    send(10, 6, 'read');
    send(30, 5, 'read');
    simulation.run(15);
    expect(database.behind).toEqual([1, 1]);
    simulation.run(100);
    expect([leader, ...followers].map(({ meter }) => meter.asked)).toEqual([1, 2, 1]);
    expect([database.followerReads, database.staleReads]).toEqual([3, 1]);
    expect(database.behind).toEqual([0, 0]);
  });

  test('a write that travels fast does not overtake a slow one before it', () => {
    const simulation = new Simulation(1);
    const leader = new Server(simulation, { name: 'leader', service: constant(0) });
    const follower = new Server(simulation, { name: 'follower', service: constant(0) });
    const lags = [50, 5, 5];
    const lag = { mean: 20, sample: () => lags.shift()! };
    const database = new Database(simulation, { name: 'db', leader, followers: [follower], lag, writes: ['write'] });
    const { send } = driver(simulation, database);
    for (const at of [0, 10, 60]) send(at, 1, 'write');
    const behind: string[] = [];
    for (const at of [20, 49, 51, 61, 66]) {
      simulation.after(at, () => void behind.push(`${at}: ${database.behind}`), undefined);
    }
    simulation.run(100);
    expect(behind).toEqual(['20: 2', '49: 2', '51: 0', '61: 1', '66: 0']);
  });

  test('a read is stale when its key was written within the lag: with probability 1 − e^(−λL)', () => {
    const simulation = new Simulation(2);
    const { database } = replicated(simulation, 10, 0);
    const kinds = { read: 4, write: 1 };
    const keys = zipf(2, 0);
    new OpenSource(simulation, { name: 'users', to: database, arrivals: poisson(500), keys, kinds, until: 100_000 });
    simulation.run(Number.POSITIVE_INFINITY);
    // Writes of one key: 500/s × 1/5 × 1/2 = 0.05 per ms; the lag is 10 ms.
    const expected = 1 - Math.exp(-0.5);
    const { followerReads, staleReads } = database;
    // Reads within one lag share their fate, so the deviation is a few times that of independent trials: about 0.5 %.
    expect(Math.abs(staleReads / followerReads - expected)).toBeLessThan(0.015);
  });

  test('reads go to the leader when no follower is up', () => {
    const simulation = new Simulation(1);
    const { leader, followers, database } = replicated(simulation, 20, 1);
    for (const follower of followers) follower.crash();
    const { ended, send } = driver(simulation, database);
    send(0, 5, 'read');
    simulation.run(10);
    expect(times(ended)).toEqual(['ok at 1']);
    expect(leader.meter.asked).toBe(1);
    expect(database.followerReads).toBe(0);
  });
});

describe('a cloud function', () => {
  test('starts cold, stays warm for a while, turns away above its limit, and is billed for its running time', () => {
    const simulation = new Simulation(1);
    const lambda = new CloudFunction(simulation, {
      name: 'f',
      service: constant(10),
      coldStart: constant(100),
      concurrency: 2,
      keepAlive: 1000,
    });
    const { ended, send } = driver(simulation, lambda);
    for (const at of [0, 50, 60, 200, 1300]) send(at);
    simulation.run(1155);
    // The instance that was used last has been idle since 210, the other since 110.
    expect(lambda.instances).toBe(1);
    simulation.run(5000);
    expect(times(ended)).toEqual(['rejected at 60', 'ok at 110', 'ok at 160', 'ok at 210', 'ok at 1410']);
    expect(lambda.coldStarts).toBe(3);
    expect(lambda.instances).toBe(0);
    expect(lambda.billedMilliseconds(5000)).toBe(110 + 110 + 10 + 110);
  });
});

describe('an autoscaler', () => {
  test.each<[string, Partial<Observation>, number, number]>([
    // Reference vectors, group k8s-hpa-replicas; utilisation and target as shares.
    ['50 replicas at 90 for a target of 75', { servers: 50, utilisation: 0.9 }, 0.75, 60],
    ['3 replicas at 50 for a target of 30', { servers: 3, utilisation: 0.5 }, 0.3, 5],
    // The same rule where it does nothing: within the tolerance, and while what was ordered is still starting.
    ['10 replicas at 82 for a target of 75', { servers: 10, utilisation: 0.82 }, 0.75, 10],
    ['2 replicas at 100 for a target of 50, with 3 starting', { servers: 2, starting: 3, utilisation: 1 }, 0.5, 5],
    ['10 idle replicas', { servers: 10, utilisation: 0 }, 0.75, 0],
  ])('the rule for a target utilisation: %s', (_name, observed, target, expected) => {
    const observation = { now: 0, servers: 1, starting: 0, utilisation: 0, waiting: 0, ...observed };
    expect(targetUtilisation(target)(observation)).toBe(expected);
  });

  test('what it orders serves after the warm-up and is paid for from the order; what it takes away goes at once', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(1) });
    const wishes = [4, 4, 2, 2, 9];
    const scaler = new Autoscaler(simulation, {
      server,
      rule: () => wishes.shift() ?? 1,
      every: 100,
      minimum: 1,
      maximum: 6,
      warmUp: 150,
    });
    const seen: string[] = [];
    for (const at of [99, 101, 201, 251, 301, 501, 601]) {
      simulation.after(at, () => void seen.push(`${at}: ${server.servers}+${scaler.starting}`), undefined);
    }
    simulation.run(700);
    expect(seen).toEqual(['99: 1+0', '101: 1+3', '201: 1+3', '251: 4+0', '301: 2+0', '501: 2+4', '601: 1+0']);
    const paid = 100 + 4 * 200 + 2 * 200 + 6 * 100 + 100;
    expect(scaler.machineMilliseconds(700)).toBe(paid);
    expect(machineCost(scaler.machineMilliseconds(700), 3600)).toBeCloseTo(paid / 1000, 12);
  });

  test('follows the load up and down, and settles near its target', () => {
    const simulation = new Simulation(4);
    const server = new Server(simulation, { name: 's', service: exponential(10), servers: 2 });
    const observed: Observation[] = [];
    const rule = targetUtilisation(0.6);
    new Autoscaler(simulation, {
      server,
      rule(observation) {
        observed.push(observation);
        return rule(observation);
      },
      every: 1000,
      minimum: 2,
      maximum: 50,
      warmUp: 500,
    });
    const steps = [
      { from: 0, perSecond: 100 },
      { from: 30_000, perSecond: 1200 },
      { from: 60_000, perSecond: 100 },
    ];
    new OpenSource(simulation, { name: 'users', to: server, arrivals: traced(steps), until: 90_000 });
    simulation.run(90_000);
    const servers = (at: number) => observed.find(({ now }) => now === at)!.servers;
    expect(servers(30_000)).toBe(2);
    // 1200/s × 10 ms = 12 busy servers; at a utilisation of 0.6 ± 10 % that takes 19 to 23.
    expect(servers(59_000)).toBeGreaterThanOrEqual(18);
    expect(servers(59_000)).toBeLessThanOrEqual(24);
    expect(servers(89_000)).toBe(2);
  });

  test('says so when a rule asks for no number', () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 's', service: constant(1) });
    new Autoscaler(simulation, { server, rule: () => Number.NaN, every: 1, minimum: 1, maximum: 2, warmUp: 1 });
    expect(() => simulation.run(2)).toThrow('The scaling rule asked for NaN servers.');
  });
});
