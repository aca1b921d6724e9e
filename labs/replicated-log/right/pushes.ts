// The leader pushes: a follower says once in each epoch what it has, and from then on is sent every record as it is appended.
import type { EffectOf, ReplicaOf } from 'headroom/replicated-log';

type Stored = [epoch: number, record: string];
type Message =
  | { type: 'hello'; epoch: number; epochs: number[] }
  | { type: 'push'; epoch: number; from: number; records: Stored[] }
  | { type: 'have'; epoch: number; length: number };

export function createReplica(id: string, minInSync: number): ReplicaOf<Message> {
  let stored: Stored[] = [];
  let epoch = 0;
  let leader: string | null = null;
  let inSync: string[] = [];
  /** Follower: how much of the log is known to be the leader's. */
  let agreed = 0;
  /** Leader: who listens, and how much each has confirmed. */
  let followers = new Map<string, number>();
  let counted = new Set<string>();
  let pending: { request: string; offset: number }[] = [];
  const hellos: [from: string, message: Message][] = [];

  const push = (follower: string): EffectOf<Message> => {
    const from = followers.get(follower)!;
    return { send: follower, message: { type: 'push', epoch, from, records: stored.slice(from) } };
  };
  const mark = (): number => {
    let lowest = stored.length;
    for (const name of counted) if (name !== id) lowest = Math.min(lowest, followers.get(name) ?? 0);
    return lowest;
  };
  function settled(): EffectOf<Message>[] {
    const done = pending.filter(({ offset }) => offset < mark());
    pending = pending.filter((one) => !done.includes(one));
    return done.map(({ request, offset }) => ({ reply: request, ok: true, offset }));
  }
  function admissions(): EffectOf<Message>[] {
    const ready = [...followers].filter(([name, length]) => length === stored.length && !counted.has(name));
    return ready.map(([name]) => {
      counted.add(name);
      return { admit: name };
    });
  }
  function greeted(from: string, epochs: number[]): EffectOf<Message>[] {
    let same = 0;
    while (same < epochs.length && same < stored.length && stored[same]![0] === epochs[same]) same++;
    followers.set(from, same);
    if (same < stored.length || same < epochs.length) return [push(from), ...settled()];
    return [...admissions(), ...settled()];
  }

  return {
    appoint(newEpoch, newLeader, newInSync) {
      if (newEpoch <= epoch) return [];
      epoch = newEpoch;
      leader = newLeader;
      inSync = newInSync;
      agreed = 0;
      followers = new Map();
      counted = new Set(inSync);
      const effects: EffectOf<Message>[] = [];
      if (leader !== id || inSync.length < minInSync)
        for (const { request } of pending.splice(0)) effects.push({ reply: request, ok: false });
      if (leader === id) {
        for (const [from, message] of hellos)
          if (message.epoch === epoch && message.type === 'hello') effects.push(...greeted(from, message.epochs));
        effects.push(...settled());
      } else if (leader !== null)
        effects.push({ send: leader, message: { type: 'hello', epoch, epochs: stored.map(([of]) => of) } });
      return effects;
    },
    append(request, record) {
      if (leader !== id || inSync.length < minInSync) return [{ reply: request, ok: false }];
      pending.push({ request, offset: stored.length });
      stored = [...stored, [epoch, record]];
      return [...[...followers.keys()].map(push), ...settled()];
    },
    read(request, from) {
      if (leader !== id) return [{ reply: request, ok: false }];
      return [
        { reply: request, ok: true, records: stored.slice(from, Math.max(from, mark())).map(([, record]) => record) },
      ];
    },
    receive(from, message) {
      if (message.epoch > epoch) {
        hellos.push([from, message]);
        return [];
      }
      if (message.epoch < epoch) return [];
      switch (message.type) {
        case 'hello':
          return greeted(from, message.epochs);
        case 'push': {
          const length = message.from + message.records.length;
          // A push may be overtaken by the next one, which holds all that it does.
          if (agreed === 0 || length > agreed) {
            stored = [...stored.slice(0, message.from), ...message.records];
            agreed = length;
          }
          return [{ send: from, message: { type: 'have', epoch, length: agreed } }];
        }
        case 'have':
          followers.set(from, Math.max(followers.get(from) ?? 0, message.length));
          return [...admissions(), ...settled()];
      }
    },
  };
}
