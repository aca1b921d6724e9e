/**
 * Brokers that hold a replicated topic, as Kafka does it: each partition has a replica on every broker; the leader takes the
 * records, the others copy them in order; what every in-sync replica holds lies below the high watermark and may be read. When
 * a broker has been silent for a while, the controller takes it out of the in-sync sets and elects leaders from what is left.
 */

import { Link } from '#parts';
import { type Caller, constant, type Outcome, type Request, type Simulation, Station } from '#simulation';

export const BROKERS = 3;
export const PARTITIONS = 3;
/** One way between two brokers, in ms: long, so that the copying can be seen, and so that something is on its way when one dies. */
export const COPYING = 150;
/** How long a broker must be silent until the controller takes it for dead, in ms. */
export const BROKER_MISSED_AFTER = 3000;
/** With acks=all, a leader refuses records while fewer replicas than this are in sync. */
const MIN_IN_SYNC = 2;

export type Acks = 'all' | '1';

/** A record: one payment of a card. */
export interface Entry {
  /** Its place among all records that were ever sent. */
  index: number;
  partition: number;
  card: number;
  /** How many payments of its card came before it. */
  number: number;
  producedAt: number;
  acknowledgedAt: number | undefined;
  /** What its dots are known by. */
  origin: number;
}

/** A log on one broker. */
class Replica {
  readonly entries: Entry[] = [];
  readonly #places = new Map<Entry, number>();

  get end(): number {
    return this.entries.length;
  }

  placeOf(entry: Entry): number | undefined {
    return this.#places.get(entry);
  }

  append(entry: Entry): void {
    this.#places.set(entry, this.entries.length);
    this.entries.push(entry);
  }

  /** Drops what the leader's log does not begin with. */
  agreeWith(leader: Replica): void {
    let same = 0;
    while (same < this.end && this.entries[same] === leader.entries[same]) same++;
    for (const entry of this.entries.splice(same)) this.#places.delete(entry);
  }
}

export interface Partition {
  readonly index: number;
  leader: Broker | undefined;
  /** Who leads, or led last. */
  lastLeader: Broker;
  readonly inSync: Set<Broker>;
  /** Followers that are about to be in sync: the high watermark waits for them already. */
  readonly joining: Set<Broker>;
  highWatermark: number;
  /** How far the leader knows each follower to have come. */
  readonly known: Map<Broker, number>;
  /** Producers' requests that are answered once their record lies below the high watermark. */
  waiting: Request[];
}

export class Cluster {
  readonly simulation: Simulation;
  readonly acks: Acks;
  readonly brokers: readonly Broker[];
  readonly partitions: readonly Partition[];
  /** Every record that was ever sent. */
  readonly entries: Entry[] = [];
  readonly events: { at: number; text: string }[] = [];
  /** Acknowledged records that no leader has any more. */
  lost = 0;
  /** Told when more of a partition may be read, and when a delivery ends. */
  onReadable: (partition: number) => void = () => {};
  onDelivered: (delivery: Request, outcome: Outcome, partition: number) => void = () => {};

  constructor(simulation: Simulation, acks: Acks) {
    this.simulation = simulation;
    this.acks = acks;
    this.brokers = Array.from({ length: BROKERS }, (_, index) => new Broker(this, index + 1));
    for (const broker of this.brokers) broker.connect();
    this.partitions = Array.from({ length: PARTITIONS }, (_, index): Partition => {
      const leader = this.brokers[index % BROKERS]!;
      const inSync = new Set(this.brokers);
      const joining = new Set<Broker>();
      return { index, leader, lastLeader: leader, inSync, joining, highWatermark: 0, known: new Map(), waiting: [] };
    });
  }

  say(text: string): void {
    this.events.push({ at: this.simulation.now, text });
  }

  /** What may be read at an offset; undefined while there is nothing yet, or nobody to ask. */
  readable(partition: number, offset: number): { entry: Entry; from: Broker } | undefined {
    const { leader, highWatermark } = this.partitions[partition]!;
    if (leader === undefined || leader.state === 'down' || offset >= highWatermark) return undefined;
    return { entry: leader.logs[partition]!.entries[offset]!, from: leader };
  }

  /** Moves the high watermark to what every in-sync replica holds, and answers the producers who wait for it. */
  advance(partition: Partition): void {
    const { leader, inSync, joining, known } = partition;
    if (leader === undefined || leader.state === 'down') return;
    const log = leader.logs[partition.index]!;
    let held = log.end;
    for (const broker of this.brokers) {
      if (broker !== leader && (inSync.has(broker) || joining.has(broker)))
        held = Math.min(held, known.get(broker) ?? 0);
    }
    partition.highWatermark = Math.max(partition.highWatermark, held);
    this.#answerWaiting(partition, log);
    this.onReadable(partition.index);
  }

  #answerWaiting(partition: Partition, log: Replica): void {
    const isHeld = ({ key }: Request) => log.placeOf(this.entries[key]!)! < partition.highWatermark;
    if (!partition.waiting.some(isHeld)) return;
    const held = partition.waiting.filter(isHeld);
    partition.waiting = partition.waiting.filter((request) => !isHeld(request));
    const outcome = partition.inSync.size >= MIN_IN_SYNC ? 'ok' : 'rejected';
    for (const request of held) this.simulation.answer(request, outcome);
  }

  refuses(partition: Partition): boolean {
    return this.acks === 'all' && partition.inSync.size < MIN_IN_SYNC;
  }

  /** The controller has not heard from a broker for too long. */
  missed(broker: Broker): void {
    this.say(`The controller misses ${broker.label}, and counts it in sync no longer.`);
    for (const partition of this.partitions) {
      // The last one stays in the set: nobody else has everything.
      if (partition.inSync.size > 1) partition.inSync.delete(broker);
      partition.joining.delete(broker);
      if (partition.leader === broker) this.elect(partition);
      else this.advance(partition);
    }
  }

  /** Only a replica that is in sync may lead. Without one the partition waits. */
  elect(partition: Partition): void {
    const { index, inSync, lastLeader } = partition;
    const leader = this.brokers.find((broker) => inSync.has(broker) && broker.state === 'up');
    partition.leader = leader;
    if (leader === undefined) {
      this.say(`Partition ${index} has no leader: no replica that is in sync is up.`);
      return;
    }
    const log = leader.logs[index]!;
    const gone = lastLeader.logs[index]!.entries.filter((entry) => log.placeOf(entry) === undefined);
    const lost = gone.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length;
    this.lost += lost;
    partition.lastLeader = leader;
    this.say(`${leader.label} leads partition ${index}. Acknowledged records lost: ${lost === 0 ? 'none' : lost}.`);
    leader.begin(partition);
  }
}

export class Broker extends Station implements Caller {
  readonly number: number;
  readonly label: string;
  state: 'up' | 'down' = 'up';
  /** By partition. */
  readonly logs: readonly Replica[] = Array.from({ length: PARTITIONS }, () => new Replica());
  readonly #cluster: Cluster;
  readonly #links = new Map<Station, Link>();
  /** How far the leader's log reached when it sent a whole stretch of it, by the id of the request. */
  readonly #stretches = new Map<number, number>();
  #life = 0;

  constructor(cluster: Cluster, number: number) {
    super(cluster.simulation, `broker-${number}`);
    this.#cluster = cluster;
    this.number = number;
    this.label = `Broker ${number}`;
  }

  /** Once, when all brokers are there. */
  connect(): void {
    for (const other of this.#cluster.brokers) if (other !== this) this.linkTo(other, COPYING);
  }

  linkTo(to: Station, latency: number): void {
    const name = `${this.name} to ${to.name}`;
    this.#links.set(to, new Link(this.simulation, { name, to, latency: constant(latency) }));
  }

  accept(request: Request): void {
    if (this.state === 'down') this.simulation.answer(request, 'failed');
    else if (request.kind === 'produce') this.#produce(request);
    else if (request.kind === 'copy') this.#copy(request);
    else this.#catchUp(request);
  }

  // ——— as the leader ———

  #produce(request: Request): void {
    const cluster = this.#cluster;
    const entry = cluster.entries[request.key]!;
    const partition = cluster.partitions[entry.partition]!;
    if (partition.leader !== this) {
      this.simulation.answer(request, 'failed');
      return;
    }
    if (cluster.refuses(partition)) {
      this.simulation.answer(request, 'rejected');
      return;
    }
    const log = this.logs[partition.index]!;
    // A record that was sent again is not written again: producers number their records.
    if (log.placeOf(entry) === undefined) {
      log.append(entry);
      for (const follower of cluster.brokers) if (follower !== this) this.#send(entry, follower);
    }
    if (cluster.acks === '1') this.simulation.answer(request, 'ok');
    else partition.waiting.push(request);
    cluster.advance(partition);
  }

  #send(entry: Entry, follower: Broker): void {
    if (follower.state === 'down') return;
    const { index, origin } = entry;
    const copy = this.simulation.copy({ key: index, kind: 'copy', origin });
    this.simulation.call(copy, this.#links.get(follower)!, this, follower.number);
  }

  /** Sends all that a follower lacks, in one go; what is produced from now on follows behind it. */
  #sendStretch(partition: Partition, follower: Broker): void {
    if (follower.state === 'down') return;
    follower.logs[partition.index]!.agreeWith(this.logs[partition.index]!);
    partition.known.set(follower, Math.min(partition.known.get(follower) ?? 0, follower.logs[partition.index]!.end));
    const request = this.simulation.request(partition.index, 'stretch');
    follower.#stretches.set(request.id, this.logs[partition.index]!.end);
    this.simulation.call(request, this.#links.get(follower)!, this, follower.number);
  }

  /** Leads a partition from now on. */
  begin(partition: Partition): void {
    partition.known.clear();
    partition.joining.clear();
    for (const follower of this.#cluster.brokers) if (follower !== this) this.#sendStretch(partition, follower);
    this.#cluster.advance(partition);
  }

  deliver(entry: Entry, member: Station): Request {
    const { index, origin } = entry;
    const delivery = this.simulation.copy({ key: index, kind: 'deliver', origin });
    this.simulation.call(delivery, this.#links.get(member)!, this, entry.partition);
    return delivery;
  }

  /** A follower has copied something, or a consumer has worked through something. */
  answered(request: Request, outcome: Outcome, note: number): void {
    const cluster = this.#cluster;
    const { kind, key, id } = request;
    if (kind === 'deliver') {
      cluster.onDelivered(request, outcome, note);
      this.simulation.release(request);
      return;
    }
    this.simulation.release(request);
    const follower = cluster.brokers[note - 1]!;
    const partition = cluster.partitions[kind === 'copy' ? cluster.entries[key]!.partition : key]!;
    const reached =
      kind === 'copy' ? this.logs[partition.index]!.placeOf(cluster.entries[key]!) : follower.#reached(id);
    if (outcome !== 'ok' || this.state === 'down' || partition.leader !== this || reached === undefined) return;
    const end = kind === 'copy' ? reached + 1 : reached;
    partition.known.set(follower, Math.max(partition.known.get(follower) ?? 0, end));
    if (kind === 'stretch' && !partition.inSync.has(follower)) partition.joining.add(follower);
    if (partition.joining.has(follower) && end >= partition.highWatermark) {
      partition.joining.delete(follower);
      partition.inSync.add(follower);
      cluster.say(`${follower.label} is in sync again in partition ${partition.index}.`);
    }
    cluster.advance(partition);
  }

  // ——— as a follower ———

  #copy(request: Request): void {
    const entry = this.#cluster.entries[request.key]!;
    const log = this.logs[entry.partition]!;
    const leader = this.#leaderOf(entry.partition);
    if (leader !== undefined && leader.logs[entry.partition]!.entries[log.end] === entry) log.append(entry);
    this.simulation.answer(request, log.placeOf(entry) === undefined ? 'failed' : 'ok');
  }

  #catchUp(request: Request): void {
    const log = this.logs[request.key]!;
    const leader = this.#leaderOf(request.key);
    const upTo = this.#stretches.get(request.id) ?? 0;
    for (const entry of leader?.logs[request.key]?.entries.slice(log.end, upTo) ?? []) log.append(entry);
    this.simulation.answer(request, 'ok');
  }

  /** Whom it copies from. What was on its way when that broker stopped is lost: a fetch that breaks off counts for nothing. */
  #leaderOf(partition: number): Broker | undefined {
    const { leader } = this.#cluster.partitions[partition]!;
    return leader === this || leader?.state === 'down' ? undefined : leader;
  }

  #reached(stretch: number): number | undefined {
    const reached = this.#stretches.get(stretch);
    this.#stretches.delete(stretch);
    return reached;
  }

  // ——— breaking ———

  /** Breaks its connections. Its logs are on disk, and stay. */
  crash(): void {
    if (this.state === 'down') return;
    this.state = 'down';
    const cluster = this.#cluster;
    cluster.say(`${this.label} stops.`);
    for (const partition of cluster.partitions.filter(({ leader }) => leader === this)) {
      const { waiting } = partition;
      partition.waiting = [];
      for (const request of waiting) this.simulation.answer(request, 'failed');
    }
    const life = ++this.#life;
    this.simulation.after(BROKER_MISSED_AFTER, () => this.#life === life && cluster.missed(this), undefined);
  }

  recover(): void {
    if (this.state === 'up') return;
    this.state = 'up';
    this.#life++;
    const cluster = this.#cluster;
    cluster.say(`${this.label} is back, and copies what it has missed.`);
    for (const partition of cluster.partitions) {
      const { leader, inSync } = partition;
      if (leader === this) this.begin(partition);
      else if (leader?.state === 'up') leader.#sendStretch(partition, this);
      else if (leader === undefined && inSync.has(this)) cluster.elect(partition);
    }
  }
}
