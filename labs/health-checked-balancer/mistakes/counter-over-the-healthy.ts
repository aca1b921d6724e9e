// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// A counter modulo the number of healthy servers, as in most examples on the web: when the list changes, the count points elsewhere.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const down = new Set<string>();
  let turn = 0;

  return {
    pick() {
      const up = serverIds.filter((id) => !down.has(id));
      if (up.length === 0) throw new Error('No server is healthy');
      return up[turn++ % up.length]!;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
    },
  };
}
