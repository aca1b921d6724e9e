// caught by: An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing
// `id in health` for a plain object: “constructor” and “toString” are in every object.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const waiting = new Set(serverIds);
  const health: Record<string, boolean> = {};
  for (const id of serverIds) health[id] = true;

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
      if (!(id in health)) throw new RangeError(`There is no server ${id}`);
      health[id] = healthy;
      if (healthy) waiting.add(id);
      else waiting.delete(id);
    },
  };
}
