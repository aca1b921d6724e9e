/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because:
      'Only two points of the same node are equal in place and name, and which of them comes first is all the same.',
    mutants: [['(a.node <', '(a.node <=']],
  },
  {
    because: 'A sort looks at the sign of a comparison only.',
    mutants: [
      ['-1', '-2'],
      ['1);', '2);'],
    ],
  },
] satisfies Survivor[];
