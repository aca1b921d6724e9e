/** Card payments as events: what may be built, how many come, what dies, and what must hold. */
import { defineDesignLab } from '#design';
import type { RateStep } from '#simulation';

/** Seconds before anything is measured, from then to the burst, of the burst, from its end until the shops close, and to the end. */
const WARM_UP = 15;
const BURST_AT = 2;
const BURST = 20;
const OPEN = 15;
const AFTERWARDS = 18;

/** Seconds from the beginning of the burst to the death of a machine. */
const DEATH = 2;

/** Events per second on a quiet evening, and in the burst. */
const CALM = 60;
export const BURSTING = 300;

/** What one fraud check manages in a second: one event at a time, 25 ms each. */
const CHECKS = 40;

/** The load, with so many events per second in the burst. */
export const paymentRate = (bursting: number): RateStep[] => [
  { from: 0, perSecond: CALM },
  { from: (WARM_UP + BURST_AT) * 1000, perSecond: bursting },
  { from: (WARM_UP + BURST_AT + BURST) * 1000, perSecond: CALM },
  { from: (WARM_UP + BURST_AT + BURST + OPEN) * 1000, perSecond: 0 },
];

export default defineDesignLab({
  catalogue: {
    sold: {
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.2 },
      collector: { kind: 'service', capacity: 120, latency: 10, price: 0.15 },
      topic4: { kind: 'topic', capacity: 240, latency: 4, partitions: 4, price: 0.3 },
      topic8: { kind: 'topic', capacity: 240, latency: 4, partitions: 8, price: 0.33 },
      topic12: { kind: 'topic', capacity: 240, latency: 4, partitions: 12, price: 0.36 },
      topic48: { kind: 'topic', capacity: 240, latency: 4, partitions: 48, price: 0.75 },
      fraudCheck: { kind: 'consumer', capacity: CHECKS, latency: 25, price: 0.12 },
      archiver: { kind: 'worker', capacity: 200, latency: 5, price: 0.1 },
      verdicts: { kind: 'database', capacity: 1000, latency: 2, price: 0.4 },
      archive: { kind: 'storage', capacity: 1000, latency: 2, price: 0.1 },
    },
    ways: [
      { from: 'client', to: ['load-balancer', 'service'] },
      { from: 'load-balancer', to: ['service'] },
      { from: 'service', to: ['topic'] },
      { from: 'topic', to: ['consumer', 'worker'], async: true },
      { from: 'consumer', to: ['database'] },
      { from: 'worker', to: ['storage'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer', 'service'], because: 'no shop can hand in a payment' },
      { kind: 'service', calls: ['topic'], because: 'a payment counts once it is in the topic' },
      { kind: 'topic', calls: ['consumer'], because: 'nobody checks the payments for fraud' },
      { kind: 'topic', calls: ['worker'], because: 'nobody archives the payments' },
      { kind: 'consumer', calls: ['database'], because: 'a verdict counts once it is in the database' },
      { kind: 'worker', calls: ['storage'], because: 'what is not in the storage is not archived' },
    ],
    single: [
      { kind: 'topic', because: 'the payments of one card have an order in one topic only' },
      { kind: 'database', because: 'a verdict is looked for in one place. Copies are replicas of one' },
    ],
  },
  load: { rate: paymentRate(BURSTING), writes: 1, items: { count: 4000, exponent: 0.2 }, patience: 3000 },
  warmUp: WARM_UP,
  seconds: BURST_AT + BURST + AFTERWARDS,
  peak: { from: BURST_AT, to: BURST_AT + BURST },
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 0.5,
      why: 'Whoever hands in a payment waits for it to be safe, and for nothing else.',
      when: 'In the burst',
      availability: 0.999,
      p99: 150,
    },
    workedOff: {
      marks: 0.5,
      why: 'A topic turns a burst into a delay. A fraud that is found too late has been paid out.',
      title: 'Every payment that was taken in is checked and archived',
      what: 'events',
      done: 'worked off',
      by: `${AFTERWARDS} s after the burst`,
    },
    survival: {
      marks: 0.5,
      why: 'Bursts are when machines die, and a group with as many members as partitions has nobody to spare.',
      harm: 'holds up the payments',
      when: 'in the burst',
      moment: `${DEATH} s after the burst begins`,
      at: BURST_AT + DEATH,
      within: 5,
      restored: 0.99,
      mostFailed: 420,
    },
    bill: {
      marks: 0.5,
      why: 'Partitions cost brokers memory and files, and members cost money each hour.',
      most: 4.6,
      counts: 'what is drawn',
      occasion: 'the evening',
    },
  },
  figures: {
    calm: CALM,
    bursting: BURSTING,
    burst: BURST,
    open: OPEN,
    checks: CHECKS,
    afterwards: AFTERWARDS,
  },
});
