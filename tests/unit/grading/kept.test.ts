/** What is given belongs to its caller: a call that changes it is told, once; and what is given again is as the last call left it. */
import { beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../src/grading/index.ts';
import { openRuntime } from '../twin.ts';

let grade: (source: string) => Promise<Report>;

beforeAll(async () => {
  grade = await openRuntime(['sum'], ({ expect: that, kept, solution, test: state }) => {
    const { sum } = solution<{ sum(numbers: number[]): number }>();
    state('adds copies', { marks: 1 }, () => {
      const numbers = [1, 2, 3];
      that(sum(numbers)).toBe(6);
      that(sum(numbers)).toBe(6);
    });
    state('adds what it is given again', { marks: 1 }, () => {
      const numbers = kept([1, 2, 3]);
      that(sum(numbers)).toBe(6);
      that(sum(numbers)).toBe(6);
      that(sum([1, 2, 3])).toBe(6);
    });
  });
});

test('a call that empties its list is told, and seen by the next call with that list', async () => {
  const { tests } = await grade(
    'export function sum(numbers: number[]) { let all = 0; while (numbers.length > 0) all += numbers.pop()!; return all; }',
  );
  expect(tests[0]).toMatchObject({
    message: 'sum([1, 2, 3]) changed its argument: it was [1, 2, 3], and is now [].',
    failure: { expected: '[1, 2, 3]', actual: '[]' },
  });
  expect(tests[1]).toMatchObject({
    message: 'Expected 6, got 0.',
    failure: {
      calls: [
        { call: 'sum([1, 2, 3])', outcome: 'returned 6' },
        { call: 'sum([1, 2, 3])', outcome: 'returned 0' },
      ],
    },
  });
});

test('a call that leaves its list alone is right both times', async () => {
  const source = 'export const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b);';
  expect(await grade(source)).toMatchObject({ status: 'pass' });
});

/** Grades a file that exports `use`, of which the test requires nothing but that it gives back 1. */
let gradeUse: (source: string) => Promise<Report>;

beforeAll(async () => {
  const grading = await openRuntime(['use', 'grow'], ({ expect: that, solution, steps, test: state }) => {
    type Module = {
      use(given: unknown, other?: unknown): unknown;
      grow(list: number[]): number[];
    };
    const { use, grow } = solution<Module>({ mayChange: ['grow'] });
    state('uses what it is given', { marks: 1 }, () => {
      that(use([3, -0, [2, undefined], { a: { b: [1], c: Number.NaN } }], { by: () => 1, list: ['b', 'a'] })).toBe(1);
      that(grow([1])).toEqual([1, 2]);
      that(steps(() => use([], {})) > 0).toBe(true);
    });
    state('and again', { marks: 1 }, () => that(use({ __proto__: null, list: [] }, 'text')).toBe(1));
  });
  gradeUse = (source) => grading(`${source}\nexport const grow = (list) => { list.push(2); return list; };`);
});

test.each([
  ['a list in a list', 'use(given) { given[2]?.reverse(); return 1; }', 'first'],
  ['an object deep inside', 'use(given) { if (given[3]) given[3].a.b.push(2); return 1; }', 'first'],
  ['a list beside a function', 'use(_, other) { other.list?.sort(); return 1; }', 'second'],
  ['a field that is new', 'use(_, other) { if (other.by) other.seen = true; return 1; }', 'second'],
  ['a field that is gone', 'use(given) { if (given.length === 4) delete given[3].a; return 1; }', 'first'],
  ['a list, before it throws', 'use(given) { given.length = 0; throw new RangeError("no"); }', 'first'],
])('is told: %s', async (_, code, which) => {
  const { tests } = await gradeUse(`export function ${code}`);
  expect(tests[0]?.message).toContain(`changed its ${which} argument: it was`);
});

test.each([
  ['copies it', 'use(given) { if (given.length) given.toSorted(); return 1; }'],
  ['gives it a method to be written as text by', 'use(given) { Object.prototype.toJSON = () => 0; return 1; }'],
  ['keeps it', 'use(given, other) { use.last = [given, other]; return 1; }'],
  ['changes a field and puts it back', 'use(_, other) { if (other.by) { other.x = 1; delete other.x; } return 1; }'],
])('is right: one that %s', async (_, code) => {
  expect(await gradeUse(`export function ${code}`)).toMatchObject({ status: 'pass' });
});

test('what comes from a function itself may be changed by it, and a change is told in one test', async () => {
  const { tests } = await gradeUse(
    'export function use(given, other) { (typeof other === "object" ? other : given).x = 1; return 1; }',
  );
  expect(tests.map(({ status }) => status)).toEqual(['fail', 'pass']);
});

/** Grades a file that exports `often`, which is called forty times with a list, an object and the number of the call. */
let gradeOften: (source: string) => Promise<Report>;

beforeAll(async () => {
  gradeOften = await openRuntime(['often'], ({ expect: that, solution, test: state }) => {
    const { often } = solution<{ often(list: number[], at: { place: { row: number } }, call: number): number }>();
    state('is asked often', { marks: 1 }, () => {
      for (let call = 1; call <= 40; call++) that(often([3, 1, 2], { place: { row: 1 } }, call)).toBe(1);
    });
  });
});

test.each([
  ['an order', 'list.sort();', 'first'],
  ['an item', 'list[1] = 9;', 'first'],
  ['a field', 'at.place.row++;', 'second'],
  ['a field that is new', 'at.place.column = 1;', 'second'],
  ['a field that is gone', 'delete at.place.row;', 'second'],
  ['an item, and how all lists are written', 'Array.prototype.toJSON = () => [3, 1, 2]; list[1] = 9;', 'first'],
  ['an item, and how all objects are written', 'Object.prototype.toJSON = () => 1; list[1] = 9;', 'first'],
  ['how itself is written', 'at.toJSON = () => { throw 1; };', 'second'],
])('is told in the thirty-eighth call as well: %s', async (_, code, which) => {
  const { tests } = await gradeOften(
    `export function often(list, at, call) { if (call === 38) { ${code} } return 1; }`,
  );
  expect(tests[0]?.message).toContain(`changed its ${which} argument: it was`);
  expect(tests[0]?.message).toContain(', 38) changed');
});

test('and who changes nothing in forty calls is right', async () => {
  expect(await gradeOften('export const often = (list, { place }) => list.length - 2 * place.row;')).toMatchObject({
    status: 'pass',
  });
});
