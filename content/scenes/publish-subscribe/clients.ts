/** Both ends of the topic: producers that send again what was not acknowledged, and a group that shares the partitions out. */

import { Link } from '#parts';
import {
  type Caller,
  constant,
  Histogram,
  type Outcome,
  poisson,
  type Random,
  type Request,
  type Simulation,
  Station,
} from '#simulation';
import { type Broker, type Cluster, type Entry, PARTITIONS, type Partition } from './cluster.ts';

const CARDS = 300;
/** One way in ms: from a producer to a broker, and from a broker to a consumer. */
const TO_BROKER = 4;
const TO_CONSUMER = 1;
/** How long a producer waits after a failure before it asks again who leads, in ms. */
const RETRY_AFTER = 500;
/** How long a consumer works on a record, in ms: between these two. */
const [LEAST_WORK, MOST_WORK] = [15, 25];
/** How long a consumer must be silent until its partitions go to others, in ms. */
const MEMBER_MISSED_AFTER = 3000;

/** FNV-1a over the characters of a card's name, as a stand-in for the hash that a real client uses. */
export function partitionOf(card: number): number {
  let hash = 0x811c9dc5;
  for (const character of `card-${card}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % PARTITIONS;
}

export interface ProducerOptions {
  /** Records per second. */
  rate: number;
  /** The share of one card in all records, in [0, 1]. */
  hot: number;
}

/** What a producer keeps for one partition. */
interface Lane {
  partition: Partition;
  /** Whom it believes to lead. */
  leader: Broker;
  /** In the order in which they were produced. */
  unacknowledged: Set<Entry>;
  /** Whether it holds records back after a failure. */
  paused: boolean;
}

export class Producers implements Caller {
  readonly name = 'producers';
  sent = 0;
  acknowledged = 0;
  /** Times from producing to the acknowledgement, since they were last read, in ms. */
  readonly times = new Histogram();
  readonly #simulation: Simulation;
  readonly #cluster: Cluster;
  readonly #links: Map<Broker, Link>;
  readonly #lanes: Lane[];
  readonly #payments = new Map<number, number>();

  constructor(simulation: Simulation, cluster: Cluster, { rate, hot }: ProducerOptions) {
    this.#simulation = simulation;
    this.#cluster = cluster;
    this.#links = new Map(
      cluster.brokers.map((to) => {
        const link = new Link(simulation, { name: `producers to ${to.name}`, to, latency: constant(TO_BROKER) });
        return [to, link];
      }),
    );
    this.#lanes = cluster.partitions.map((partition) => {
      return { partition, leader: partition.lastLeader, unacknowledged: new Set(), paused: false };
    });
    const arrivals = poisson(rate);
    const [times, cards] = [simulation.random('producers/times'), simulation.random('producers/cards')];
    const next = () => simulation.after(arrivals.gap(simulation.now, times), produce, undefined);
    const produce = () => {
      next();
      // Both numbers are drawn each time, so that the knob for the hot card changes nothing else.
      const [isHot, card] = [cards.uniform() < hot, 1 + cards.below(CARDS)];
      this.#produce(isHot ? 0 : card);
    };
    next();
  }

  /** Records that are not acknowledged yet. */
  get waiting(): number {
    return this.#lanes.reduce((sum, { unacknowledged }) => sum + unacknowledged.size, 0);
  }

  #produce(card: number): void {
    const lane = this.#lanes[partitionOf(card)]!;
    const number = this.#payments.get(card) ?? 0;
    this.#payments.set(card, number + 1);
    const entry: Entry = {
      index: this.#cluster.entries.length,
      partition: lane.partition.index,
      card,
      number,
      producedAt: this.#simulation.now,
      acknowledgedAt: undefined,
      origin: 0,
    };
    this.#cluster.entries.push(entry);
    this.sent++;
    lane.unacknowledged.add(entry);
    if (!lane.paused) this.#send(entry, lane);
  }

  #send(entry: Entry, { leader }: Lane): void {
    const request = this.#simulation.request(entry.index, 'produce');
    if (entry.origin === 0) entry.origin = request.id;
    request.origin = entry.origin;
    this.#simulation.call(request, this.#links.get(leader)!, this);
  }

  answered(request: Request, outcome: Outcome): void {
    const entry = this.#cluster.entries[request.key]!;
    const lane = this.#lanes[entry.partition]!;
    this.#simulation.release(request);
    if (outcome === 'ok') {
      if (lane.unacknowledged.delete(entry)) this.#acknowledge(entry);
      if (lane.paused) this.#resume(lane);
    } else if (!lane.paused) {
      lane.paused = true;
      this.#retryLater(lane);
    }
  }

  #acknowledge(entry: Entry): void {
    entry.acknowledgedAt = this.#simulation.now;
    this.acknowledged++;
    this.times.record(entry.acknowledgedAt - entry.producedAt);
  }

  #retryLater(lane: Lane): void {
    this.#simulation.after(RETRY_AFTER, this.#retry, lane);
  }

  /** Asks who leads now. If it is somebody else, everything is sent to them; otherwise one record tries the way. */
  readonly #retry = (lane: Lane): void => {
    if (!lane.paused) return;
    const { leader } = lane.partition;
    if (leader !== undefined && leader !== lane.leader) {
      lane.leader = leader;
      this.#resume(lane);
      return;
    }
    const [first] = lane.unacknowledged;
    if (first !== undefined) this.#send(first, lane);
    this.#retryLater(lane);
  };

  /** In the order in which they were produced, so that each card's payments stay in order. */
  #resume(lane: Lane): void {
    lane.paused = false;
    for (const entry of lane.unacknowledged) this.#send(entry, lane);
  }
}

export class Group {
  readonly members: readonly Member[];
  /** Records that were worked through; deliveries beyond a record's first; and records that came after a later one of their card. */
  worked = 0;
  repeated = 0;
  outOfOrder = 0;
  /** Times from producing to the end of the work, since they were last read, in ms. */
  readonly times = new Histogram();
  readonly #simulation: Simulation;
  readonly #cluster: Cluster;
  /** By partition: the committed offset, the offset that no delivery has reached yet, the delivery that may still commit, who reads. */
  readonly #offsets: number[] = new Array(PARTITIONS).fill(0);
  readonly #reached: number[] = new Array(PARTITIONS).fill(0);
  readonly #deliveries: number[] = new Array(PARTITIONS).fill(0);
  #readers: (Member | undefined)[] = [];
  readonly #lastOf = new Map<number, number>();

  constructor(simulation: Simulation, cluster: Cluster, members: number) {
    this.#simulation = simulation;
    this.#cluster = cluster;
    this.members = Array.from({ length: members }, (_, index) => new Member(simulation, this, index + 1));
    for (const broker of cluster.brokers) for (const member of this.members) broker.linkTo(member, TO_CONSUMER);
    cluster.onReadable = (partition) => this.#next(this.#readers[partition]);
    cluster.onDelivered = (delivery, outcome, partition) => this.#delivered(delivery, outcome, partition);
    this.rebalance();
  }

  say(text: string): void {
    this.#cluster.say(text);
  }

  /** Records of a partition that are in its log and that the group has not worked through. */
  lagOf(partition: number): number {
    return this.#cluster.partitions[partition]!.lastLeader.logs[partition]!.end - this.#offsets[partition]!;
  }

  partitionsOf(member: Member): number[] {
    return this.#readers.flatMap((reader, partition) => (reader === member ? [partition] : []));
  }

  /** Partition p goes to member p modulo their number. A record that its former reader is working on is delivered again. */
  rebalance(): void {
    const there = this.members.filter(({ trusted }) => trusted);
    const before = this.#readers;
    this.#readers = Array.from({ length: PARTITIONS }, (_, partition) => there[partition % there.length]);
    this.#readers.forEach((reader, partition) => {
      if (reader !== before[partition]) this.#deliveries[partition] = 0;
    });
    for (const member of there) this.#next(member);
  }

  /** Gives an idle member the next record of one of its partitions, of each in turn. */
  #next(member: Member | undefined): void {
    if (member === undefined || member.state === 'down' || member.holds !== 0) return;
    for (let step = 1; step <= PARTITIONS; step++) {
      const partition: number = (member.last + step) % PARTITIONS;
      if (this.#readers[partition] !== member) continue;
      const offset = this.#offsets[partition]!;
      const next = this.#cluster.readable(partition, offset);
      if (next === undefined) continue;
      if (offset < this.#reached[partition]!) this.repeated++;
      this.#reached[partition] = offset + 1;
      member.last = partition;
      const delivery = next.from.deliver(next.entry, member);
      member.holds = delivery.id;
      this.#deliveries[partition] = delivery.id;
      return;
    }
  }

  #delivered(delivery: Request, outcome: Outcome, partition: number): void {
    const member = this.members.find(({ holds }) => holds === delivery.id);
    if (member !== undefined) member.holds = 0;
    if (outcome === 'ok') this.#note(this.#cluster.entries[delivery.key]!);
    if (this.#deliveries[partition] === delivery.id) {
      this.#deliveries[partition] = 0;
      if (outcome === 'ok') this.#offsets[partition]!++;
    }
    this.#next(member);
    this.#next(this.#readers[partition]);
  }

  #note({ card, number, producedAt }: Entry): void {
    const last = this.#lastOf.get(card) ?? -1;
    if (number < last) this.outOfOrder++;
    this.#lastOf.set(card, Math.max(last, number));
    this.worked++;
    this.times.record(this.#simulation.now - producedAt);
  }
}

/** A consumer: works on one record at a time, and commits when it is through. */
export class Member extends Station {
  readonly number: number;
  readonly label: string;
  state: 'up' | 'down' = 'up';
  /** Whether the group counts on it. */
  trusted = true;
  /** The id of the delivery that is on its way to it or in it; 0 when there is none. */
  holds = 0;
  /** The partition of its last record. */
  last = -1;
  readonly #group: Group;
  readonly #random: Random;
  #request: Request | undefined;
  #since = 0;
  #busy = 0;
  #life = 0;

  constructor(simulation: Simulation, group: Group, number: number) {
    super(simulation, `member-${number}`);
    this.#group = group;
    this.number = number;
    this.label = `Fraud check ${number}`;
    this.#random = simulation.random(`${this.name}/work`);
  }

  /** The time that it has spent on records so far, in ms. */
  busyMilliseconds(now: number): number {
    return this.#busy + (this.#request === undefined ? 0 : now - this.#since);
  }

  accept(request: Request): void {
    if (this.state === 'down') {
      this.simulation.answer(request, 'failed');
      return;
    }
    this.#request = request;
    this.#since = this.simulation.now;
    const life = this.#life;
    const work = LEAST_WORK + (MOST_WORK - LEAST_WORK) * this.#random.uniform();
    this.simulation.after(work, () => this.#life === life && this.#end('ok'), undefined);
  }

  #end(outcome: Outcome): void {
    const request = this.#request;
    if (request === undefined) return;
    this.#busy += this.simulation.now - this.#since;
    this.#request = undefined;
    this.#life++;
    this.simulation.answer(request, outcome);
  }

  crash(): void {
    if (this.state === 'down') return;
    this.state = 'down';
    this.#group.say(`${this.label} stops.`);
    this.#end('failed');
    const life = ++this.#life;
    this.simulation.after(MEMBER_MISSED_AFTER, () => this.#life === life && this.#isMissed(), undefined);
  }

  recover(): void {
    if (this.state === 'up') return;
    this.state = 'up';
    this.trusted = true;
    this.#life++;
    this.#group.say(`${this.label} joins the group again.`);
    this.#group.rebalance();
  }

  #isMissed(): void {
    this.trusted = false;
    this.#group.say(`The group misses ${this.label}: its partitions go to the others.`);
    this.#group.rebalance();
  }
}
