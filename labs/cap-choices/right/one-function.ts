// Both kinds of replica in one function, sharing its store; every message has one shape, and a switch tells them apart.

type Mode = 'CP' | 'AP';
type Version = { value: string | null; counter: number; writer: string };
type Message = { kind: string; number: number; key: string; version: Version };
type Effect =
  | { send: string; message: Partial<Message>; after?: number }
  | { reply: string; ok: boolean; value?: string | null };
type Operation = {
  request: string;
  key: string;
  write: string | undefined;
  round: 'asking' | 'storing';
  version: Version;
  heard: Set<string>;
};

const REASONS: Record<string, string> = {
  'account-transfer': 'rule-across-copies',
  'cash-machine': 'loss-is-bounded',
  'hall-seat': 'only-one-owner',
  'flight-seat': 'loss-is-bounded',
  'job-lock': 'only-one-owner',
  prescription: 'stale-does-harm',
  'profile-photo': 'stale-is-harmless',
  'shopping-basket': 'conflicts-merge',
  'like-counter': 'conflicts-merge',
  'sensor-reading': 'nothing-conflicts',
};

export function choose(workload: string) {
  const reason = REASONS[workload]!;
  return { mode: ['only-one-owner', 'rule-across-copies', 'stale-does-harm'].includes(reason) ? 'CP' : 'AP', reason };
}

const isNewer = (one: Version, other: Version) =>
  one.counter !== other.counter ? one.counter > other.counter : one.writer > other.writer;

export function createReplica(id: string, peers: string[], mode: Mode) {
  const versions = new Map<string, Version>();
  let counter = 0;
  const get = (key: string): Version => versions.get(key) ?? { value: null, counter: 0, writer: '' };
  const keep = (key: string, version: Version): void => {
    counter = Math.max(counter, version.counter);
    if (isNewer(version, get(key))) versions.set(key, version);
  };
  const next = (value: string): Version => ({ value, counter: ++counter, writer: id });
  return mode === 'CP' ? createRegister() : createGossiper();

  function createRegister() {
    const majority = Math.floor((peers.length + 1) / 2) + 1;
    const operations = new Map<number, Operation>();
    let begun = 0;
    const toAll = (message: Partial<Message>): Effect[] => peers.map((peer) => ({ send: peer, message }));

    function begin(request: string, key: string, write?: string): Effect[] {
      const number = ++begun;
      operations.set(number, { request, key, write, round: 'asking', version: get(key), heard: new Set([id]) });
      return [...toAll({ kind: 'ask', number, key }), { send: id, message: { kind: 'give-up', number }, after: 500 }];
    }

    function store(number: number, operation: Operation): Effect[] {
      const { key, write } = operation;
      keep(key, operation.version);
      if (write !== undefined) operation.version = next(write);
      keep(key, operation.version);
      operation.round = 'storing';
      operation.heard = new Set([id]);
      return toAll({ kind: 'store', number, key, version: operation.version });
    }

    function finish(number: number, { request, write, version }: Operation): Effect[] {
      operations.delete(number);
      return [write === undefined ? { reply: request, ok: true, value: version.value } : { reply: request, ok: true }];
    }

    return {
      read: (request: string, key: string, now: number) => begin(request, key),
      write: (request: string, key: string, value: string, now: number) => begin(request, key, value),
      receive(from: string, message: Message, now: number): Effect[] {
        const { number } = message;
        const operation = operations.get(number);
        switch (message.kind) {
          case 'ask':
            return [{ send: from, message: { kind: 'answer', number, version: get(message.key) } }];
          case 'store':
            keep(message.key, message.version);
            return [{ send: from, message: { kind: 'stored', number } }];
          case 'answer':
            if (operation?.round !== 'asking') return [];
            if (isNewer(message.version, operation.version)) operation.version = message.version;
            operation.heard.add(from);
            return operation.heard.size < majority ? [] : store(number, operation);
          case 'stored':
            if (operation?.round !== 'storing') return [];
            operation.heard.add(from);
            return operation.heard.size < majority ? [] : finish(number, operation);
          default:
            operations.delete(number);
            return operation ? [{ reply: operation.request, ok: false }] : [];
        }
      },
    };
  }

  function createGossiper() {
    const missing = new Map(peers.map((peer) => [peer, new Set<string>()]));
    let ringing = false;
    const update = (peer: string, key: string): Effect => ({
      send: peer,
      message: { kind: 'update', key, version: get(key) },
    });
    const alarm = (): Effect[] => {
      if (ringing || ![...missing.values()].some((keys) => keys.size > 0)) return [];
      ringing = true;
      return [{ send: id, message: { kind: 'resend' }, after: 200 }];
    };
    return {
      read: (request: string, key: string, now: number): Effect[] => [
        { reply: request, ok: true, value: get(key).value },
      ],
      write(request: string, key: string, value: string, now: number): Effect[] {
        keep(key, next(value));
        for (const keys of missing.values()) keys.add(key);
        return [{ reply: request, ok: true }, ...peers.map((peer) => update(peer, key)), ...alarm()];
      },
      receive(from: string, message: Message, now: number): Effect[] {
        const { kind, key, version } = message;
        if (kind === 'update') {
          keep(key, version);
          return [{ send: from, message: { kind: 'holding', key, version: get(key) } }];
        }
        if (kind === 'holding') {
          keep(key, version);
          if (!isNewer(get(key), version)) missing.get(from)!.delete(key);
          return [];
        }
        ringing = false;
        const resent = [...missing].flatMap(([peer, keys]) => [...keys].map((name) => update(peer, name)));
        return [...resent, ...alarm()];
      },
    };
  }
}
