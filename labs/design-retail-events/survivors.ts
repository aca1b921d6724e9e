/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.orderService, replicas: 5', '...sold.orderService, replicas: 6'],
      ['...sold.payment, replicas: 9', '...sold.payment, replicas: 10'],
      ['...sold.stock, replicas: 4', '...sold.stock, replicas: 5'],
    ],
  },
  {
    because: 'One less does too: eight payments and three stocks still catch up when one of them is dead.',
    mutants: [
      ['...sold.payment, replicas: 9', '...sold.payment, replicas: 8'],
      ['...sold.stock, replicas: 4', '...sold.stock, replicas: 3'],
    ],
  },
] satisfies Survivor[];
