/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Commands that follow from one event may come in any order.',
    mutants: [
      ["back.push('release');", "back.unshift('release');"],
      ["back.push('refund');", "back.unshift('refund');"],
      ["asked.push('reserve');", "asked.unshift('reserve');"],
      ["asked.push('capture');", "asked.unshift('capture');"],
    ],
  },
  {
    because: 'What is back is told from what is still here, and its name is asked for nowhere.',
    mutants: [
      ["= 'released';", "= '';"],
      ["= 'refunded';", "= '';"],
    ],
  },
  {
    because: 'A refund that worked is wanted no more, so it does not matter that it is noted as one that may be sent.',
    mutants: [[" break;\n      case 'RefundFailed':", " ;\n      case 'RefundFailed':"]],
  },
  {
    because: 'Nothing comes after the last case.',
    mutants: [[' break;\n    }', ' ;\n    }']],
  },
] satisfies Survivor[];
