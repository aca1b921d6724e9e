/** Efficiency as a requirement. Steps of the guest machine are exact and the same on every computer, so a verdict may hang on them. */
import { whole } from '#words';
import { currentContext } from './context.ts';
import { fail } from './expect.ts';
import { newCase } from './solution.ts';

/** Steps of the guest machine that `body` used: exact, and the same on every computer. */
export function steps(body: () => void): number {
  const { guest } = currentContext();
  const watched = guest.watch(0);
  const before = guest.steps();
  body();
  const taken = guest.steps() - before;
  guest.watch(watched);
  return taken;
}

export interface Growth {
  /** What the work must not grow with, for "The work grows with …": `the fleet`. */
  with: string;
  /** What there is more of from size to size, in the plural: `servers`. */
  counted: string;
  /** The sizes that are measured, the smallest first. */
  sizes: readonly [number, ...number[]];
  /** The most steps that the others may take, given those of the smallest. Leave room for what is logarithmic. */
  ample(smallest: number): number;
  /**
   * The most steps that any size may take, whatever the smallest took: several times what right answers need, and clearly less than what
   * grows takes at the largest. A solution that wastes its time where there is little to do makes `ample` ample, and not this.
   */
  most: number;
  /** What is measured, where that is more than one call: `15 calls`. */
  work?: string;
}

/**
 * Requires that the cost does not grow: fails when the work takes more steps than is ample, or more than `most`, at any size.
 * `prepare` sets a size up and returns the work; only the work is measured, in a case of its own. It is asked for sizes one above those
 * given as well.
 * `steadyCost({ with: 'the queue', counted: 'jobs', sizes: [10, 1_000], ample: (few) => 2 * few, most: 500 }, (jobs) => { …; return () => take(); })`
 */
export function steadyCost(growth: Growth, prepare: (size: number) => () => void): void {
  // Larger sizes are not tried when one is too much already: setting them up would end at a limit, which says less.
  const measure = (extra: number): Measured[] => {
    const measured: Measured[] = [];
    for (const given of growth.sizes) {
      newCase();
      const size = given + extra;
      measured.push({ size, cost: steps(prepare(size)) });
      if (complaint(growth, measured) !== undefined) break;
    }
    return measured;
  };
  if (complaint(growth, measure(0)) === undefined) return;
  // The engine collects its garbage when so much has come together, and charges whoever is at work then: that does not happen twice.
  // With other sizes, nothing that was remembered the first time helps.
  const measured = measure(1);
  const told = complaint(growth, measured);
  if (told === undefined) return;
  const { work, counted, most } = growth;
  const figures = measured.map(({ size, cost }) => `${whole(size)} ${counted}: ${whole(cost)} steps`).join('; ');
  fail(`${told} Measured${work === undefined ? '' : ` for ${work}`}: ${figures}.`, {
    expected: `about the same number of steps for each, and ${whole(most)} at most`,
    actual: figures,
  });
}

/**
 * Requires that `work` takes no more steps than `most`, in a case of its own. `what` begins the sentence about one that does, and
 * `however` says what the ceiling does not depend on: `With 10 servers the answer` and `Whatever the fleet`.
 */
export function atMostSteps(
  most: number,
  { what, however }: { what: string; however: string },
  work: () => void,
): void {
  newCase();
  const taken = steps(work);
  if (taken <= most) return;
  fail(`${what} took ${whole(taken)} steps. ${however}, ${whole(most)} are ample.`, {
    expected: `at most ${whole(most)} steps`,
    actual: `${whole(taken)} steps`,
  });
}

interface Measured {
  size: number;
  cost: number;
}

/** What is wrong with these costs, as a sentence; nothing when they are right. */
function complaint({ with: grown, ample, most }: Growth, measured: readonly Measured[]): string | undefined {
  const costs = measured.map(({ cost }) => cost);
  if (costs.at(-1)! > ample(costs[0]!)) return `The work grows with ${grown}.`;
  return costs.some((cost) => cost > most) ? `The work takes more than ${whole(most)} steps.` : undefined;
}
