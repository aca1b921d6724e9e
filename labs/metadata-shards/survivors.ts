/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because:
      'The comparison with the largest id refuses long texts as well; their length is looked at first, to spare the work.',
    mutants: [
      ['videoId.length > 20', 'false'],
      ['> 20', '> 21'],
    ],
  },
  {
    because: 'There is at least one shard, and so at least one leap, which begins at 0.',
    mutants: [['shard = 0;', 'shard = 1;']],
  },
] satisfies Survivor[];
