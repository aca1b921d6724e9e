// Whose turn it is by sorting the servers, and a server that is judged by its ratio where there is enough to judge by.

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
  const fewest = Math.min(...servers.map(({ connections }) => connections));
  const equals = servers.filter(({ connections }) => connections === fewest);
  return equals[Math.floor(random * equals.length)]!.id;
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
