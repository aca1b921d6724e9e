/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Beyond the last byte there are zeros, and a zero more changes no hash: the condition saves work only.',
    mutants: [
      ['(tailLength >= 3)', '(true)'],
      ['(tailLength >= 3)', '(tailLength >= 2)'],
      ['(tailLength >= 2)', '(true)'],
      ['(tailLength >= 2)', '(tailLength >= 1)'],
    ],
  },
  {
    because: 'No byte beyond the last is ever read: this default is for the type checker.',
    mutants: [['bytes[at] ?? 0', 'bytes[at] ?? 1']],
  },
] satisfies Survivor[];
