// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// The turn goes round all servers, and the one after a dead server stands in for it: it gets two shares, and falls over next.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const down = new Set<string>();
  let turn = 0;

  return {
    pick() {
      if (down.size === serverIds.length) throw new Error('No server is healthy');
      let at = turn++ % serverIds.length;
      while (down.has(serverIds[at]!)) at = (at + 1) % serverIds.length;
      return serverIds[at]!;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
    },
  };
}
