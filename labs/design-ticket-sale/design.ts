/** The day the tickets go on sale: what may be built, what visitors do, and what must hold. */
import { defineDesignLab } from '#design';
import type { RateStep } from '#simulation';

/** Seconds before anything is measured, from then to the opening of the sale, of the rush, and from the opening to the end. */
const WARM_UP = 20;
const OPENING = 2;
const RUSH = 15;
const TO_THE_END = 47;

/** Seconds from the opening to the death of a machine. */
const DEATH = 2;

/** Requests per second on an ordinary day, and in the rush: a hundred times as many within a moment. */
const CALM = 4;
export const RUSHING = 400;
const ORDERS = 0.2;

/** What the leader of the database can write in a second. */
const WRITES = 40;

/** The load of the sale, with so many requests per second in the rush. */
export const saleRate = (rushing: number): RateStep[] => [
  { from: 0, perSecond: CALM },
  { from: (WARM_UP + OPENING) * 1000, perSecond: rushing },
  { from: (WARM_UP + OPENING + RUSH) * 1000, perSecond: CALM },
];

export default defineDesignLab({
  catalogue: {
    sold: {
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.2 },
      web: { kind: 'web', capacity: 100, latency: 20, price: 0.15 },
      cache: { kind: 'cache', capacity: 1000, latency: 1, items: 20, price: 0.25 },
      queue: { kind: 'queue', capacity: 500, latency: 2, price: 0.3 },
      worker: { kind: 'worker', capacity: 8, latency: 125, price: 0.1 },
      door: { kind: 'service', capacity: 20, latency: 500, price: 0.05 },
      database: { kind: 'database', capacity: WRITES, latency: 50, price: 0.8 },
    },
    ways: [
      { from: 'client', to: ['load-balancer', 'web', 'queue'] },
      { from: 'load-balancer', to: ['web'] },
      { from: 'web', to: ['cache', 'database', 'queue'] },
      { from: 'queue', to: ['worker', 'service'], async: true },
      { from: 'worker', to: ['database'] },
      { from: 'service', to: ['load-balancer', 'web'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer', 'web', 'queue'], because: 'nobody can reach the shop' },
      { kind: 'web', calls: ['database'], because: 'what it shows is in the database' },
      { kind: 'queue', calls: ['worker', 'service'], because: 'nobody takes out of it what waits there' },
      { kind: 'worker', calls: ['database'], because: 'an order counts once it is in the database' },
      { kind: 'service', calls: ['load-balancer', 'web'], because: 'whom it lets in stands before nothing' },
    ],
    single: [
      { kind: 'database', because: 'a seat that is sold in two places is sold twice. Copies are replicas of one' },
      { kind: 'cache', because: 'an order by way of one leaves the other as it was. Copies share the events' },
    ],
    through: [{ kind: 'database', passes: 'web', because: 'only the shop knows what a visitor may do' }],
  },
  load: { rate: saleRate(RUSHING), writes: ORDERS, items: { count: 20, exponent: 1 }, patience: 3000 },
  warmUp: WARM_UP,
  seconds: OPENING + TO_THE_END,
  peak: { from: OPENING, to: OPENING + RUSH },
  asked: {
    sound: { marks: 0.5 },
    answers: {
      marks: 0.5,
      why: 'Who is turned away reloads the page, and comes again on top of everybody else.',
      when: 'Through the rush',
      availability: 0.999,
      p99: 400,
      explain: ({ nodes }) =>
        nodes.some(({ kind }) => kind === 'queue')
          ? []
          : [
              `Each order went straight to the leader of the database: it can write ${WRITES} a second, and ${ORDERS * RUSHING} came.`,
            ],
    },
    workedOff: {
      marks: 0.5,
      why: 'A queue turns a spike into a delay. The delay must end: somebody is waiting for a ticket.',
      title: 'Every request that was put into a queue is done',
      what: 'queued requests',
      done: 'done',
      by: `${TO_THE_END} s after the opening`,
      mostAgain: 0.03,
    },
    survival: {
      marks: 1,
      why: 'The rush is when machines die, and an order that was confirmed must survive it.',
      harm: 'spoils the sale',
      when: 'in the rush',
      moment: `${DEATH} s after the opening`,
      at: OPENING + DEATH,
      within: 5,
      restored: 0.99,
      mostFailed: 520,
    },
    bill: {
      marks: 0.5,
      why: 'The rush lasts seconds and the machines cost by the hour. A queue is cheaper than a database that is idle all year.',
      most: 5.75,
      counts: 'what is drawn',
      occasion: 'the sale',
    },
  },
  figures: {
    calm: CALM,
    rushing: RUSHING,
    rush: RUSH,
    rushingOrders: ORDERS * RUSHING,
    rushingReads: RUSHING - ORDERS * RUSHING,
    orders: ORDERS * RUSHING * RUSH,
    toTheEnd: TO_THE_END,
  },
});
