/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'With a load of exactly so many workers the formulas give 1 as well.',
    mutants: [
      ['>=', '>'],
      ['load <', 'load <='],
    ],
  },
  {
    because: 'No share of cold starts is a whole number of per cent: e to the power of a fraction never is.',
    mutants: [['offer.keepAliveS) >', 'offer.keepAliveS) >=']],
  },
  {
    because: 'Without requests the load is 0, and nobody waits by the formula either.',
    mutants: [['(phase.perHour === 0)', '(false)']],
  },
] satisfies Survivor[];
