/** The shop's data when one database is not enough: what may be built, what customers do, and what must hold. */
import { defineDesignLab } from '#design';

/** Requests per second. */
export const RATE = 440;
const WRITES = 0.55;

/** What the largest database and a shard can do in a second, copy by copy. */
const LARGEST = 200;
const SHARD = 80;

export default defineDesignLab({
  catalogue: {
    sold: {
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.1 },
      application: { kind: 'application', capacity: 200, latency: 20, price: 0.15 },
      router: { kind: 'service', capacity: 1000, latency: 2, price: 0.1 },
      database: { kind: 'database', capacity: LARGEST, latency: 20, price: 2 },
      shard: { kind: 'shard', capacity: SHARD, latency: 25, price: 0.4 },
    },
    ways: [
      { from: 'client', to: ['load-balancer', 'application'] },
      { from: 'load-balancer', to: ['application'] },
      { from: 'application', to: ['service', 'database'] },
      { from: 'service', to: ['shard'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer', 'application'], because: 'nobody can reach the shop' },
      { kind: 'application', calls: ['service', 'database'], because: 'it keeps nothing itself' },
      { kind: 'service', calls: ['shard'], because: 'a router has no data of its own' },
    ],
    single: [
      {
        kind: 'database',
        because:
          'whoever calls two databases asks both for every request. Copies are replicas, and parts of the data are shards',
      },
    ],
    shared: [
      {
        kinds: ['shard'],
        by: ['service'],
        because: 'each would look for a customer among its own, and not find what the other wrote',
      },
    ],
  },
  load: { rate: RATE, writes: WRITES, items: { count: 1000, exponent: 0.5 }, patience: 3000 },
  warmUp: 4,
  seconds: 14,
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 1,
      why: 'A database that is nearly full makes everybody wait: the checkout, the search, and those who only look.',
      when: 'With nothing broken,',
      availability: 0.999,
      p99: 450,
      explain: ({ nodes }) =>
        nodes.some(({ kind }) => kind === 'database')
          ? [
              `Each write goes to the leader of the database: ${WRITES * RATE} of ${RATE} requests a second are writes, the leader can do ${LARGEST} in all, and replicas relieve it of reads only.`,
            ]
          : [],
    },
    survival: {
      marks: 1,
      why: 'With twelve machines in place of one, something is broken twelve times as often.',
      harm: 'takes the shop down',
      moment: '3 s into it',
      at: 3,
      within: 5,
      restored: 0.99,
      mostFailed: 500,
      longer: 30,
    },
    bill: {
      marks: 0.5,
      why: 'Copies are what a partitioned store costs. Which of them carry load, and which only wait for a death?',
      most: 6.6,
      counts: 'what is drawn',
      occasion: 'the day',
    },
  },
  figures: { writesASecond: WRITES * RATE, readsASecond: RATE - WRITES * RATE },
});
