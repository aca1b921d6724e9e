import type { Broker, BrokerOptions, Delivery } from 'headroom/message-broker';

interface Message {
  /** Its place among the messages of its group. */
  place: number;
  body: string;
  deliveries: number;
}

interface Group {
  /** In the order of publishing. `waiting[next]` was never delivered, nor was any after it. */
  waiting: Message[];
  next: number;
  /** Delivered before and free again, in the order of publishing: all of it was published before what waits. */
  back: Message[];
  dead: string[];
}

interface Consumer {
  group: Group;
  prefetch: number;
  /** The tags of what it holds, in the order of delivery. */
  holds: Set<number>;
}

interface Held {
  message: Message;
  consumer: Consumer;
  until: number;
}

export function createBroker({ timeout, deliveries }: BrokerOptions): Broker {
  if (!(timeout > 0 && timeout < Number.POSITIVE_INFINITY)) throw new RangeError('timeout must be above 0');
  if (!Number.isInteger(deliveries) || deliveries < 1)
    throw new RangeError('deliveries must be a whole number above 0');
  const topics = new Map<string, Map<string, Group>>();
  const consumers = new Map<string, Consumer>();
  /** What is out, by tag, in the order of delivery: as all have the same time, that is the order in which it runs out. */
  const out = new Map<number, Held>();
  let published = 0;
  let tags = 0;

  function groupOf(topic: string, name: string): Group {
    const groups = topics.get(topic) ?? new Map<string, Group>();
    topics.set(topic, groups);
    const group = groups.get(name) ?? { waiting: [], next: 0, back: [], dead: [] };
    groups.set(name, group);
    return group;
  }

  /** Takes a delivery off its consumer. */
  function take(tag: number): Held {
    const held = out.get(tag)!;
    out.delete(tag);
    held.consumer.holds.delete(tag);
    return held;
  }

  function comesBack(tag: number): void {
    const { message, consumer } = take(tag);
    const { back, dead } = consumer.group;
    if (message.deliveries >= deliveries) dead.push(message.body);
    else {
      const older = back.findLastIndex(({ place }) => place < message.place);
      back.splice(older + 1, 0, message);
    }
  }

  /** Nobody rings when a time is over, so whoever comes next looks first. */
  function notice(now: number): void {
    for (const [tag, { until }] of out) {
      if (now < until) return;
      comesBack(tag);
    }
  }

  function nextOf(group: Group): Message | undefined {
    if (group.back.length > 0) return group.back.shift();
    if (group.next === group.waiting.length) return undefined;
    const message = group.waiting[group.next++];
    // What was taken goes when it is half of all: each message is moved once at most, on average.
    if (group.next * 2 >= group.waiting.length) {
      group.waiting = group.waiting.slice(group.next);
      group.next = 0;
    }
    return message;
  }

  return {
    join(name, topic, group, prefetch) {
      if (consumers.has(name)) throw new RangeError('consumer has joined already');
      if (!Number.isInteger(prefetch) || prefetch < 0)
        throw new RangeError('prefetch must be a whole number, 0 or more');
      consumers.set(name, { group: groupOf(topic, group), prefetch, holds: new Set() });
    },

    publish(topic, body, now) {
      notice(now);
      const groups = topics.get(topic);
      const place = ++published;
      for (const { waiting } of groups?.values() ?? []) waiting.push({ place, body, deliveries: 0 });
      return groups?.size ?? 0;
    },

    receive(name, now): Delivery | null {
      const consumer = consumers.get(name);
      if (!consumer) throw new RangeError('consumer has not joined');
      notice(now);
      if (consumer.prefetch > 0 && consumer.holds.size >= consumer.prefetch) return null;
      const message = nextOf(consumer.group);
      if (!message) return null;
      const tag = ++tags;
      message.deliveries++;
      consumer.holds.add(tag);
      out.set(tag, { message, consumer, until: now + timeout });
      return { tag, body: message.body, redelivered: message.deliveries > 1 };
    },

    ack(name, tag, now) {
      notice(now);
      if (!consumers.get(name)?.holds.has(tag)) return false;
      take(tag);
      return true;
    },

    ackUpTo(name, tag, now) {
      notice(now);
      const held = [...(consumers.get(name)?.holds ?? [])].filter((each) => each <= tag);
      for (const each of held) take(each);
      return held.length;
    },

    nack(name, tag, now) {
      notice(now);
      if (!consumers.get(name)?.holds.has(tag)) return false;
      comesBack(tag);
      return true;
    },

    leave(name, now) {
      notice(now);
      for (const tag of consumers.get(name)?.holds ?? []) comesBack(tag);
      consumers.delete(name);
    },

    dead(topic, group, now) {
      notice(now);
      return [...(topics.get(topic)?.get(group)?.dead ?? [])];
    },
  };
}
