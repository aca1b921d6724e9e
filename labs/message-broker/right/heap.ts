// Each group keeps all that is free in one heap by the order of publishing, and each consumer looks after what is out with it.
import type { Broker, BrokerOptions } from 'headroom/message-broker';

type Entry = { place: number; body: string; tries: number };
type Loan = { entry: Entry; until: number };

class Heap {
  readonly #entries: Entry[] = [];

  put(entry: Entry): void {
    const heap = this.#entries;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]!.place <= entry.place) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = entry;
  }

  take(): Entry | undefined {
    const heap = this.#entries;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || last === first) return last;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && heap[below + 1]!.place < heap[below]!.place) below++;
      if (heap[below]!.place >= last.place) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

class Group {
  readonly free = new Heap();
  readonly dead: string[] = [];
}

class Worker {
  readonly loans = new Map<number, Loan>();
  readonly group: Group;
  readonly most: number;

  constructor(group: Group, most: number) {
    this.group = group;
    this.most = most;
  }
}

class MessageBroker implements Broker {
  readonly #options: BrokerOptions;
  readonly #groups = new Map<string, Map<string, Group>>();
  readonly #workers = new Map<string, Worker>();
  #published = 0;
  #tag = 0;

  constructor(options: BrokerOptions) {
    this.#options = options;
  }

  join(consumer: string, topic: string, group: string, prefetch: number): void {
    if (this.#workers.has(consumer)) throw new RangeError(`the consumer is there already`);
    if (prefetch < 0 || Math.floor(prefetch) !== prefetch || prefetch === Infinity) throw new RangeError('prefetch');
    const groups = this.#groups.get(topic) ?? new Map<string, Group>();
    this.#groups.set(topic, groups);
    const found = groups.get(group) ?? new Group();
    groups.set(group, found);
    this.#workers.set(consumer, new Worker(found, prefetch || Infinity));
  }

  publish(topic: string, body: string, now: number): number {
    this.#expire(now);
    this.#published++;
    const groups = [...(this.#groups.get(topic)?.values() ?? [])];
    for (const group of groups) group.free.put({ place: this.#published, body, tries: 0 });
    return groups.length;
  }

  receive(consumer: string, now: number) {
    const worker = this.#workers.get(consumer);
    if (!worker) throw new RangeError('there is no such consumer');
    this.#expire(now);
    const entry = worker.loans.size < worker.most ? worker.group.free.take() : undefined;
    if (!entry) return null;
    entry.tries++;
    worker.loans.set(++this.#tag, { entry, until: now + this.#options.timeout });
    return { tag: this.#tag, body: entry.body, redelivered: entry.tries !== 1 };
  }

  ack(consumer: string, tag: number, now: number): boolean {
    this.#expire(now);
    return this.#workers.get(consumer)?.loans.delete(tag) ?? false;
  }

  ackUpTo(consumer: string, tag: number, now: number): number {
    this.#expire(now);
    let count = 0;
    for (const each of [...(this.#workers.get(consumer)?.loans.keys() ?? [])])
      if (each <= tag && this.ack(consumer, each, now)) count++;
    return count;
  }

  nack(consumer: string, tag: number, now: number): boolean {
    this.#expire(now);
    const worker = this.#workers.get(consumer);
    const loan = worker?.loans.get(tag);
    if (!worker || !loan) return false;
    worker.loans.delete(tag);
    this.#free(worker.group, loan.entry);
    return true;
  }

  leave(consumer: string, now: number): void {
    this.#expire(now);
    const worker = this.#workers.get(consumer);
    this.#workers.delete(consumer);
    if (worker) for (const { entry } of worker.loans.values()) this.#free(worker.group, entry);
  }

  dead(topic: string, group: string, now: number): string[] {
    this.#expire(now);
    return this.#groups.get(topic)?.get(group)?.dead.slice() ?? [];
  }

  #free(group: Group, entry: Entry): void {
    if (entry.tries === this.#options.deliveries) group.dead.push(entry.body);
    else group.free.put(entry);
  }

  /** Over all consumers, in the order of delivery: that is the order in which letters die. */
  #expire(now: number): void {
    const over: [tag: number, worker: Worker, entry: Entry][] = [];
    for (const worker of this.#workers.values())
      for (const [tag, { entry, until }] of worker.loans) if (until <= now) over.push([tag, worker, entry]);
    for (const [tag, worker, entry] of over.sort(([a], [b]) => a - b)) {
      worker.loans.delete(tag);
      this.#free(worker.group, entry);
    }
  }
}

export function createBroker(options: BrokerOptions): Broker {
  if (!Number.isFinite(options.timeout) || options.timeout <= 0) throw new RangeError('timeout: above 0');
  if (!Number.isSafeInteger(options.deliveries) || options.deliveries <= 0)
    throw new RangeError('deliveries: 1 or more');
  return new MessageBroker(options);
}
