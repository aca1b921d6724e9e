// caught by: The work for a pick or a report does not grow with the pool, not even when nearly all of it is down
// Each pick looks through all servers for the one that has waited longest: right, and linear.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const lastPick = new Map(serverIds.map((id) => [id, 0]));
  const down = new Set<string>();
  let now = 0;

  return {
    pick() {
      let best: string | undefined;
      for (const [id, at] of lastPick) if (!down.has(id) && (best === undefined || at < lastPick.get(best)!)) best = id;
      if (best === undefined) throw new Error('No server is healthy');
      lastPick.set(best, ++now);
      return best;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
    },
  };
}
