/**
 * One partition of a topic on several brokers, as Kafka keeps it. The leader takes the records; the others fetch from it and append
 * in the same order. What every in-sync replica holds lies below the high watermark: it may be read, and survives a fail-over.
 */
import { type Begun, type Copy, Leadership, type Link, type Message, type Tier } from '#parts';
import type { Caller, Outcome, Request, Simulation } from '#simulation';

/** With acks=all, a leader refuses records while fewer replicas than this are in sync. */
const MIN_IN_SYNC = 2;
/** How long a follower waits after a fetch that failed, in ms. */
const FETCHES_AGAIN_AFTER = 250;

/** What producers wait for: the leader, or every replica that is in sync. */
export type Acks = 'leader' | 'all';

/** The body of a request that produces. */
export interface Entry {
  /** What readers are given. */
  readonly message: Message;
  /** What its producer sent to this partition before it: producers number their records. */
  readonly before: Entry | undefined;
  /** Whether its producer has heard that it is kept. */
  acknowledged: boolean;
}

export interface LogOptions {
  partition: number;
  brokers: Tier;
  linkBetween(from: Copy, to: Copy): Link;
  acks: Acks;
  /** Told of each entry, in order, once it may be read. */
  onReadable(entry: Entry): void;
  /** Told in a sentence what changes. */
  say(text: string): void;
}

export class ReplicatedLog {
  readonly inSync: Set<Copy>;
  readonly partition: number;
  /** The first offset that may not be read yet. */
  highWatermark = 0;
  /** Acknowledged entries that the leader has not, and nobody will have again. */
  lost = 0;
  readonly #simulation: Simulation;
  readonly #options: LogOptions;
  readonly #leadership: Leadership;
  readonly #replicas: ReadonlyMap<Copy, Replica>;
  /** How far the leader knows each follower to have come. The high watermark waits for all of these, in sync or about to be. */
  readonly #reached = new Map<Copy, number>();
  /** Where the leader's log ended when it answered a follower last. */
  readonly #answered = new Map<Copy, number>();
  /** Fetches that wait for the next entry. */
  #fetches: Request[] = [];
  /** What is answered once its entry lies below the high watermark. */
  #produced: Request[] = [];

  constructor(simulation: Simulation, options: LogOptions) {
    const { copies } = options.brokers;
    this.#simulation = simulation;
    this.#options = options;
    this.partition = options.partition;
    this.inSync = new Set(copies);
    const first = options.partition % copies.length;
    this.#leadership = new Leadership(simulation, {
      tiers: [options.brokers],
      candidates: [...copies.slice(first), ...copies.slice(0, first)],
      mayLead: (broker) => broker.serves && this.inSync.has(broker),
      onChosen: (before) => this.#leads(before),
    });
    this.#replicas = new Map(
      copies.map((broker) => [broker, new Replica(simulation, this, broker, options.linkBetween)]),
    );
    for (const replica of this.#replicas.values()) replica.fetch();
  }

  /** Who leads, or led last. */
  get leader(): Copy {
    return this.#leadership.leader;
  }

  /** The offset of the leader's next entry. */
  get end(): number {
    return this.#leaders.entries.length;
  }

  /** What a broker holds, by offset. */
  entriesOf(broker: Copy): readonly Entry[] {
    return this.#replicas.get(broker)!.entries;
  }

  get #leaders(): Replica {
    return this.#replicas.get(this.leader)!;
  }

  /** Whether the log waits for a broker, which it need not. */
  countsOn(broker: Copy): boolean {
    return this.inSync.size > 1 && this.inSync.has(broker);
  }

  /** What a broker does with a request to this partition. */
  take(request: Request, broker: Copy): Begun {
    if (broker !== this.leader || !this.inSync.has(broker)) return 'failed';
    return request.kind === 'fetch' ? this.#fetch(request) : this.#append(request);
  }

  /** A broker has crashed: those who waited there are told so by their broken connections. */
  crashed(broker: Copy): void {
    if (broker !== this.leader) return;
    this.#fetches = [];
    this.#produced = [];
  }

  /** A broker has been silent for too long, and counts as in sync no longer; but for the last one, since nobody else has everything. */
  missed(broker: Copy): void {
    if (this.countsOn(broker)) this.inSync.delete(broker);
    this.#reached.delete(broker);
    this.#advance();
  }

  // ——— the leader ———

  #append(request: Request): Begun {
    const entry = request.body as Entry;
    const { acks } = this.#options;
    if (acks === 'all' && this.inSync.size < MIN_IN_SYNC) return 'rejected';
    const log = this.#leaders;
    // What is sent again is not written again; and nothing overtakes what was sent before it.
    if (!log.has(entry)) {
      const { before } = entry;
      if (before && !before.acknowledged && !log.has(before)) return 'rejected';
      log.append([entry]);
      for (const fetch of this.#fetches.splice(0)) {
        this.#fill(fetch.body as Fetch);
        this.#simulation.answer(fetch, 'ok');
      }
    }
    if (acks === 'all') this.#produced.push(request);
    this.#advance();
    return acks === 'all' ? 'away' : 'ok';
  }

  /** A fetch says how far its follower has come, and is answered as soon as there is more. */
  #fetch(request: Request): Begun {
    const fetch = request.body as Fetch;
    const { broker } = fetch.replica;
    const log = this.#leaders;
    fetch.from = log.agreesWith(fetch.replica);
    const caughtUp = fetch.from >= (this.#answered.get(broker) ?? Number.POSITIVE_INFINITY);
    if (caughtUp || this.inSync.has(broker)) this.#reached.set(broker, fetch.from);
    if (caughtUp && fetch.from >= this.highWatermark && !this.inSync.has(broker)) {
      this.inSync.add(broker);
      this.#options.say(`${labelOf(broker)} is in sync again in partition ${this.partition}.`);
    }
    this.#advance();
    if (fetch.from === log.entries.length && fetch.replica.entries.length === fetch.from) {
      this.#answered.set(broker, fetch.from);
      this.#fetches.push(request);
      return 'away';
    }
    this.#fill(fetch);
    return 'ok';
  }

  #fill(fetch: Fetch): void {
    fetch.entries = this.#leaders.entries.slice(fetch.from);
    this.#answered.set(fetch.replica.broker, this.end);
  }

  /** Moves the high watermark to what every replica holds that is in sync or about to be. */
  #advance(): void {
    if (!this.leader.serves) return;
    const { entries } = this.#leaders;
    const waitsFor = [...new Set([...this.inSync, ...this.#reached.keys()])].filter((broker) => broker !== this.leader);
    const held = Math.min(entries.length, ...waitsFor.map((broker) => this.#reached.get(broker) ?? 0));
    while (this.highWatermark < held) this.#options.onReadable(entries[this.highWatermark++]!);
    const isHeld = ({ body }: Request) => this.#leaders.placeOf(body as Entry) < this.highWatermark;
    const ended = this.#produced.filter(isHeld);
    if (ended.length === 0) return;
    this.#produced = this.#produced.filter((request) => !isHeld(request));
    for (const request of ended) this.#simulation.answer(request, this.inSync.size >= MIN_IN_SYNC ? 'ok' : 'rejected');
  }

  #leads(before: Copy): void {
    this.#reached.clear();
    this.#answered.clear();
    const log = this.#leaders;
    const gone = this.entriesOf(before).filter((entry) => entry.acknowledged && !log.has(entry)).length;
    this.lost += gone;
    this.#options.say(
      `${labelOf(this.leader)} leads partition ${this.partition}. Acknowledged records lost: ${gone || 'none'}.`,
    );
    this.#advance();
    // Whoever reads goes on from the new leader.
    this.#options.brokers.announce();
  }
}

/** The body of a request that fetches. */
interface Fetch {
  replica: Replica;
  /** The offset from which the follower lacks what the leader has, and what that is. */
  from: number;
  entries: readonly Entry[];
}

/** The log on one broker. It is on disk, and survives a crash. While its broker does not lead, it fetches from the leader. */
class Replica implements Caller {
  /** Its fetches are seen to come from its broker. */
  readonly name: string;
  readonly broker: Copy;
  readonly entries: Entry[] = [];
  readonly #simulation: Simulation;
  readonly #log: ReplicatedLog;
  readonly #linkBetween: LogOptions['linkBetween'];
  readonly #places = new Map<Entry, number>();
  #asked: Copy | undefined;

  constructor(simulation: Simulation, log: ReplicatedLog, broker: Copy, linkBetween: LogOptions['linkBetween']) {
    this.#simulation = simulation;
    this.#log = log;
    this.#linkBetween = linkBetween;
    this.broker = broker;
    this.name = broker.name;
  }

  has(entry: Entry): boolean {
    return this.#places.has(entry);
  }

  /** The offset of an entry; Infinity when it is not there. */
  placeOf(entry: Entry): number {
    return this.#places.get(entry) ?? Number.POSITIVE_INFINITY;
  }

  append(entries: readonly Entry[]): void {
    for (const entry of entries) this.#places.set(entry, this.entries.push(entry) - 1);
  }

  /**
   * The offset up to which another replica holds the same. Looked for from the beginning: what is sent again after a fail-over may
   * come to stand at the offset that it had, behind others. (Kafka finds it by the number of the leader that wrote each entry.)
   */
  agreesWith({ entries }: Replica): number {
    const both = Math.min(entries.length, this.entries.length);
    let offset = 0;
    while (offset < both && entries[offset] === this.entries[offset]) offset++;
    return offset;
  }

  readonly fetch = (): void => {
    const { leader, partition } = this.#log;
    if (leader === this.broker || !this.broker.serves) {
      this.#fetchLater();
      return;
    }
    this.#asked = leader;
    const body: Fetch = { replica: this, from: this.entries.length, entries: [] };
    this.#simulation.call(
      this.#simulation.request(partition, 'fetch', body),
      this.#linkBetween(this.broker, leader),
      this,
    );
  };

  /** An answer that was on its way when either broker stopped breaks off, and counts for nothing. */
  answered(request: Request, outcome: Outcome): void {
    const { from, entries } = request.body as Fetch;
    this.#simulation.release(request);
    const leader = this.#log.leader;
    if (outcome !== 'ok' || leader !== this.#asked || !leader.serves || !this.broker.serves) {
      this.#fetchLater();
      return;
    }
    for (const entry of this.entries.splice(from)) this.#places.delete(entry);
    this.append(entries);
    this.fetch();
  }

  #fetchLater(): void {
    this.#simulation.after(FETCHES_AGAIN_AFTER, this.fetch, undefined);
  }
}

/** 'Broker 2'. */
export function labelOf({ place }: Copy): string {
  return `Broker ${place + 1}`;
}
