/**
 * A topic in partitions, read by groups of consumers. Every group reads every record. Within a group each partition has one
 * reader, which works through it in order and commits what it has done. A record whose reader fails, or whose partition moves to
 * another reader before the commit, is delivered again; so a record may be worked on twice, and never overtakes another.
 */
import type { Request, Simulation } from '#simulation';
import type { Copy } from './copy.ts';
import { Line, type Message } from './line.ts';
import { Backlog, type BacklogOptions } from './queue.ts';
import { type Partitioner, partitionByHash, type Way } from './routes.ts';

export interface TopicOptions extends BacklogOptions {
  partitions: number;
  /** Which partition a key goes to; by a hash of the key when left out. */
  partitionOf?: Partitioner;
  /** The machine that a partition is read from now; when left out, any that holds the topic. */
  readFrom?: (partition: number) => Copy | undefined;
  /** Of the readers of a group that are known to serve, the one of each partition; each in turn when left out. */
  sharedBy?: (readers: readonly Way[], partitions: number) => readonly (Way | undefined)[];
  /** How long a partition is not read when it goes from one reader to another, in ms; not at all when left out. */
  handingOver?: number;
}

export class Topic extends Backlog {
  /** By group, then by partition. */
  readonly #readings: readonly (readonly Line[])[];
  readonly #groups: readonly (readonly Way[])[];
  readonly #partitions: number;
  readonly #partitionOf: Partitioner;
  readonly #sharedBy: NonNullable<TopicOptions['sharedBy']>;
  readonly #handingOver: number;
  /** By group, then by partition: who is to read it, also while it is being handed over. */
  readonly #readers: (Way | undefined)[][];

  constructor(simulation: Simulation, options: TopicOptions) {
    super(simulation, options);
    const { name, groups, partitions, partitionOf = partitionByHash, readFrom } = options;
    if (!(Number.isInteger(partitions) && partitions >= 1))
      throw new RangeError(`${name} cannot have ${partitions} partitions.`);
    this.#groups = groups;
    this.#partitions = partitions;
    this.#partitionOf = partitionOf;
    this.#sharedBy = options.sharedBy ?? inTurn;
    this.#handingOver = options.handingOver ?? 0;
    this.#readers = groups.map(() => []);
    this.#readings = groups.map(() =>
      Array.from({ length: partitions }, (_, partition) => {
        return new Line(simulation, this, { inOrder: true, ...(readFrom && { readFrom: () => readFrom(partition) }) });
      }),
    );
    this.#share();
  }

  /** Records of a partition that a group has not committed yet, the one that it is working on included. */
  lagOf(group: number, partition: number): number {
    const { waiting, delivered } = this.#readings[group]![partition]!;
    return waiting + delivered;
  }

  /** Throws RangeError when `partitionOf` names a partition that does not exist. */
  store(request: Request): void {
    const partition = this.#partitionOf(request.key, this.#partitions);
    if (!(Number.isInteger(partition) && partition >= 0 && partition < this.#partitions))
      throw new RangeError(`${this.name} has no partition ${partition}: it has ${this.#partitions}, counted from 0.`);
    this.append(partition, request);
  }

  /** Takes in a record whose partition is known. */
  append(partition: number, record: Message): void {
    for (const lines of this.#readings) {
      lines[partition]!.push(record);
      lines[partition]!.deliver();
    }
  }

  /** The place of the reader that a partition has in a group; undefined when nobody reads it. */
  readerOf(group: number, partition: number): number | undefined {
    return this.#readings[group]![partition]!.consumers[0]?.index;
  }

  protected get lines(): readonly Line[] {
    return this.#readings.flat();
  }

  /** Partitions move as soon as a reader is known to have come or gone. */
  protected override consumersChanged(): void {
    this.#share();
    this.deliver();
  }

  #share(): void {
    this.#readings.forEach((lines, group) => {
      const before = this.#readers[group]!;
      const readers = this.#sharedBy(
        this.#groups[group]!.filter(({ listed }) => listed),
        this.#partitions,
      );
      lines.forEach((line, partition) => {
        const reader = readers[partition];
        if (before[partition] === reader && before.length > 0) return;
        const isMoved = before[partition] !== undefined && reader !== undefined && this.#handingOver > 0;
        line.assign(reader === undefined || isMoved ? [] : [reader]);
        before[partition] = reader;
        if (isMoved) this.simulation.after(this.#handingOver, this.#handedOver, { line, group, partition, reader });
      });
    });
  }

  readonly #handedOver = ({ line, group, partition, reader }: HandOver): void => {
    if (this.#readers[group]![partition] !== reader) return;
    line.assign([reader]);
    line.deliver();
  };
}

interface HandOver {
  line: Line;
  group: number;
  partition: number;
  reader: Way;
}

/** Partition p goes to reader p modulo their number. */
const inTurn = (readers: readonly Way[], partitions: number): (Way | undefined)[] =>
  Array.from({ length: partitions }, (_, partition) => readers[partition % readers.length]);
