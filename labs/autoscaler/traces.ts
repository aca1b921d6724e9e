/** The days that the autoscaler is tried on. A seed moves the hour and the height, so that no timetable can be learnt. */
import { type Random, Simulation } from '#simulation';
import { neededFor, STEP, type Trace } from './world.ts';

const MINUTE = 60 / STEP;
const HOUR = 60 * MINUTE;

/** A number of steps in which a rate goes smoothly from one value to another: slow, fast, slow. */
function glide(from: number, to: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, index) => {
    const part = (index + 1) / steps;
    return from + (to - from) * part * part * (3 - 2 * part);
  });
}

/** Grows by the same factor at each step until it is at `to`. */
function surge(from: number, to: number, factor: number): number[] {
  const rates: number[] = [];
  for (let rate = from * factor; rate < to; rate *= factor) rates.push(rate);
  return [...rates, to];
}

const level = (rate: number, steps: number): number[] => Array.from({ length: steps }, () => rate);

function trace(rates: number[], rest: Pick<Trace, 'title' | 'startsAt'> & Partial<Trace>): Trace {
  return { noise: 0.05, lost: 0.02, dropOuts: [], servers: neededFor(rates[0]!), ...rest, rates };
}

function drawer(seed: number, name: string): (low: number, high: number) => number {
  const random: Random = new Simulation(seed).random(name);
  return (low, high) => low + (high - low) * random.uniform();
}

/** From noon to midnight: a calm afternoon, an evening when everybody watches, and the way to bed. */
export function daily(seed: number): Trace {
  const draw = drawer(seed, 'daily');
  const peak = draw(2_700, 3_300);
  const night = draw(500, 700);
  const evening = Math.round(draw(6.5, 8) * HOUR);
  const afternoon = 3 * HOUR;
  const bedtime = 2.5 * HOUR;
  const rates = [
    ...glide(peak * 0.2, peak * 0.3, afternoon),
    ...glide(peak * 0.3, peak, evening - afternoon),
    ...glide(peak, night, bedtime),
    ...level(night, 12 * HOUR - evening - bedtime),
  ];
  return trace(rates, { title: 'An ordinary day, noon to midnight', startsAt: 12 * 3600 });
}

/**
 * A football evening: before kick-off the audience grows eightfold in about ten minutes. It is calm for long enough before and after
 * that a fleet which is large enough for the match, and never changes, costs too much.
 */
export function matchDay(seed: number): Trace {
  const draw = drawer(seed, 'match');
  const before = draw(450, 550);
  const peak = before * draw(7.8, 8.2);
  const rates = [
    ...level(before, Math.round(draw(45, 75) * MINUTE)),
    ...surge(before, peak, 1.109),
    ...level(peak, 47 * MINUTE),
    ...glide(peak, peak * 0.75, 4 * MINUTE),
    ...level(peak * 0.75, 7 * MINUTE),
    ...glide(peak * 0.75, peak, 5 * MINUTE),
    ...level(peak, 48 * MINUTE),
    ...glide(peak, before, 15 * MINUTE),
    ...level(before, 70 * MINUTE),
  ];
  return trace(rates, { title: 'A match evening', startsAt: 17 * 3600 });
}

/** Two hours in which nothing happens but noise: each half minute is up to 15 % off the average. */
export function noisyFlat(seed: number): Trace {
  return flat(drawer(seed, 'flat')(1_600, 2_400));
}

/** The same on a quieter service, for those who know the other by heart. */
export function quietFlat(seed: number): Trace {
  return flat(drawer(seed, 'quiet')(600, 900));
}

/** It begins with more servers than it needs: whoever changes nothing pays for them. */
function flat(rate: number): Trace {
  const servers = Math.round(neededFor(rate) * 1.6);
  return trace(level(rate, 2 * HOUR), { title: 'A noisy flat line', startsAt: 14 * 3600, noise: 0.15, servers });
}

/** A busy evening on which the metrics stop, for a quarter of an hour and then for ten minutes. Traffic goes on. */
export function dropOut(seed: number): Trace {
  const draw = drawer(seed, 'drop-out');
  const rate = draw(2_200, 2_600);
  const first = Math.round(draw(35, 50) * MINUTE);
  const second = first + Math.round(draw(60, 75) * MINUTE);
  const rates = [
    ...glide(rate * 0.8, rate, 30 * MINUTE),
    ...level(rate, first - 30 * MINUTE),
    ...glide(rate, rate * 1.08, 15 * MINUTE),
    ...level(rate * 1.08, second - first - 15 * MINUTE),
    ...glide(rate * 1.08, rate * 0.95, 10 * MINUTE),
    ...glide(rate * 0.95, rate * 0.3, 35 * MINUTE),
    ...level(rate * 0.3, 140 * MINUTE),
  ];
  return trace(rates, {
    title: 'An evening on which the metrics stop',
    startsAt: 19 * 3600,
    dropOuts: [
      { from: first, to: first + 15 * MINUTE },
      { from: second, to: second + 10 * MINUTE },
    ],
  });
}

/** A steady load that three servers in five are missing for, as after a failure: what is on its way has to be counted. */
export function shortHanded(seed: number): Trace {
  const rate = drawer(seed, 'short-handed')(2_700, 3_300);
  return trace(level(rate, 20 * MINUTE), {
    title: 'Twenty minutes that begin with too few servers',
    startsAt: 16 * 3600,
    noise: 0,
    lost: 0,
    servers: Math.round(neededFor(rate) * 0.4),
  });
}
