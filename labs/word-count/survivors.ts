/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Another hash, the same everywhere as well, that spreads words as evenly.',
    mutants: [
      ['hash = 0;', 'hash = 1;'],
      ['at = 0;', 'at = 1;'],
      ['31) +', '31) -'],
    ],
  },
] satisfies Survivor[];
