import type { Choice, EffectOf, Mode, Reason, ReplicaOf, Value, Workload } from 'headroom/cap-choices';

// ——— which letter for which workload ———

const REASONS: Record<Workload, Reason> = {
  'account-transfer': 'rule-across-copies',
  // The same rule as for a transfer, but breaking it costs 200 at most and is settled on Monday.
  'cash-machine': 'loss-is-bounded',
  'hall-seat': 'only-one-owner',
  // A seat too many sold is not a seat sold twice: somebody is paid to wait, and the sum is known beforehand.
  'flight-seat': 'loss-is-bounded',
  'job-lock': 'only-one-owner',
  // One writer, as for the photo: what differs is what an old answer does.
  prescription: 'stale-does-harm',
  'profile-photo': 'stale-is-harmless',
  'shopping-basket': 'conflicts-merge',
  'like-counter': 'conflicts-merge',
  'sensor-reading': 'nothing-conflicts',
};

const REASONS_TO_REFUSE: Reason[] = ['only-one-owner', 'rule-across-copies', 'stale-does-harm'];

export function choose(workload: Workload): Choice {
  const reason = REASONS[workload];
  return { mode: REASONS_TO_REFUSE.includes(reason) ? 'CP' : 'AP', reason };
}

// ——— what a replica is told, and what it does ———

type Effect = EffectOf<Message>;
type Replica = ReplicaOf<Message>;

export function createReplica(id: string, peers: string[], mode: Mode): Replica {
  return mode === 'CP' ? createRegister(id, peers) : createGossiper(id, peers);
}

// ——— versions: what both kinds of replica store ———

/** A value and the timestamp of the write that made it. */
interface Version {
  value: Value;
  counter: number;
  writer: string;
}

const NEVER_WRITTEN: Version = { value: null, counter: 0, writer: '' };

/** Orders any two writes, and everywhere alike: by counter, and by the writer's id where the counters are equal. */
function isNewer(one: Version, other: Version): boolean {
  return one.counter !== other.counter ? one.counter > other.counter : one.writer > other.writer;
}

/** The newest version of each key that this replica knows, and the timestamps for new ones. */
function createStore(id: string) {
  const versions = new Map<string, Version>();
  let highestCounter = 0;
  const get = (key: string): Version => versions.get(key) ?? NEVER_WRITTEN;

  return {
    get,
    /** Keeps the greater of what is held and what came in; so order and repeats do not matter. */
    merge(key: string, version: Version): void {
      highestCounter = Math.max(highestCounter, version.counter);
      if (isNewer(version, get(key))) versions.set(key, version);
    },
    /** A version newer than any this replica has met or made: no two writes share a timestamp, even at the same instant. */
    next(value: string): Version {
      highestCounter++;
      return { value, counter: highestCounter, writer: id };
    },
  };
}

type Message = RegisterMessage | GossipMessage;

// ——— CP: a register that a majority keeps (Attiya, Bar-Noy and Dolev; with many writers, Lynch and Shvartsman) ———

type RegisterMessage =
  | { kind: 'ask'; operation: number; key: string }
  | { kind: 'answer'; operation: number; version: Version }
  | { kind: 'store'; operation: number; key: string; version: Version }
  | { kind: 'stored'; operation: number }
  | { kind: 'give-up'; operation: number };

/** A client's request on its way through the two rounds. */
interface Operation {
  request: string;
  key: string;
  /** What to write; absent for a read. */
  write?: string;
  round: 'asking' | 'storing';
  /** The newest version told so far; in the second round the one that is being stored. */
  version: Version;
  /** Who has taken part in this round. A set: a message that comes twice counts once. */
  heardFrom: Set<string>;
}

/** Two rounds need four messages, 200 ms when all are slow. After 500 ms the rest is out of reach. */
const GIVE_UP_AFTER = 500;

function createRegister(id: string, peers: string[]): Replica {
  const majority = Math.floor((peers.length + 1) / 2) + 1;
  const store = createStore(id);
  const operations = new Map<number, Operation>();
  let operationsBegun = 0;

  const toAll = (message: Message): Effect[] => peers.map((peer) => ({ send: peer, message }));

  function begin(request: string, key: string, write?: string): Effect[] {
    const operation = ++operationsBegun;
    const heardFrom = new Set([id]);
    operations.set(operation, { request, key, write, round: 'asking', version: store.get(key), heardFrom });
    return [
      ...toAll({ kind: 'ask', operation, key }),
      { send: id, message: { kind: 'give-up', operation }, after: GIVE_UP_AFTER },
    ];
  }

  function answered(number: number, from: string, version: Version): Effect[] {
    const operation = operations.get(number);
    if (operation?.round !== 'asking') return [];
    if (isNewer(version, operation.version)) operation.version = version;
    operation.heardFrom.add(from);
    return operation.heardFrom.size < majority ? [] : beginStoring(number, operation);
  }

  function beginStoring(number: number, operation: Operation): Effect[] {
    const { key, write } = operation;
    // First learn of the newest: a write has to come after it. A read stores it again, as no majority may hold it yet.
    store.merge(key, operation.version);
    if (write !== undefined) operation.version = store.next(write);
    store.merge(key, operation.version);
    operation.round = 'storing';
    operation.heardFrom = new Set([id]);
    return toAll({ kind: 'store', operation: number, key, version: operation.version });
  }

  function stored(number: number, from: string): Effect[] {
    const operation = operations.get(number);
    if (operation?.round !== 'storing') return [];
    operation.heardFrom.add(from);
    if (operation.heardFrom.size < majority) return [];
    operations.delete(number);
    const { request, write, version } = operation;
    return [write === undefined ? { reply: request, ok: true, value: version.value } : { reply: request, ok: true }];
  }

  function giveUp(number: number): Effect[] {
    const operation = operations.get(number);
    operations.delete(number);
    return operation ? [{ reply: operation.request, ok: false }] : [];
  }

  return {
    read: (request, key) => begin(request, key),
    write: (request, key, value) => begin(request, key, value),
    receive(from, message) {
      switch (message.kind) {
        case 'ask':
          return [
            { send: from, message: { kind: 'answer', operation: message.operation, version: store.get(message.key) } },
          ];
        case 'store':
          // Acknowledged even when it is not news: what the sender needs to know is that nothing older is held here.
          store.merge(message.key, message.version);
          return [{ send: from, message: { kind: 'stored', operation: message.operation } }];
        case 'answer':
          return answered(message.operation, from, message.version);
        case 'stored':
          return stored(message.operation, from);
        case 'give-up':
          return giveUp(message.operation);
        default:
          return [];
      }
    },
  };
}

// ——— AP: last writer wins, with anti-entropy ———

type GossipMessage =
  | { kind: 'update'; key: string; version: Version }
  /** The answer to an update: what the sender holds now. */
  | { kind: 'holding'; key: string; version: Version }
  | { kind: 'resend' };

/** Longer than a round trip on a slow link, so that in peace nothing is sent twice. */
const RESEND_AFTER = 200;

function createGossiper(id: string, peers: string[]): Replica {
  const store = createStore(id);
  /** For each peer, the keys whose version here it has not confirmed. */
  const unconfirmed = new Map(peers.map((peer) => [peer, new Set<string>()]));
  let alarmIsSet = false;

  const update = (peer: string, key: string): Effect => ({
    send: peer,
    message: { kind: 'update', key, version: store.get(key) },
  });

  /** One alarm while anybody may be missing something, and none in peace. */
  function setAlarm(): Effect[] {
    const anyMissing = [...unconfirmed.values()].some((keys) => keys.size > 0);
    if (alarmIsSet || !anyMissing) return [];
    alarmIsSet = true;
    return [{ send: id, message: { kind: 'resend' }, after: RESEND_AFTER }];
  }

  return {
    read: (request, key) => [{ reply: request, ok: true, value: store.get(key).value }],

    write(request, key, value) {
      store.merge(key, store.next(value));
      for (const keys of unconfirmed.values()) keys.add(key);
      return [{ reply: request, ok: true }, ...peers.map((peer) => update(peer, key)), ...setAlarm()];
    },

    receive(from, message) {
      switch (message.kind) {
        case 'update':
          store.merge(message.key, message.version);
          return [{ send: from, message: { kind: 'holding', key: message.key, version: store.get(message.key) } }];
        case 'holding':
          store.merge(message.key, message.version);
          // Confirmed only if nothing newer came up here meanwhile.
          if (!isNewer(store.get(message.key), message.version)) unconfirmed.get(from)?.delete(message.key);
          return [];
        case 'resend': {
          alarmIsSet = false;
          const resent = [...unconfirmed].flatMap(([peer, keys]) => [...keys].map((key) => update(peer, key)));
          return [...resent, ...setAlarm()];
        }
        default:
          return [];
      }
    },
  };
}
