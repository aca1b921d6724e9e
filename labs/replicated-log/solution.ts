import type { EffectOf, ReplicaOf } from 'headroom/replicated-log';

interface Entry {
  record: string;
  /** The epoch of the leader that appended it. Two logs with the same epoch at an offset are the same up to there. */
  epoch: number;
}

type Message =
  /** A follower asks for what it lacks, and says what it has: the epochs of its records. */
  | { kind: 'fetch'; epoch: number; has: number[] }
  /** What the leader has from an offset on. */
  | { kind: 'records'; epoch: number; from: number; entries: Entry[] };

type Fetch = Extract<Message, { kind: 'fetch' }>;
type Effect = EffectOf<Message>;

export function createReplica(id: string, minInSync: number): ReplicaOf<Message> {
  const log: Entry[] = [];
  let epoch = 0;
  let leader: string | null = null;
  let inSync: string[] = [];

  // What follows is the leader's. Of each follower: the fetch that waits for an answer, …
  const fetches = new Map<string, Fetch>();
  // … up to which offset its log is known to be this one, …
  const ends = new Map<string, number>();
  // … and whether an acknowledgement needs it: all who are in sync, and all who may be, since the controller has been asked.
  let needed = new Set<string>();
  let waiting: { request: string; offset: number }[] = [];

  /** The first offset that somebody lacks who has to have it. */
  function highWatermark(): number {
    const others = [...needed].filter((replica) => replica !== id);
    return Math.min(log.length, ...others.map((replica) => ends.get(replica) ?? 0));
  }

  function fetch(): Effect[] {
    if (leader === null) return [];
    return [{ send: leader, message: { kind: 'fetch', epoch, has: log.map((entry) => entry.epoch) } }];
  }

  /** Everything that the leader can do now: answer fetches, admit who has caught up, acknowledge. */
  function lead(): Effect[] {
    const effects: Effect[] = [];
    for (const [follower, { epoch: asked, has }] of fetches) {
      // From an epoch that this replica has not heard of yet: it waits until it has.
      if (asked !== epoch) continue;
      let from = 0;
      while (from < has.length && has[from] === log[from]?.epoch) from++;
      ends.set(follower, from);
      if (from === log.length) {
        // It has everything, so its fetch is answered when there is more. Needed from now on: the controller may count it at any moment.
        if (needed.has(follower)) continue;
        needed.add(follower);
        effects.push({ admit: follower });
      } else {
        fetches.delete(follower);
        effects.push({ send: follower, message: { kind: 'records', epoch, from, entries: log.slice(from) } });
      }
    }
    const mark = highWatermark();
    for (const { request, offset } of waiting) if (offset < mark) effects.push({ reply: request, ok: true, offset });
    waiting = waiting.filter(({ offset }) => offset >= mark);
    return effects;
  }

  function refuseAll(): Effect[] {
    const refused = waiting.map(({ request }): Effect => ({ reply: request, ok: false }));
    waiting = [];
    return refused;
  }

  return {
    appoint(newEpoch, newLeader, newInSync) {
      if (newEpoch <= epoch) return [];
      [epoch, leader, inSync] = [newEpoch, newLeader, newInSync];
      needed = new Set(inSync);
      ends.clear();
      for (const [follower, { epoch: asked }] of fetches) if (asked < epoch) fetches.delete(follower);
      const refused = leader !== id || inSync.length < minInSync ? refuseAll() : [];
      return [...refused, ...(leader === id ? lead() : fetch())];
    },
    append(request, record) {
      if (leader !== id || inSync.length < minInSync) return [{ reply: request, ok: false }];
      waiting.push({ request, offset: log.length });
      log.push({ record, epoch });
      return lead();
    },
    read(request, from) {
      if (leader !== id) return [{ reply: request, ok: false }];
      return [{ reply: request, ok: true, records: log.slice(from, highWatermark()).map(({ record }) => record) }];
    },
    receive(from, message) {
      if (message.kind === 'fetch') {
        // It may be newer than what this replica has heard of, and it may have been overtaken by a newer one.
        if (message.epoch < epoch || message.epoch < (fetches.get(from)?.epoch ?? 0)) return [];
        fetches.set(from, message);
        return leader === id ? lead() : [];
      }
      // What an earlier leader sent is no part of this epoch's log, though it may look like it.
      if (message.epoch !== epoch) return [];
      log.splice(message.from, log.length, ...message.entries);
      return fetch();
    },
  };
}
