/**
 * Whose fault it is said to be. A test that goes wrong by itself is ours; whatever follows from what a learner's code gave, threw or spent is
 * told as theirs, in words about it, however the suite came to grief over it.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { isUnresponsive, unrecorded, unresponsive } from '../../src/sandbox/stopped.ts';
import { openRuntime } from './twin.ts';

let grade: Awaited<ReturnType<typeof openRuntime>>;

const OURS = 'This test itself went wrong, which is not your fault';

beforeAll(async () => {
  grade = await openRuntime(['make'], ({ expect: that, newCase, solution, test: state }) => {
    interface Made {
      list: { length: number }[];
    }
    const { make } = solution<{ make(): Made }>();
    state('goes wrong before anything is asked', { marks: 1 }, () => {
      throw new Error('a fault of the suite');
    });
    state('takes what it is given for what it hoped', { marks: 1 }, () => {
      that(make().list[0]!.length).toBe(3);
    });
    state('does so in a case of its own', { marks: 1 }, () => {
      const made = make();
      newCase();
      that(made.list[0]!.length).toBe(3);
    });
  });
});

const told = async (answer: string, before = ''): Promise<(string | undefined)[]> => {
  const { tests } = await grade(`${before}\nexport function make(): any { ${answer} }`);
  return tests.map(({ message }) => message);
};

test('a test that went wrong by itself says so', async () => {
  expect((await told('return {};'))[0]).toBe(`${OURS}: a fault of the suite`);
});

describe.each([
  ['undefined', 'return undefined;', 'make() returned undefined'],
  ['null', 'return null;', 'make() returned null'],
  ['an object without what is asked for', 'return {};', 'make() returned {}'],
  ['an empty list', 'return { list: [] };', 'make() returned { list: [] }'],
  ['a hole', 'return { list: [,] };', 'make() returned'],
  ['a proxy', 'return new Proxy({}, {});', 'make() returned {}'],
  ['a symbol', 'return Symbol.iterator;', 'make() returned'],
  ['an accessor that throws', "return { get list() { throw new TypeError('mine'); } };", 'mine'],
  ['a rejection', 'return Promise.reject(1);', 'make returned a Promise'],
  ['something thrown', 'throw undefined;', 'Your code threw undefined, which is not an Error'],
  ['a loop without end', 'for (;;);', 'Stopped after 10 million steps'],
  [
    'a built-in without end',
    '[].indexOf.call({ length: 2 ** 53 } as any, 1 as never);',
    'Stopped after 10 million steps',
  ],
  ['memory without end', 'for (const all: any[] = [];;) all.push(new Array(1e5).fill(all));', 'more than 64 MB'],
  ['calls without end', 'return make();', 'called itself too deeply'],
  ['too large a value', "return 'x'.repeat(2e7);", 'more data than a lab can take'],
])('%s', (_what, answer, words) => {
  test('is the learner’s, in words', async () => {
    const [, ...after] = await told(answer);
    for (const message of after) {
      expect(message).toContain(words);
      expect(message).not.toContain(OURS);
    }
  });
});

describe('the time of a run that is ended by its host', () => {
  test('is the learner’s where most of it was', () => {
    expect(unresponsive(15_000, 8)).toContain('Your code took 8 s of that.');
    expect(unrecorded(15_000, 12)).toContain('Your code took 12 s of that.');
  });

  test('is not, where it was not', () => {
    expect(unresponsive(15_000, 0)).toContain(
      'It was not your code that took so long: of that time it had less than a second.',
    );
    expect(unrecorded(15_000, 7)).toContain('It was not your code that took so long: of that time it had about 7 s.');
  });

  test('is recognised, whoever had it', () => {
    expect([unresponsive(15_000, 0), unresponsive(15_000, 9)].map((text) => isUnresponsive(text, 15_000))).toEqual([
      true,
      true,
    ]);
    expect([unresponsive(1_000, 0), 'Stopped by you.', undefined].map((text) => isUnresponsive(text, 15_000))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
