/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'The numbers of messages are only compared with each other, and no two messages of a group have the same.',
    mutants: [
      ['published = 0;', 'published = 1;'],
      ['place <', 'place <='],
    ],
  },
  {
    because: 'What is taken from behind the end is nothing as well, and what was taken is then cut off at once.',
    mutants: [['(group.next === group.waiting.length)', '(false)']],
  },
  {
    because:
      'When what was taken is cut off is a matter of memory and of how often the rest is moved, and nobody counts on either.',
    mutants: [
      ['(group.next * 2 >= group.waiting.length)', '(false)'],
      ['(group.next *', '(group.next /'],
      ['2', '3'],
      ['2', '1'],
      ['2 >=', '2 >'],
      ['{\n      group.waiting = group.waiting.slice(group.next);\n      group.next = 0;\n    }', '{}'],
    ],
  },
  {
    because: 'Whoever looks next notices in time: a message that is taken in changes nothing for those that are out.',
    mutants: [[' notice(now);\n      const groups', ' ;\n      const groups']],
  },
  {
    because: 'No text is at most a number, so nothing is acknowledged for somebody who is not there.',
    mutants: [['[])].filter((each)', "['mutant'])].filter((each)"]],
  },
] satisfies Survivor[];
