/** A shop in the season: what may be built, how many order, what dies, and what must hold. */
import { defineDesignLab } from '#design';
import type { RateStep } from '#simulation';

/** Seconds before anything is measured, from then to the rush, of the rush, from its end until the shop closes, and to the end. */
const WARM_UP = 15;
const RUSH_AT = 2;
const RUSH = 20;
const OPEN = 30;
const AFTERWARDS = 35;

/** Seconds from the beginning of the rush to the death of a machine. */
const DEATH = 2;

/** Orders per second on a quiet evening, and in the rush. */
const CALM = 10;
export const RUSHING = 60;

/** What the leader of a database can write in a second. */
const WRITES = 40;

/** The load, with so many orders per second in the rush. */
export const orderRate = (rushing: number): RateStep[] => [
  { from: 0, perSecond: CALM },
  { from: (WARM_UP + RUSH_AT) * 1000, perSecond: rushing },
  { from: (WARM_UP + RUSH_AT + RUSH) * 1000, perSecond: CALM },
  { from: (WARM_UP + RUSH_AT + RUSH + OPEN) * 1000, perSecond: 0 },
];

export default defineDesignLab({
  catalogue: {
    sold: {
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.2 },
      orderService: { kind: 'service', capacity: 25, latency: 40, price: 0.15 },
      events: { kind: 'topic', capacity: 500, latency: 4, price: 0.3 },
      payment: { kind: 'consumer', capacity: 4, latency: 500, price: 0.1 },
      stock: { kind: 'worker', capacity: 20, latency: 50, price: 0.1 },
      database: { kind: 'database', capacity: WRITES, latency: 25, price: 0.4 },
    },
    ways: [
      { from: 'client', to: ['load-balancer', 'service'] },
      { from: 'load-balancer', to: ['service'] },
      { from: 'service', to: ['topic', 'consumer', 'worker'] },
      { from: 'topic', to: ['consumer', 'worker'], async: true },
      { from: 'consumer', to: ['database'] },
      { from: 'worker', to: ['database'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer', 'service'], because: 'nobody can order' },
      { kind: 'consumer', calls: ['database'], because: 'a payment counts once it is written down' },
      { kind: 'worker', calls: ['database'], because: 'goods are reserved once it is written down' },
      { kind: 'service', calls: ['topic', 'consumer'], because: 'its orders would never be paid' },
      { kind: 'service', calls: ['topic', 'worker'], because: 'the goods of its orders would never be reserved' },
      { kind: 'topic', calls: ['consumer'], because: 'nobody takes the payments' },
      { kind: 'topic', calls: ['worker'], because: 'nobody reserves the goods' },
    ],
  },
  load: { rate: orderRate(RUSHING), writes: 1, items: { count: 2000, exponent: 0.2 }, patience: 3000 },
  warmUp: WARM_UP,
  seconds: RUSH_AT + RUSH + AFTERWARDS,
  peak: { from: RUSH_AT, to: RUSH_AT + RUSH },
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 0.5,
      why: 'A shopper waits for “we have your order”. Who waits for the bank as well goes elsewhere.',
      when: 'In the rush',
      availability: 0.999,
      p99: 400,
    },
    workedOff: {
      marks: 0.5,
      why: 'An order that was taken is a promise, and it is kept when it is paid and the goods are kept.',
      title: 'Every order that was taken is paid and its goods are reserved',
      what: 'orders',
      done: 'worked off',
      by: `${AFTERWARDS} s after the rush`,
    },
    survival: {
      marks: 0.5,
      why: 'The rush is when machines die, and an order that was taken must survive it.',
      harm: 'loses orders',
      when: 'in the rush',
      moment: `${DEATH} s after the rush begins`,
      at: RUSH_AT + DEATH,
      within: 5,
      restored: 0.99,
      mostFailed: 110,
    },
    bill: {
      marks: 0.5,
      why: 'What is slow is scaled alone, and nothing for the peak that may be done after it.',
      most: 4.85,
      counts: 'what is drawn',
      occasion: 'the season',
    },
  },
  figures: {
    calm: CALM,
    rushing: RUSHING,
    rush: RUSH,
    open: OPEN,
    orders: RUSHING * RUSH,
    afterwards: AFTERWARDS,
    perDatabase: WRITES,
  },
});
