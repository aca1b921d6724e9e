// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// The healthy servers are noted at the start of each round, and whoever comes back waits for the next one: others are served twice before it.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const down = new Set<string>();
  let round: string[] = [];

  return {
    pick() {
      if (down.size === serverIds.length) throw new Error('No server is healthy');
      for (;;) {
        if (round.length === 0) round = serverIds.filter((id) => !down.has(id));
        const id = round.shift()!;
        if (!down.has(id)) return id;
      }
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
    },
  };
}
