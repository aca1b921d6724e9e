/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Turns are compared and never told: they may be counted from anywhere.',
    mutants: [['let turn = 0;', 'let turn = 1;']],
  },
  {
    because: 'Only servers that had no turn yet are equal, and which of them begins is not asked.',
    mutants: [['turnOf(server) < turnOf(best)', 'turnOf(server) <= turnOf(best)']],
  },
] satisfies Survivor[];
