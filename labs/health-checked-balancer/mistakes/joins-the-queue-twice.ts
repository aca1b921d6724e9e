// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// Every good health check puts the server into the queue, whether it is there or not: whoever is checked most gets most.
type Balancer = { pick(): string; report(id: string, healthy: boolean): void };

export function createBalancer(serverIds: string[]): Balancer {
  const known = new Set(serverIds);
  if (known.size === 0) throw new RangeError('serverIds must hold at least one id');
  if (known.size < serverIds.length) throw new RangeError('serverIds must not hold an id twice');
  let queue = [...serverIds];

  return {
    pick() {
      const id = queue.shift();
      if (id === undefined) throw new Error('No server is healthy');
      queue.push(id);
      return id;
    },

    report(id, healthy) {
      if (!known.has(id)) throw new RangeError(`There is no server ${id}`);
      if (healthy) queue.push(id);
      else queue = queue.filter((other) => other !== id);
    },
  };
}
