/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['2,', '3,'],
      ['replicas: 6', 'replicas: 7'],
      ['...sold.cache, replicas: 2', '...sold.cache, replicas: 3'],
      ['...sold.database, replicas: 2', '...sold.database, replicas: 3'],
    ],
  },
  {
    because: 'Six applications have room to spare in the calm: with five the function takes a little more.',
    mutants: [['replicas: 6', 'replicas: 5']],
  },
] satisfies Survivor[];
