// What is held is a chain of links, and each policy is a function of its own.
import type { Buffer, Counts, Offered, Policy, Reading } from 'headroom/bounded-buffer';

interface Link {
  reading: Reading;
  next?: Link;
}

class Chain {
  size = 0;
  #first: Link | undefined;
  #last: Link | undefined;

  add(reading: Reading): void {
    const link: Link = { reading };
    if (this.#last) this.#last.next = link;
    else this.#first = link;
    this.#last = link;
    this.size++;
  }

  take(): Reading {
    const { reading, next } = this.#first!;
    this.#first = next;
    if (!next) this.#last = undefined;
    this.size--;
    return reading;
  }
}

class Bounded implements Buffer {
  readonly #chain = new Chain();
  readonly #losses: Map<string, number> = new Map();
  readonly #capacity: number;
  readonly #whenFull: (reading: Reading) => Offered['outcome'];
  #counts: Counts = { offered: 0, accepted: 0, refused: 0, dropped: 0, evicted: 0, delivered: 0, held: 0, demand: 0 };
  #closed = false;

  constructor(capacity: number, policy: Policy) {
    this.#capacity = capacity;
    this.#whenFull = {
      refuse: () => this.#refuse(),
      'drop-newest': (reading: Reading) => this.#drop(reading),
      'drop-oldest': (reading: Reading) => (capacity > 0 ? this.#replace(reading) : this.#drop(reading)),
    }[policy];
  }

  offer(reading: Reading): Offered {
    if (this.#closed) throw new Error('This buffer is closed.');
    this.#counts.offered++;
    if (this.#counts.demand > 0) {
      this.#counts.demand--;
      this.#counts.accepted++;
      this.#counts.delivered++;
      return { outcome: 'accepted', delivered: [reading] };
    }
    if (this.#chain.size < this.#capacity) {
      this.#counts.accepted++;
      this.#chain.add(reading);
      return { outcome: 'accepted', delivered: [] };
    }
    return { outcome: this.#whenFull(reading), delivered: [] };
  }

  request(count: number): Reading[] {
    if (!(Number.isSafeInteger(count) && count > 0)) throw new RangeError(`count: ${count}`);
    const now = Math.min(this.#chain.size, count);
    this.#counts.demand += count - now;
    this.#counts.delivered += now;
    return Array.from({ length: now }, () => this.#chain.take());
  }

  close(): void {
    this.#closed = true;
  }

  ended(): boolean {
    return this.#closed && this.#chain.size === 0;
  }

  counts(): Counts {
    return { ...this.#counts, held: this.#chain.size };
  }

  lost(sensor: string): number {
    return this.#losses.get(sensor) ?? 0;
  }

  #refuse(): 'refused' {
    this.#counts.refused++;
    return 'refused';
  }

  #drop({ sensor }: Reading): 'dropped' {
    this.#counts.dropped++;
    this.#losses.set(sensor, this.lost(sensor) + 1);
    return 'dropped';
  }

  #replace(reading: Reading): 'accepted' {
    const { sensor } = this.#chain.take();
    this.#losses.set(sensor, this.lost(sensor) + 1);
    this.#counts.evicted++;
    this.#counts.accepted++;
    this.#chain.add(reading);
    return 'accepted';
  }
}

export function createBuffer(capacity: number, policy: Policy): Buffer {
  if (!Number.isSafeInteger(capacity) || capacity < 0) throw new RangeError(`capacity: ${capacity}`);
  if (policy !== 'refuse' && policy !== 'drop-newest' && policy !== 'drop-oldest') throw new RangeError('policy');
  return new Bounded(capacity, policy);
}
