/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 3'],
      ['...sold.web, replicas: 6', '...sold.web, replicas: 7'],
      ['...sold.cache, replicas: 2', '...sold.cache, replicas: 3'],
      ['...sold.queue, replicas: 2', '...sold.queue, replicas: 3'],
      ['...sold.worker, replicas: 5', '...sold.worker, replicas: 6'],
      ['...sold.database, replicas: 2', '...sold.database, replicas: 3'],
    ],
  },
  {
    because:
      'Without the spare the shop is just full while one server is dead: what waits is answered in time, and what is asked still holds.',
    mutants: [['...sold.web, replicas: 6', '...sold.web, replicas: 5']],
  },
] satisfies Survivor[];
