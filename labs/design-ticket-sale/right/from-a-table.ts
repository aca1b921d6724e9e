// A table of tiers and a line of text for each way, made into the notation; three of what is cheap.

const TIERS: [id: string, kind: string, copies: number, capacity: number, latency: number, items?: number][] = [
  ['gate', 'load-balancer', 3, 1000, 1],
  ['shop', 'web', 6, 100, 20],
  ['memory', 'cache', 3, 1000, 1, 20],
  ['orders', 'queue', 3, 500, 2],
  ['clerks', 'worker', 5, 8, 125],
  ['seats', 'database', 2, 40, 50],
];

const WAYS = 'visitors gate, gate shop, shop memory, shop orders, shop seats, orders clerks async, clerks seats';

export function design() {
  const nodes = TIERS.map(([id, kind, replicas, capacity, latency, items]) => ({
    id,
    kind,
    replicas,
    capacity,
    latency,
    ...(items !== undefined && { items }),
  }));
  const links = WAYS.split(', ').map((way) => {
    const [from, to, kind] = way.split(' ');
    return { from, to, ...(kind !== undefined && { kind }) };
  });
  return { title: 'From a table', nodes: [{ id: 'visitors', kind: 'client' }, ...nodes], links };
}
