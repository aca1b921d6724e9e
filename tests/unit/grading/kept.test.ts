/** Arguments that are given again: what a call did to them is there in the next. */
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

test('a call that empties its list is seen by the next call with that list, and by no other', async () => {
  const { tests } = await grade(
    'export function sum(numbers: number[]) { let all = 0; while (numbers.length > 0) all += numbers.pop()!; return all; }',
  );
  expect(tests[0]).toMatchObject({ status: 'pass' });
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
