// The crowd waits outside and is let in at the pace of the database; inside, an order is a plain call that decides at once.

export function design() {
  return {
    title: 'A waiting room',
    nodes: [
      { id: 'visitors', kind: 'client' },
      { id: 'room', kind: 'queue', capacity: 500, latency: 2, replicas: 2 },
      { id: 'door', kind: 'service', capacity: 20, latency: 500, replicas: 8 },
      { id: 'shop', kind: 'web', capacity: 100, latency: 20, replicas: 3 },
      { id: 'cache', kind: 'cache', capacity: 1000, latency: 1, items: 20, replicas: 2 },
      { id: 'seats', kind: 'database', capacity: 40, latency: 50, replicas: 3 },
    ],
    links: [
      { from: 'visitors', to: 'room' },
      { from: 'room', to: 'door', kind: 'async' },
      { from: 'door', to: 'shop' },
      { from: 'shop', to: 'cache' },
      { from: 'shop', to: 'seats' },
    ],
  };
}
