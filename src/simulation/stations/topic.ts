/**
 * A log in partitions, read by groups of consumers: every group reads every record; within a group each partition has one
 * reader, which works through it in order and commits what it has done. A record whose reader fails, or whose partition
 * moves to another reader before the commit, is delivered again.
 */
import { Fifo } from '../fifo.ts';
import { hashOf } from '../random/hash.ts';
import type { Caller, Outcome, Request } from '../request.ts';
import type { Simulation } from '../simulation.ts';
import { Station } from '../station.ts';

interface Entry {
  key: number;
  kind: string;
  origin: number;
}

interface Partition {
  /** The records that some group has not committed yet; the first has the offset `start`. */
  records: Fifo<Entry>;
  start: number;
}

/** The offset up to which a group has worked through one partition, and the delivery that is on its way. */
interface Reading {
  partition: number;
  committed: number;
  /** The id of the delivery that may still commit; 0 when none may. */
  current: number;
  /** The offset that was delivered last, to tell a redelivery. */
  reached: number;
}

export interface TopicOptions {
  name: string;
  partitions: number;
  /** Which of `count` partitions a key goes to; by a hash of the key when left out. */
  partitionOf?: (key: number, count: number) => number;
  /** How long a reader pauses after a failure before it tries the record again, in ms. */
  retryAfter: number;
}

export class ConsumerGroup implements Caller {
  /** Records that were worked through, and deliveries beyond the first of a record. */
  committed = 0;
  redelivered = 0;
  readonly #simulation: Simulation;
  readonly #partitions: readonly Partition[];
  readonly #retryAfter: number;
  readonly #trim: (partition: number) => void;
  readonly #readings: Reading[];
  #members: readonly Station[] = [];

  constructor(
    simulation: Simulation,
    partitions: readonly Partition[],
    retryAfter: number,
    trim: (partition: number) => void,
  ) {
    this.#simulation = simulation;
    this.#partitions = partitions;
    this.#retryAfter = retryAfter;
    this.#trim = trim;
    this.#readings = partitions.map(({ start }, partition) => {
      return { partition, committed: start, current: 0, reached: start };
    });
  }

  /** Records that wait for this group, the ones it is working on included. */
  get lag(): number {
    return this.#readings.reduce((sum, { partition }) => sum + this.lagOf(partition), 0);
  }

  lagOf(partition: number): number {
    const { start, records } = this.#partitions[partition]!;
    return start + records.length - this.#readings[partition]!.committed;
  }

  committedOf(partition: number): number {
    return this.#readings[partition]!.committed;
  }

  /**
   * Shares the partitions out anew: partition p goes to member p modulo their number. What a former reader is working on is
   * delivered again to the new one; partitions that stay with their reader go on undisturbed.
   */
  setMembers(members: readonly Station[]): void {
    const before = this.#members;
    this.#members = members;
    for (const reading of this.#readings) {
      const { partition } = reading;
      if (before[partition % before.length] === members[partition % members.length]) continue;
      reading.current = 0;
      this.advance(partition);
    }
  }

  /** Delivers the next record of a partition, unless one is being worked on. */
  advance(partition: number): void {
    const reading = this.#readings[partition]!;
    if (reading.current !== 0 || this.#members.length === 0) return;
    const { records, start } = this.#partitions[partition]!;
    const record = records.at(reading.committed - start);
    if (record === undefined) return;
    if (reading.committed < reading.reached) this.redelivered++;
    reading.reached = reading.committed + 1;
    const delivery = this.#simulation.copy(record);
    reading.current = delivery.id;
    this.#simulation.call(delivery, this.#members[partition % this.#members.length]!, this, partition);
  }

  answered(delivery: Request, outcome: Outcome, note: number): void {
    const reading = this.#readings[note]!;
    const current = reading.current === delivery.id;
    this.#simulation.release(delivery);
    if (!current) return;
    reading.current = 0;
    if (outcome === 'ok') {
      this.committed++;
      reading.committed++;
      this.#trim(note);
    }
    this.#simulation.after(outcome === 'ok' ? 0 : this.#retryAfter, this.#continue, note);
  }

  readonly #continue = (partition: number): void => this.advance(partition);
}

export class Topic extends Station {
  readonly #retryAfter: number;
  readonly #partitions: Partition[];
  readonly #partitionOf: (key: number, count: number) => number;
  readonly #groups: ConsumerGroup[] = [];

  constructor(simulation: Simulation, options: TopicOptions) {
    super(simulation, options.name);
    const { partitions, partitionOf = (key, count) => hashOf(key) % count, retryAfter } = options;
    if (!(Number.isInteger(partitions) && partitions >= 1))
      throw new RangeError(`${this.name} cannot have ${partitions} partitions.`);
    if (!(retryAfter > 0)) throw new RangeError(`${this.name} cannot retry after ${retryAfter} ms.`);
    this.#retryAfter = retryAfter;
    this.#partitionOf = partitionOf;
    this.#partitions = Array.from({ length: partitions }, () => ({ records: new Fifo<Entry>(), start: 0 }));
  }

  /** A new group, which begins with the oldest record that is kept: the first that some group has not committed. */
  subscribe(members: readonly Station[]): ConsumerGroup {
    const trim = (partition: number) => this.#trim(this.#partitions[partition]!, partition);
    const group = new ConsumerGroup(this.simulation, this.#partitions, this.#retryAfter, trim);
    this.#groups.push(group);
    group.setMembers(members);
    return group;
  }

  /** How many records are kept. */
  get size(): number {
    return this.#partitions.reduce((sum, { records }) => sum + records.length, 0);
  }

  /** Throws when `partitionOf` names a partition that does not exist. */
  accept(request: Request): void {
    const place = this.#partitionOf(request.key, this.#partitions.length);
    const partition = this.#partitions[place];
    if (partition === undefined) throw new RangeError(`${this.name} has no partition ${place}.`);
    partition.records.push({ key: request.key, kind: request.kind, origin: request.origin });
    this.simulation.answer(request, 'ok');
    for (const group of this.#groups) group.advance(place);
  }

  /** Lets go of what every group has committed. */
  #trim(partition: Partition, place: number): void {
    const least = this.#groups.reduce(
      (min, group) => Math.min(min, group.committedOf(place)),
      Number.POSITIVE_INFINITY,
    );
    while (partition.start < least) {
      partition.records.shift();
      partition.start++;
    }
  }
}
