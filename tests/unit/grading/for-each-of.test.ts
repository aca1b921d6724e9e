/** Cases that are tried in every run, whatever the seed. */
import { beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../src/grading/index.ts';
import { openRuntime } from '../twin.ts';

let grade: (source: string, seed?: number) => Promise<Report>;

beforeAll(async () => {
  grade = await openRuntime(['f'], ({ expect: that, forEachOf, solution, test: state }) => {
    const { f } = solution<{ f(x: number): number }>();
    state('doubles each', { marks: 1 }, () => {
      forEachOf([1, 2, 300], (n) => {
        that(f(n)).toBe(2 * n);
        that(f(n + 1)).toBe(2 * n + 2);
      });
      that(f(5)).toBe(10);
    });
  });
});

test('the first that fails is told with the calls of its own case, on every seed', async () => {
  const wrong = 'export const f = (n: number): number => (n > 2 ? 0 : 2 * n);';
  for (const seed of [1, 2, 3]) {
    const [first] = (await grade(wrong, seed)).tests;
    expect(first?.failure?.calls.map(({ call }) => call)).toEqual(['f(2)', 'f(3)']);
  }
});

test('what comes after them begins with no calls', async () => {
  const [first] = (await grade('export const f = (n: number): number => (n === 5 ? 0 : 2 * n);')).tests;
  expect(first?.failure?.calls.map(({ call }) => call)).toEqual(['f(5)']);
});

test('a right answer passes', async () => {
  expect(await grade('export const f = (n: number): number => 2 * n;')).toMatchObject({ status: 'pass' });
});
