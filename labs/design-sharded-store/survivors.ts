/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A shard may have any name that no other has.',
    mutants: [
      ["['a',", "['',"],
      ["'b',", "'',"],
      ["'c',", "'',"],
      ["'d',", "'',"],
      ["'e',", "'',"],
      ["'f'].map((name)", "''].map((name)"],
    ],
  },
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 3'],
      ['replicas: 4', 'replicas: 5'],
      ['...sold.router, replicas: 2', '...sold.router, replicas: 3'],
    ],
  },
] satisfies Survivor[];
