// A majority that tells one and the same version needs nothing stored again; and AP sends all it holds, over and over, to everybody.

type Value = string | null;
interface Held {
  value: Value;
  count: number;
  by: string;
}
type Message =
  | { about: 'look'; round: string; key: string }
  | { about: 'found'; round: string; held: Held }
  | { about: 'keep'; round: string; key: string; held: Held }
  | { about: 'kept'; round: string }
  | { about: 'too late'; request: string }
  | { about: 'all'; entries: [key: string, held: Held][] }
  | { about: 'tick' };
type Effect = { send: string; message: Message; after?: number } | { reply: string; ok: boolean; value?: Value };

const UNWRITTEN: Held = { value: null, count: 0, by: '' };

const CP = {
  'account-transfer': 'rule-across-copies',
  'hall-seat': 'only-one-owner',
  'job-lock': 'only-one-owner',
  prescription: 'stale-does-harm',
};
const AP = {
  'cash-machine': 'loss-is-bounded',
  'flight-seat': 'loss-is-bounded',
  'profile-photo': 'stale-is-harmless',
  'shopping-basket': 'conflicts-merge',
  'like-counter': 'conflicts-merge',
  'sensor-reading': 'nothing-conflicts',
};

export function choose(workload: string) {
  const refusing = new Map(Object.entries(CP)).get(workload);
  return refusing
    ? { mode: 'CP', reason: refusing }
    : { mode: 'AP', reason: new Map(Object.entries(AP)).get(workload) };
}

const isLater = (one: Held, other: Held) => one.count > other.count || (one.count === other.count && one.by < other.by);

/** What is held under each key, and the highest count that has been seen anywhere. */
function shelf(id: string) {
  const held = new Map<string, Held>();
  let highest = 0;
  const look = (key: string) => held.get(key) ?? UNWRITTEN;
  return {
    look,
    entries: () => [...held],
    put(key: string, one: Held) {
      highest = Math.max(highest, one.count);
      if (isLater(one, look(key))) held.set(key, one);
    },
    stamp: (value: Value): Held => ({ value, count: ++highest, by: id }),
  };
}

export const createReplica = (id: string, peers: string[], mode: 'CP' | 'AP') =>
  mode === 'CP' ? register(id, peers) : gossip(id, peers);

function register(id: string, peers: string[]) {
  const store = shelf(id);
  /** What each round does with an answer. */
  const rounds = new Map<string, (from: string, held: Held | undefined) => Effect[]>();
  const open = new Set<string>();
  let begun = 0;

  function everybody(make: (round: string) => Message, mine: Held, goOn: (answers: Held[]) => Effect[]): Effect[] {
    const round = `${id}/${++begun}`;
    const heard = new Map([[id, mine]]);
    rounds.set(round, (from, held) => {
      heard.set(from, held ?? mine);
      if (heard.size <= peers.length / 2 + 0.5) return [];
      rounds.delete(round);
      return goOn([...heard.values()]);
    });
    return peers.map((send) => ({ send, message: make(round) }));
  }

  function finish(request: string, effect: Effect): Effect[] {
    return open.delete(request) ? [effect] : [];
  }

  function begin(request: string, key: string, write?: string): Effect[] {
    open.add(request);
    const asked = everybody(
      (round) => ({ about: 'look', round, key }),
      store.look(key),
      (answers) => {
        if (!open.has(request)) return [];
        const newest = answers.reduce((one, other) => (isLater(other, one) ? other : one));
        const done: Effect = { reply: request, ok: true, ...(write === undefined && { value: newest.value }) };
        const agree = answers.every(({ count, by }) => count === newest.count && by === newest.by);
        if (write === undefined && agree) return finish(request, done);
        store.put(key, newest);
        const held = write === undefined ? newest : store.stamp(write);
        store.put(key, held);
        return everybody(
          (round) => ({ about: 'keep', round, key, held }),
          held,
          () => finish(request, done),
        );
      },
    );
    return [...asked, { send: id, message: { about: 'too late', request }, after: 700 }];
  }

  return {
    read: (request: string, key: string) => begin(request, key),
    write: (request: string, key: string, value: string) => begin(request, key, value),
    receive(from: string, message: Message): Effect[] {
      switch (message.about) {
        case 'look':
          return [{ send: from, message: { about: 'found', round: message.round, held: store.look(message.key) } }];
        case 'keep':
          store.put(message.key, message.held);
          return [{ send: from, message: { about: 'kept', round: message.round } }];
        case 'found':
          return rounds.get(message.round)?.(from, message.held) ?? [];
        case 'kept':
          return rounds.get(message.round)?.(from, undefined) ?? [];
        case 'too late':
          return finish(message.request, { reply: message.request, ok: false });
        default:
          return [];
      }
    },
  };
}

function gossip(id: string, peers: string[]) {
  const store = shelf(id);
  let ticks = false;

  const tell = (entries: [string, Held][]): Effect[] =>
    peers.map((send) => ({ send, message: { about: 'all', entries } }));

  function tick(): Effect[] {
    if (ticks) return [];
    ticks = true;
    return [{ send: id, message: { about: 'tick' }, after: 500 }];
  }

  return {
    read: (reply: string, key: string): Effect[] => [{ reply, ok: true, value: store.look(key).value }],
    write(reply: string, key: string, value: string): Effect[] {
      store.put(key, store.stamp(value));
      return [{ reply, ok: true }, ...tell([[key, store.look(key)]]), ...tick()];
    },
    receive(_from: string, message: Message): Effect[] {
      if (message.about === 'all') for (const [key, held] of message.entries) store.put(key, held);
      if (message.about !== 'tick') return tick();
      ticks = false;
      return [...tell(store.entries()), ...tick()];
    },
  };
}
