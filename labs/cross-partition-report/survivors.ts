/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  { because: 'No two rows have the same customer.', mutants: [['(a.customer <', '(a.customer <=']] },
  {
    because: 'A sort looks at the sign of a comparison only.',
    mutants: [
      ['? -1', '? -2'],
      ['1))', '2))'],
    ],
  },
] satisfies Survivor[];
