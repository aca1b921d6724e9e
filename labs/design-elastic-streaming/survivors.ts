/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 3'],
      ['...sold.cache, replicas: 2', '...sold.cache, replicas: 3'],
      ['...sold.database, replicas: 2', '...sold.database, replicas: 3'],
      ['{ minimum: 3, maximum: 8', '{ minimum: 4, maximum: 8'],
      ['{ minimum: 4, maximum: 16', '{ minimum: 5, maximum: 16'],
    ],
  },
  {
    because: 'The tiers begin with room to spare: one copy fewer is not yet too small when the ramp starts.',
    mutants: [
      ['{ minimum: 3, maximum: 8', '{ minimum: 2, maximum: 8'],
      ['{ minimum: 4, maximum: 16', '{ minimum: 3, maximum: 16'],
    ],
  },
  {
    because:
      'The maximum lies above what the peak needs, so one more or one less is not what stops a tier from growing.',
    mutants: [
      ['maximum: 8', 'maximum: 9'],
      ['maximum: 8', 'maximum: 7'],
      ['maximum: 16', 'maximum: 17'],
      ['maximum: 16', 'maximum: 15'],
    ],
  },
  {
    because: 'A second more or less before the calm comes costs or saves a cent.',
    mutants: [
      ['maximum: 8, target: 0.5, warmUp: 10, cooldown: 20', 'maximum: 8, target: 0.5, warmUp: 10, cooldown: 21'],
      ['maximum: 8, target: 0.5, warmUp: 10, cooldown: 20', 'maximum: 8, target: 0.5, warmUp: 10, cooldown: 19'],
      ['maximum: 16, target: 0.5, warmUp: 10, cooldown: 20', 'maximum: 16, target: 0.5, warmUp: 10, cooldown: 21'],
      ['maximum: 16, target: 0.5, warmUp: 10, cooldown: 20', 'maximum: 16, target: 0.5, warmUp: 10, cooldown: 19'],
    ],
  },
] satisfies Survivor[];
