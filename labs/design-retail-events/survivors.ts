/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 3'],
      ['...sold.orderService, replicas: 5', '...sold.orderService, replicas: 6'],
      ['...sold.payment, replicas: 9', '...sold.payment, replicas: 10'],
      ['...sold.stock, replicas: 4', '...sold.stock, replicas: 5'],
    ],
  },
  {
    because:
      'One less does too: eight payments and three stocks still catch up when one of them is dead, and of four order services the other three carry the rush.',
    mutants: [
      ['...sold.orderService, replicas: 5', '...sold.orderService, replicas: 4'],
      ['...sold.payment, replicas: 9', '...sold.payment, replicas: 8'],
      ['...sold.stock, replicas: 4', '...sold.stock, replicas: 3'],
    ],
  },
] satisfies Survivor[];
