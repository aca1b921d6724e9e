// caught by: roundRobin gives each server its turn; leastConnections takes the least busy, with a fifth of round robin’s p99
// A sort, or a “less than”, that takes the first of several equals: in a quiet hour the first server does all the work.
interface ServerView {
  id: string;
  connections: number;
  answered: number;
  failed: number;
}

function requireServers(servers: ServerView[]): void {
  if (servers.length === 0) throw new RangeError('servers must not be empty');
}

export function roundRobin() {
  const lastTurn = new Map<string, number>();
  let turn = 0;
  return {
    pick(servers: ServerView[]) {
      requireServers(servers);
      const [next] = [...servers].sort((a, b) => (lastTurn.get(a.id) ?? 0) - (lastTurn.get(b.id) ?? 0));
      lastTurn.set(next!.id, ++turn);
      return next!.id;
    },
  };
}

function leastBusy(servers: ServerView[], random: number): string {
  requireServers(servers);
  return servers.reduce((best, server) => (server.connections < best.connections ? server : best)).id;
}

export function leastConnections() {
  return { pick: leastBusy };
}

export function healthBased() {
  return {
    pick(servers: ServerView[], random: number) {
      const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);
      return leastBusy(well.length > 0 ? well : servers, random);
    },
  };
}
