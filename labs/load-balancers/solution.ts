import type { Balancer, ServerView } from 'headroom/load-balancers';

function requireServers(servers: ServerView[]): void {
  if (servers.length === 0) throw new RangeError('servers must hold at least one server');
}

/**
 * The turn goes to whoever has waited longest since its last turn. A counter modulo the length of the list would do
 * while the list stays the same; when a server leaves, every place after it shifts, and a counter skips or repeats one.
 */
export function roundRobin(): Balancer {
  const lastTurn = new Map<string, number>();
  let turn = 0;
  return {
    pick(servers) {
      requireServers(servers);
      const turnOf = ({ id }: ServerView): number => lastTurn.get(id) ?? 0;
      const next = servers.reduce((best, server) => (turnOf(server) < turnOf(best) ? server : best));
      lastTurn.set(next.id, ++turn);
      return next.id;
    },
  };
}

/** The random number decides among equals: a fixed choice would give the first of them every request of a quiet hour. */
function fewestConnections(servers: ServerView[], random: number): string {
  requireServers(servers);
  const fewest = Math.min(...servers.map(({ connections }) => connections));
  const equals = servers.filter(({ connections }) => connections === fewest);
  return equals[Math.floor(random * equals.length)]!.id;
}

export function leastConnections(): Balancer {
  return { pick: fewestConnections };
}

/** More than 20 % errors in at least 5 answers. In whole numbers, so that exactly 20 % is exactly that. */
function isSick({ answered, failed }: ServerView): boolean {
  return answered >= 5 && failed * 5 > answered;
}

/**
 * Nothing is remembered: a sick server gets no requests, its errors grow old, and soon there are too few recent answers
 * to call it sick. So it is tried again all by itself.
 */
export function healthBased(): Balancer {
  return {
    pick(servers, random) {
      const well = servers.filter((server) => !isSick(server));
      // When all are sick the fault is rather behind them, and refusing everybody would make it worse.
      return fewestConnections(well.length > 0 ? well : servers, random);
    },
  };
}
