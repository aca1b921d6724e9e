/**
 * What a right broker answers: a ledger that keeps no queues at all, only one entry for each message and group, and reads everything off
 * those. It is slow, plain, and nothing like the code that learners write.
 */
import { format, type RepeatedCall } from '#grading';
import { counted } from '#words';
import type { Broker, BrokerOptions } from './types.ts';

/** One thing that is done to a broker, or time that passes. */
export type Op =
  | readonly ['join', consumer: string, topic: string, group: string, prefetch: number]
  | readonly ['publish', topic: string, body: string]
  | readonly ['receive' | 'leave', consumer: string]
  | readonly ['ack' | 'ackUpTo' | 'nack', consumer: string, tag: number]
  | readonly ['dead', topic: string, group: string]
  | readonly ['wait', ms: number];

/** What the answer has to be, and why, in a sentence for the learner. */
export type Expected = { because: string } & ({ answer: unknown } | { throws: string });

interface Entry {
  topic: string;
  group: string;
  body: string;
  deliveries: number;
  is: 'free' | 'out' | 'done' | 'dead';
  /** Its last delivery. */
  tag: number;
  holder: string;
  until: number;
  /** How it came back last, or what became of it. */
  story: string;
  /** The when-th to die. */
  died: number;
}

interface Member {
  topic: string;
  group: string;
  prefetch: number;
}

const named = (text: string): string => format(text);

export class Ledger {
  readonly #options: BrokerOptions;
  readonly #entries: Entry[] = [];
  readonly #groups: { topic: string; group: string }[] = [];
  readonly #members = new Map<string, Member>();
  #tags = 0;
  #deaths = 0;

  constructor(options: BrokerOptions) {
    this.#options = options;
  }

  /** What has to be answered at that time. */
  ask(op: Op, now: number): Expected {
    if (op[0] !== 'join') this.#timePasses(now);
    switch (op[0]) {
      case 'join':
        return this.#join(op[1], { topic: op[2], group: op[3], prefetch: op[4] });
      case 'publish':
        return this.#publish(op[1], op[2]);
      case 'receive':
        return this.#receive(op[1], now);
      case 'leave':
        return this.#leave(op[1], now);
      case 'ack':
      case 'nack':
        return this.#end(op[0], op[1], op[2], now);
      case 'ackUpTo':
        return this.#endAll(op[1], op[2]);
      case 'dead':
        return this.#dead(op[1], op[2]);
      case 'wait':
        return { answer: undefined, because: 'time passes' };
    }
  }

  #timePasses(now: number): void {
    const over = this.#entries.filter(({ is, until }) => is === 'out' && until <= now);
    for (const entry of over.sort((a, b) => a.tag - b.tag))
      this.#back(entry, `the time of ${named(entry.holder)} for it was over at ${entry.until}`);
  }

  #back(entry: Entry, story: string): void {
    const isDead = entry.deliveries >= this.#options.deliveries;
    entry.is = isDead ? 'dead' : 'free';
    entry.story = isDead ? `${story}, and it had been delivered ${counted(entry.deliveries, 'time')}` : story;
    if (isDead) entry.died = ++this.#deaths;
  }

  #join(consumer: string, member: Member): Expected {
    if (this.#members.has(consumer)) return { throws: 'consumer', because: `${named(consumer)} has joined already` };
    this.#members.set(consumer, member);
    const { topic, group } = member;
    if (!this.#groups.some((other) => other.topic === topic && other.group === group))
      this.#groups.push({ topic, group });
    return { answer: undefined, because: `${named(consumer)} joins` };
  }

  #publish(topic: string, body: string): Expected {
    const groups = this.#groups.filter((other) => other.topic === topic);
    for (const { group } of groups)
      this.#entries.push({
        topic,
        group,
        body,
        deliveries: 0,
        is: 'free',
        tag: 0,
        holder: '',
        until: 0,
        story: '',
        died: 0,
      });
    const because = `${groups.length === 0 ? 'no group' : counted(groups.length, 'group')} of ${named(topic)} is known`;
    return { answer: groups.length, because: because.replace(/(\d+ groups) of (.*) is/, '$1 of $2 are') };
  }

  #receive(consumer: string, now: number): Expected {
    const member = this.#members.get(consumer);
    if (!member) return { throws: 'consumer', because: `${named(consumer)} has not joined` };
    const { topic, group, prefetch } = member;
    const held = this.#heldBy(consumer).length;
    if (prefetch > 0 && held >= prefetch)
      return {
        answer: null,
        because: `${named(consumer)} holds ${counted(held, 'message')}, and its prefetch is ${prefetch}`,
      };
    const entry = this.#entries.find((each) => each.topic === topic && each.group === group && each.is === 'free');
    if (!entry) return { answer: null, because: `no message of the group ${named(group)} is free` };
    const redelivered = entry.deliveries > 0;
    const came = redelivered ? `; it came back: ${entry.story}` : ', and was never delivered to this group';
    const because = `of the messages of the group ${named(group)} that are free, ${named(entry.body)} was published first${came}`;
    const tag = ++this.#tags;
    Object.assign(entry, { is: 'out', tag, holder: consumer, until: now + this.#options.timeout });
    entry.deliveries++;
    return { answer: { tag, body: entry.body, redelivered }, because };
  }

  #heldBy(consumer: string): Entry[] {
    return this.#entries.filter(({ is, holder }) => is === 'out' && holder === consumer);
  }

  #leave(consumer: string, now: number): Expected {
    for (const entry of this.#heldBy(consumer).sort((a, b) => a.tag - b.tag))
      this.#back(entry, `${named(consumer)} was gone at ${now}`);
    this.#members.delete(consumer);
    return { answer: undefined, because: `${named(consumer)} is gone` };
  }

  #end(how: 'ack' | 'nack', consumer: string, tag: number, now: number): Expected {
    const entry = this.#heldBy(consumer).find((each) => each.tag === tag);
    if (!entry) return { answer: false, because: this.#whyNotHeld(consumer, tag) };
    const because = `${named(consumer)} holds ${named(entry.body)} by the tag ${tag}`;
    if (how === 'nack') this.#back(entry, `${named(consumer)} gave it back at ${now}`);
    else Object.assign(entry, { is: 'done', story: `${named(consumer)} acknowledged it` });
    return { answer: true, because };
  }

  #whyNotHeld(consumer: string, tag: number): string {
    const entry = this.#entries.find((each) => each.tag === tag);
    if (!entry) return `the tag ${tag} is no message’s last delivery`;
    if (entry.is !== 'out') return `nobody holds ${named(entry.body)} by the tag ${tag} now: ${entry.story}`;
    return `it is ${named(entry.holder)} that holds ${named(entry.body)} by the tag ${tag}, and not ${named(consumer)}`;
  }

  #endAll(consumer: string, tag: number): Expected {
    const entries = this.#heldBy(consumer).filter((each) => each.tag <= tag);
    for (const entry of entries) Object.assign(entry, { is: 'done', story: `${named(consumer)} acknowledged it` });
    return {
      answer: entries.length,
      because: `${named(consumer)} held ${counted(entries.length, 'message')} with tags up to ${tag}`,
    };
  }

  #dead(topic: string, group: string): Expected {
    const dead = this.#entries
      .filter((each) => each.is === 'dead' && each.topic === topic && each.group === group)
      .sort((a, b) => a.died - b.died);
    const why = dead.map(({ body, story }) => `${named(body)} died: ${story}`).join('; ');
    return { answer: dead.map(({ body }) => body), because: why || 'no message of this group has died' };
  }
}

export type Call = Exclude<Op, readonly ['wait', number]>;

/** The function of the learner's broker that does it, and its arguments. */
export function repeatable(broker: Broker, [name, ...args]: Call, now: number): RepeatedCall {
  return [broker[name] as (...args: never[]) => unknown, ...args, ...(name === 'join' ? [] : [now])];
}

/** Calls the learner's broker. */
export function callOf(broker: Broker, op: Call, now: number): unknown {
  const [call, ...args] = repeatable(broker, op, now);
  return (call as (...args: unknown[]) => unknown)(...args);
}
