/** The video platform's evening: what may be built, what viewers ask, and what must hold. The suite and the scene share it. */
import type { Load } from '#architecture';
import type { AnswerBounds, Catalogue, KillBounds, Trials } from '../../src/grading/design.ts';

/** Milliseconds one way: to the nearest edge, and to the data centre. */
const NEAR = 5;
const FAR = 50;

export const catalogue: Catalogue = {
  offers: [
    { kind: 'cdn', capacity: 1000, latency: 2, items: 100, price: 0.4 },
    { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.2 },
    { kind: 'web', capacity: 80, latency: 25, price: 0.15 },
    { kind: 'application', capacity: 50, latency: 40, price: 0.2 },
    { kind: 'cache', capacity: 1000, latency: 1, items: 100, price: 0.1 },
    { kind: 'cache', capacity: 1000, latency: 1, items: 400, price: 0.3 },
    { kind: 'database', capacity: 50, latency: 40, price: 0.8 },
    { kind: 'storage', capacity: 100, latency: 40, price: 0.2 },
  ],
  ways: [
    { from: 'client', to: 'cdn', latency: NEAR },
    { from: 'client', to: 'load-balancer', latency: FAR },
    { from: 'client', to: 'web', latency: FAR },
    { from: 'cdn', to: 'load-balancer', latency: FAR },
    { from: 'cdn', to: 'web', latency: FAR },
    { from: 'load-balancer', to: 'web' },
    { from: 'load-balancer', to: 'application' },
    { from: 'web', to: 'load-balancer' },
    { from: 'web', to: 'application' },
    { from: 'application', to: 'cache' },
    { from: 'application', to: 'database' },
    { from: 'application', to: 'storage' },
  ],
  needs: [
    { kind: 'client', calls: ['cdn', 'load-balancer', 'web'], because: 'nobody can reach the platform' },
    { kind: 'cdn', calls: ['load-balancer', 'web'], because: 'it has nowhere to fetch what it does not hold' },
    { kind: 'web', calls: ['application', 'load-balancer'], because: 'it cannot answer by itself' },
    { kind: 'application', calls: ['database'], because: 'titles, users and comments are in the database' },
    { kind: 'application', calls: ['storage'], because: 'the videos are in the storage' },
  ],
  through: [{ kind: 'application', passes: 'web', because: 'only web servers speak to the outside' }],
};

export const load: Load = { rate: 330, writes: 0.05, items: { count: 400, exponent: 1 } };

export const trials: Trials = { catalogue, load, warmUp: 14, seconds: 12 };

export const answers: AnswerBounds = { availability: 0.999, p50: 50, p99: 900 };

export const kills: KillBounds = { at: 3, within: 5, restored: 0.99, mostFailed: 430 };

/** Dollars an hour. */
export const BUDGET = 6.5;
