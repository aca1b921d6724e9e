// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// The server with the fewest picks so far is next: one that was down for an hour gets every request until it has caught up.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const picks = new Map(serverIds.map((id) => [id, 0]));
  const down = new Set<string>();

  return {
    pick() {
      let best: string | undefined;
      for (const [id, count] of picks) if (!down.has(id) && (best === undefined || count < picks.get(best)!)) best = id;
      if (best === undefined) throw new Error('No server is healthy');
      picks.set(best, picks.get(best)! + 1);
      return best;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
    },
  };
}
