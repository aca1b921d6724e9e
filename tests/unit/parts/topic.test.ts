/** Holds topics to what they promise: order within a partition, groups, and partitions that move. */
import { describe, expect, test } from 'vitest';
import { Copy, NOTICED_AFTER, store, Topic } from '#parts';
import { constant, OpenSource, Simulation, steady, Trace, zipf } from '#simulation';
import { driver, times } from '../simulation/driver.ts';
import { serverTier, through, waysBetween } from './world.ts';

/** A topic in two partitions (even keys, odd keys), and groups of so many readers that take 10 ms for a record. */
function topic(...groups: number[]) {
  const simulation = new Simulation(1);
  const tiers = groups.map((readers, group) =>
    serverTier(simulation, `group-${group}`, readers, { service: constant(10) }),
  );
  const line = new Topic(simulation, {
    name: 't',
    tier: through(simulation, 'keeper', []),
    groups: tiers.map((tier) => waysBetween(simulation, 't', tier)),
    partitions: 2,
    partitionOf: (key, count) => key % count,
  });
  const entrance = new Copy(simulation, { name: 't/1', steps: [store(line)] });
  const done = (group: number) => tiers[group]!.copies.map(({ meter }) => meter.ended.ok);
  return { simulation, tiers, line, done, ...driver(simulation, entrance) };
}

describe('a topic', () => {
  test('a partition is read in order, one record at a time; partitions are read side by side', () => {
    const { simulation, line, done, ended, send } = topic(2);
    for (const key of [0, 2, 4, 1]) send(0, key);
    simulation.run(15);
    expect(times(ended)).toEqual(new Array(4).fill('ok at 0'));
    expect([line.lagOf(0, 0), line.lagOf(0, 1), line.waiting, line.delivered, line.done]).toEqual([2, 0, 1, 1, 2]);
    simulation.run(100);
    expect(done(0)).toEqual([3, 1]);
    expect([line.waiting, line.redelivered]).toEqual([0, 0]);
  });

  test('every group reads every record; more readers than partitions are idle', () => {
    const { simulation, line, done, send } = topic(1, 3);
    for (const key of [0, 1, 2]) send(0, key);
    simulation.run(200);
    expect([done(0), done(1)]).toEqual([[3], [2, 1, 0]]);
    expect(line.done).toBe(6);
  });

  test('a record whose reader fails is read again, and nothing behind it overtakes it', () => {
    const { simulation, tiers, line, send } = topic(1);
    const trace = new Trace(100);
    simulation.trace = trace;
    for (const key of [0, 2]) send(0, key);
    simulation.after(4, () => tiers[0]!.fail(), undefined);
    simulation.after(7, () => tiers[0]!.recover(), undefined);
    simulation.run(3000);
    expect([line.done, line.redelivered]).toEqual([2, 1]);
    const reads = trace.entries().filter(({ station }) => station === 'group-0/1');
    expect(reads.map(({ at, what, key }) => `${key} ${what} ${at}`)).toEqual([
      '0 arrive 0',
      '0 failed 4',
      '0 arrive 1004',
      '0 ok 1014',
      '2 arrive 1014',
      '2 ok 1024',
    ]);
  });

  test('when a crash is noticed the partitions move, and what was not committed comes again', () => {
    const { simulation, tiers, line, done, send } = topic(2);
    send(0, 1);
    simulation.after(5, () => tiers[0]!.crash(1), undefined);
    simulation.run(5 + NOTICED_AFTER - 1);
    expect([done(0), line.lagOf(0, 1)]).toEqual([[0, 0], 1]);
    simulation.run(5 + NOTICED_AFTER + 10);
    expect([done(0), line.redelivered, line.waiting]).toEqual([[1, 0], 1, 0]);
  });

  test('a reader that comes back takes its partitions: what the other is working on is worked on twice', () => {
    const { simulation, tiers, line, done, send } = topic(2);
    tiers[0]!.crash(1);
    simulation.run(2000);
    tiers[0]!.recover(1);
    send(2000 + NOTICED_AFTER - 5, 1);
    simulation.run(4000);
    expect(done(0)).toEqual([1, 1]);
    expect([line.done, line.redelivered, line.waiting]).toEqual([1, 1, 0]);
  });

  test('keys are spread over the partitions when nothing else is said, the same key always to the same', () => {
    const simulation = new Simulation(2);
    const nobody = serverTier(simulation, 'nobody', 1, { service: constant(1) });
    nobody.crash();
    const line = new Topic(simulation, {
      name: 't',
      tier: through(simulation, 'keeper', []),
      groups: [waysBetween(simulation, 't', nobody)],
      partitions: 4,
    });
    simulation.run(2000);
    const entrance = new Copy(simulation, { name: 't/1', steps: [store(line)] });
    new OpenSource(simulation, {
      name: 'users',
      to: entrance,
      keys: zipf(10_000, 0),
      arrivals: steady(1000),
      until: 10_000.5,
    });
    simulation.run(11_000);
    const lags = () => [0, 1, 2, 3].map((partition) => line.lagOf(0, partition));
    const before = lags();
    for (const lag of before) expect(Math.abs(lag - 2000)).toBeLessThan(200);
    const { send } = driver(simulation, entrance);
    for (let count = 0; count < 5; count++) send(11_000, 77);
    simulation.run(11_001);
    expect(
      lags()
        .map((lag, partition) => lag - before[partition]!)
        .toSorted(),
    ).toEqual([0, 0, 0, 5]);
  });

  test('says so when a partition does not exist', () => {
    const { simulation, send } = topic(1);
    send(0, 0.5);
    expect(() => simulation.run(1)).toThrow('t has no partition 0.5: it has 2, counted from 0.');
  });

  test('a partition is read from its own machine, and waits while that is down', () => {
    const simulation = new Simulation(1);
    const readers = serverTier(simulation, 'readers', 1, { service: constant(10) });
    const machines = serverTier(simulation, 'machine', 2, { service: constant(1) });
    const line = new Topic(simulation, {
      name: 't',
      tier: machines,
      groups: [waysBetween(simulation, 't', readers)],
      partitions: 2,
      readFrom: (partition) => machines.copies[partition],
    });
    const record = { key: 0, kind: 'record', origin: 0, born: 0, body: undefined };
    machines.crash(1);
    for (const partition of [0, 1, 1]) line.append(partition, record);
    simulation.run(100);
    expect([line.lagOf(0, 0), line.lagOf(0, 1), line.done]).toEqual([0, 2, 1]);
    simulation.run(2 * NOTICED_AFTER);
    machines.recover(1);
    simulation.run(3 * NOTICED_AFTER + 30);
    expect([line.lagOf(0, 1), line.done, line.redelivered]).toEqual([0, 3, 0]);
  });
});
