/**
 * Payments through a topic on three brokers, which a group of consumers checks for fraud. Two services produce them: one picks a
 * partition as it is told, the other is in Java and does as Kafka's client does. The key of a payment is its card.
 */
import { type Copy, FAILOVER_AFTER, makeCopies, Server, Tier, Topic, waysTo } from '#parts';
import { attempt } from '#scene';
import { constant, Histogram, OpenSource, poisson, type Request, Simulation, uniform } from '#simulation';
import { counted } from '#words';
import { type Acks, labelOf, ReplicatedLog } from './log.ts';
import { NOWHERE, type Payment, Service } from './service.ts';
import { partition as asKafka } from './solution.ts';

export const BROKERS = 3;
/** One way between two brokers, in ms: long, so that the copying can be seen, and so that something is on its way when one dies. */
const COPYING = constant(150);
/** One way from a service to a broker, and from a broker to a consumer, in ms. */
const [PRODUCING, READING] = [constant(4), constant(1)];
/** How long a consumer works on a payment, in ms. */
const CHECKING = uniform(15, 25);
/** Gives the partition that a payment of this key goes to, from 0. */
export type Partitioner = (key: string, partitionCount: number) => number;

export interface TopicSettings {
  partitions: number;
  members: number;
  /** Payments per second. */
  rate: number;
  /** The share of one card in all payments, in [0, 1]. */
  hot: number;
  acks: Acks;
}

export type PaymentTopic = ReturnType<typeof startTopic>;

/** The topic at its beginning. The same seed brings the same payments, whatever the partitioner. */
export function startTopic(partitioner: Partitioner, settings: TopicSettings, seed: number) {
  const { partitions, members, rate, hot, acks } = settings;
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  const say = (text: string) => void told.push({ at: simulation.now, text });
  const wrong = { outOfOrder: 0, apart: 0, nowhere: 0 };
  const logs: ReplicatedLog[] = [];

  const keep = {
    begin: (request: Request, broker: Copy) => logs[request.key]?.take(request, broker) ?? ('failed' as const),
    end: () => undefined,
    lost: (broker: Copy) => logs.forEach((log) => void log.crashed(broker)),
  };
  const brokers = new Tier(
    simulation,
    'broker',
    makeCopies(simulation, 'broker', BROKERS, () => ({ steps: [keep] })),
  );
  const missThoseWhoAreDown = () => {
    const down = brokers.copies.filter((broker) => !broker.serves && logs.some((log) => log.countsOn(broker)));
    for (const broker of down) {
      say(`The controller misses ${labelOf(broker)}, and counts it in sync no longer.`);
      for (const log of logs) log.missed(broker);
    }
  };
  brokers.whenCrashed(() => simulation.after(FAILOVER_AFTER, missThoseWhoAreDown, undefined));

  const check = {
    begin({ body }: Request) {
      const { number, card } = body as Payment;
      if (number < card.checked) wrong.outOfOrder++;
      card.checked = Math.max(card.checked, number);
      return 'next' as const;
    },
    end: () => undefined,
  };
  const copies = makeCopies(simulation, 'fraud', members, (name) => {
    return { work: new Server(simulation, { name: `${name} work`, service: CHECKING }), slots: 1, steps: [check] };
  });
  const group = new Tier(simulation, 'fraud', copies);
  group.whenChanged(() => {
    const there = copies.filter(({ listed }) => listed).length;
    say(`The group rebalances: its partitions are shared by ${counted(there, 'consumer')}.`);
  });

  const topic = new Topic(simulation, {
    name: 'payments',
    tier: brokers,
    groups: [waysTo(simulation, 'payments to fraud', group, { latency: READING })],
    partitions,
    readFrom: (partition) => logs[partition]?.leader,
  });
  const links = brokers.copies.map(({ name }) => waysTo(simulation, name, brokers, { latency: COPYING }));
  for (let partition = 0; partition < partitions; partition++) {
    const log = new ReplicatedLog(simulation, {
      partition,
      brokers,
      linkBetween: (from, to) => links[from.place]![to.place]!.link,
      acks,
      onReadable: ({ message }) => topic.append(partition, message),
      say,
    });
    logs.push(log);
  }

  const homes = new Map<number, number>();
  let threw = false;
  const pick = (card: number, by: Partitioner): number => {
    const key = `card-${card}`;
    const picked = attempt(() => by(key, partitions));
    if ('threw' in picked && !threw) {
      threw = true;
      say(`partition("${key}", ${partitions}) threw ${picked.threw}. A payment without a partition is not kept.`);
    }
    const partition = 'threw' in picked ? NOWHERE : picked.answer;
    const exists = Number.isInteger(partition) && logs[partition] !== undefined;
    if (!exists) wrong.nowhere++;
    else if (partition !== (homes.get(card) ?? partition)) wrong.apart++;
    else homes.set(card, partition);
    return exists ? partition : NOWHERE;
  };
  const acknowledgedAfter = new Histogram();
  const services = [partitioner, asKafka].map((by, place) => {
    const name = `services/${place + 1}`;
    const ways = waysTo(simulation, `${name} to broker`, brokers, { latency: PRODUCING });
    const options = { pick: (card: number) => pick(card, by), hot, logs, ways, acknowledgedAfter };
    const to = new Service(simulation, `${name} client`, options);
    return new OpenSource(simulation, { name, to, arrivals: poisson(rate / 2) });
  });
  return { simulation, brokers, logs, group, topic, services, acknowledgedAfter, wrong, told, say };
}
