// The queue's messages stay in one linked list until they are acknowledged; who has each is a note on it.
import type { Log, Queue } from 'headroom/log-and-queue';

export function createLog(retention: number): Log {
  const list: string[] = [];
  const times: number[] = [];
  const offsets: Map<string, number> = new Map();
  let gone = 0;
  const from = (group: string, now: number): number => {
    while (gone < times.length && now - times[gone]! >= retention) gone += 1;
    return Math.max(gone, offsets.get(group) ?? gone);
  };
  return {
    append(record, now) {
      times.push(now);
      return list.push(record) - 1;
    },
    read(group, most, now) {
      const start = from(group, now);
      const result = [];
      for (let offset = start; offset < Math.min(list.length, start + most); offset++)
        result.push({ offset, record: list[offset]! });
      return result;
    },
    commit(group, offset, _now) {
      if (offset !== Math.trunc(offset) || !(offset >= 0) || !(offset <= list.length))
        throw new RangeError(`offset ${offset}`);
      offsets.set(group, offset);
    },
    lag: (group, now) => list.length - from(group, now),
  };
}

class Node {
  previous: Node | undefined;
  next: Node | undefined;
  again = false;
  readonly text: string;
  readonly number: number;
  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

export function createQueue(prefetch: number): Queue {
  let [head, tail]: (Node | undefined)[] = [undefined, undefined];
  let count = 0;
  const channels = new Map<string, { last: number; out: Map<number, Node> }>();

  function insert(node: Node, before: Node | undefined): void {
    const previous = before ? before.previous : tail;
    node.previous = previous;
    node.next = before;
    if (previous) previous.next = node;
    else head = node;
    if (before) before.previous = node;
    else tail = node;
  }
  function put(node: Node): void {
    node.again = true;
    let before = head;
    // What is in front of it came back too: few.
    while (before && before.number < node.number) before = before.next;
    insert(node, before);
  }
  function out(consumer: string, tag: number): Map<number, Node> {
    const channel = channels.get(consumer);
    if (!channel?.out.has(tag)) throw new RangeError(`unknown tag ${tag}`);
    return channel.out;
  }

  return {
    send: (message) => insert(new Node(message, count++), undefined),
    receive(consumer) {
      const channel = channels.get(consumer) ?? { last: 0, out: new Map<number, Node>() };
      channels.set(consumer, channel);
      const node = head;
      if (!node || (prefetch > 0 && channel.out.size >= prefetch)) return undefined;
      head = node.next;
      if (head) head.previous = undefined;
      else tail = undefined;
      channel.last += 1;
      channel.out.set(channel.last, node);
      return { tag: channel.last, message: node.text, redelivered: node.again };
    },
    ack(consumer, tag, multiple) {
      const held = out(consumer, tag);
      for (const each of multiple ? [...held.keys()].filter((known) => known <= tag) : [tag]) held.delete(each);
    },
    reject(consumer, tag, requeue) {
      const held = out(consumer, tag);
      if (requeue) put(held.get(tag)!);
      held.delete(tag);
    },
    close(consumer) {
      for (const node of channels.get(consumer)?.out.values() ?? []) put(node);
      channels.delete(consumer);
    },
  };
}
