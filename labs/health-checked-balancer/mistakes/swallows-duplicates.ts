// caught by: An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing
// A Set makes the ids unique, so nobody hears that the configuration lists one server twice and has forgotten another.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
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
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) waiting.add(id);
      else waiting.delete(id);
    },
  };
}
