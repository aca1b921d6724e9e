// A follower is sent the whole log and takes it over as it is; what it confirms is how long that was.
import type { EffectOf, ReplicaOf } from 'headroom/replicated-log';

type Message = { ask: number; has: number } | { take: number; log: string[] };

export function createReplica(id: string, minInSync: number): ReplicaOf<Message> {
  let log: string[] = [];
  let term = { epoch: 0, leader: null as string | null, inSync: [] as string[] };
  /** Confirmed lengths by follower, and who waits for a longer log; both of this epoch. */
  let confirmed = new Map<string, number>();
  let hungry: string[] = [];
  let admitted: string[] = [];
  let open: [request: string, offset: number][] = [];
  /** Questions from epochs that are not known here yet. */
  let early: { from: string; ask: number; has: number }[] = [];

  const isLeader = () => term.leader === id;
  const safe = () =>
    Math.min(
      log.length,
      ...[...term.inSync, ...admitted].map((name) => (name === id ? log.length : (confirmed.get(name) ?? 0))),
    );

  function work(): EffectOf<Message>[] {
    const effects: EffectOf<Message>[] = [];
    for (const follower of [...hungry]) {
      if (confirmed.get(follower) === log.length) {
        if (!term.inSync.includes(follower) && !admitted.includes(follower)) {
          admitted.push(follower);
          effects.push({ admit: follower });
        }
        continue;
      }
      hungry = hungry.filter((other) => other !== follower);
      effects.push({ send: follower, message: { take: term.epoch, log: [...log] } });
    }
    const bound = safe();
    open = open.filter(([request, offset]) => {
      if (offset >= bound) return true;
      effects.push({ reply: request, ok: true, offset });
      return false;
    });
    return effects;
  }

  function hear(from: string, ask: number, has: number): void {
    if (ask !== term.epoch || !isLeader()) {
      if (ask > term.epoch) early.push({ from, ask, has });
      return;
    }
    // -1 stands for a log of an earlier epoch: nothing is known about it.
    if (has >= 0) confirmed.set(from, has);
    hungry.push(from);
  }

  return {
    appoint(epoch, leader, inSync) {
      if (epoch <= term.epoch) return [];
      term = { epoch, leader, inSync: [...inSync] };
      [confirmed, hungry, admitted] = [new Map(), [], []];
      const effects: EffectOf<Message>[] = [];
      if (!isLeader() || inSync.length < minInSync) {
        for (const [request] of open) effects.push({ reply: request, ok: false });
        open = [];
      }
      const waiting = early;
      early = [];
      for (const { from, ask, has } of waiting) hear(from, ask, has);
      if (isLeader()) effects.push(...work());
      else if (leader !== null) effects.push({ send: leader, message: { ask: epoch, has: -1 } });
      return effects;
    },
    append(request, record) {
      if (!isLeader() || term.inSync.length < minInSync) return [{ reply: request, ok: false }];
      open.push([request, log.length]);
      log = [...log, record];
      return work();
    },
    read(request, from) {
      return isLeader()
        ? [{ reply: request, ok: true, records: log.slice(0, safe()).slice(from) }]
        : [{ reply: request, ok: false }];
    },
    receive(from, message) {
      if ('ask' in message) {
        hear(from, message.ask, message.has);
        return isLeader() ? work() : [];
      }
      if (message.take !== term.epoch) return [];
      log = message.log;
      return [{ send: from, message: { ask: term.epoch, has: log.length } }];
    },
  };
}
