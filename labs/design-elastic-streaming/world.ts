/** A match day: what may be built, how many watch, and what must hold. The suite and the scene share it. */
import type { Load } from '#architecture';
import type { AnswerBounds, Catalogue, KillBounds, Trials } from '../../src/grading/design.ts';

/** Seconds from ordering a server until it serves. */
const SERVER_WARM_UP = 10;

export const catalogue: Catalogue = {
  offers: [
    { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.05 },
    { kind: 'web', capacity: 40, latency: 50, price: 0.2, warmUp: SERVER_WARM_UP },
    { kind: 'application', capacity: 20, latency: 100, price: 0.4, warmUp: SERVER_WARM_UP },
    { kind: 'cache', capacity: 1000, latency: 1, items: 60, price: 0.05 },
    { kind: 'database', capacity: 40, latency: 50, price: 0.3 },
  ],
  ways: [
    { from: 'client', to: 'load-balancer' },
    { from: 'client', to: 'web' },
    { from: 'load-balancer', to: 'web' },
    { from: 'load-balancer', to: 'application' },
    { from: 'web', to: 'load-balancer' },
    { from: 'web', to: 'application' },
    { from: 'application', to: 'cache' },
    { from: 'application', to: 'database' },
  ],
  needs: [
    { kind: 'client', calls: ['load-balancer', 'web'], because: 'nobody can reach the stream' },
    { kind: 'web', calls: ['application', 'load-balancer'], because: 'it cannot answer by itself' },
    { kind: 'application', calls: ['database'], because: 'viewers, rights and positions are in the database' },
  ],
  through: [{ kind: 'application', passes: 'web', because: 'only web servers speak to the outside' }],
};

/** Before anything is measured, in seconds. All times below are seconds from then on. */
const WARM_UP = 20;
const KICK_OFF = 20;
const FULL_HOUSE = 70;
const FINAL_WHISTLE = 100;

const CALM = 20;
const FULL = 120;
const STEP = 5;

/** From calm to a full house in even steps, and back at the final whistle. */
const ramp = Array.from({ length: (FULL_HOUSE - KICK_OFF) / STEP }, (_, step) => ({
  from: (WARM_UP + KICK_OFF + step * STEP) * 1000,
  perSecond: CALM + ((step + 1) * STEP * (FULL - CALM)) / (FULL_HOUSE - KICK_OFF),
}));

export const load: Load = {
  rate: [{ from: 0, perSecond: CALM }, ...ramp, { from: (WARM_UP + FINAL_WHISTLE) * 1000, perSecond: CALM }],
  writes: 0.05,
  items: { count: 60, exponent: 1 },
};

/** The whole match day. */
export const trials: Trials = {
  catalogue,
  load,
  warmUp: WARM_UP,
  seconds: 400,
  peak: { from: KICK_OFF, to: FINAL_WHISTLE },
};

/** Up to the final whistle only: by then it has shown whether a death at the peak was survived. */
export const toTheWhistle: Trials = {
  ...trials,
  seconds: FINAL_WHISTLE,
  peak: { from: FULL_HOUSE, to: FINAL_WHISTLE },
};

export const answers: AnswerBounds = { availability: 0.999, p99: 1500 };

export const kills: KillBounds = { at: 85, within: 5, restored: 0.99, mostFailed: 160 };

/** Dollars an hour, on the average of the day. */
export const BUDGET = 4.2;
