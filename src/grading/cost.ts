/** Efficiency as a requirement. Steps of the guest machine are exact and the same on every computer, so a verdict may hang on them. */
import { currentContext } from './context.ts';
import { fail } from './expect.ts';
import { newCase } from './solution.ts';

/** Steps of the guest machine that `body` used: exact, and the same on every computer. */
export function steps(body: () => void): number {
  const { guest } = currentContext();
  const before = guest.steps();
  body();
  return guest.steps() - before;
}

export interface Growth {
  /** What the work must not grow with, for "The work grows with …": `the fleet`. */
  with: string;
  /** What there is more of from size to size, in the plural: `servers`. */
  counted: string;
  /** The sizes that are measured, the smallest first. */
  sizes: readonly [number, ...number[]];
  /** The most steps that the largest may take, given those of the smallest. Leave room for what is logarithmic. */
  ample(smallest: number): number;
  /** What is measured, where that is more than one call: `15 calls`. */
  work?: string;
}

/**
 * Requires that the cost does not grow: fails when the work at the largest size takes more steps than is ample. `prepare` sets a size
 * up and returns the work; only the work is measured, in a case of its own.
 * `steadyCost({ with: 'the queue', counted: 'jobs', sizes: [10, 1_000], ample: (few) => 2 * few }, (jobs) => { …; return () => take(); })`
 */
export function steadyCost(
  { with: grown, counted, sizes, ample, work }: Growth,
  prepare: (size: number) => () => void,
) {
  const costs = sizes.map((size) => {
    newCase();
    return steps(prepare(size));
  });
  if (costs.at(-1)! <= ample(costs[0]!)) return;
  const measured = sizes
    .map((size, index) => `${grouped(size)} ${counted}: ${grouped(costs[index]!)} steps`)
    .join('; ');
  fail(`The work grows with ${grown}. Measured${work === undefined ? '' : ` for ${work}`}: ${measured}.`, {
    expected: 'about the same number of steps for each',
    actual: measured,
  });
}

const grouped = (value: number): string => value.toLocaleString('en-GB');
