import type { Choice, EffectOf, Mode, ReplicaOf, Workload } from 'headroom/cap-choices';

// ——— which letter for which workload ———

export function choose(workload: Workload): Choice {
  switch (workload) {
    default:
      return { mode: 'CP', reason: 'only-one-owner' };
  }
}

// ——— what a replica is told, and what it does ———

/** What replicas tell each other and, as alarms, themselves. Plain data; design your own, one type for each kind. */
type Message = { kind: 'alarm'; request: string };

type Effect = EffectOf<Message>;
type Replica = ReplicaOf<Message>;

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
