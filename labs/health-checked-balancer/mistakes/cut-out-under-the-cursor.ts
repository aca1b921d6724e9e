// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// A failed server is cut out of the list and the cursor is left where it is: everybody behind moves up, and one of them is passed over.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const up = [...serverIds];
  let next = 0;

  return {
    pick() {
      if (up.length === 0) throw new Error('No server is healthy');
      next %= up.length;
      return up[next++]!;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      const at = up.indexOf(id);
      if (healthy && at < 0) up.push(id);
      if (!healthy && at >= 0) up.splice(at, 1);
    },
  };
}
