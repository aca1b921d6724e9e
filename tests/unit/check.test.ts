/** What `check` holds a lab to, with a grader of our own in the place of the sandbox. */
import { describe, expect, test } from 'vitest';
import { defineLab, type Mistake, type Report, type Status } from '#grading';
import { checkAnswers, type Grader } from '../../src/cli/check-lab.ts';
import type { Answers } from '../../src/cli/labs.ts';
import { typeErrors } from '../../src/cli/type-check.ts';
import { sentence } from '../../src/course/finding.ts';
import { type WrongAnswer, writeOut } from '../../src/grading/mistakes.ts';

const LAB = defineLab({ title: 'Sum', lesson: 1, marks: 1, asks: 'Add.', exports: ['sum'], hints: ['Add.'] });
const TITLE = 'It adds';

/** Passes what adds, on every seed but the one that a source names. */
const grader: Grader = {
  tests: async () => [{ title: TITLE, marks: 1 }],
  async grade({ source, seed }) {
    const status: Status = source.includes('a + b') && !source.includes(`not with ${seed}`) ? 'pass' : 'fail';
    const marks = { marks: 1, earned: status === 'pass' ? 1 : 0 };
    const tests = [{ name: TITLE, status, message: 'Expected 3, got 4.', steps: 10, ...marks }];
    return { version: 3, status, lab: 'sum', seed, ...marks, tests } satisfies Report;
  },
};

const SOLUTION = 'export const sum = (a: number, b: number): number => a + b;\n';
const RIGHT = new Map([
  ['right/first.ts', '// One.\nexport const sum = (a: number, b: number) => a + b;\n'],
  ['right/second.ts', '// Another.\nexport function sum(a: number, b: number) {\n  return a + b;\n}\n'],
]);

function wrong(...mistakes: Partial<Mistake>[]): WrongAnswer[] {
  const five = ['-', '*', '/', '%', '**'].map((sign) => ({ name: `with ${sign}`, edits: [['a + b', `a ${sign} b`]] }));
  const told = { caughtBy: TITLE, because: 'Somebody cannot add.' };
  const all = [...five, ...mistakes].map((mistake) => ({ ...told, ...mistake }) as Mistake);
  return writeOut(all, new Map([['solution.ts', SOLUTION]])).answers;
}

async function problemsOf(answers: Partial<Answers>, lab = LAB, by = grader): Promise<string[]> {
  const starter = 'export const sum = (a: number, b: number): number => 0;\n';
  const whole = { solution: SOLUTION, starter, right: RIGHT, wrong: wrong(), problems: [], ...answers };
  return (await checkAnswers('sum', lab, whole, by, 3)).findings.map(sentence);
}

test('a lab that is right', async () => {
  expect(await problemsOf({})).toEqual([]);
});

test('a suite of whose verdict not only text and seed decide', async () => {
  let steps = 0;
  const restless: Grader = {
    ...grader,
    async grade(request) {
      const report = await grader.grade(request);
      return { ...report, tests: report.tests.map((each) => ({ ...each, steps: ++steps })) };
    },
  };
  expect(await problemsOf({}, LAB, restless)).toEqual([
    'labs/sum/suite.ts: Two runs of the solution with the same seed differ.',
  ]);
});

test('marks that are not those of the manifest, and nothing that would follow from it', async () => {
  expect(await problemsOf({}, { ...LAB, marks: 0.5 })).toEqual([
    'labs/sum/suite.ts: The suite is at fault. Its tests carry 1 = 1 marks, and lab.ts says 0.5.',
  ]);
});

test('a suite that cannot be loaded is told once, not again by every answer', async () => {
  const none: Report = {
    version: 3,
    status: 'error',
    lab: 'sum',
    seed: 0,
    marks: 1,
    earned: 0,
    message: 'x',
    tests: [],
  };
  const broken: Grader = { ...grader, grade: async () => none };
  const starter = 'export const sum = (a: number, b: number): number => 0;\n';
  const whole = { solution: SOLUTION, starter, right: RIGHT, wrong: wrong(), problems: [] };
  const { findings } = await checkAnswers('sum', LAB, whole, broken, 3);
  expect(findings.map(sentence)).toEqual(['labs/sum/solution.ts: It does not pass with seed 0: x']);
});

test('a test that the starter fails, and no mistake', async () => {
  const two: Grader = {
    tests: async () => [
      { title: TITLE, marks: 1 },
      { title: 'It begins', marks: 0 },
    ],
    async grade({ source, seed, only }) {
      const [first] = (await grader.grade({ source, seed })).tests;
      const starts: Status = source.includes('=> 0') ? 'fail' : 'pass';
      const tests = [first!, { ...first!, name: 'It begins', status: starts, marks: 0, earned: 0 }];
      const asked = tests.filter(({ name }) => only === undefined || name === only);
      const status: Status = asked.every((each) => each.status === 'pass') ? 'pass' : 'fail';
      return { version: 3, status, lab: 'sum', seed, marks: 1, earned: status === 'pass' ? 1 : 0, tests: asked };
    },
  };
  expect(await problemsOf({}, LAB, two)).toEqual(['labs/sum/mistakes.ts: No mistake fails the test "It begins".']);
});

describe('types', () => {
  test('of starter and right answers are looked at as well', async () => {
    const right = new Map([...RIGHT, ['right/third.ts', "// Odd.\nexport const sum = (a: string) => 'a + b' * 2;\n"]]);
    const starter = 'export const sum = (a: number): string => a;\n';
    expect(await problemsOf({ right, starter })).toEqual([
      "labs/sum/starter.ts:1: It has a type error: Type 'number' is not assignable to type 'string'.",
      expect.stringMatching(/^labs\/sum\/right\/third.ts:2: It has a type error: /),
    ]);
  });

  test('an error of the solution is told once, not by all mistakes that edit it', async () => {
    const solution = 'export const sum = (a: number, b: string): number => a + b;\n';

    const edits: Mistake[] = ['-', '*', '/', '%', '**'].map((sign) => ({
      caughtBy: TITLE,
      because: 'Somebody cannot add.',
      name: sign,
      edits: [['a + b', `a ${sign} b`]],
    }));
    const { answers } = writeOut(edits, new Map([['solution.ts', solution]]));
    expect(await problemsOf({ solution, wrong: answers })).toEqual([
      "labs/sum/solution.ts:1: It has a type error: Type 'string' is not assignable to type 'number'.",
    ]);
  });
});

describe('right answers', () => {
  test('one that fails on a single seed', async () => {
    const right = new Map([
      ...RIGHT,
      ['right/third.ts', '// not with 2\nexport const sum = (a: number, b: number) => a + b;\n'],
    ]);
    expect(await problemsOf({ right })).toEqual([
      `labs/sum/right/third.ts: It does not pass with seed 2: "${TITLE}": Expected 3, got 4.`,
    ]);
  });

  test('fewer than two', async () => {
    expect(await problemsOf({ right: new Map() })).toEqual([
      'labs/sum/right: It holds 0 right answers beside the solution; a lab has at least 2.',
    ]);
  });

  test('one that does not say what is different about it', async () => {
    const right = new Map([...RIGHT, ['right/third.ts', SOLUTION]]);
    expect(await problemsOf({ right })).toEqual([
      'labs/sum/right/third.ts:1: It does not open with a line on what is different about it.',
    ]);
  });
});

describe('mistakes', () => {
  test('one that is not caught on every seed', async () => {
    const rarely = wrong({ name: 'rarely', edits: [['a + b;', 'a + b; // not with 0']] });
    expect(await problemsOf({ wrong: rarely })).toEqual([
      `labs/sum/mistakes.ts · mistake "rarely": It is not caught by "${TITLE}" with seed 1.`,
    ]);
  });

  test('one that names no test', async () => {
    expect(await problemsOf({ wrong: wrong({ name: 'x', caughtBy: 'It add', edits: [['a + b', 'a']] }) })).toEqual([
      'labs/sum/mistakes.ts · mistake "x": There is no test "It add" in suite.ts. Did you mean "It adds"? Allowed: It adds.',
    ]);
  });

  test('one with a type error that it does not admit, and one that admits what it has not', async () => {
    const typed = wrong(
      { name: 'text', edits: [['a + b', "'a'"]] },
      { name: 'fine', edits: [['a + b', 'a']], hasTypeError: true },
      { name: 'admitted', edits: [['a + b', "'+'"]], hasTypeError: true },
    );
    expect(await problemsOf({ wrong: typed })).toEqual([
      `labs/sum/mistakes.ts · mistake "text": Written out it has a type error in line 1: Type 'string' is not assignable to type 'number'.`,
      'labs/sum/mistakes.ts · mistake "fine": It says hasTypeError, and has none.',
    ]);
  });

  test('too few, and those that could not be written out', async () => {
    expect(
      await problemsOf({ wrong: wrong().slice(1), problems: [{ file: 'x.ts', problem: 'It edits nothing.' }] }),
    ).toEqual(['x.ts: It edits nothing.', 'labs/sum/mistakes.ts: It holds 4 mistakes; a lab has at least 5.']);
  });
});

test("a program's imports are found from where it is thought to stand", () => {
  const text =
    "import type { Mistake } from '#grading';\nimport lab from './lab.ts';\nexport const x: Mistake[] = lab;\n";
  const errors = typeErrors(new Map([['labs/word-count/nowhere.ts', text]]));
  expect(errors.get('labs/word-count/nowhere.ts')).toMatchObject({ line: 3, isSyntax: false });
});
