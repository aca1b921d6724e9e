/** Boards to begin with. */
import { type Architecture, type SketchDetails, sketch } from '#architecture';

export const EMPTY: Architecture = { title: 'A new board', nodes: [], links: [] };

/** What stands there for whoever comes for the first time: small, and it works. */
export const FIRST: Architecture = sketch(
  'A small shop',
  'visitors: client > balancer: load-balancer > shop: web x2 > cache, database',
  {
    balancer: { capacity: 5_000, latency: 1 },
    shop: { capacity: 100, latency: 20 },
    cache: { capacity: 5_000, latency: 1, items: 500 },
    database: { capacity: 200, latency: 10 },
  },
);

export interface Template {
  name: string;
  architecture: Architecture;
}

/** A template is called as its architecture is. */
const drawn = (name: string, text: string, details: SketchDetails): Template => ({
  name,
  architecture: sketch(name, text, details),
});

export const templates: readonly Template[] = [
  { name: 'An empty board', architecture: EMPTY },
  { name: FIRST.title, architecture: FIRST },
  drawn(
    'Orders wait in a queue',
    `visitors: client > balancer: load-balancer x2 > shop: web x6 > cache x2, seats: database x2
     shop > orders: queue x2 ~> clerks: worker x5 > seats`,
    {
      balancer: { capacity: 1_000, latency: 1 },
      shop: { capacity: 100, latency: 20 },
      cache: { capacity: 1_000, latency: 1, items: 20 },
      orders: { capacity: 500, latency: 2 },
      clerks: { capacity: 8, latency: 125 },
      seats: { capacity: 50, latency: 40 },
    },
  ),
  drawn(
    'A CDN before the origin',
    'viewers: client > cdn > balancer: load-balancer > origin: web x3 > media: storage',
    {
      cdn: { latency: 5, items: 200, timeToLive: 60_000 },
      balancer: { capacity: 5_000, latency: 1 },
      origin: { capacity: 100, latency: 20 },
      media: { capacity: 300, latency: 15 },
    },
  ),
  drawn(
    'Shards behind a service',
    'people: client > balancer: load-balancer > service x4 > north: shard, middle: shard, south: shard',
    {
      balancer: { capacity: 5_000, latency: 1 },
      service: { capacity: 150, latency: 15 },
      north: { capacity: 120, latency: 10, replicas: 2 },
      middle: { capacity: 120, latency: 10, replicas: 2 },
      south: { capacity: 120, latency: 10, replicas: 2 },
    },
  ),
  drawn('A service that scales itself', 'visitors: client > balancer: load-balancer > service x2 > database x3', {
    balancer: { capacity: 5_000, latency: 1 },
    service: {
      capacity: 50,
      latency: 20,
      autoscale: { minimum: 2, maximum: 12, target: 0.6, warmUp: 5, cooldown: 10 },
    },
    database: { capacity: 300, latency: 8 },
  }),
  drawn(
    'Events for several groups',
    `tills: producer > events: topic x3 ~> stock: consumer x2 > stockroom: database
     events ~> billing: consumer x4 > ledger: database`,
    {
      events: { capacity: 500, latency: 2, partitions: 4 },
      stock: { capacity: 60, latency: 15 },
      billing: { capacity: 30, latency: 30 },
      stockroom: { capacity: 150, latency: 8 },
      ledger: { capacity: 150, latency: 8 },
    },
  ),
];
