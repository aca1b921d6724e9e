/**
 * The learner's partitioner in a payment service, beside the same topic with the reference, or without keys. The other service is in
 * Java: where the learner's answers are not Kafka's, a card's payments part.
 */
import { type Architecture, sketch } from '#architecture';
import {
  chart,
  choice,
  defineScene,
  lately,
  type NodeView,
  nodesByName,
  percentOf,
  perSecond,
  slider,
  soFar,
  type World,
  world,
} from '#scene';
import { whole } from '#words';
import { partition } from './solution.ts';
import { BROKERS, type Partitioner, type PaymentTopic, startTopic, type TopicSettings } from './world.ts';

const reference = { partition };

/** How many samples of a node make a second, in which a consumer counts as busy: what it does at one moment says little. */
const SAMPLES_A_SECOND = 20;
const BATCH = 10;

const named = (id: string, label: string, count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `${id}-${place + 1}`, label: `${label} ${place + 1}` }));

/** The copies of these are nodes of their own: `broker/1` is drawn as `broker-1`. */
const idOf = (station: string) => station.replace(/^(broker|fraud)\//, '$1-');

function architectureOf(members: number): Architecture {
  const brokers = named('broker', 'Broker', BROKERS);
  const readers = named('fraud', 'Fraud check', members);
  const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id);
  const drawn = sketch(
    'A topic on three brokers, and a group that reads it',
    `services: producer "Payment services" x2
     ${brokers.map(({ id, label }) => `${id}: broker "${label}"`).join('; ')}
     ${readers.map(({ id, label }) => `${id}: consumer "${label}"`).join('; ')}
     services ~> ${ids(brokers)} ~> ${ids(readers)}
     ${[...ids(brokers), 'broker-1'].join(' => ')}`,
    Object.fromEntries(ids(readers).map((id) => [id, { region: 'group' }])),
  );
  return { ...drawn, regions: [{ id: 'group', label: 'Consumer group “fraud”' }] };
}

/** What a producer does with records that have no key: a batch for each partition in turn. */
function inBatches(): Partitioner {
  let sent = 0;
  return (_key, partitionCount) => Math.floor(sent++ / BATCH) % partitionCount;
}

export default defineScene({
  title: 'A topic, its brokers and its readers',
  seconds: 60,
  still: 20,
  knobs: {
    partitions: slider('Partitions', { min: 1, max: 6, value: 3 }),
    members: slider('Consumers in the group', { min: 1, max: 4, value: 2 }),
    rate: slider('Payments', { min: 30, max: 120, step: 10, value: 60, unit: 'per second' }),
    hot: slider('Share of one card', { min: 0, max: 60, step: 10, value: 0, unit: '%' }),
    acks: choice(
      'Producers wait for',
      { all: 'all in-sync replicas (acks=all)', leader: 'the leader (acks=1)' },
      'all',
    ),
    chosen: choice('Built-in partitioner', { key: 'murmur2 of the card', batches: 'no key: in turn, by tens' }, 'key'),
  },
  reference,
  worlds({ seed, settings: { chosen, hot, ...settings }, tick, learner }) {
    const worldOf = (title: string, partitioner: Partitioner) =>
      topicWorld(title, partitioner, { ...settings, hot: hot / 100 }, seed, tick);
    return [
      ...(learner === reference ? [] : [worldOf('Yours', learner.partition)]),
      chosen === 'key' ? worldOf('The reference', partition) : worldOf('Without keys', inBatches()),
    ];
  },
});

function topicWorld(
  title: string,
  partitioner: Partitioner,
  settings: TopicSettings,
  seed: number,
  tick: number,
): World {
  const running = startTopic(partitioner, settings, seed);
  const { simulation, brokers, group, topic, logs, services, acknowledgedAfter, wrong, told, say } = running;
  const architecture = architectureOf(settings.members);
  const byName = nodesByName(architecture);
  const [acknowledged, consumed] = [lately(acknowledgedAfter), lately(topic.ages)];
  const sources = { sources: services };
  return world({
    title,
    simulation,
    architecture,
    oneIn: 4,
    nodes: {
      services: () => {
        const astray = wrong.apart + wrong.nowhere;
        const waiting = services.reduce((sum, { meter }) => sum + meter.inside.value, 0);
        return { copies: [], waiting, ...(astray > 0 && { text: `${whole(astray)} sent astray` }) };
      },
      ...Object.fromEntries(brokers.copies.map(({ name }, place) => [idOf(name), () => brokerView(running, place)])),
      ...Object.fromEntries(group.copies.map(({ name }, place) => [idOf(name), memberView(running, place)])),
    },
    nodeOf: (station) => byName(idOf(station)),
    charts: [
      chart('Payments', 'per second', {
        produced: perSecond(() => soFar(sources).asked, tick),
        acknowledged: perSecond(() => soFar(sources).answered, tick),
        consumed: perSecond(() => topic.done, tick),
      }),
      chart(
        'Lag',
        'records',
        Object.fromEntries(logs.map((log) => [`partition ${log.partition}`, () => lagOf(running, log.partition)])),
      ),
      chart('Time since a payment was produced', 'ms', {
        'acknowledged, half of them': acknowledged(50),
        'consumed, half of them': consumed(50),
        'consumed, 99 in 100': consumed(99),
      }),
      chart('What went wrong so far', 'records', {
        'acknowledged and lost': () => logs.reduce((sum, { lost }) => sum + lost, 0),
        'delivered twice': () => topic.redelivered,
        'out of order within a card': () => wrong.outOfOrder,
      }),
      chart('What was sent to a wrong place so far', 'records', {
        'apart from others of its card': () => wrong.apart,
        'to a partition that does not exist': () => wrong.nowhere,
      }),
    ],
    breaks: [brokers, group].flatMap((tier) =>
      tier.copies.map((copy, place) => {
        const label = architecture.nodes.find(({ id }) => id === idOf(copy.name))!.label!;
        return {
          name: copy.name,
          label,
          crash() {
            if (copy.serves) say(`${label} stops.`);
            tier.crash(place);
          },
          recover() {
            if (!copy.serves) say(`${label} is back.`);
            tier.recover(place);
          },
        };
      }),
    ),
    told,
  });
}

/** The records of a partition that are in its log and that the group has not worked through. */
function lagOf({ logs, topic }: PaymentTopic, partition: number): number {
  const { end, highWatermark } = logs[partition]!;
  return end - highWatermark + topic.lagOf(0, partition);
}

/** The queue of a broker is what the readers of its partitions have still to work through. */
function brokerView(running: PaymentTopic, place: number): NodeView {
  const broker = running.brokers.copies[place]!;
  if (!broker.serves) return { copies: [{ state: 'down', busy: 0 }], waiting: 0, text: 'stopped' };
  const leads = running.logs.filter(({ leader }) => leader === broker).map(({ partition }) => partition);
  const waiting = leads.reduce((sum, partition) => sum + lagOf(running, partition), 0);
  // To the nearest ten: numbers that run cannot be read.
  const behind = waiting >= 20 ? `: ${Math.round(waiting / 10) * 10} to read` : '';
  const text = leads.length === 0 ? 'follows' : `leads ${leads.join(', ')}${behind}`;
  return { copies: [{ state: 'up', busy: 0 }], waiting, text };
}

function memberView({ group, topic, logs, simulation }: PaymentTopic, place: number): () => NodeView {
  const member = group.copies[place]!;
  const { work } = member;
  const worked = (now: number) => (work && 'busyMilliseconds' in work ? work.busyMilliseconds(now) : 0);
  const used = percentOf(worked, (now) => now, SAMPLES_A_SECOND);
  return () => {
    const busy = used(simulation.now) / 100 || 0;
    if (!member.serves) return { copies: [{ state: 'down', busy: 0 }], waiting: 0, text: 'stopped' };
    const reads = logs
      .filter(({ partition }) => topic.readerOf(0, partition) === place)
      .map(({ partition }) => partition);
    const text = reads.length === 0 ? 'idle' : `reads ${reads.join(', ')}`;
    return { copies: [{ state: 'up', busy }], waiting: 0, text };
  };
}
