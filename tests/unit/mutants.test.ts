/** The mutants that are made of a solution, and what a lab is told of those that no test fails, with a grader of our own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Failure, Report, Status, Survivor, TestReport } from '#grading';
import { type Trial, tryMutants } from '../../src/cli/mutants/check-mutants.ts';
import { type Memory, openMemory } from '../../src/cli/mutants/memory.ts';
import { mutantsOf } from '../../src/cli/mutants/mutants.ts';
import { asEdit } from '../../src/cli/mutants/told.ts';
import { edit, faultsOf } from '../../src/grading/edits.ts';
import { openKept } from '../../src/kept/kept.ts';

/** What a statement becomes, mutant by mutant. */
function become(statement: string): string[] {
  const before = 'declare const a: any, b: any, c: any;\n';
  return mutantsOf(before + statement).map(({ source }) => source.slice(before.length));
}

describe('mutants', () => {
  test.each<[string, string[]]>([
    ['x = a + b;', [';', 'x = a - b;']],
    ['x = a >>> b;', [';', 'x = a >> b;', 'x = a << b;']],
    ['x = a < b;', [';', 'x = true;', 'x = false;', 'x = a <= b;', 'x = a >= b;']],
    ['x = a ?? b ?? c;', [';', 'x = (a ?? b) && c;', 'x = (a && b) ?? c;']],
    ['x = -a;', [';', 'x = a;']],
    ['x = !a;', [';', 'x = a;']],
    ['x += a;', [';', 'x -= a;']],
    ['a++;', [';', 'a--;']],
    ['x = a?.b;', [';', 'x = a.b;']],
    ['x = a?.(b);', [';', 'x = a(b);']],
    ['x = a.some(b);', [';', 'x = a.every(b);']],
    ['x = a.sort(b);', [';', 'x = a;']],
    ['x = true;', [';', 'x = false;']],
    ["x = 'text';", [';', "x = '';"]],
    ["x = '';", [';', "x = 'mutant';"]],
    ['x = `text`;', [';', 'x = ``;']],
    ['x = 7;', [';', 'x = 8;', 'x = 6;']],
    ['x = 0n;', [';', 'x = 1n;']],
    ['x = [a];', [';', 'x = [];']],
    ['x = [];', [';', "x = ['mutant'];"]],
    ['x = { a };', [';', 'x = {};']],
    ['x = /^[a]+$/;', [';', 'x = /[a]+$/;', 'x = /^[^a]+$/;', 'x = /^[a]$/;', 'x = /^[a]+/;']],
    ['x = () => a;', [';', 'x = () => undefined;']],
    ['if (!a) b();', ['if (true) b();', 'if (false) b();', 'if (a) b();']],
    ['if (a) b();', ['if (true) b();', 'if (false) b();']],
    ['while (a) b();', ['while (false) b();', 'while (a) ;']],
    ['switch (a) { case b: c(); }', ['switch (a) { case b: }']],
    ['{ a(); b(); }', ['{}', '{ ; b(); }', '{ a(); ; }']],
  ])('of %s', (statement, mutants) => {
    expect(become(statement).sort()).toEqual([...mutants].sort());
  });

  test('of a condition that is joined, each operand as what leaves the rest to decide', () => {
    const conditions = become('if (a && (b || c)) x();').map((source) => /\((.*)\) x/.exec(source)?.[1]);
    expect(conditions.sort()).toEqual(
      ['true', 'false', 'true && (b || c)', 'a && (true)', 'a || (b || c)', 'a && (b && c)']
        .concat(['a && (false || c)', 'a && (b || false)'])
        .sort(),
    );
  });

  test('none of a text as a number, of names, of what is assigned to, and of types', () => {
    expect(become("x = a + 'b';")).not.toContain("x = a - 'b';");
    expect(become("const x = { 'a-b': a };")).toEqual(['const x = {};']);
    expect(become('[a, b] = c;')).toEqual([';']);
    expect(become("type T = 'a' | 1;\nlet x: 'b'[] = a as 2;")).toEqual([]);
  });

  test('none that does not parse, and none twice', () => {
    const mutants = mutantsOf('export const f = (a: number) => {\n  return a === 1;\n};\n');
    const sources = mutants.map(({ source }) => source);
    expect(new Set(sources).size).toBe(sources.length);
    expect(mutants.map(({ operator }) => operator)).toEqual([
      'BlockStatement',
      'ConditionalExpression',
      'ConditionalExpression',
      'EqualityOperator',
      'NumericLiteral',
      'NumericLiteral',
    ]);
  });

  test('are named by an edit that fits, where they stand twice as well', () => {
    const solution = 'let x = 1;\nlet y = 1;\nlet z = 1;\n';
    for (const mutant of mutantsOf(solution)) {
      const name = asEdit(mutant, solution);
      expect(faultsOf([name], solution)).toEqual([]);
      expect(edit(solution, [name])).toBe(mutant.source);
    }
  });
});

const SOLUTION = 'export const sum = (a: number, b: number): number => 0 + a + b;\n';

/** Everything is caught but what takes the zero away again, and what a test says passes as well. */
function grading(alsoPasses: (source: string, seed: number) => boolean = () => false) {
  const asked: string[] = [];
  const grader: Trial['graders'][number] = {
    async grade({ source, seed, untilFailure }) {
      asked.push(source);
      expect(untilFailure).toBe(true);
      const status: Status = source === SOLUTION || alsoPasses(source, seed) ? 'pass' : 'fail';
      return { version: 3, status, lab: 'sum', seed, marks: 1, earned: 1, tests: [] } satisfies Report;
    },
  };
  return { grader, asked };
}

const FORGETFUL: Memory = { recall: () => undefined, keep: () => {} };

function trial(part: Partial<Trial>) {
  const { grader } = grading();
  return tryMutants({
    solution: SOLUTION,
    survivors: [],
    graders: [grader],
    memory: FORGETFUL,
    seeds: 1,
    ...part,
  });
}

const naming = (from: string, to: string, because = 'Nobody can tell.'): Survivor => ({
  because,
  mutants: [[from, to]],
});

describe('a lab', () => {
  test('whose tests fail every mutant', async () => {
    expect(await trial({})).toEqual({ problems: [], mutants: 4, named: 0, runs: 5 });
  });

  test('with a mutant that no test fails is told which, and how to name it', async () => {
    const { grader } = grading((source) => source.includes('1 + a'));
    expect((await trial({ graders: [grader] })).problems).toEqual([
      [
        'nothing fails this mutant with seed 0, line 1, NumericLiteral:',
        '- export const sum = (a: number, b: number): number => 0 + a + b;',
        '+ export const sum = (a: number, b: number): number => 1 + a + b;',
        'its name: ["0", "1"]',
      ].join('\n'),
    ]);
  });

  test('with mutants that only the clock has ended is told to wait, and remembers nothing of them', async () => {
    const failure: Failure = { calls: [], stopped: 'time' };
    const test: TestReport = { name: 'x', status: 'error', marks: 1, earned: 0, steps: 0, failure };
    const slow: Trial['graders'][number] = {
      grade: async ({ seed }) => ({ version: 3, status: 'fail', lab: 'sum', seed, marks: 1, earned: 0, tests: [test] }),
    };
    const memory: Memory = {
      recall: (source) => (source === SOLUTION ? true : undefined),
      keep: () => expect.unreachable(),
    };
    const survivors = [naming('0 + a', '1 + a')];
    expect((await trial({ graders: [slow], memory, survivors })).problems).toEqual([
      '4 mutants were ended by the clock, which is no verdict: this computer is busy, run it again',
    ]);
  });

  test('that names it is right', async () => {
    const { grader } = grading((source) => source.includes('1 + a'));
    const survivors = [naming('0 + a', '1 + a')];
    expect(await trial({ graders: [grader], survivors })).toEqual({ problems: [], mutants: 4, named: 1, runs: 5 });
  });

  test('that refuses a mutant before any test needs no run of it', async () => {
    const { grader, asked } = grading(() => true);
    const refuses = async (source: string): Promise<boolean> => source !== SOLUTION;
    expect((await trial({ graders: [grader], refuses })).problems).toEqual([]);
    expect(asked).toEqual([SOLUTION]);
  });

  test('with a mutant that passes on a later seed', async () => {
    const { grader } = grading((source, seed) => source.includes('1 + a') && seed === 2);
    expect((await trial({ graders: [grader], seeds: 2 })).problems).toEqual([]);
    expect((await trial({ graders: [grader], seeds: 3 })).problems).toEqual([
      expect.stringMatching(/^nothing fails this mutant with seed 2, line 1/),
    ]);
  });

  test('that names a mutant which fails on some seeds only', async () => {
    const { grader } = grading((source, seed) => source.includes('1 + a') && seed !== 2);
    const survivors = [naming('0 + a', '1 + a')];
    expect((await trial({ graders: [grader], survivors, seeds: 2 })).problems).toEqual([]);
    expect((await trial({ graders: [grader], survivors, seeds: 3 })).problems).toEqual([
      'survivor "0 + a" → "1 + a": it passes with seed 0, and fails with seed 2',
    ]);
  });

  test('whose solution fails is told nothing else', async () => {
    const broken: Trial['graders'][number] = {
      grade: async ({ seed }) => ({ version: 3, status: 'fail', lab: 'sum', seed, marks: 1, earned: 0, tests: [] }),
    };
    expect((await trial({ graders: [broken] })).problems).toEqual(['solution.ts does not pass with seed 0']);
  });

  test.each<[string, Survivor[], string]>([
    ['is caught', [naming('0 + a', '1 + a')], 'survivor "0 + a" → "1 + a": it does not survive, it is caught'],
    ['is no mutant', [naming('0 + a', '5 + a')], 'survivor "0 + a" → "5 + a": no operator makes this of the solution'],
    [
      'is not there any more',
      [naming('2 + a', '3 + a')],
      'survivor "2 + a" → "3 + a": what edit 1 replaces must occur once, and occurs 0 times: "2 + a"',
    ],
    [
      'is there more than once',
      [naming('a', 'b')],
      'survivor "a" → "b": what edit 1 replaces must occur once, and occurs 2 times: "a"',
    ],
    [
      'has no reason',
      [naming('0 + a', '5 + a', ' ')],
      'survivor "0 + a" → "5 + a": it does not say why nobody can tell',
    ],
  ])('whose named survivor %s', async (_what, survivors, problem) => {
    expect((await trial({ survivors })).problems).toContain(problem);
  });

  test('that names a survivor twice', async () => {
    const { grader } = grading((source) => source.includes('1 + a'));
    const survivors = [naming('0 + a', '1 + a'), naming('0 + a +', '1 + a +')];
    expect((await trial({ graders: [grader], survivors })).problems).toEqual([
      'survivor "0 + a +" → "1 + a +": it is named twice',
    ]);
  });
});

describe('what is known of mutants', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-mutants-'));
  const memoryOf = (suite: string): Memory => openMemory(openKept(folder), 'a-lab', suite);
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is not tried again while the lab is what it was', async () => {
    const { grader, asked } = grading((source) => source.includes('1 + a'));
    const first = await trial({ graders: [grader], memory: memoryOf('a suite') });
    expect(asked.length).toBe(5);
    const second = await trial({ graders: [grader], memory: memoryOf('a suite') });
    expect(asked.length).toBe(5);
    expect(second).toEqual({ ...first, runs: 0 });
    expect(second.problems.length).toBe(1);
  });

  test('is tried again with another suite, and what is new in a solution by itself', async () => {
    const { grader, asked } = grading(() => true);
    const survivors = mutantsOf(SOLUTION).map((mutant) => ({ because: 'x', mutants: [asEdit(mutant, SOLUTION)] }));
    await trial({ graders: [grader], survivors, memory: memoryOf('a suite') });
    await trial({ graders: [grader], survivors, memory: memoryOf('another') });
    expect(asked.length).toBe(10);
    await trial({ graders: [grader], solution: SOLUTION.replace('0', '1'), memory: memoryOf('another') });
    // 1 + … was a mutant, 0 + … was the solution, and nothing at all was a mutant too.
    expect(asked.length).toBe(13);
  });

  test('is of a source and a seed, and there again for the next that opens it', () => {
    memoryOf('a suite').keep('x', 0, true);
    expect(memoryOf('a suite').recall('x', 0)).toBe(true);
    expect(memoryOf('a suite').recall('x', 1)).toBe(undefined);
    expect(memoryOf('a suite').recall('y', 0)).toBe(undefined);
    expect(memoryOf('another').recall('x', 0)).toBe(undefined);
  });
});
