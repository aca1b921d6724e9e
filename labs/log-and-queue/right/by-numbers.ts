// Records and messages in Maps by their numbers; what is ready is a heap of numbers.
import type { Delivery, Log, Placed, Queue } from 'headroom/log-and-queue';

export function createLog(retention: number): Log {
  const kept = new Map<number, [record: string, at: number]>();
  let [start, end] = [0, 0];
  const positions: Map<string, number> = new Map();
  const tidy = (now: number) => {
    for (;;) {
      const oldest = kept.get(start);
      if (oldest === undefined || now - oldest[1] < retention) return;
      kept.delete(start++);
    }
  };
  const position = (group: string) => {
    const known = positions.get(group);
    return known === undefined || known < start ? start : known;
  };
  return {
    append(record, now) {
      kept.set(end, [record, now]);
      return end++;
    },
    read(group, most, now) {
      tidy(now);
      const found: Placed[] = [];
      for (let offset = position(group); offset < end && found.length < most; offset++)
        found.push({ offset, record: kept.get(offset)![0] });
      return found;
    },
    commit(group, offset, now) {
      tidy(now);
      if (!(Number.isInteger(offset) && offset >= 0 && offset <= end)) throw new RangeError('offset is out of range');
      positions.set(group, offset);
    },
    lag(group, now) {
      tidy(now);
      return end - position(group);
    },
  };
}

/** Whole numbers, the smallest first. */
class Heap {
  readonly #items: number[] = [];
  add(item: number): void {
    let at = this.#items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#items[parent]! <= item) break;
      this.#items[at] = this.#items[parent]!;
      at = parent;
    }
    this.#items[at] = item;
  }
  take(): number | undefined {
    const [least] = this.#items;
    const last = this.#items.pop();
    if (this.#items.length === 0 || last === undefined) return least;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#items.length) break;
      if (child + 1 < this.#items.length && this.#items[child + 1]! < this.#items[child]!) child++;
      if (this.#items[child]! >= last) break;
      this.#items[at] = this.#items[child]!;
      at = child;
    }
    this.#items[at] = last;
    return least;
  }
}

export function createQueue(prefetch: number): Queue {
  const messages = new Map<number, { text: string; again: boolean }>();
  const ready = new Heap();
  const hands = new Map<string, { tag: number; held: Map<number, number> }>();
  let ids = 0;
  const giveBack = (id: number) => {
    messages.get(id)!.again = true;
    ready.add(id);
  };
  const handOf = (consumer: string, tag: number) => {
    const hand = hands.get(consumer);
    if (!hand?.held.has(tag)) throw new RangeError(`no such tag: ${tag}`);
    return hand;
  };
  return {
    send(text) {
      messages.set(ids, { text, again: false });
      ready.add(ids++);
    },
    receive(consumer): Delivery | undefined {
      const hand = hands.get(consumer) ?? { tag: 0, held: new Map<number, number>() };
      hands.set(consumer, hand);
      if (prefetch !== 0 && hand.held.size === prefetch) return undefined;
      const id = ready.take();
      if (id === undefined) return undefined;
      hand.held.set(++hand.tag, id);
      const { text, again } = messages.get(id)!;
      return { tag: hand.tag, message: text, redelivered: again };
    },
    ack(consumer, tag, multiple) {
      const { held } = handOf(consumer, tag);
      for (const each of multiple ? [...held.keys()].filter((known) => known <= tag) : [tag]) {
        messages.delete(held.get(each)!);
        held.delete(each);
      }
    },
    reject(consumer, tag, requeue) {
      const { held } = handOf(consumer, tag);
      const id = held.get(tag)!;
      held.delete(tag);
      if (requeue) giveBack(id);
      else messages.delete(id);
    },
    close(consumer) {
      for (const id of hands.get(consumer)?.held.values() ?? []) giveBack(id);
      hands.delete(consumer);
    },
  };
}
