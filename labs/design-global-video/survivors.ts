/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A shard may have any name that no other has.',
    mutants: [
      ["['metadata-a',", "['',"],
      ["'metadata-b',", "'',"],
      ["'metadata-c'];", "''];"],
    ],
  },
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.edge, replicas: 3', '...sold.edge, replicas: 4'],
      ['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 3'],
      ['...sold.web, replicas: 3', '...sold.web, replicas: 4'],
      ['...sold.application, replicas: 3', '...sold.application, replicas: 4'],
      ['...sold.cache, replicas: 2', '...sold.cache, replicas: 3'],
    ],
  },
  {
    because: 'With three shards there is room for all reads when the only cache is gone.',
    mutants: [['...sold.cache, replicas: 2', '...sold.cache, replicas: 1']],
  },
] satisfies Survivor[];
