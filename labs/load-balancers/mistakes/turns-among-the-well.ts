// caught by: healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well
// Checks health, and then takes turns: the old servers get as much as the new ones and their queues grow.
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
  const turns = roundRobin();
  return {
    pick(servers: ServerView[]) {
      const well = servers.filter(({ answered, failed }) => answered < 5 || failed * 5 <= answered);
      return turns.pick(well.length > 0 ? well : servers);
    },
  };
}
