// The queue of the solution in as few words as it takes.

type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
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
