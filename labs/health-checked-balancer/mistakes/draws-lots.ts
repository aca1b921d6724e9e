// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// A random healthy server each time: fair in the long run, and three in a row to the same one before long.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  const waiting = [...serverIds];

  return {
    pick() {
      if (waiting.length === 0) throw new Error('No server is healthy');
      return waiting[Math.floor(Math.random() * waiting.length)]!;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      const at = waiting.indexOf(id);
      if (healthy && at < 0) waiting.push(id);
      if (!healthy && at >= 0) waiting.splice(at, 1);
    },
  };
}
