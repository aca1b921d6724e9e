/** Partitions that are shared out by somebody else, and handed over. */
import { expect, test } from 'vitest';
import { Copy, store, Topic, type Way } from '#parts';
import { constant, Simulation } from '#simulation';
import { driver } from '../simulation/driver.ts';
import { serverTier, through, waysBetween } from './world.ts';

function topic(sharedBy: (readers: readonly Way[], partitions: number) => (Way | undefined)[], handingOver: number) {
  const simulation = new Simulation(1);
  const group = serverTier(simulation, 'group', 2, { service: constant(10) });
  const line = new Topic(simulation, {
    name: 't',
    tier: through(simulation, 'keeper', []),
    groups: [waysBetween(simulation, 't', group)],
    partitions: 2,
    partitionOf: (key, count) => key % count,
    sharedBy,
    handingOver,
  });
  const entrance = new Copy(simulation, { name: 't/1', steps: [store(line)] });
  return {
    simulation,
    group,
    line,
    done: () => group.copies.map(({ meter }) => meter.ended.ok),
    ...driver(simulation, entrance),
  };
}

test('whoever is named reads, and what nobody is named for waits', () => {
  const { simulation, line, done, send } = topic((readers) => [readers[1], undefined], 0);
  for (const key of [0, 1, 2]) send(0, key);
  simulation.run(100);
  expect(done()).toEqual([0, 2]);
  expect([line.lagOf(0, 0), line.lagOf(0, 1), line.readerOf(0, 0), line.readerOf(0, 1)]).toEqual([0, 1, 1, undefined]);
});

test('a partition that changes hands is read after the hand-over, and one that stays is read on', () => {
  const first = (readers: readonly Way[]) => [readers[0], readers.at(-1)];
  const { simulation, group, line, done, send } = topic(first, 2000);
  simulation.after(500, () => group.crash(0), undefined);
  for (const key of [0, 1]) send(5000, key);
  simulation.run(4900);
  const [, before] = done();
  simulation.run(5100);
  // Partition 1 stays with the second; partition 0 was handed over to it long ago.
  expect(done()[1]! - before!).toBe(2);
  expect(line.readerOf(0, 0)).toBe(1);
});

test('what comes during a hand-over waits for its end', () => {
  const { simulation, group, line, done, send } = topic((readers) => [readers[0], readers[0]], 2000);
  simulation.run(10);
  group.crash(0);
  send(1000, 0);
  simulation.run(1900);
  expect([done()[1], line.lagOf(0, 0)]).toEqual([0, 1]);
  simulation.run(6000);
  expect([done()[1], line.lagOf(0, 0)]).toEqual([1, 0]);
});
