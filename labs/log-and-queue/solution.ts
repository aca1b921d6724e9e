import type { Log, Queue } from 'headroom/log-and-queue';

export function createLog(retention: number): Log {
  const records: { record: string; at: number }[] = [];
  /** The offset of the first record that is kept. Offsets stay what they are, whatever is forgotten. */
  let first = 0;
  const committed = new Map<string, number>();

  function forget(now: number): void {
    while (first < records.length && now - records[first]!.at >= retention) first++;
  }

  /** Where a group reads on. Who is new, or comes too late, begins with the first that is kept. */
  const next = (group: string): number => Math.max(first, committed.get(group) ?? 0);

  return {
    append(record, now) {
      records.push({ record, at: now });
      return records.length - 1;
    },
    read(group, most, now) {
      forget(now);
      const from = next(group);
      return records.slice(from, from + most).map(({ record }, place) => ({ offset: from + place, record }));
    },
    commit(group, offset) {
      if (!Number.isInteger(offset) || offset < 0 || offset > records.length)
        throw new RangeError(`offset must be a whole number from 0 to ${records.length}`);
      committed.set(group, offset);
    },
    lag(group, now) {
      forget(now);
      return records.length - next(group);
    },
  };
}

interface Message {
  /** In the order of sending. */
  number: number;
  message: string;
  redelivered: boolean;
}

export function createQueue(prefetch: number): Queue {
  const sent: Message[] = [];
  /** The place in `sent` of the next that was never out. */
  let next = 0;
  /** What came back, the oldest last. All of it is older than what was never out. */
  const back: Message[] = [];
  const consumers = new Map<string, { inHand: Map<number, Message>; tags: number }>();

  function giveBack(messages: Iterable<Message>): void {
    for (const message of messages) back.push({ ...message, redelivered: true });
    back.sort((one, other) => other.number - one.number);
  }

  /** Takes a delivery out of a consumer's hand. */
  function take(consumer: string, tag: number): Message {
    const inHand = consumers.get(consumer)?.inHand;
    const message = inHand?.get(tag);
    if (!inHand || !message) throw new RangeError(`tag ${tag} is not in hand`);
    inHand.delete(tag);
    return message;
  }

  return {
    send(message) {
      sent.push({ number: sent.length, message, redelivered: false });
    },
    receive(consumer) {
      const known = consumers.get(consumer) ?? { inHand: new Map<number, Message>(), tags: 0 };
      consumers.set(consumer, known);
      if (prefetch > 0 && known.inHand.size >= prefetch) return undefined;
      const message = back.pop() ?? sent[next++];
      if (!message) {
        next = sent.length;
        return undefined;
      }
      const tag = ++known.tags;
      known.inHand.set(tag, message);
      return { tag, message: message.message, redelivered: message.redelivered };
    },
    ack(consumer, tag, multiple) {
      take(consumer, tag);
      if (!multiple) return;
      const { inHand } = consumers.get(consumer)!;
      for (const other of inHand.keys()) {
        // Tags were given out in order, so the first that is later ends it.
        if (other > tag) return;
        inHand.delete(other);
      }
    },
    reject(consumer, tag, requeue) {
      const message = take(consumer, tag);
      if (requeue) giveBack([message]);
    },
    close(consumer) {
      giveBack(consumers.get(consumer)?.inHand.values() ?? []);
      consumers.delete(consumer);
    },
  };
}
