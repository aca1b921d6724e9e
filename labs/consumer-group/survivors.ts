/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Two claims of one generation never name the same partition.',
    mutants: [['other.generation <', 'other.generation <=']],
  },
  {
    because:
      'Any free partition will do for any member. At the front of a list it costs a little more, and stays below the ceiling.',
    mutants: [
      ['free).push(partition);', 'free).unshift(partition);'],
      ['free.push(...share.splice(keeps));', 'free.unshift(...share.splice(keeps));'],
      ['even) share.push(free.pop()!);', 'even) share.unshift(free.pop()!);'],
      ['even) share.push(free.pop()!);', 'even) share.push(free.shift()!);'],
      ['0) share.push(free.pop()!);', '0) share.unshift(free.pop()!);'],
      ['0) share.push(free.pop()!);', '0) share.push(free.shift()!);'],
    ],
  },
] satisfies Survivor[];
