/** A log and a queue as slow and plain as can be: everything is searched for in one list. */
import type { Delivery, Placed } from './types.ts';

export class ModelLog {
  readonly #retention: number;
  readonly #records: { record: string; at: number }[] = [];
  readonly #groups = new Map<string, number>();

  constructor(retention: number) {
    this.#retention = retention;
  }

  get end(): number {
    return this.#records.length;
  }

  append(record: string, now: number): number {
    this.#records.push({ record, at: now });
    return this.#records.length - 1;
  }

  read(group: string, most: number, now: number): Placed[] {
    const stands = this.#groups.get(group) ?? 0;
    return this.#records
      .map(({ record, at }, offset) => ({ offset, record, at }))
      .filter(({ offset, at }) => offset >= stands && now - at < this.#retention)
      .slice(0, most)
      .map(({ offset, record }) => ({ offset, record }));
  }

  commit(group: string, offset: number): void {
    this.#groups.set(group, offset);
  }

  lag(group: string, now: number): number {
    return this.read(group, Number.POSITIVE_INFINITY, now).length;
  }
}

export class ModelQueue {
  readonly #prefetch: number;
  /** In the order of sending: those that are gone are not there any more. */
  #messages: { message: string; redelivered: boolean; by?: { consumer: string; tag: number } | undefined }[] = [];
  readonly #tags = new Map<string, number>();

  constructor(prefetch: number) {
    this.#prefetch = prefetch;
  }

  send(message: string): void {
    this.#messages.push({ message, redelivered: false });
  }

  receive(consumer: string): Delivery | undefined {
    if (this.#prefetch > 0 && this.inHand(consumer).length >= this.#prefetch) return undefined;
    const found = this.#messages.find(({ by }) => by === undefined);
    if (!found) return undefined;
    const tag = (this.#tags.get(consumer) ?? 0) + 1;
    this.#tags.set(consumer, tag);
    found.by = { consumer, tag };
    return { tag, message: found.message, redelivered: found.redelivered };
  }

  inHand(consumer: string): number[] {
    return this.#messages.flatMap(({ by }) => (by?.consumer === consumer ? [by.tag] : []));
  }

  ack(consumer: string, tag: number, multiple: boolean): void {
    this.#messages = this.#messages.filter(
      ({ by }) => !(by?.consumer === consumer && (multiple ? by.tag <= tag : by.tag === tag)),
    );
  }

  reject(consumer: string, tag: number, requeue: boolean): void {
    if (requeue) this.#back(consumer, (each) => each === tag);
    else this.ack(consumer, tag, false);
  }

  close(consumer: string): void {
    this.#back(consumer, () => true);
    this.#tags.delete(consumer);
  }

  #back(consumer: string, isMeant: (tag: number) => boolean): void {
    for (const each of this.#messages)
      if (each.by?.consumer === consumer && isMeant(each.by.tag)) {
        each.by = undefined;
        each.redelivered = true;
      }
  }
}
