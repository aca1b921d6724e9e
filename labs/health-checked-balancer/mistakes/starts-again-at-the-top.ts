// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// Every change of health builds a new list and starts at its top: the first servers get the most.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  let up = [...serverIds];
  let next = 0;
  const down = new Set<string>();

  return {
    pick() {
      if (up.length === 0) throw new Error('No server is healthy');
      const id = up[next]!;
      next = (next + 1) % up.length;
      return id;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
      up = serverIds.filter((other) => !down.has(other));
      next = 0;
    },
  };
}
