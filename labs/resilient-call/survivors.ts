/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Before a call begins nothing else is told to it, so what it remembers until then is no matter.',
    mutants: [
      ['until = 0;', 'until = 1;'],
      ["'over' = 'over';", "'over' = '';"],
    ],
  },
  {
    because: 'What is neither sent nor over pauses, whatever it is called.',
    mutants: [["'pausing';", "'';"]],
  },
  {
    because: 'Only who is busy says for how long, and what is not said is 0.',
    mutants: [["answer.status === 'busy'", 'true']],
  },
  {
    because: 'These are set when the breaker changes, before anybody looks at them.',
    mutants: [
      ['opened = 0;', 'opened = 1;'],
      ['let allowed = 0;', 'let allowed = 1;'],
      ["if (state === 'half-open') allowed--;", 'if (true) allowed--;'],
    ],
  },
] satisfies Survivor[];
