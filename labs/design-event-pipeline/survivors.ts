/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.fraudCheck, replicas: 9', '...sold.fraudCheck, replicas: 10'],
      ['...sold.archiver, replicas: 3', '...sold.archiver, replicas: 4'],
      ['...sold.archive, replicas: 2', '...sold.archive, replicas: 3'],
    ],
  },
  {
    because:
      'One less does too: eight members have one partition or two, as nine have, and two archivers are one to spare.',
    mutants: [
      ['...sold.fraudCheck, replicas: 9', '...sold.fraudCheck, replicas: 8'],
      ['...sold.archiver, replicas: 3', '...sold.archiver, replicas: 2'],
    ],
  },
] satisfies Survivor[];
