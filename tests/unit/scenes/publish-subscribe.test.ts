/** The topic on screen: what replication promises holds under any breaking, and the numbers that lesson 8 states are right. */
import { describe, expect, test } from 'vitest';
import { Group, Producers, partitionOf } from '../../../content/scenes/publish-subscribe/clients.ts';
import { type Acks, Cluster, type Entry, PARTITIONS } from '../../../content/scenes/publish-subscribe/cluster.ts';
import scene from '../../../content/scenes/publish-subscribe.ts';
import { validate } from '../../../src/architecture/index.ts';
import { nodeAt, type Recording, record, type Settings, sampleAt, type USUAL } from '../../../src/scene/index.ts';
import { Simulation } from '../../../src/simulation/index.ts';

type Strikes = (typeof USUAL)['strikes'];

function recordAnew(settings: Settings = {}, strikes: Strikes = [], seed = 1): Recording {
  return record(scene, { seed, settings, strikes, from: 0 }, undefined)[0]!;
}

const kept = new Map<string, Recording>();

/** The same recording serves several tests. */
function recorded(settings: Settings = {}, strikes: Strikes = [], seed = 1): Recording {
  const name = JSON.stringify([settings, strikes, seed]);
  const recording = kept.get(name) ?? recordAnew(settings, strikes, seed);
  kept.set(name, recording);
  return recording;
}

const crash = (target: string, at: number) => ({ at: at * 1000, does: 'crash' as const, target });
const recover = (target: string, at: number) => ({ at: at * 1000, does: 'recover' as const, target });

/** The value of a chart at a time in seconds. */
function valueAt({ charts, tick }: Recording, label: string, seconds: number): number {
  const { values } = charts.flatMap(({ series }) => series).find((series) => series.label === label)!;
  return values[Math.floor((seconds * 1000) / tick + 1e-6)]!;
}

/** The average of a rate between two times in seconds. */
function meanOf(recording: Recording, label: string, from: number, to: number): number {
  const { tick } = recording;
  const step = tick / 1000;
  let [sum, count] = [0, 0];
  for (let at = from + step; at <= to + 1e-6; at += step, count++) sum += valueAt(recording, label, at);
  return sum / count;
}

function textAt(recording: Recording, id: string, seconds: number): string {
  const node = recording.architecture.nodes.findIndex((each) => each.id === id);
  return nodeAt(recording, node, sampleAt(recording, seconds * 1000))!.text;
}

/** When the lag of partition 0 was last above a bound, in seconds. */
function lastAbove(recording: Recording, bound: number): number {
  const { values } = recording.charts.flatMap(({ series }) => series).find(({ label }) => label === 'partition 0')!;
  return (values.findLastIndex((lag) => lag > bound) * recording.tick) / 1000;
}

const kill = [crash('broker-1', 20)];

describe('whatever breaks', () => {
  /** 40 seconds in which brokers and consumers come and go, then 50 in which everything is well. */
  function broken(seed: number, acks: Acks) {
    const simulation = new Simulation(seed);
    const cluster = new Cluster(simulation, acks);
    const group = new Group(simulation, cluster, 3);
    new Producers(simulation, cluster, { rate: 30, hot: 0.2 });
    const read = new Set<Entry>();
    const { onDelivered } = cluster;
    cluster.onDelivered = (delivery, outcome, partition) => {
      if (outcome === 'ok') read.add(cluster.entries[delivery.key]!);
      onDelivered(delivery, outcome, partition);
    };
    const random = simulation.random('breaking');
    const all = [...cluster.brokers, ...group.members];
    for (let at = 2000; at < 40_000; at += 4000 * random.uniform()) {
      const station = all[random.below(all.length)]!;
      simulation.after(at, () => station[station.state === 'up' ? 'crash' : 'recover'](), undefined);
    }
    simulation.after(40_000, () => all.forEach((station) => void station.recover()), undefined);
    simulation.run(90_000);
    return { cluster, group, read };
  }
  const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

  test.each(seeds)('with acks=all no acknowledged record is lost, and cards keep their order (seed %i)', (seed) => {
    const { cluster, group } = broken(seed, 'all');
    expect(cluster.lost).toBe(0);
    expect(group.outOfOrder).toBe(0);
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const [log, ...others] = cluster.brokers.map(({ logs }) => logs[partition]!.entries);
      expect(new Set(log).size).toBe(log!.length);
      expect(group.lagOf(partition)).toBeLessThan(30);
      const acknowledged = cluster.entries.filter((entry) => entry.partition === partition && entry.acknowledgedAt);
      const there = new Set(log);
      expect(acknowledged.every((entry) => there.has(entry))).toBe(true);
      // After healing all replicas agree, but for what is on its way right now.
      for (const other of others) {
        const both = Math.min(log!.length, other.length);
        expect(Math.abs(log!.length - other.length)).toBeLessThan(30);
        expect(other.slice(0, both).every((entry, place) => entry === log![place])).toBe(true);
      }
    }
  });

  test('with acks=1 records are lost, but what a group has read is not among them', () => {
    const runs = seeds.map((seed) => broken(seed, '1'));
    expect(runs.some(({ cluster }) => cluster.lost > 0)).toBe(true);
    for (const { cluster, group, read } of runs) {
      expect(group.outOfOrder).toBe(0);
      const logs = cluster.partitions.map(({ index, lastLeader }) => new Set(lastLeader.logs[index]!.entries));
      expect([...read].every((entry) => logs[entry.partition]!.has(entry))).toBe(true);
      expect(cluster.partitions.every(({ inSync }) => inSync.size === 3)).toBe(true);
    }
  });
});

describe('what the lesson says', () => {
  test('the cards are spread evenly', () => {
    const counts = new Array<number>(PARTITIONS).fill(0);
    for (let card = 1; card <= 300; card++) counts[partitionOf(card)]!++;
    for (const count of counts) expect(count).toBeGreaterThan(95);
  });

  test('one consumer falls behind, two keep up, and a fourth of three partitions has nothing to do', () => {
    const one = recorded({ members: 1 });
    expect(meanOf(one, 'consumed', 10, 60)).toBeCloseTo(45.5, 0);
    const lag = [0, 1, 2].reduce((sum, partition) => sum + valueAt(one, `partition ${partition}`, 60), 0);
    expect(lag).toBe(914);
    expect(valueAt(one, 'consumed, half of them', 60) / 1000).toBeCloseTo(15.3, 1);
    for (const members of [2, 3, 4]) expect(valueAt(recorded({ members }), 'partition 0', 59)).toBeLessThan(20);
    const four = recorded({ members: 4 });
    expect(textAt(four, 'member-4', 30)).toBe('idle');
    expect(valueAt(four, 'consumed, half of them', 40)).toBe(
      valueAt(recorded({ members: 3 }), 'consumed, half of them', 40),
    );
  });

  test('when a broker dies the whole topic stands still until it is missed; then a follower leads, and nothing is lost', () => {
    const recording = recorded({}, kill);
    expect(textAt(recording, 'broker-1', 22)).toBe('stopped');
    expect(textAt(recording, 'broker-2', 22.9)).toBe('leads 1');
    expect(textAt(recording, 'broker-2', 23.5)).toBe('leads 0, 1');
    expect(Math.max(...recording.nodes[0]!.waiting)).toBe(188);
    expect(valueAt(recording, 'acknowledged', 22.5)).toBe(0);
    expect(valueAt(recording, 'consumed', 22.5)).toBe(0);
    expect(valueAt(recording, 'acknowledged and lost', 60)).toBe(0);
    expect(valueAt(recording, 'out of order within a card', 60)).toBe(0);
  });

  test('headroom decides how soon the group has caught up', () => {
    const two = lastAbove(recorded({}, kill), 20);
    const three = lastAbove(recorded({ members: 3 }, kill), 20);
    expect(two).toBe(46.5);
    expect(three).toBe(26);
  });

  test('acks=1 is quicker, and loses what no follower had', () => {
    expect(valueAt(recorded(), 'acknowledged, half of them', 15)).toBeCloseTo(308, -1);
    const recording = recorded({ acks: '1' }, kill);
    expect(valueAt(recording, 'acknowledged, half of them', 15)).toBeCloseTo(8, 0);
    expect(valueAt(recording, 'acknowledged and lost', 22)).toBe(0);
    expect(valueAt(recording, 'acknowledged and lost', 60)).toBe(5);
    for (let seed = 2; seed <= 6; seed++)
      expect(valueAt(recorded({ acks: '1' }, kill, seed), 'acknowledged and lost', 60)).toBeGreaterThan(0);
  });

  test('the last of three brokers refuses with acks=all until another is back, and goes on with acks=1', () => {
    const strikes = [...kill, crash('broker-2', 26), recover('broker-1', 40)];
    const all = recorded({}, strikes);
    expect(meanOf(all, 'acknowledged', 30, 39)).toBe(0);
    expect(meanOf(all, 'acknowledged', 42, 60)).toBeGreaterThan(50);
    expect(valueAt(all, 'acknowledged and lost', 60)).toBe(0);
    const one = recorded({ acks: '1' }, strikes);
    expect(meanOf(one, 'acknowledged', 30, 39)).toBeGreaterThan(50);
    expect(valueAt(one, 'acknowledged and lost', 60)).toBe(9);
  });

  test('a hot card fills its partition, however many consumers there are', () => {
    const hot = recorded({ rate: 90, hot: 40, members: 3 });
    expect(valueAt(hot, 'partition 0', 60)).toBe(526);
    expect(valueAt(hot, 'partition 1', 59)).toBeLessThan(20);
    const more = recorded({ rate: 90, hot: 40, members: 4 });
    expect(valueAt(more, 'partition 0', 60)).toBe(valueAt(hot, 'partition 0', 60));
    expect(valueAt(recorded({ rate: 90, members: 3 }), 'partition 0', 59)).toBeLessThan(20);
  });

  test('a dead consumer delivers again what it was working on, and the others take its partitions', () => {
    const recording = recorded({ members: 3 }, [crash('member-2', 20)]);
    expect(textAt(recording, 'member-2', 22)).toBe('stopped');
    expect(textAt(recording, 'member-3', 24)).toBe('reads 1');
    expect(textAt(recording, 'member-1', 24)).toBe('reads 0, 2');
    expect(valueAt(recording, 'delivered twice', 60)).toBeLessThanOrEqual(3);
  });
});

describe('the recording', () => {
  test('is the same for the same seed and another for another', () => {
    expect(recordAnew({ members: 3 }, kill)).toEqual(recorded({ members: 3 }, kill));
    expect(recorded().moves.depart).not.toEqual(recorded({}, [], 2).moves.depart);
  });

  test('is the same until something is struck', () => {
    const [untouched, struck] = [recorded(), recorded({}, kill)];
    const before = untouched.moves.depart.findIndex((time) => time >= 20_000);
    expect(struck.moves.depart.slice(0, before)).toEqual(untouched.moves.depart.slice(0, before));
  });

  test('can be drawn with any number of consumers', () => {
    for (let members = 1; members <= 4; members++) expect(validate(recorded({ members }).architecture)).toEqual([]);
  });
});
