// caught by: The work for a pick or a report does not grow with the pool, not even when nearly all of it is down
// Right, but each failure copies the whole queue: when half of a large pool fails at once, the balancer does nothing else.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  let queue = [...serverIds];
  const up = new Set(serverIds);

  return {
    pick() {
      const id = queue.shift();
      if (id === undefined) throw new Error('No server is healthy');
      queue.push(id);
      return id;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy === up.has(id)) return;
      if (healthy) {
        up.add(id);
        queue.push(id);
      } else {
        up.delete(id);
        queue = queue.filter((other) => other !== id);
      }
    },
  };
}
