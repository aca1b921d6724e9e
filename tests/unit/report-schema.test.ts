/** What comes back from the sandbox is believed whole or not at all. */
import { describe, expect, test } from 'vitest';
import { InvalidReport, parseReport } from '../../src/sandbox/report-schema.ts';

const right = {
  version: 3,
  status: 'fail',
  lab: 'x',
  seed: 1,
  marks: 2,
  earned: 1,
  tests: [
    { name: 'a', status: 'pass', marks: 1, earned: 1, steps: 10 },
    {
      name: 'b',
      status: 'fail',
      message: 'no',
      marks: 1,
      earned: 0,
      steps: 5,
      failure: { calls: [{ call: 'f()', outcome: 'returned 1' }] },
    },
  ],
};

test('a right report is read as it is', () => {
  expect(parseReport(JSON.stringify(right))).toEqual(right);
});

describe('refused', () => {
  const change = (edit: (report: typeof right & Record<string, unknown>) => void): string => {
    const copy = structuredClone(right) as typeof right & Record<string, unknown>;
    edit(copy);
    return JSON.stringify(copy);
  };
  const cases: [string, unknown][] = [
    ['not text', right],
    ['not JSON', '{'],
    ['too large', JSON.stringify({ ...right, message: 'x'.repeat(1_100_000) })],
    ['an unknown field', change((report) => Object.assign(report, { extra: 1 }))],
    ['another version', change((report) => Object.assign(report, { version: 2 }))],
    ['marks that do not add up', change((report) => Object.assign(report, { earned: 2 }))],
    [
      'marks for a failed test',
      change((report) => {
        Object.assign(report.tests[1] as object, { earned: 1 });
        report.earned = 2;
      }),
    ],
    [
      'more marks than there are',
      change((report) => {
        Object.assign(report.tests[0] as object, { earned: 9, marks: 9 });
        report.earned = 9;
      }),
    ],
    ['passed without passing tests', change((report) => Object.assign(report, { status: 'pass' }))],
    ['a pass with no tests', JSON.stringify({ ...right, status: 'pass', earned: 0, tests: [] })],
    ['a number that is text', change((report) => Object.assign(report, { seed: '1' }))],
    [
      'more output than may be shown',
      change((report) => Object.assign(report.tests[0] as object, { output: 'x'.repeat(501) })),
    ],
    ['an endless name', change((report) => Object.assign(report.tests[0] as object, { name: 'x'.repeat(5000) }))],
  ];
  test.each(cases)('%s', (_name, answer) => {
    expect(() => parseReport(answer)).toThrow(InvalidReport);
  });
});
