/** Lesson 8: a topic of three partitions on three brokers and a group that reads it: who leads, who lags, what a lost broker costs. */
import type { Architecture } from '#architecture';
import { defineScene, type NodeView, type Series, type World } from '#scene';
import { type Histogram, Simulation } from '#simulation';
import { Group, type Member, Producers } from './publish-subscribe/clients.ts';
import { type Acks, BROKERS, type Broker, Cluster, COPYING, PARTITIONS } from './publish-subscribe/cluster.ts';

const partitions = Array.from({ length: PARTITIONS }, (_, index) => index);

function architectureOf(members: number): Architecture {
  const brokers = Array.from({ length: BROKERS }, (_, index) => `broker-${index + 1}`);
  const readers = Array.from({ length: members }, (_, index) => `member-${index + 1}`);
  return {
    title: 'A topic on three brokers, and a group that reads it',
    regions: [{ id: 'fraud', label: 'Consumer group “fraud”' }],
    nodes: [
      { id: 'producers', kind: 'producer', label: 'Payment services' },
      ...brokers.map((id, index) => ({ id, kind: 'broker' as const, label: `Broker ${index + 1}` })),
      ...readers.map((id, index) => {
        return { id, kind: 'consumer' as const, label: `Fraud check ${index + 1}`, region: 'fraud' };
      }),
    ],
    links: [
      ...brokers.map((to) => ({ from: 'producers', to, kind: 'async' as const })),
      ...brokers.map((from, index) => {
        return { from, to: brokers[(index + 1) % BROKERS]!, kind: 'replication' as const, latency: COPYING };
      }),
      ...brokers.flatMap((from) => readers.map((to) => ({ from, to, kind: 'async' as const }))),
    ],
  };
}

function brokerView(broker: Broker, cluster: Cluster): NodeView {
  const leads = cluster.partitions.filter(({ leader }) => leader === broker).map(({ index }) => index);
  const text = broker.state === 'down' ? 'stopped' : leads.length === 0 ? 'follows' : `leads ${leads.join(', ')}`;
  return { copies: [{ state: broker.state, busy: 0 }], waiting: 0, text };
}

/** How busy a member was in about the last second: what it does at one moment says little. */
function memberView(member: Member, group: Group, simulation: Simulation): () => NodeView {
  let [at, busyUntilThen, share] = [0, 0, 0];
  return () => {
    const { now } = simulation;
    const busyMilliseconds = member.busyMilliseconds(now);
    if (now > at) share += ((busyMilliseconds - busyUntilThen) / (now - at) - share) * Math.min(1, (now - at) / 1000);
    [at, busyUntilThen] = [now, busyMilliseconds];
    const reads = group.partitionsOf(member);
    const text = member.state === 'down' ? 'stopped' : reads.length === 0 ? 'idle' : `reads ${reads.join(', ')}`;
    return { copies: [{ state: member.state, busy: share }], waiting: 0, text };
  };
}

/** The increase since the last tick, per second. */
function perSecond(tick: number, total: () => number): () => number {
  let before = 0;
  return () => {
    const now = total();
    const rate = ((now - before) * 1000) / tick;
    before = now;
    return rate;
  };
}

/** Of the payments of the last tick: half of them, or 99 in 100, were acknowledged or consumed within that time. */
function timesSeries(acknowledged: Histogram, consumed: Histogram): Series[] {
  const read = (times: Histogram, percent: number) => (times.count === 0 ? Number.NaN : times.percentile(percent));
  return [
    { label: 'acknowledged, half of them', read: () => read(acknowledged, 50) },
    { label: 'consumed, half of them', read: () => read(consumed, 50) },
    {
      label: 'consumed, 99 in 100',
      read: () => {
        const time = read(consumed, 99);
        // The last of the three to be read: the next tick begins.
        for (const times of [acknowledged, consumed]) if (times.count > 0) times.reset();
        return time;
      },
    },
  ];
}

export default defineScene({
  title: 'A topic, its brokers and its readers',
  seconds: 60,
  still: 20,
  knobs: {
    members: { kind: 'number', label: 'Consumers in the group', min: 1, max: 4, step: 1, value: 2 },
    rate: { kind: 'number', label: 'Payments', unit: 'per second', min: 30, max: 120, step: 10, value: 60 },
    hot: { kind: 'number', label: 'Share of one card', unit: '%', min: 0, max: 60, step: 10, value: 0 },
    acks: {
      kind: 'choice',
      label: 'Producers wait for',
      options: [
        { value: 'all', label: 'all in-sync replicas (acks=all)' },
        { value: '1', label: 'the leader (acks=1)' },
      ],
      value: 'all',
    },
  },
  worlds({ seed, settings, tick }) {
    const simulation = new Simulation(seed);
    const cluster = new Cluster(simulation, settings.acks as Acks);
    const group = new Group(simulation, cluster, settings.members as number);
    const options = { rate: settings.rate as number, hot: (settings.hot as number) / 100 };
    const producers = new Producers(simulation, cluster, options);
    const breakable = new Map([...cluster.brokers, ...group.members].map((station) => [station.name, station]));
    const architecture = architectureOf(group.members.length);
    const ids = new Set(architecture.nodes.map(({ id }) => id));
    const world: World = {
      title: 'A topic',
      simulation,
      architecture,
      oneIn: 4,
      nodes: {
        producers: () => ({ copies: [], waiting: producers.waiting }),
        ...Object.fromEntries(cluster.brokers.map((broker) => [broker.name, () => brokerView(broker, cluster)])),
        ...Object.fromEntries(group.members.map((member) => [member.name, memberView(member, group, simulation)])),
      },
      nodeOf: (station) => (ids.has(station) ? station : undefined),
      charts: [
        {
          title: 'Payments',
          unit: 'per second',
          series: [
            { label: 'produced', read: perSecond(tick, () => producers.sent) },
            { label: 'acknowledged', read: perSecond(tick, () => producers.acknowledged) },
            { label: 'consumed', read: perSecond(tick, () => group.worked) },
          ],
        },
        {
          title: 'Lag',
          unit: 'records',
          series: partitions.map((partition) => {
            return { label: `partition ${partition}`, read: () => group.lagOf(partition) };
          }),
        },
        {
          title: 'Time since a payment was produced',
          unit: 'ms',
          series: timesSeries(producers.times, group.times),
        },
        {
          title: 'What went wrong so far',
          unit: 'records',
          series: [
            { label: 'acknowledged and lost', read: () => cluster.lost },
            { label: 'delivered twice', read: () => group.repeated },
            { label: 'out of order within a card', read: () => group.outOfOrder },
          ],
        },
      ],
      targets: [...breakable.values()].map(({ name, label }) => ({ target: name, label, does: 'crash' })),
      strike({ does, target }) {
        const station = breakable.get(target);
        if (station === undefined || (does !== 'crash' && does !== 'recover'))
          throw new RangeError(`There is nothing called "${target}" to ${does}.`);
        station[does]();
      },
      events: () => cluster.events,
    };
    return [world];
  },
});
