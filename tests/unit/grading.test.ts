/** The suite vocabulary: what passes, what fails, and what the learner reads when it does. */
import { beforeAll, describe, expect, test } from 'vitest';
import { isEqual } from '../../src/grading/equality.ts';
import { format } from '../../src/grading/format.ts';
import type { Report } from '../../src/grading/index.ts';
import { defineLab } from '../../src/grading/lab.ts';
import { openRuntime } from './twin.ts';

let grade: (source: string, seed?: number) => Promise<Report>;

beforeAll(async () => {
  grade = await openRuntime(['f', 'make'], ({ expect: that, fc, newCase, property, solution, test: state }) => {
    const { f, make } = solution<{ f(x: number): number; make(): { add(n: number): number } }>();
    state('doubles', { marks: 1, why: 'Because twice is twice.' }, () => that(f(2)).toBe(4));
    state('always doubles', { marks: 1 }, () => property([fc.nat()], (n) => that(f(n)).toBe(2 * n)));
    state('refuses negative numbers', { marks: 1 }, () => that(() => f(-1)).toThrow('RangeError', 'negative'));
    state('counts', { marks: 1 }, () => {
      that(make().add(1)).toBe(1);
      newCase();
      const counter = make();
      counter.add(1);
      that(counter.add(2)).toBe(3);
    });
  });
});

const counter = 'export function make() { let n = 0; return { add(k: number) { n += k; return n; } }; }\n';
const right = `${counter}export function f(n: number) { if (n < 0) throw new RangeError('negative'); return 2 * n; }`;

test('a right answer earns all marks', async () => {
  expect(await grade(right)).toMatchObject({ version: 3, status: 'pass', marks: 4, earned: 4, lab: 'trial', seed: 1 });
});

describe('a failing test tells', () => {
  test('the call, what came back, what was expected and why', async () => {
    const { tests } = await grade(`${counter}export function f(n: number) { return n + 3; }`);
    expect(tests[0]).toMatchObject({
      status: 'fail',
      earned: 0,
      message: 'Expected 4, got 5.',
      failure: {
        calls: [{ call: 'f(2)', outcome: 'returned 5' }],
        expected: '4',
        actual: '5',
        why: 'Because twice is twice.',
      },
    });
  });

  test('the smallest counterexample of a property, found again from the same seed', async () => {
    const wrong = `${counter}export function f(n: number) { return n > 1000 ? 0 : 2 * n; }`;
    const first = await grade(wrong, 5);
    expect(first.tests[1]?.failure?.calls).toEqual([{ call: 'f(1001)', outcome: 'returned 0' }]);
    expect(JSON.stringify(await grade(wrong, 5))).toBe(JSON.stringify(first));
  });

  test('an error of another class, and one that says nothing of what was wrong', async () => {
    const other = await grade(`${counter}export function f() { throw new TypeError('negative'); }`);
    expect(other.tests[2]?.message).toBe('Expected a RangeError that mentions "negative", got a TypeError: negative.');
    const silent = await grade(`${counter}export function f() { throw new RangeError('no'); }`);
    expect(silent.tests[2]?.message).toContain('its message is "no"');
  });

  test('only the calls of its own case', async () => {
    const { tests } = await grade(`${right.replace('n += k', 'n = k')}`);
    expect(tests[3]?.failure?.calls.map(({ call }) => call)).toEqual(['make()', 'make().add(1)', 'make().add(2)']);
  });
});

describe('nothing reaches from one test into the next', () => {
  test('state in the module', async () => {
    const report = await grade(
      `${counter}let calls = 0;\nexport function f(n: number) { if (n < 0) throw new RangeError('negative'); calls++; return calls === 1 ? 2 * n : -1; }`,
    );
    expect(report.tests.map(({ status }) => status)).toEqual(['pass', 'fail', 'pass', 'pass']);
  });

  test('patched built-ins', async () => {
    const source = `${right}\nconst before = Object.prototype.hasOwnProperty('x');\nif (Array.isArray === undefined) throw new Error('leaked');\n(Array as any).isArray = undefined; (Object as any).is = () => true; (JSON as any).parse = () => 4;`;
    expect((await grade(source)).status).toBe('pass');
  });
});

test('the run’s own budget ends what would be stopped again and again', async () => {
  const { tests } = await grade(`${counter}export function f() { for (;;) {} }`);
  expect(tests.map(({ status }) => status)).toEqual(['error', 'error', 'error', 'error']);
  expect(tests[0]?.message).toContain('Stopped after 10 million steps at line 2');
  expect(tests[3]?.message).toContain('Not run');
});

describe('values as a learner would write them', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const cases: [unknown, string][] = [
    [-0, '-0'],
    [10n, '10n'],
    ['a"b', '"a\\"b"'],
    [{ a: [1, undefined], 'b c': null }, '{ a: [1, undefined], "b c": null }'],
    [new Map([['k', 1]]), 'Map(1) {"k" → 1}'],
    [cyclic, '{ self: [circular] }'],
    ['x'.repeat(500), `"${'x'.repeat(120)}…" (500 characters)`],
  ];
  test.each(cases)('%o', (value, text) => expect(format(value)).toBe(text));
  test('never much longer than a line', () => {
    expect(format(Array.from({ length: 1000 }, () => 'some text'))).toMatch(/^.{300,400}$/);
  });
});

describe('equality', () => {
  test('is by shape and contents', () => {
    expect(isEqual({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isEqual([1, [2]], [1, [2]])).toBe(true);
    expect(isEqual(new Map([['a', [1]]]), new Map([['a', [1]]]))).toBe(true);
    expect(isEqual(NaN, NaN)).toBe(true);
    expect(isEqual([1], { 0: 1 })).toBe(false);
    expect(isEqual({ a: 1 }, { b: 1 })).toBe(false);
    expect(isEqual(1, '1')).toBe(false);
  });
});

test('a manifest that learners would trip over is refused, in words', () => {
  const manifest = { title: 'T', lesson: 1, marks: 0.3, asks: '', exports: [], hints: [] };
  expect(() => defineLab(manifest)).toThrow(
    'The lab "T" is not right: marks must be positive halves; exports must name at least one function',
  );
});
