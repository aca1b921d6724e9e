/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'What environments are called is their pool’s affair, as long as no two are called the same.',
    mutants: [
      ['made = 0;', 'made = 1;'],
      ['`e${++made}`,', '`e${--made}`,'],
    ],
  },
] satisfies Survivor[];
