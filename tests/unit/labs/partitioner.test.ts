/** The topic of the partitioner's lab: what replication promises holds under any breaking, and a wrong partitioner is seen as what it does. */
import { describe, expect, test } from 'vitest';
import { validate } from '#architecture';
import { Run, record, recorded, type Settings, USUAL } from '#scene';
import type { Acks, Entry } from '../../../labs/partitioner/log.ts';
import scene from '../../../labs/partitioner/scene.ts';
import { partition } from '../../../labs/partitioner/solution.ts';
import { type Partitioner, startTopic } from '../../../labs/partitioner/world.ts';

const PARTITIONS = 3;

test('the cards are spread evenly', () => {
  const counts = new Array<number>(PARTITIONS).fill(0);
  for (let card = 1; card <= 300; card++) counts[partition(`card-${card}`, PARTITIONS)]!++;
  for (const count of counts) expect(count).toBeGreaterThan(85);
});

describe('whatever breaks', () => {
  /** 40 seconds in which brokers and consumers come and go, then 50 in which everything is well. */
  function broken(seed: number, acks: Acks) {
    const settings = { partitions: PARTITIONS, members: 3, rate: 30, hot: 0.2, acks };
    const running = startTopic(partition, settings, seed);
    const { simulation, brokers, group, logs, topic } = running;
    const committed = logs.map((): Entry['message'][] => []);
    const { append } = topic;
    topic.append = (place, message) => {
      committed[place]!.push(message);
      append.call(topic, place, message);
    };
    const random = simulation.random('breaking');
    const all = [brokers, group].flatMap((tier) => tier.copies.map((copy, place) => ({ tier, copy, place })));
    for (let at = 2000; at < 40_000; at += 4000 * random.uniform()) {
      const { tier, copy, place } = all[random.below(all.length)]!;
      simulation.after(at, () => tier[copy.serves ? 'crash' : 'recover'](place), undefined);
    }
    simulation.after(40_000, () => [brokers, group].forEach((tier) => void tier.recover()), undefined);
    simulation.run(90_000);
    return { ...running, committed };
  }
  const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

  test.each(seeds)('with acks=all no acknowledged record is lost, and cards keep their order (seed %i)', (seed) => {
    const { brokers, logs, topic, services, wrong, committed } = broken(seed, 'all');
    expect(wrong).toEqual({ outOfOrder: 0, apart: 0, nowhere: 0 });
    const acknowledged = services.reduce((sum, { meter }) => sum + meter.ended.ok, 0);
    let kept = 0;
    for (const log of logs) {
      expect(log.lost).toBe(0);
      expect(topic.lagOf(0, log.partition)).toBeLessThan(30);
      const entries = log.entriesOf(log.leader);
      expect(new Set(entries).size).toBe(entries.length);
      kept += entries.filter((entry) => entry.acknowledged).length;
      // What was read is what lies below the high watermark, each record once and in the order of the log.
      expect(committed[log.partition]).toEqual(entries.slice(0, log.highWatermark).map(({ message }) => message));
      // After healing all replicas agree, but for what is on its way right now.
      for (const broker of brokers.copies) {
        const other = log.entriesOf(broker);
        expect(entries.length - other.length).toBeLessThan(30);
        expect(other.every((entry, offset) => entry === entries[offset])).toBe(true);
      }
    }
    expect(kept).toBe(acknowledged);
  });

  test('with acks=1 records are lost, but what a group has read is not among them', () => {
    const runs = seeds.map((seed) => broken(seed, 'leader'));
    expect(runs.some(({ logs }) => logs.some(({ lost }) => lost > 0))).toBe(true);
    for (const { logs, committed, wrong } of runs) {
      expect(wrong.outOfOrder).toBe(0);
      for (const log of logs) {
        const there = log.entriesOf(log.leader).map(({ message }) => message);
        expect(committed[log.partition]).toEqual(there.slice(0, log.highWatermark));
        expect(log.inSync.size).toBe(3);
      }
    }
  });
});

test('a dead consumer is delivered again what it was working on, elsewhere, and the others take its partitions', () => {
  const strikes = [{ at: 20_000, does: 'crash' as const, target: 'fraud/2' }];
  const run = new Run(() => record(scene, { ...USUAL, settings: { members: 3 }, strikes }));
  expect(run.node('fraud-2', 22).text).toBe('stopped');
  expect(run.node('fraud-3', 24).text).toBe('reads 1');
  expect(run.node('fraud-1', 24).text).toBe('reads 0, 2');
  expect(run.last('What went wrong so far: delivered twice')).toBeGreaterThan(0);
  expect(run.last('What went wrong so far: delivered twice')).toBeLessThanOrEqual(3);
});

describe('a wrong partitioner', () => {
  const APART = 'What was sent to a wrong place so far: apart from others of its card';
  const NOWHERE = 'What was sent to a wrong place so far: to a partition that does not exist';
  const OUT_OF_ORDER = 'What went wrong so far: out of order within a card';

  function yours(partitioner: Partitioner, settings: Settings = {}): Run {
    const run = new Run(() => record(scene, { ...USUAL, settings }, { partition: partitioner }));
    return run.in('Yours');
  }

  test('that is right does as the reference does, record by record', () => {
    const [own, right] = record(scene, USUAL, { partition: (key, count) => partition(key, count) });
    expect([own!.title, right!.title]).toEqual(['Yours', 'The reference']);
    expect({ ...own!, title: '' }).toEqual({ ...right!, title: '' });
  });

  test('that puts all cards into one partition fills that one', () => {
    const run = yours(() => 2, { rate: 90 });
    expect(run.last('Lag: partition 2')).toBeGreaterThan(5 * run.last('Lag: partition 0'));
    expect(run.node('broker-3', 60).waiting).toBeGreaterThan(100);
  });

  test.each([
    ['counts from one', (key: string, count: number) => 1 + partition(key, count), 1 / 3],
    ['is below zero', () => -1, 1],
    ['is no whole number', () => 0.5, 1],
    ['is none', () => Number.NaN, 1],
    ['is text', (() => '1') as unknown as Partitioner, 1],
  ])('whose answer %s gets an error, and the payment is not kept', (_name, partitioner, share) => {
    const run = yours(partitioner);
    const [produced, nowhere] = [60 * run.mean('Payments: produced'), run.last(NOWHERE)];
    expect(nowhere / (produced / 2)).toBeGreaterThan(0.85 * share);
    expect(nowhere / (produced / 2)).toBeLessThan(1.15 * share);
    expect(run.recordings[0]!.moves.tone).toContain(2);
  });

  test('that throws is quoted once, and its payments are not kept', () => {
    const run = yours(() => {
      throw new RangeError('not written yet');
    });
    expect(run.told.filter((text) => text.includes('threw RangeError: not written yet'))).toHaveLength(1);
    expect(run.last(NOWHERE)).toBeGreaterThan(1000);
    expect(run.mean('Payments: consumed', 10)).toBeGreaterThan(20);
  });

  test('that takes turns breaks the order within a card, and one with another hash parts it from the other service', () => {
    let turn = 0;
    const turns = yours((_key, count) => turn++ % count, { hot: 20 });
    expect(turns.last(APART)).toBeGreaterThan(1000);
    expect(turns.last(OUT_OF_ORDER)).toBeGreaterThan(20);
    const otherHash = yours((key, count) => (partition(key, count) + 1) % count, { hot: 20 });
    expect(otherHash.last(APART)).toBeGreaterThan(1000);
    expect(otherHash.last(OUT_OF_ORDER)).toBe(0);
  });
});

test('it can be drawn with any number of consumers, and is the same until something is struck', () => {
  for (let members = 1; members <= 4; members++) {
    const [{ architecture }] = recorded(scene, { ...USUAL, settings: { members } }) as [ReturnType<typeof record>[0]];
    expect(validate(architecture)).toEqual([]);
  }
  const [untouched] = recorded(scene);
  const [struck] = recorded(scene, { ...USUAL, strikes: [{ at: 20_000, does: 'crash', target: 'broker/1' }] });
  const before = untouched!.moves.depart.findIndex((time) => time >= 19_700);
  expect(struck!.moves.depart.slice(0, before)).toEqual(untouched!.moves.depart.slice(0, before));
});
