// caught by: Only healthy servers are picked, and none twice while another healthy one waits
// A server that comes back goes to the front of the queue: it has been away so long. One that flaps is picked all the time.
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
      if (!healthy) queue = queue.filter((other) => other !== id);
      else if (!queue.includes(id)) queue.unshift(id);
    },
  };
}
