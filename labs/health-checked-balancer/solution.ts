import type { Balancer } from 'headroom/health-checked-balancer';

/** A balancer over these servers, all of them healthy to begin with. */
export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');

  // The healthy servers, the one that has waited longest first: a Set keeps the order in which ids were added.
  // Everybody joins at the back, after a pick and after a failure alike. So whoever waits is overtaken by nobody, and a
  // server that was picked comes up again only when all those who waited at the time have had their turn, or have failed.
  const waiting = new Set(serverIds);

  return {
    pick() {
      for (const id of waiting) {
        waiting.delete(id);
        waiting.add(id);
        return id;
      }
      throw new Error('No server is healthy');
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id} in the pool`);
      // Adding a member that is there already leaves it in its place, so a repeated report moves nobody.
      if (healthy) waiting.add(id);
      else waiting.delete(id);
    },
  };
}
