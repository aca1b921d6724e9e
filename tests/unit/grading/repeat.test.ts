/** A long life in one crossing: what is called, with what, and what stops it. */
import { beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../src/grading/index.ts';
import { openRuntime } from '../twin.ts';

interface Counter {
  add(...items: unknown[]): number;
  reset(): void;
}

let grade: (source: string) => Promise<Report>;

beforeAll(async () => {
  grade = await openRuntime(['createCounter'], ({ expect: that, numbered, repeat, solution, test: requirement }) => {
    const { createCounter } = solution<{ createCounter(): Counter }>();
    requirement('a long life', { marks: 1 }, () => {
      const counter = createCounter();
      repeat([[counter.add, 'a', { n: [1] }], [counter.add]], 30_000);
      that(counter.add()).toBe(60_000);
      counter.reset();
      that(counter.add('b')).toBe(0);
      repeat(
        [
          [counter.add, numbered('id ')],
          [counter.add, { id: numbered('event ') }],
        ],
        3_000,
      );
    });
  });
});

const counter = (add: string): string => `
  export function createCounter() {
    let count = 0;
    return { add(...items: { n: number[] }[]) { ${add}; return count++; }, reset() { count = 0; } };
  }`;

test('every call is made, with arguments of its own, and none of them is told', async () => {
  const passed = await grade(counter('if (items.length > 1 && items[1]!.n.push(2) > 2) throw new Error("used")'));
  expect(passed.tests).toMatchObject([{ status: 'pass' }]);
  const wrapped = await grade(counter('count %= 50_000'));
  expect(wrapped.tests[0]?.failure?.calls).toEqual([
    { call: 'createCounter()', outcome: expect.any(String) },
    { call: 'createCounter().add()', outcome: 'returned 10000' },
  ]);
});

test('a numbered text is another one in each round, in an argument or deep inside one', async () => {
  const seen =
    "const id = items[0]?.id ?? items[0]; if (typeof id === 'string' && id.includes(' ') && ids.has(id)) throw new Error(id); ids.add(id);";
  const source = (upTo: number) =>
    counter(
      `${seen} if (ids.has('id ${upTo}') && ids.has('event ${upTo}')) throw new Error('all ' + ids.size);`,
    ).replace('let count', 'const ids = new Set<unknown>(); let count');
  expect((await grade(source(2_999))).tests[0]?.message).toMatch(/^Your code threw Error: all 600\d /);
  expect(await grade(source(3_000))).toMatchObject({ status: 'pass' });
});

test('what a call throws is thrown, and steps are counted', async () => {
  const thrown = await grade(counter('if (count > 40_000) throw new RangeError("full")'));
  expect(thrown.tests[0]?.message).toBe('Your code threw RangeError: full (line 4)');
  const endless = await grade(counter('for (let at = 0; at < 1_000; at++) {}'));
  expect(endless.tests[0]).toMatchObject({ status: 'error', failure: { stopped: 'steps' } });
});
