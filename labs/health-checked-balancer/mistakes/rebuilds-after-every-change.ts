type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const down = new Set<string>();
  let ring = serverIds.map((_, index) => index);
  let last = -1;
  let next = 0;
  let stale = false;

  return {
    pick() {
      if (stale) {
        ring = serverIds.flatMap((id, index) => (down.has(id) ? [] : [index]));
        next = ring.findIndex((index) => index > last);
        stale = false;
      }
      if (ring.length === 0) throw new Error('No server is healthy');
      if (next < 0 || next >= ring.length) next = 0;
      last = ring[next++]!;
      return serverIds[last]!;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) down.delete(id);
      else down.add(id);
      stale = true;
    },
  };
}
