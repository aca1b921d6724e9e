/** The table of lesson 11: clients that all fail at one moment, and come back with and without chance in their pauses. */
import { exponentialBackoff } from '#parts';
import { Simulation } from '#simulation';

export const CLIENTS = 200;
/** So many are served in each tenth of a second; the others are turned away. */
export const SERVED = 10;
const STEP = 100;
const [FIRST, CAP] = [100, 10_000];
export const SEEDS = [1, 2, 3, 4, 5];

export interface Return {
  /** When the last client was served, in s. */
  seconds: number;
  /** Calls that all of them made together. */
  calls: number;
}

/** All clients call at 0, and again after each refusal, until they are served. */
function comeBack(hasChance: boolean, seed: number): Return {
  const random = new Simulation(seed).random('pauses');
  const pause = exponentialBackoff(FIRST, CAP);
  /** Calls by the step in which they are made. */
  const due = new Map<number, number[]>([[0, Array.from({ length: CLIENTS }, () => 0)]]);
  let [calls, served, step] = [0, 0, 0];
  for (; served < CLIENTS; step++) {
    const now = due.get(step) ?? [];
    due.delete(step);
    calls += now.length;
    served += Math.min(SERVED, now.length);
    for (const failures of now.slice(SERVED)) {
      const ms = pause(failures + 1, hasChance ? () => random.uniform() : () => 1);
      const next = step + Math.max(1, Math.ceil(ms / STEP));
      due.set(next, [...(due.get(next) ?? []), failures + 1]);
    }
  }
  return { seconds: (step * STEP) / 1000, calls };
}

export const plain = comeBack(false, 1);
export const jittered = SEEDS.map((seed) => comeBack(true, seed));

/** What the lesson says of them in words. */
export const claims = {
  'without chance it takes minutes': plain.seconds > 100,
  'with chance it takes seconds': jittered.every(({ seconds }) => seconds < 15),
  'and half the calls': jittered.every(({ calls }) => calls < 0.7 * plain.calls),
};
