/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'At half a place a list has nothing, which is just what is meant.',
    mutants: [['piece % 2 === 1', 'true']],
  },
  {
    because: 'A number that is mentioned for another column only cuts the line into more pieces than it takes.',
    mutants: [['if (condition.column !== column) return [];', 'if (false) return [];']],
  },
  {
    because: 'Whatever is not about the key may hold of any row, also a condition without words.',
    mutants: [
      ["{ is: 'and', of: [] }", '{}'],
      ["'and',", "'',"],
    ],
  },
  {
    because: 'With a hash there are no borders, and what is no number cuts nothing.',
    mutants: [[': [];', ": ['mutant'];"]],
  },
] satisfies Survivor[];
