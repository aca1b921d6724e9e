/** Fleets whose answer is a whole number exactly, and which the usual ways of writing the formula get wrong by a rounding error. */

export interface Trap {
  /** The utilisation of each pod, in per cent. */
  used: number[];
  target: number;
  /** Pods that keep the target exactly. */
  expected: number;
}

/** The formula as people write it: each rounds somewhere on the way to the ceiling. */
const USUAL: readonly ((total: number, count: number, target: number) => number)[] = [
  (total, count, target) => (total / count / target) * count,
  (total, count, target) => count * (total / (count * target)),
  (total, count, target) => ((total / count) * count) / target,
  (total, count, target) => (total / count) * (count / target),
  (total, _count, target) => total * (1 / target),
  (total, count, target) => (total / 100 / count / (target / 100)) * count,
  (total, _count, target) => total / 100 / (target / 100),
];
/** So many of each. */
const EACH = 4;

/** The smallest fleets at which each of the usual ways adds a pod. */
export function findRoundingTraps(): Trap[] {
  return USUAL.flatMap((formula) => {
    const found: Trap[] = [];
    for (let count = 1; count <= 60; count++) {
      for (let target = 1; target <= 99 && found.length < EACH; target++) {
        const expected = 2 * count + 1;
        const total = expected * target;
        if (Math.ceil(formula(total, count, target)) === expected) continue;
        const used = Array.from(
          { length: count },
          (_, index) => Math.floor(total / count) + (index < total % count ? 1 : 0),
        );
        found.push({ used, target, expected });
      }
    }
    return found;
  });
}
