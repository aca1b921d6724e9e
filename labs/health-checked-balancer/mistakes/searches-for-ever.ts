// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// Going round until a healthy server is found, without asking whether there is one: the whole balancer hangs.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const down = new Set<string>();
  let turn = 0;

  return {
    pick() {
      for (;;) {
        const id = serverIds[turn++ % serverIds.length]!;
        if (!down.has(id)) return id;
      }
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
    },
  };
}
