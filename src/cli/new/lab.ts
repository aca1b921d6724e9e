/** A lab to begin with: tiny and whole, so that every file of a lab can be seen doing its work before it is changed. */

export const LAB_MARKS = 2;

/** Its files by their names in the folder. */
export function labFiles({ title, lesson }: { title: string; lesson: number }): Record<string, string> {
  return {
    'lab.ts': `import { defineLab } from '#grading';

export default defineLab({
  title: '${title.replace(/[\\']/g, '\\$&')}',
  lesson: ${lesson},
  marks: ${LAB_MARKS},
  asks: 'Say how many of the requests of a second are let through.',
  exports: ['letThrough'],
  hints: [
    'There are two cases: the limit is not reached, or it is passed. What is let through in each?',
    '\`Math.min\` gives the smaller of two numbers.',
  ],
});
`,
    'brief.md': `Write the function that decides how many of the requests of one second are let through.

\`\`\`ts
letThrough(requests: number, limit: number): number
\`\`\`

- \`requests\` is how many arrive in that second: a whole number, 0 or more.
- \`limit\` is how many may pass in a second: a whole number, 0 or more.
- It returns how many are let through: all of them within the limit, and as many as the limit beyond it.
`,
    'starter.ts': `export function letThrough(requests: number, limit: number): number {
  // Your code goes here.
  return 0;
}
`,
    'solution.ts': `export function letThrough(requests: number, limit: number): number {
  return Math.min(requests, limit);
}
`,
    'suite.ts': `/** What a right limit does. */
import { expect, fc, property, solution, test } from '#grading';

const { letThrough } = solution<typeof import('./solution.ts')>();

const anyCount = fc.integer({ min: 0, max: 10_000 });
const more = fc.integer({ min: 1, max: 1_000 });

test('Within the limit every request is let through', { marks: 1, why: 'There is room for all.' }, () => {
  expect(letThrough(3, 5)).toBe(3);
  property([anyCount, anyCount], (requests, room) => {
    expect(letThrough(requests, requests + room)).toBe(requests);
  });
});

test('Beyond the limit as many pass as it allows', { marks: 1, why: 'What is behind it can do that many.' }, () => {
  expect(letThrough(9, 5)).toBe(5);
  property([anyCount, more], (limit, tooMany) => {
    expect(letThrough(limit + tooMany, limit)).toBe(limit);
  });
});
`,
    'right/by-cases.ts': `// Both cases written out.
export function letThrough(requests: number, limit: number): number {
  return requests <= limit ? requests : limit;
}
`,
    'right/one-by-one.ts': `// Counted one by one, as a gate would.
export function letThrough(requests: number, limit: number): number {
  let passed = 0;
  for (let request = 0; request < requests; request++) if (passed < limit) passed++;
  return passed;
}
`,
    'mistakes.ts': `/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const WITHIN = 'Within the limit every request is let through';
const BEYOND = 'Beyond the limit as many pass as it allows';

export default [
  {
    name: 'the-larger',
    caughtBy: WITHIN,
    because: 'Math.max where Math.min is meant: a slip that reads right.',
    edits: [['Math.min', 'Math.max']],
  },
  {
    name: 'no-limit',
    caughtBy: BEYOND,
    because: 'Everything is let through: the limit is never looked at.',
    edits: [['Math.min(requests, limit)', 'requests']],
  },
  {
    name: 'always-the-limit',
    caughtBy: WITHIN,
    because: 'The limit is returned even when fewer arrive.',
    edits: [['Math.min(requests, limit)', 'limit']],
  },
  {
    name: 'one-too-many',
    of: 'right/one-by-one.ts',
    caughtBy: BEYOND,
    because: 'The gate closes one request late.',
    edits: [['passed < limit', 'passed <= limit']],
  },
  {
    name: 'all-or-nothing',
    of: 'right/by-cases.ts',
    caughtBy: BEYOND,
    because: 'When too many come, all are refused: the limit is taken for a condition.',
    edits: [[': limit;', ': 0;']],
  },
] satisfies Mistake[];
`,
  };
}
