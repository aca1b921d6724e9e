// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// Plain round robin: the reports are noted, and the requests go on to the dead.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const health = new Map<string, boolean>();
  let turn = 0;

  return {
    pick() {
      if ([...health.values()].filter((healthy) => !healthy).length === serverIds.length) {
        throw new Error('No server is healthy');
      }
      return serverIds[turn++ % serverIds.length]!;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      health.set(id, healthy);
    },
  };
}
