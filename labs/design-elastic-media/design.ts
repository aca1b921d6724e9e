/** A day of a media platform with two spikes that no server starts fast enough for: what may be built, how many watch, and what must hold. */
import { defineDesignLab } from '#design';
import type { RateStep } from '#simulation';

/** Seconds from ordering a server until it serves: longer than a spike lasts. */
const SERVER_WARM_UP = 30;
/** Milliseconds until a new instance of a function works. */
const COLD_START = 800;

/** Before anything is measured, in seconds. All times below are seconds from then on. */
const WARM_UP = 20;
const END = 400;
const SPIKES = [60, 240];
const LASTS = 20;
const DEATH = 70;

/** Requests per second. */
const CALM = 60;
const SPIKE = 300;

/** Calm, and all at once a spike, twice; with `share` of the expected audience. */
export const dayRate = (share: number): RateStep[] => [
  { from: 0, perSecond: share * CALM },
  ...SPIKES.flatMap((from) => [
    { from: (WARM_UP + from) * 1000, perSecond: share * SPIKE },
    { from: (WARM_UP + from + LASTS) * 1000, perSecond: share * CALM },
  ]),
];

export default defineDesignLab({
  catalogue: {
    sold: {
      loadBalancer: { kind: 'load-balancer', capacity: 2000, latency: 1, price: 0.05 },
      application: { kind: 'application', capacity: 20, latency: 100, price: 0.4, warmUp: SERVER_WARM_UP },
      function: { kind: 'function', latency: 100, concurrency: 100, coldStart: COLD_START, price: 0.8 },
      cache: { kind: 'cache', capacity: 2000, latency: 1, items: 60, price: 0.05 },
      database: { kind: 'database', capacity: 40, latency: 50, price: 0.3 },
    },
    ways: [
      { from: 'client', to: ['load-balancer', 'application', 'function'] },
      { from: 'load-balancer', to: ['application', 'function'] },
      { from: 'application', to: ['cache', 'database'] },
      { from: 'function', to: ['cache', 'database'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer', 'application', 'function'], because: 'nobody can reach the platform' },
      { kind: 'application', calls: ['database'], because: 'films and viewers are in the database' },
      { kind: 'function', calls: ['database'], because: 'films and viewers are in the database' },
    ],
    single: [
      { kind: 'database', because: 'what is written into one is missing in the other. Copies are replicas of one' },
      { kind: 'cache', because: 'a write by way of one leaves the other as it was. Copies share the items' },
    ],
    shared: [
      {
        kinds: ['cache'],
        by: ['application', 'function'],
        because: 'what one writes past it, the others would go on reading as it was before',
      },
    ],
  },
  load: { rate: dayRate(1), writes: 0.02, items: { count: 60, exponent: 1 }, patience: 4000 },
  warmUp: WARM_UP,
  seconds: END,
  peak: { from: SPIKES[0]!, to: SPIKES[0]! + LASTS },
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 1,
      why: 'A spike of twenty seconds is over before the first server that it ordered has started.',
      when: 'All day',
      also: 'in the spikes as well',
      availability: 0.998,
      p99: 2000,
    },
    survival: {
      marks: 0.5,
      why: 'The spike is when most people watch, and when there is least to spare.',
      harm: 'takes the platform down',
      when: 'in a spike',
      moment: `at ${DEATH} s, in the first spike`,
      until: 'the end of that spike',
      trial: { seconds: SPIKES[0]! + LASTS, peak: { from: SPIKES[0]!, to: SPIKES[0]! + LASTS } },
      at: DEATH,
      within: 4,
      restored: 0.99,
      mostFailed: 500,
    },
    bill: {
      marks: 1,
      why: 'Servers for the peak idle all day, and functions are dear where the load is steady. Each has its place.',
      most: 5.9,
      counts: 'what ran',
      occasion: 'the day',
    },
  },
  figures: {
    end: END,
    firstSpike: SPIKES[0]!,
    secondSpike: SPIKES[1]!,
    lasts: LASTS,
    calm: CALM,
    spike: SPIKE,
    serverWarmUp: SERVER_WARM_UP,
    coldStart: COLD_START,
  },
});
