/** The day the tickets go on sale: what may be built, what visitors do, and what must hold. The suite and the scene share it. */
import type { Load } from '#architecture';
import type { AnswerBounds, Catalogue, KillBounds, Trials } from '../../src/grading/design.ts';

export const catalogue: Catalogue = {
  offers: [
    { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.2 },
    { kind: 'web', capacity: 100, latency: 20, price: 0.15 },
    { kind: 'cache', capacity: 1000, latency: 1, items: 20, price: 0.25 },
    { kind: 'queue', capacity: 500, latency: 2, price: 0.3 },
    { kind: 'worker', capacity: 8, latency: 125, price: 0.1 },
    { kind: 'database', capacity: 40, latency: 50, price: 0.8 },
  ],
  ways: [
    { from: 'client', to: 'load-balancer' },
    { from: 'client', to: 'web' },
    { from: 'load-balancer', to: 'web' },
    { from: 'web', to: 'cache' },
    { from: 'web', to: 'database' },
    { from: 'web', to: 'queue' },
    { from: 'queue', to: 'worker', async: true },
    { from: 'worker', to: 'database' },
  ],
  needs: [
    { kind: 'client', calls: ['load-balancer', 'web'], because: 'nobody can reach the shop' },
    { kind: 'web', calls: ['database'], because: 'what it shows is in the database' },
    { kind: 'queue', calls: ['worker'], because: 'nobody takes the orders out of it' },
    { kind: 'worker', calls: ['database'], because: 'an order counts once it is in the database' },
  ],
  single: [
    { kind: 'database', because: 'a seat that is sold in two places is sold twice. Copies are replicas of one' },
  ],
};

/** Seconds before anything is measured, and from then to the opening of the sale. */
const WARM_UP = 20;
const OPENING = 2;
const RUSH = 15;

/** A hundred times the load within a moment, and back once the seats are gone. */
export const load: Load = {
  rate: [
    { from: 0, perSecond: 4 },
    { from: (WARM_UP + OPENING) * 1000, perSecond: 400 },
    { from: (WARM_UP + OPENING + RUSH) * 1000, perSecond: 4 },
  ],
  writes: 0.2,
  items: { count: 20, exponent: 1 },
};

/** The trial ends 45 s after the opening. */
export const trials: Trials = {
  catalogue,
  load,
  warmUp: WARM_UP,
  seconds: OPENING + 45,
  peak: { from: OPENING, to: OPENING + RUSH },
};

export const answers: AnswerBounds = { availability: 0.999, p99: 400 };

export const kills: KillBounds = { at: OPENING + 2, within: 5, restored: 0.99, mostFailed: 520, workedOff: 'orders' };

/** Dollars an hour. */
export const BUDGET = 5.75;
