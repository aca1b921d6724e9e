/** The video platform's evening: what may be built, what viewers ask, and what must hold. */
import { defineDesignLab } from '#design';

/** Milliseconds one way: to the nearest edge, and to the data centre. */
const NEAR = 5;
const FAR = 50;

/** Requests per second. */
export const RATE = 330;

export default defineDesignLab({
  catalogue: {
    sold: {
      cdn: { kind: 'cdn', capacity: 1000, latency: 2, items: 100, price: 0.4 },
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.2 },
      web: { kind: 'web', capacity: 80, latency: 25, price: 0.15 },
      application: { kind: 'application', capacity: 50, latency: 40, price: 0.2 },
      smallCache: { kind: 'cache', capacity: 1000, latency: 1, items: 100, price: 0.1 },
      largeCache: { kind: 'cache', capacity: 1000, latency: 1, items: 400, price: 0.3 },
      database: { kind: 'database', capacity: 50, latency: 40, price: 0.8 },
      shard: { kind: 'shard', capacity: 20, latency: 60, price: 0.15 },
      storage: { kind: 'storage', capacity: 100, latency: 40, price: 0.2 },
    },
    ways: [
      { from: 'client', to: ['cdn'], latency: NEAR },
      { from: 'client', to: ['load-balancer', 'web'], latency: FAR },
      { from: 'cdn', to: ['load-balancer', 'web'], latency: FAR },
      { from: 'load-balancer', to: ['web', 'application'] },
      { from: 'web', to: ['load-balancer', 'application'] },
      { from: 'application', to: ['cache', 'database', 'shard', 'storage'] },
    ],
    needs: [
      { kind: 'client', calls: ['cdn', 'load-balancer', 'web'], because: 'nobody can reach the platform' },
      { kind: 'cdn', calls: ['load-balancer', 'web'], because: 'it has nowhere to fetch what it does not hold' },
      { kind: 'web', calls: ['application', 'load-balancer'], because: 'it cannot answer by itself' },
      {
        kind: 'application',
        calls: ['database', 'shard'],
        because: 'titles, users and comments are in the database, be it one or made of shards',
      },
      { kind: 'application', calls: ['storage'], because: 'the videos are in the storage' },
    ],
    single: [
      { kind: 'database', because: 'an application would ask both for every request. Copies are replicas of one' },
    ],
    shared: [
      {
        kinds: ['shard', 'cache', 'storage'],
        by: ['application'],
        because: 'one would not find what the other wrote, or find what was there before',
      },
    ],
    through: [{ kind: 'application', passes: 'web', because: 'only web servers speak to the outside' }],
  },
  load: { rate: RATE, writes: 0.05, items: { count: 400, exponent: 1 }, patience: 3000 },
  warmUp: 14,
  seconds: 12,
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 1,
      why: 'Viewers leave a film that does not begin. What is near, and what is held ready, decides how long that takes.',
      when: 'With nothing broken,',
      availability: 0.999,
      p50: 50,
      p99: 900,
      explain: (_design, { p50 }) =>
        p50 > 2 * FAR
          ? [`The way to the data centre and back is ${2 * FAR} ms: no answer from there can be sooner.`]
          : [],
    },
    survival: {
      marks: 1.5,
      why: 'Machines die every day. A part of which there is one, or one too few, takes everything down with it.',
      harm: 'takes the platform down',
      moment: '3 s into it',
      at: 3,
      within: 5,
      restored: 0.99,
      mostFailed: 430,
    },
    bill: {
      marks: 1,
      why: 'Anything can be made safe with enough money. Engineering is to know where it helps.',
      most: 6.5,
      counts: 'what is drawn',
      occasion: 'the evening',
    },
  },
  figures: { near: NEAR, far: FAR },
});
