// Built by functions from a list of tiers, with three where the solution has two, as far as the money goes.

const tier = (id: string, replicas: number, rest: object) => ({ id, replicas, ...rest });

/** A chain of calls. */
const chain = (...ids: string[]) => ids.slice(1).map((to, index) => ({ from: ids[index]!, to }));

export function design() {
  return {
    title: 'Three of each',
    nodes: [
      { id: 'viewers', kind: 'client' },
      tier('edge', 3, { kind: 'cdn', capacity: 1000, latency: 2, items: 100 }),
      tier('balancer', 3, { kind: 'load-balancer', capacity: 1000, latency: 1 }),
      tier('web', 4, { kind: 'web', capacity: 80, latency: 25 }),
      tier('application', 5, { kind: 'application', capacity: 50, latency: 40 }),
      tier('cache', 2, { kind: 'cache', capacity: 1000, latency: 1, items: 400 }),
      tier('titles', 2, { kind: 'shard', capacity: 20, latency: 60 }),
      tier('users', 2, { kind: 'shard', capacity: 20, latency: 60 }),
      tier('comments', 2, { kind: 'shard', capacity: 20, latency: 60 }),
      tier('playlists', 2, { kind: 'shard', capacity: 20, latency: 60 }),
      tier('storage', 3, { kind: 'storage', capacity: 100, latency: 40 }),
    ],
    links: [
      { from: 'viewers', to: 'edge', latency: 5 },
      { from: 'edge', to: 'balancer', latency: 50 },
      ...chain('balancer', 'web', 'application', 'cache'),
      ...chain('application', 'titles'),
      ...chain('application', 'users'),
      ...chain('application', 'comments'),
      ...chain('application', 'playlists'),
      ...chain('application', 'storage'),
    ],
  };
}
