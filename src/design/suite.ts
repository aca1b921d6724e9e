/** The hidden suite of a design lab: one test for each thing that is asked. */
import { test } from '#grading';
import type { DesignLab } from './design-lab.ts';
import type { Read } from './reading.ts';
import { requirementsOf } from './requirements.ts';

/** States the tests: `testDesigns(lab, solution<typeof import('./solution.ts')>())`. */
export function testDesigns(lab: DesignLab, learner: { design: Read }): void {
  for (const { title, marks, why, check } of requirementsOf(lab))
    test(title, { marks, why }, () => check(learner.design));
}
