interface Server {
  id: string;
  /** The number of its last turn, or of its return. */
  turn: number;
  /** Where it stands in the heap; below 0 while it is down. */
  place: number;
}

export function createBalancer(serverIds: string[]) {
  const servers = new Map<string, Server>();
  const heap: Server[] = [];
  let turn = 0;

  const put = (server: Server, place: number): void => {
    heap[place] = server;
    server.place = place;
  };

  // Whoever joins has the latest number, so it need not rise.
  const join = (server: Server): void => {
    server.turn = turn++;
    put(server, heap.length);
  };

  const sink = (server: Server, from: number): void => {
    let place = from;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const first = right && right.turn < left!.turn ? right : left;
      if (!first || first.turn >= server.turn) break;
      const below = first.place;
      put(first, place);
      place = below;
    }
    put(server, place);
  };

  const leave = (server: Server): void => {
    const last = heap.pop()!;
    if (last !== server) sink(last, server.place);
    server.place = -1;
  };

  for (const id of serverIds) {
    if (servers.has(id)) throw new RangeError(`serverIds holds ${id} twice`);
    const server = { id, turn: 0, place: -1 };
    servers.set(id, server);
    join(server);
  }
  if (servers.size === 0) throw new RangeError('serverIds must hold at least one id');

  return {
    pick(): string {
      const [next] = heap;
      if (!next) throw new Error('No server is healthy');
      leave(next);
      join(next);
      return next.id;
    },

    report(id: string, healthy: boolean): void {
      const server = servers.get(id);
      if (!server) throw new RangeError(`There is no server ${id}`);
      if (healthy === server.place >= 0) return;
      if (healthy) join(server);
      else leave(server);
    },
  };
}
