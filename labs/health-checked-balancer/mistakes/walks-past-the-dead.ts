// caught by: The work for a pick or a report does not grow with the pool, not even when nearly all of it is down
// Right, and slow when it matters: with a thousand servers down and one up, every pick walks past a thousand.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const down = new Set<string>();
  let turn = 0;

  return {
    pick() {
      for (let tried = 0; tried < serverIds.length; tried++) {
        const id = serverIds[turn++ % serverIds.length]!;
        if (!down.has(id)) return id;
      }
      throw new Error('No server is healthy');
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
    },
  };
}
