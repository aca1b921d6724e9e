/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'When the part of the list that was given out is let go of shows in memory alone, which no test counts.',
    mutants: [
      ['(first * 2 >= line.length)', '(false)'],
      ['(first *', '(first /'],
      ['first * 2', 'first * 3'],
      ['first * 2', 'first * 1'],
      ['2 >=', '2 >'],
      ['{\n      line = line.slice(first);\n      first = 0;\n    }', '{}'],
    ],
  },
] satisfies Survivor[];
