// Classes; a round carries what happens when a majority has answered, and AP ships a log: each peer is sent what follows on what
// it has confirmed, so that one number a peer takes the place of a set of keys.

type Value = string | null;
/** A moment in Lamport's time, as text that sorts: the counter, padded, and who counted. */
type Stamp = string;
type Entry = { key: string; value: Value; stamp: Stamp };
type Message = { kind: string; round: number; request: string; entries: Entry[]; since: number; upTo: number };
type Effect =
  | { send: string; message: Partial<Message>; after?: number }
  | { reply: string; ok: boolean; value?: Value };

const FACTS: [reason: string, mode: 'CP' | 'AP', ...workloads: string[]][] = [
  ['only-one-owner', 'CP', 'hall-seat', 'job-lock'],
  ['rule-across-copies', 'CP', 'account-transfer'],
  ['stale-does-harm', 'CP', 'prescription'],
  ['stale-is-harmless', 'AP', 'profile-photo'],
  ['nothing-conflicts', 'AP', 'sensor-reading'],
  ['conflicts-merge', 'AP', 'shopping-basket', 'like-counter'],
  ['loss-is-bounded', 'AP', 'cash-machine', 'flight-seat'],
];

export function choose(workload: string) {
  const [reason, mode] = FACTS.find(([, , ...workloads]) => workloads.includes(workload))!;
  return { mode, reason };
}

/** What is known of each key, and a clock that is ahead of all of it. */
class Store {
  private readonly entries = new Map<string, Entry>();
  private clock = 0;
  private readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get(key: string): Entry {
    return this.entries.get(key) ?? { key, value: null, stamp: '' };
  }

  learn(entry: Entry): void {
    this.clock = Math.max(this.clock, Number.parseInt(entry.stamp || '0', 10));
    if (entry.stamp > this.get(entry.key).stamp) this.entries.set(entry.key, entry);
  }

  write(key: string, value: string): Entry {
    const entry = { key, value, stamp: `${String(++this.clock).padStart(12, '0')} ${this.id}` };
    this.entries.set(key, entry);
    return entry;
  }
}

/** A question to everybody, and what to do when a majority has answered. */
interface Round {
  request: string;
  answers: Map<string, Entry[]>;
  done(answers: Entry[]): Effect[];
}

class Register {
  private readonly store: Store;
  private readonly rounds = new Map<number, Round>();
  private last = 0;
  private readonly id: string;
  private readonly peers: string[];

  constructor(id: string, peers: string[]) {
    this.id = id;
    this.peers = peers;
    this.store = new Store(id);
  }

  readonly read = (request: string, key: string): Effect[] =>
    this.ask(request, key, (newest) => {
      this.store.learn(newest);
      return this.spread(request, newest, { reply: request, ok: true, value: newest.value });
    });

  readonly write = (request: string, key: string, value: string): Effect[] =>
    this.ask(request, key, (newest) => {
      this.store.learn(newest);
      return this.spread(request, this.store.write(key, value), { reply: request, ok: true });
    });

  readonly receive = (from: string, { kind, round, request, entries }: Message): Effect[] => {
    if (kind === 'ask') return [this.answer(from, round, [this.store.get(entries[0]!.key)])];
    if (kind === 'store') {
      for (const entry of entries) this.store.learn(entry);
      return [this.answer(from, round, [])];
    }
    return kind === 'answer' ? this.hear(round, from, entries) : this.giveUp(request);
  };

  private ask(request: string, key: string, then: (newest: Entry) => Effect[]): Effect[] {
    const mine = this.store.get(key);
    const done = (answers: Entry[]): Effect[] => then(answers.reduce((a, b) => (b.stamp > a.stamp ? b : a)));
    const first = this.begin('ask', { request, answers: new Map([[this.id, [mine]]]), done }, [mine]);
    return [...first, { send: this.id, message: { kind: 'give up', request }, after: 600 }];
  }

  private spread(request: string, entry: Entry, reply: Effect): Effect[] {
    return this.begin('store', { request, answers: new Map([[this.id, []]]), done: () => [reply] }, [entry]);
  }

  private begin(kind: string, round: Round, entries: Entry[]): Effect[] {
    this.rounds.set(++this.last, round);
    return this.peers.map((send) => ({ send, message: { kind, round: this.last, entries } }));
  }

  private answer(to: string, round: number, entries: Entry[]): Effect {
    return { send: to, message: { kind: 'answer', round, entries } };
  }

  private hear(number: number, from: string, entries: Entry[]): Effect[] {
    const round = this.rounds.get(number);
    if (!round) return [];
    round.answers.set(from, entries);
    if (round.answers.size * 2 <= this.peers.length + 1) return [];
    this.rounds.delete(number);
    return round.done([...round.answers.values()].flat());
  }

  /** The request may be in its first round, in its second, or answered. */
  private giveUp(request: string): Effect[] {
    const late = [...this.rounds].filter(([, round]) => round.request === request);
    for (const [open] of late) this.rounds.delete(open);
    return late.length > 0 ? [{ reply: request, ok: false }] : [];
  }
}

class Logger {
  private readonly store: Store;
  private readonly log: Entry[] = [];
  /** How much of the log each peer has confirmed. */
  private readonly confirmed: Map<string, number>;
  private isAlarmSet = false;
  private readonly id: string;

  constructor(id: string, peers: string[]) {
    this.id = id;
    this.store = new Store(id);
    this.confirmed = new Map(peers.map((peer) => [peer, 0]));
  }

  readonly read = (request: string, key: string): Effect[] => [
    { reply: request, ok: true, value: this.store.get(key).value },
  ];

  readonly write = (request: string, key: string, value: string): Effect[] => {
    this.log.push(this.store.write(key, value));
    const fresh = this.log.length - 1;
    return [{ reply: request, ok: true }, ...this.ship(() => fresh), ...this.alarm()];
  };

  readonly receive = (from: string, { kind, entries, since, upTo }: Message): Effect[] => {
    if (kind === 'entries') {
      for (const entry of entries) this.store.learn(entry);
      return [{ send: from, message: { kind: 'confirmed', since, upTo } }];
    }
    if (kind === 'confirmed') {
      // Only what follows on without a gap moves the mark.
      const had = this.confirmed.get(from)!;
      if (since <= had) this.confirmed.set(from, Math.max(had, upTo));
      return [];
    }
    this.isAlarmSet = false;
    return [...this.ship((had) => had), ...this.alarm()];
  };

  /** The log from some place on, to each peer that has not confirmed the whole. */
  private ship(start: (confirmed: number) => number): Effect[] {
    const upTo = this.log.length;
    return [...this.confirmed].flatMap(([send, had]) => {
      const since = start(had);
      return had < upTo ? [{ send, message: { kind: 'entries', since, upTo, entries: this.log.slice(since) } }] : [];
    });
  }

  private alarm(): Effect[] {
    const isAnyBehind = [...this.confirmed.values()].some((had) => had < this.log.length);
    if (this.isAlarmSet || !isAnyBehind) return [];
    this.isAlarmSet = true;
    return [{ send: this.id, message: { kind: 'ship' }, after: 250 }];
  }
}

export function createReplica(id: string, peers: string[], mode: 'CP' | 'AP') {
  const { read, write, receive } = mode === 'CP' ? new Register(id, peers) : new Logger(id, peers);
  return { read, write, receive };
}
