/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'What comes back is put into its order right afterwards.',
    mutants: [['back.push({', 'back.unshift({']],
  },
  {
    because: 'Who has no hand has no message in it either: the first half is there for the types.',
    mutants: [['(!inHand', '(false']],
  },
  {
    because: 'The delivery that was named has been taken out before, so no other one has its tag.',
    mutants: [['(other >', '(other >=']],
  },
] satisfies Survivor[];
