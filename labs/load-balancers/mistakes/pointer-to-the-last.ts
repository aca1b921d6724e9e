// caught by: roundRobin gives each server its turn; leastConnections takes the least busy, with a fifth of round robin’s p99
// Remembers who was last and looks for it in the list: when that one has left, indexOf says −1, and the first begins again.
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
  let last = '';
  return {
    pick(servers: ServerView[]) {
      requireServers(servers);
      const ids = servers.map(({ id }) => id);
      last = ids[(ids.indexOf(last) + 1) % ids.length]!;
      return last;
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
