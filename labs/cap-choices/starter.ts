// ——— which letter for which workload ———

export type Mode = 'CP' | 'AP';

export type Workload =
  | 'account-transfer'
  | 'cash-machine'
  | 'hall-seat'
  | 'flight-seat'
  | 'job-lock'
  | 'prescription'
  | 'profile-photo'
  | 'shopping-basket'
  | 'like-counter'
  | 'sensor-reading';

export type Reason =
  | 'only-one-owner'
  | 'rule-across-copies'
  | 'stale-does-harm'
  | 'stale-is-harmless'
  | 'nothing-conflicts'
  | 'conflicts-merge'
  | 'loss-is-bounded';

export interface Choice {
  mode: Mode;
  reason: Reason;
}

export function choose(workload: Workload): Choice {
  switch (workload) {
    default:
      return { mode: 'CP', reason: 'only-one-owner' };
  }
}

// ——— what a replica is told, and what it does ———

/** What a key holds: `null` until somebody writes. */
export type Value = string | null;

/** What replicas tell each other and, as alarms, themselves. Plain data; design your own, one type for each kind. */
export type Message = { kind: 'alarm'; request: string };

export type Effect =
  /** To a peer. It may be lost, overtaken or delivered twice. */
  | { send: string; message: Message }
  /** To yourself: an alarm. It comes back through `receive` after exactly so many milliseconds. */
  | { send: string; message: Message; after: number }
  /** Answers a client. A read carries the value. */
  | { reply: string; ok: true; value?: Value }
  /** Refuses a client. */
  | { reply: string; ok: false };

export interface Replica {
  /** A client asks for a key. `request` names its request, and `now` is this replica's clock, in milliseconds. */
  read(request: string, key: string, now: number): Effect[];
  /** A client asks to write. */
  write(request: string, key: string, value: string, now: number): Effect[];
  /** A message has arrived: from a peer, or from yourself if it is an alarm. */
  receive(from: string, message: Message, now: number): Effect[];
}

/** Makes the replica `id` of a cluster; `peers` are all the others. */
export function createReplica(id: string, peers: string[], mode: Mode): Replica {
  return mode === 'CP' ? createConsistentReplica(id, peers) : createAvailableReplica(id, peers);
}

// ——— CP: a majority, or a refusal ———

function createConsistentReplica(id: string, peers: string[]): Replica {
  // What has this replica stored? Which operations are under way, and who has answered each of them?
  const underWay = new Set<string>();

  /** Every operation has an alarm, so that no client waits for ever. */
  function begin(request: string): Effect[] {
    underWay.add(request);
    return [{ send: id, message: { kind: 'alarm', request }, after: 500 }];
  }

  return {
    read(request, key, now) {
      return begin(request);
    },
    write(request, key, value, now) {
      return begin(request);
    },
    receive(from, message, now) {
      switch (message.kind) {
        case 'alarm':
          return underWay.delete(message.request) ? [{ reply: message.request, ok: false }] : [];
      }
    },
  };
}

// ——— AP: an answer at once, agreement later ———

function createAvailableReplica(id: string, peers: string[]): Replica {
  // What has this replica stored? What may each of the peers not have yet?

  return {
    read(request, key, now) {
      return [{ reply: request, ok: true, value: null }];
    },
    write(request, key, value, now) {
      return [{ reply: request, ok: true }];
    },
    receive(from, message, now) {
      return [];
    },
  };
}
