/** A match day of a streaming platform: what may be built, how many watch, and what must hold. */
import { defineDesignLab } from '#design';
import type { RateStep } from '#simulation';

/** Seconds from ordering a server until it serves. */
const SERVER_WARM_UP = 10;

/** Before anything is measured, in seconds. All times below are seconds from then on. */
const WARM_UP = 20;
const KICK_OFF = 20;
const FULL_HOUSE = 70;
const FINAL_WHISTLE = 100;
const END = 400;
const DEATH = 85;

/** Requests per second, and how they grow from the one to the other: by so many, every so many seconds. */
const CALM = 20;
const FULL = 120;
const STEP = 5;
const GROWTH = (STEP * (FULL - CALM)) / (FULL_HOUSE - KICK_OFF);

/** From calm to a full house in even steps, and back at the final whistle; with `share` of the expected audience. */
export const matchRate = (share: number): RateStep[] => [
  { from: 0, perSecond: share * CALM },
  ...Array.from({ length: (FULL_HOUSE - KICK_OFF) / STEP }, (_, step) => ({
    from: (WARM_UP + KICK_OFF + step * STEP) * 1000,
    perSecond: share * (CALM + (step + 1) * GROWTH),
  })),
  { from: (WARM_UP + FINAL_WHISTLE) * 1000, perSecond: share * CALM },
];

export default defineDesignLab({
  catalogue: {
    sold: {
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.05 },
      web: { kind: 'web', capacity: 40, latency: 50, price: 0.2, warmUp: SERVER_WARM_UP },
      application: { kind: 'application', capacity: 20, latency: 100, price: 0.4, warmUp: SERVER_WARM_UP },
      cache: { kind: 'cache', capacity: 1000, latency: 1, items: 60, price: 0.05 },
      database: { kind: 'database', capacity: 40, latency: 50, price: 0.3 },
    },
    ways: [
      { from: 'client', to: ['load-balancer', 'web'] },
      { from: 'load-balancer', to: ['web', 'application'] },
      { from: 'web', to: ['load-balancer', 'application'] },
      { from: 'application', to: ['cache', 'database'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer', 'web'], because: 'nobody can reach the stream' },
      { kind: 'web', calls: ['application', 'load-balancer'], because: 'it cannot answer by itself' },
      { kind: 'application', calls: ['database'], because: 'viewers, rights and positions are in the database' },
    ],
    single: [
      { kind: 'database', because: 'what is written into one is missing in the other. Copies are replicas of one' },
      { kind: 'cache', because: 'a write by way of one leaves the other as it was. Copies share the items' },
    ],
    shared: [
      {
        kinds: ['cache'],
        by: ['application'],
        because: 'what one writes past it, the others would go on reading as it was before',
      },
    ],
    through: [{ kind: 'application', passes: 'web', because: 'only web servers speak to the outside' }],
  },
  load: { rate: matchRate(1), writes: 0.05, items: { count: 60, exponent: 1 }, patience: 3000 },
  warmUp: WARM_UP,
  seconds: END,
  peak: { from: KICK_OFF, to: FINAL_WHISTLE },
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 1.5,
      why: 'New machines come late. What is spare when the load begins to rise has to last until they serve.',
      when: 'All day',
      also: 'on the ramp as well',
      availability: 0.999,
      p99: 1500,
    },
    survival: {
      marks: 1,
      why: 'The peak is when most people watch, and when there is least to spare.',
      harm: 'ends the match',
      when: 'at the peak',
      moment: `at ${DEATH} s, at the peak`,
      until: 'the final whistle',
      // By then it has shown whether a death at the peak was survived.
      trial: { seconds: FINAL_WHISTLE, peak: { from: FULL_HOUSE, to: FINAL_WHISTLE } },
      at: DEATH,
      within: 5,
      restored: 0.99,
      mostFailed: 160,
    },
    bill: {
      marks: 1,
      why: 'A fleet that is sized for the peak idles for the rest of the day, and is paid for all the same.',
      most: 4.2,
      counts: 'what ran',
      occasion: 'the day',
    },
  },
  figures: {
    kickOff: KICK_OFF,
    fullHouse: FULL_HOUSE,
    lastStep: FULL_HOUSE - STEP,
    finalWhistle: FINAL_WHISTLE,
    end: END,
    calm: CALM,
    firstStep: CALM + GROWTH,
    full: FULL,
    growth: GROWTH,
    every: STEP,
    serverWarmUp: SERVER_WARM_UP,
  },
});
