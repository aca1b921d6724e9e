/** A video service for the world: what may be built, what viewers ask, and what must hold. */
import { defineDesignLab } from '#design';

/** Milliseconds one way: to the nearest edge, and to the data centre, from a viewer or from an edge. */
const NEAR = 5;
const FAR = 70;

/** Requests per second: half of them for videos, half for pages. */
export const RATE = 320;
const WRITES = 0.3;

export default defineDesignLab({
  catalogue: {
    sold: {
      edge: { kind: 'cdn', capacity: 110, latency: 10, items: 200, price: 0.25 },
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.1 },
      web: { kind: 'web', capacity: 100, latency: 20, price: 0.15 },
      application: { kind: 'application', capacity: 100, latency: 20, price: 0.2 },
      cache: { kind: 'cache', capacity: 1000, latency: 1, items: 200, price: 0.25 },
      shard: { kind: 'shard', capacity: 45, latency: 20, price: 0.4 },
      storage: { kind: 'storage', capacity: 40, latency: 50, price: 0.6 },
    },
    ways: [
      { from: 'client', to: ['cdn'], latency: NEAR },
      { from: 'client', to: ['load-balancer'], latency: FAR },
      { from: 'cdn', to: ['storage'], latency: FAR },
      { from: 'load-balancer', to: ['web'] },
      { from: 'web', to: ['application'] },
      { from: 'application', to: ['cache', 'shard'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer'], because: 'nobody gets a page' },
      { kind: 'client', calls: ['cdn'], because: 'nobody gets a video' },
      { kind: 'cdn', calls: ['storage'], because: 'it has nowhere to fetch what it does not hold' },
      { kind: 'web', calls: ['application'], because: 'it cannot make a page by itself' },
      { kind: 'application', calls: ['shard'], because: 'titles, owners and comments are in the database' },
    ],
    single: [
      {
        kind: 'cdn',
        because: 'half of the requests are for videos, and all of them go to one set of edges. Edges are its copies',
      },
      {
        kind: 'load-balancer',
        because: 'half of the requests are for pages, and they know one name. Copies are behind it',
      },
      { kind: 'storage', because: 'an edge would ask both for each video. Copies hold the same videos' },
      { kind: 'cache', because: 'an application would ask one after the other. Copies share the rows' },
    ],
    shared: [
      {
        kinds: ['shard', 'cache'],
        by: ['application'],
        because: 'one would not find what the other wrote, or find what was there before',
      },
    ],
  },
  load: { rate: RATE, writes: WRITES, items: { count: 800, exponent: 1 }, patience: 3000 },
  warmUp: 12,
  seconds: 16,
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 1,
      why: 'A video that does not begin is left, and a page without pictures is closed. Half of all requests are the one, half the other.',
      when: 'With nothing broken,',
      availability: 0.999,
      p50: 230,
      p99: 1200,
    },
    survival: {
      marks: 1,
      why: 'A service for the whole world has no night in which it could be repaired.',
      harm: 'takes the service down',
      moment: '3 s into it',
      at: 3,
      within: 5,
      restored: 0.99,
      mostFailed: 420,
    },
    bill: {
      marks: 0.5,
      why: 'Copies are what it all costs: of servers, of rows and of videos.',
      most: 7.8,
      counts: 'what is drawn',
      occasion: 'the day',
    },
  },
  figures: { near: NEAR, far: FAR, half: RATE / 2 },
});
