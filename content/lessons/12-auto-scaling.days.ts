/** The tables of lesson 12: policies on the days of the autoscaler's lab, in the lab's own world. */
import { fixedFleet, followsRate } from '../../labs/autoscaler/policies.ts';
import { decide } from '../../labs/autoscaler/solution.ts';
import { daily, matchDay, noisyFlat } from '../../labs/autoscaler/traces.ts';
import { type Decide, neededFor, type Run, runWorld, type Trace } from '../../labs/autoscaler/world.ts';

const reference = decide as Decide;
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

/** A policy on so many days of a kind. */
function onDays(policy: Decide, day: (seed: number) => Trace): Run[] {
  return SEEDS.map((seed) => runWorld(policy, day(seed), seed));
}

/** In per cent. */
export const slow = (runs: readonly Run[]) => runs.map((run) => 100 * run.slow);
/** As multiples of the best possible. */
export const bills = (runs: readonly Run[]) => runs.map(({ bill, best }) => bill / best);
export const turnsOf = (runs: readonly Run[]) => runs.map(({ turns }) => turns);

// ——— two noisy hours, without a window and with one ———

export const flapping = onDays(followsRate({ window: 0 }), noisyFlat);
export const calm = onDays(followsRate(), noisyFlat);

// ——— an ordinary day ———

const day = daily(1);
const peak = Math.max(...runWorld(reference, day, 1).steps.map(({ rate }) => rate));
/** Built for the peak, noise and all, at 60 %. */
export const forThePeak = neededFor(peak);
export const ordinary = {
  highest: Math.max(...day.rates),
  fixed: runWorld(fixedFleet(forThePeak), { ...day, servers: forThePeak }, 1),
  reference: runWorld(reference, day, 1),
};

// ——— match evenings ———

export const at60 = onDays(followsRate(), matchDay);
export const at50 = onDays(followsRate({ target: 50 }), matchDay);
export const at45 = onDays(followsRate({ target: 45 }), matchDay);
export const ahead = onDays(reference, matchDay);

const most = (values: readonly number[]) => Math.max(...values);
const least = (values: readonly number[]) => Math.min(...values);

/** What the lesson says of them in words. */
export const claims = {
  'a window of five minutes stops the flapping': most(turnsOf(calm)) < 10 && least(turnsOf(flapping)) > 50,
  'the peak of the ordinary day is just under 3,000': ordinary.highest > 2_900 && ordinary.highest < 3_000,
  'on a calm day elasticity is nearly free': ordinary.reference.bill < 1.03 * ordinary.reference.best,
  'a fleet for the peak costs more than twice the best': ordinary.fixed.bill > 2 * ordinary.fixed.best,
  'a lower target is faster and dearer':
    most(slow(at45)) < most(slow(at50)) &&
    most(slow(at50)) < least(slow(at60)) &&
    least(bills(at45)) > most(bills(at50)) &&
    least(bills(at50)) > most(bills(at60)),
  'looking ahead has less than half of the slow requests of a target of 50 %, and is cheaper':
    most(slow(ahead)) < 0.5 * most(slow(at50)) && most(bills(ahead)) < least(bills(at50)),
};
for (const [claim, holds] of Object.entries(claims)) if (!holds) throw new Error(`It does not hold that ${claim}.`);
