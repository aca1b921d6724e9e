/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A text that is split has a first part, and Number("") is 0: these defaults are for the type checker.',
    mutants: [
      ["[mantissa = '0'", "[mantissa = ''"],
      ["exponent = '0']", "exponent = '']"],
      ["[whole = '0'", "[whole = ''"],
    ],
  },
  {
    because: 'The message has to name the parameter; what else it says is not asked.',
    mutants: [
      ["'a whole number, 1 or more'", "''"],
      ["'a finite number, 0 or more'", "''"],
      ["'finite and above 0'", "''"],
      ["'above 0 and at most 100'", "''"],
    ],
  },
  {
    because: 'The order of advice is not asked.',
    mutants: [
      ["advice.unshift('add-caching')", "advice.push('add-caching')"],
      ["advice.unshift('add-load-balancing')", "advice.push('add-load-balancing')"],
    ],
  },
] satisfies Survivor[];
