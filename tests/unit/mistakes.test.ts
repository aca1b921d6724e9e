/** Mistakes written as edits: what they become, and what an author is told when an edit no longer fits. */
import { describe, expect, test } from 'vitest';
import type { Edit, Mistake } from '#grading';
import { writeOut } from '../../src/grading/mistakes.ts';

const SOLUTION = 'const one = 1;\nconst two = 2;\nexport const sum = () => one + two;\n';
const FILES = new Map([
  ['solution.ts', SOLUTION],
  ['right/three.ts', 'export const sum = () => 3;\n'],
  ['mistakes/four.ts', 'export const sum = () => 4;\n'],
]);

const TOLD = { name: 'wrong', caughtBy: 'It adds', because: 'Somebody cannot add.' };
const editing = (...edits: Edit[]): Mistake => ({ ...TOLD, edits });

function problemsOf(...mistakes: Mistake[]): string[] {
  return writeOut(mistakes, FILES).problems;
}

describe('a mistake is written out', () => {
  test('as the solution with its edits', () => {
    const mistake = editing(['one + two', 'two'], ['const one = 1;\n', '']);
    expect(writeOut([mistake], FILES)).toEqual({
      answers: [{ mistake, base: 'solution.ts', source: 'const two = 2;\nexport const sum = () => two;\n' }],
      problems: [],
    });
  });

  test('as another right answer with its edits', () => {
    const mistake: Mistake = { ...TOLD, of: 'right/three.ts', edits: [['3', '5']] };
    const { answers } = writeOut([mistake], FILES);
    expect(answers).toEqual([{ mistake, base: 'right/three.ts', source: 'export const sum = () => 5;\n' }]);
  });

  test('as a program of its own', () => {
    const mistake: Mistake = { ...TOLD, program: 'mistakes/four.ts' };
    const { answers } = writeOut([mistake], FILES);
    expect(answers).toEqual([{ mistake, base: 'solution.ts', source: 'export const sum = () => 4;\n' }]);
  });

  test('each edit of the right answer, none of what another edit wrote', () => {
    const swapped = editing(['const one = 1;', 'const one = 2;'], ['const two = 2;', 'const two = 1;']);
    const [answer] = writeOut([swapped], FILES).answers;
    expect(answer?.source).toMatch(/one = 2;\nconst two = 1;/);
  });

  test('with edits that touch, and with a dollar sign in them as it stands', () => {
    const [answer] = writeOut([editing(['const one', 'let $1'], [' = 1;', ' = "$&";'])], FILES).answers;
    expect(answer?.source).toContain('let $1 = "$&";');
  });
});

describe('an edit that does not fit', () => {
  const THERE = 'there are solution.ts, right/three.ts, mistakes/four.ts';

  test.each<[string, Mistake, string]>([
    ['missing', editing(['three', 'four']), 'what edit 1 replaces must occur once, and occurs 0 times: "three"'],
    [
      'there twice',
      editing(['sum', 'total'], ['const', 'let']),
      'what edit 2 replaces must occur once, and occurs 3 times: "const"',
    ],
    ['nothing at all', editing(['', 'x']), 'what edit 1 replaces must occur once, and occurs 0 times: ""'],
    ['overlapping', editing(['= 2;', '= 3;'], ['const one = 1;', ''], ['two = 2', 'two = 4']), 'edits 3 and 1 overlap'],
    ['without effect', editing(['sum', 'sum']), 'edit 1 changes nothing: "sum"'],
    ['none', editing(), 'it edits nothing'],
    [
      'of an unknown answer',
      { ...TOLD, of: 'right/two.ts', edits: [['3', '4']] },
      `there is no right/two.ts; ${THERE}`,
    ],
    ['a program that is not there', { ...TOLD, program: 'mistakes/five.ts' }, `there is no mistakes/five.ts; ${THERE}`],
  ])('%s', (_name, mistake, problem) => {
    expect(writeOut([mistake], FILES)).toEqual({ answers: [], problems: [`mistake "wrong": ${problem}`] });
  });

  test('overlapping itself counts: "aa" is twice in "aaa"', () => {
    expect(writeOut([editing(['aa', 'b'])], new Map([['solution.ts', 'aaa']])).problems).toEqual([
      'mistake "wrong": what edit 1 replaces must occur once, and occurs 2 times: "aa"',
    ]);
  });

  test('does not keep the others from being written out', () => {
    const right = { ...editing(['one + two', 'one']), name: 'other' };
    const { answers, problems } = writeOut([editing(['three', '']), right], FILES);
    expect(answers.map(({ mistake }) => mistake.name)).toEqual(['other']);
    expect(problems).toHaveLength(1);
  });

  test('a long text is told shortly', () => {
    const [problem] = problemsOf(editing(['x'.repeat(500), '']));
    expect(problem!.length).toBeLessThan(200);
  });
});

test('one that does not say why', () => {
  expect(problemsOf({ ...editing(['sum', 'total']), because: ' ' })).toEqual([
    'mistake "wrong": it does not say why people make it',
  ]);
});

test('two mistakes of one name', () => {
  expect(problemsOf(editing(['sum', 'total']), editing(['sum', 'add']))).toEqual([
    'mistake "wrong": another mistake has this name',
  ]);
});
