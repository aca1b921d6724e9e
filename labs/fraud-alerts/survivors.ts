/** Small slips of the solution that are right as well, as far as answers tell. */
import type { Survivor } from '#grading';

export default [
  {
    because:
      'What is closed is late by its time, whether it was forgotten or not. Only the memory would tell, and to fill that takes longer than a test may: the brief asks for it all the same.',
    mutants: [
      [
        '{\n    for (const [start, window] of open) {\n      if (!isClosed(window)) continue;\n      for (const id of window.ids) known.delete(id);\n      open.delete(start);\n    }\n  }',
        '{}',
      ],
      ['known.delete(id);', ';'],
      ['close();', ';'],
      ['openOf(last).ids.push(id);', ';'],
    ],
  },
  {
    because: 'In which order ids are forgotten, and whether one is forgotten that never was, is no matter.',
    mutants: [
      ['openOf(last).ids.push(id);', 'openOf(last).ids.unshift(id);'],
      ['ids: []', "ids: ['mutant']"],
    ],
  },
  {
    because: 'The alerts that one payment brings may stand in any order.',
    mutants: [
      ['most) alerts.push({', 'most) alerts.unshift({'],
      ['limit) alerts.push({', 'limit) alerts.unshift({'],
    ],
  },
  {
    because: 'At the same latest time nothing closes that was not closed before.',
    mutants: [['(at >', '(at >=']],
  },
] satisfies Survivor[];
