// Each topic is one log that groups read at their own place; a group keeps only what it was given and has not finished.
import type { Broker, BrokerOptions, Delivery } from 'headroom/message-broker';

type Pending = { offset: number; tries: number; by?: string; tag: number; until: number };
type Reader = { topic: Topic; at: number; pending: Pending[]; dead: string[] };
type Topic = { log: string[]; readers: Map<string, Reader> };
type Member = { reader: Reader; prefetch: number };

export const createBroker = ({ timeout, deliveries }: BrokerOptions): Broker => {
  if (!(timeout > 0) || timeout === Infinity) throw new RangeError('bad timeout');
  if (!(deliveries >= 1) || deliveries % 1 !== 0) throw new RangeError('bad deliveries');
  const topics = new Map<string, Topic>();
  const members = new Map<string, Member>();
  let latest = 0;

  const topicOf = (name: string): Topic => {
    const topic = topics.get(name) ?? { log: [], readers: new Map() };
    return topics.set(name, topic).get(name)!;
  };
  const readers = (): Reader[] => [...topics.values()].flatMap(({ readers }) => [...readers.values()]);
  const isOut = ({ by }: Pending): boolean => by !== undefined;
  const heldBy = (consumer: string): Pending[] =>
    (members.get(consumer)?.reader.pending ?? []).filter(({ by }) => by === consumer).sort((a, b) => a.tag - b.tag);
  const forget = (reader: Reader, pending: Pending): void => {
    reader.pending = reader.pending.filter((each) => each !== pending);
  };
  const giveBack = (reader: Reader, pending: Pending): void => {
    pending.by = undefined;
    if (pending.tries < deliveries) return;
    forget(reader, pending);
    reader.dead.push(reader.topic.log[pending.offset]!);
  };
  const look = (now: number): void => {
    for (const reader of readers())
      for (const pending of reader.pending.filter(isOut).sort((a, b) => a.tag - b.tag))
        if (pending.until <= now) giveBack(reader, pending);
  };
  const found = (consumer: string, tag: number): Pending | undefined =>
    heldBy(consumer).find((each) => each.tag === tag);

  return {
    join(consumer, topic, group, prefetch) {
      if (members.has(consumer)) throw new RangeError('consumer');
      if (!Number.isSafeInteger(prefetch) || prefetch < 0) throw new RangeError('prefetch');
      const of = topicOf(topic);
      const reader = of.readers.get(group) ?? { topic: of, at: of.log.length, pending: [], dead: [] };
      of.readers.set(group, reader);
      members.set(consumer, { reader, prefetch });
    },
    publish(topic, body, now) {
      look(now);
      const { log, readers } = topicOf(topic);
      log.push(body);
      return readers.size;
    },
    receive(consumer, now): Delivery | null {
      const member = members.get(consumer);
      if (member === undefined) throw new RangeError('no such consumer');
      look(now);
      const { reader, prefetch } = member;
      if (prefetch !== 0 && heldBy(consumer).length >= prefetch) return null;
      // What is pending was read in the order of the log, and stays in it.
      let pending = reader.pending.find((each) => !isOut(each));
      if (!pending) {
        if (reader.at >= reader.topic.log.length) return null;
        pending = { offset: reader.at++, tries: 0, tag: 0, until: 0 };
        reader.pending.push(pending);
      }
      Object.assign(pending, { by: consumer, tag: ++latest, tries: pending.tries + 1, until: now + timeout });
      return { tag: latest, body: reader.topic.log[pending.offset]!, redelivered: pending.tries > 1 };
    },
    ack(consumer, tag, now) {
      look(now);
      const pending = found(consumer, tag);
      if (pending) forget(members.get(consumer)!.reader, pending);
      return pending !== undefined;
    },
    ackUpTo(consumer, tag, now) {
      look(now);
      const done = heldBy(consumer).filter((each) => each.tag <= tag);
      for (const pending of done) forget(members.get(consumer)!.reader, pending);
      return done.length;
    },
    nack(consumer, tag, now) {
      look(now);
      const pending = found(consumer, tag);
      if (pending) giveBack(members.get(consumer)!.reader, pending);
      return pending !== undefined;
    },
    leave(consumer, now) {
      look(now);
      for (const pending of heldBy(consumer)) giveBack(members.get(consumer)!.reader, pending);
      members.delete(consumer);
    },
    dead(topic, group, now) {
      look(now);
      return [...(topics.get(topic)?.readers.get(group)?.dead ?? [])];
    },
  };
};
