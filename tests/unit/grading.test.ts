/** The suite vocabulary: what passes, what fails, and what the learner reads when it does. */
import { beforeAll, describe, expect, test } from 'vitest';
import { differenceBetween, isEqual } from '../../src/grading/equality.ts';
import { format } from '../../src/grading/format.ts';
import { GuestError } from '../../src/grading/guest.ts';
import { defineLab } from '../../src/grading/lab.ts';
import { openRuntime } from './twin.ts';

let grade: Awaited<ReturnType<typeof openRuntime>>;

beforeAll(async () => {
  grade = await openRuntime(['f', 'make'], (grading) => {
    const { expect: that, fc, newCase, onSeeds, property, sameAgain, solution, steadyCost, test: state } = grading;
    const { f, make } = solution<{ f(x: number): number; make(): { add(n: number): number } }>();
    state('doubles', { marks: 1, why: 'Because twice is twice.' }, () => that(f(2)).toBe(4));
    state('always doubles', { marks: 1 }, () => property([fc.nat()], (n) => that(f(n)).toBe(2 * n)));
    state('refuses negative numbers', { marks: 1 }, () =>
      that(() => f(-1)).toThrow('RangeError', 'negative', ['odd', 'negative', 'x']),
    );
    state('counts', { marks: 1 }, () => {
      that(make().add(1)).toBe(1);
      newCase();
      const counter = make();
      counter.add(1);
      that(counter.add(2)).toBe(3);
    });
    state('doubles on seeds', { marks: 1 }, () => onSeeds(3, (seed) => that(f(seed)).toBe(2 * seed)));
    state('doubles at a steady cost', { marks: 1 }, () => {
      const growth = { with: 'the number', counted: 'units', sizes: [10, 2_000] as const, work: 'one call' };
      steadyCost({ ...growth, ample: (few) => few + 100, most: 1_000 }, (size) => {
        f(1);
        return () => that(f(size)).toBe(2 * size);
      });
    });
    state('doubles the same again', { marks: 1 }, () => {
      const told = (n: number, first: number, again: number): string => `Twice ${n} was ${first}, and is ${again} now.`;
      sameAgain([1, 2], f, { between: (n) => f(n + 10), told });
    });
  });
});

const counter = 'export function make() { let n = 0; return { add(k: number) { n += k; return n; } }; }\n';
const right = `${counter}export function f(n: number) { if (n < 0) throw new RangeError('negative'); return 2 * n; }`;

test('a right answer earns all marks', async () => {
  expect(await grade(right)).toMatchObject({ version: 3, status: 'pass', marks: 7, earned: 7, lab: 'trial', seed: 1 });
});

test('a run ends with the first failure, where only that is asked', async () => {
  const source = `${counter}export function f(n: number) { return n === 2 ? 4 : 0; }`;
  expect((await grade(source)).tests.length).toBe(7);
  const { status, tests } = await grade(source, 1, { untilFailure: true });
  expect({ status, tests: tests.map((each) => each.status) }).toEqual({ status: 'fail', tests: ['pass', 'fail'] });
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

describe('the words of a suite', () => {
  const doubling = (body: string): string =>
    `${counter}export function f(n: number) { if (n < 0) throw new RangeError('negative'); ${body} }`;

  test('onSeeds: the same seeds in every run with one seed, and a failing seed as it is', async () => {
    const first = await grade(doubling('return n > 99 ? 0 : 2 * n;'), 3);
    const [call] = first.tests[4]?.failure?.calls ?? [];
    // A smaller seed would fail as well; it would be another world.
    expect(Number(call?.call.match(/\d+/)?.[0])).toBeGreaterThan(100_000);
    expect(JSON.stringify(await grade(doubling('return n > 99 ? 0 : 2 * n;'), 3))).toBe(JSON.stringify(first));
  });

  test('steadyCost: what grows is told in numbers, with the calls of the largest size only', async () => {
    const { tests } = await grade(doubling('let sum = 0; for (let i = 0; i < n; i++) sum += 2; return sum;'));
    expect(tests[5]?.message).toMatch(
      /^The work grows with the number\. Measured for one call: 11 units: [\d,]+ steps; 2,001 units: [\d,]+ steps\.$/,
    );
    expect(tests[5]?.failure?.calls.map(({ call }) => call)).toEqual(['f(1)', 'f(2001)']);
    expect(tests[5]?.failure?.expected).toBe('about the same number of steps for each, and 1,000 at most');
  });

  test('steadyCost: wasting steps on the smallest size does not help', async () => {
    const { tests } = await grade(
      doubling('let sum = 0; for (let i = 0; i < n; i++) sum += 2; for (let i = n; i < 2_100; i++); return sum;'),
    );
    expect(tests[5]?.message).toMatch(
      /^The work takes more than 1,000 steps\. Measured for one call: 11 units: [\d,]+ steps\.$/,
    );
  });

  test('steadyCost: work inside a built-in counts', async () => {
    const { tests } = await grade(doubling('return new Array(n).fill(2).reduce((sum, two) => sum + two, 0);'));
    expect(tests[5]?.message).toContain('The work grows with the number.');
    expect((await grade(doubling('return [2].fill(n)[0]! * 2;'))).tests[5]).toMatchObject({ status: 'pass' });
  });

  test('steadyCost: what falls due once, such as collecting garbage, is not held against anybody', async () => {
    const once = 'let due = true;\n';
    const { tests } = await grade(
      once + doubling('if (n === 2_000 && due) { due = false; for (let i = 0; i < 5_000; i++); } return 2 * n;'),
    );
    expect(tests[5]).toMatchObject({ status: 'pass' });
  });

  test('steadyCost: what is set up does not count', async () => {
    const slowAtOne = 'let sum = 0; for (let i = 0; n === 1 && i < 9_000; i++) sum++; return sum > 0 ? 2 : 2 * n;';
    expect((await grade(doubling(slowAtOne))).tests[5]).toMatchObject({ status: 'pass' });
  });

  test('sameAgain: a second answer that hangs on the calls before it', async () => {
    const { tests } = await grade(
      `let last = 0;\n${doubling('const was = last; last = n; return was === 12 ? 0 : 2 * n;')}`,
    );
    expect(tests[6]).toMatchObject({
      message: 'Twice 2 was 4, and is 0 now.',
      failure: { expected: '4', actual: '0', calls: [1, 2, 11, 12, 2].map((n) => ({ call: `f(${n})` })) },
    });
  });
});

describe('nothing reaches from one test into the next', () => {
  test('state in the module', async () => {
    const report = await grade(
      `${counter}let calls = 0;\nexport function f(n: number) { if (n < 0) throw new RangeError('negative'); calls++; return calls === 1 ? 2 * n : -1; }`,
    );
    expect(report.tests.map(({ status }) => status)).toEqual(['pass', 'fail', 'pass', 'pass', 'fail', 'fail', 'fail']);
  });

  test('patched built-ins', async () => {
    const source = `${right}\nconst before = Object.prototype.hasOwnProperty('x');\nif (Array.isArray === undefined) throw new Error('leaked');\n(Array as any).isArray = undefined; (Object as any).is = () => true; (JSON as any).parse = () => 4;`;
    expect((await grade(source)).status).toBe('pass');
  });
});

test('the run’s own budget ends what would be stopped again and again', async () => {
  const { tests } = await grade(`${counter}export function f() { for (;;) {} }`);
  expect(tests.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'error'));
  expect(tests[0]?.message).toContain('Stopped after 10 million steps at line 2');
  expect(tests[3]?.message).toContain('Not run');
});

describe('values as a learner would write them', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const cases: [unknown, string | RegExp][] = [
    [-0, '-0'],
    [10n, '10n'],
    ['a"b', '"a\\"b"'],
    [{ a: [1, undefined], 'b c': null }, '{ a: [1, undefined], "b c": null }'],
    [new Map([['k', 1]]), 'Map(1) {"k" → 1}'],
    [new Map(Array.from({ length: 26 }, (_, n) => [n, n])), /23 → 23, … 2 more}$/],
    [new Error('no'), 'Error: no'],
    [new GuestError('RangeError', 'no'), 'RangeError: no'],
    [cyclic, '{ self: [circular] }'],
    ['x'.repeat(500), `"${'x'.repeat(120)}…" (500 characters)`],
  ];
  test.each(cases)('%o', (value, text) =>
    typeof text === 'string' ? expect(format(value)).toBe(text) : expect(format(value)).toMatch(text),
  );
  test('never much longer than a line', () => {
    expect(format(Array.from({ length: 1000 }, () => 'some text'))).toMatch(/^.{300,400}$/);
  });
});

/** As an instance of a learner's class comes out of the guest: its methods and accessors are there, and are no properties. */
function instance(fields: object, ofItsClass: PropertyDescriptorMap): object {
  return Object.defineProperties({ ...fields }, ofItsClass);
}

/** A list of three with nothing in its middle. */
const holed = (first: number, last: number): number[] => Object.assign(new Array(3), { 0: first, 2: last });

describe('equality', () => {
  const add = () => 1;
  const cycle = (): object => {
    const value: Record<string, unknown> = { a: 1 };
    value.self = value;
    return value;
  };
  const alike: [string, unknown, unknown][] = [
    ['numbers that are none', Number.NaN, Number.NaN],
    ['zeros', -0, 0],
    ['zeros inside', [{ a: -0 }], [{ a: 0 }]],
    ['an absent property', { a: 1, b: undefined }, { a: 1 }],
    ['the order of properties', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['no prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['methods of a class', instance({ a: 1 }, { add: { value: add } }), { a: 1 }],
    ['accessors of a class', instance({ a: 1 }, { size: { get: () => 3 } }), { a: 1 }],
    ['lists', [1, [2]], [1, [2]]],
    ['a hole', holed(1, 3), [1, undefined, 3]],
    ['maps', new Map([['a', [1]]]), new Map([['a', [1]]])],
    [
      'the order of a map',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    ['keys that are objects', new Map([[{ k: 1 }, 'v']]), new Map([[{ k: 1 }, 'v']])],
    ['sets', new Set([1, 2]), new Set([2, 1])],
    ['sets of lists', new Set([[1], [2]]), new Set([[2], [1]])],
    ['sets of sets', new Set([new Set([{ a: 1 }])]), new Set([new Set([{ a: 1 }])])],
    ['dates', new Date(5), new Date(5)],
    ['dates that are none', new Date(Number.NaN), new Date(Number.NaN)],
    ['typed arrays', new Float64Array([1, Number.NaN, -0]), new Float64Array([1, Number.NaN, 0])],
    ['errors', new RangeError('a'), new RangeError('a')],
    ['functions', { add }, { add }],
    ['cycles', cycle(), cycle()],
  ];
  test.each(alike)('%s', (_what, left, right) => {
    expect([isEqual(left, right), isEqual(right, left)]).toEqual([true, true]);
  });

  const different: [string, unknown, unknown][] = [
    ['a number and its text', 1, '1'],
    ['null and nothing', null, undefined],
    ['null and an object', null, {}],
    ['another property', { a: 1 }, { b: 1 }],
    ['one property more', { a: 1 }, { a: 1, b: 2 }],
    ['one property more, deep inside', [{ a: { b: 1 } }], [{ a: { b: 1, c: null } }]],
    ['a method of its own', { a: 1, add }, { a: 1 }],
    ['another function', { add }, { add: () => 1 }],
    ['a list and an object', [1], { 0: 1 }],
    ['one item more', [1], [1, undefined]],
    ['a hole and a number', holed(1, 3), [1, 5, 3]],
    ['a list and a typed array', [1], new Uint8Array([1])],
    ['typed arrays of two kinds', new Uint8Array([1]), new Int8Array([1])],
    ['an object and a typed array', { 0: 1 }, new Uint8Array([1])],
    ['a set and a map', new Set(), new Map()],
    ['an item twice', new Set([[1], [1]]), new Set([[1], [2]])],
    ['a value in a map', new Map([[{ k: 1 }, 1]]), new Map([[{ k: 1 }, 2]])],
    ['a map and its fields', new Map([['a', 1]]), { a: 1 }],
    ['dates', new Date(5), new Date(6)],
    ['a date and its number', new Date(5), 5],
    ['messages', new Error('a'), new Error('b')],
    ['classes of errors', new RangeError('a'), new TypeError('a')],
    ['promises', Promise.resolve(1), Promise.resolve(1)],
  ];
  test.each(different)('not %s', (_what, left, right) => {
    expect([isEqual(left, right), isEqual(right, left)]).toEqual([false, false]);
  });

  test('an object that must have some properties may have others, at any depth', () => {
    const more = { allowsMore: true };
    expect(differenceBetween({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } }, more)).toBeUndefined();
    expect(differenceBetween(instance({}, { size: { get: () => 3 } }), { size: 3 }, more)).toBeUndefined();
    expect(differenceBetween({ a: [{ b: 1 }, 2] }, { a: [{ b: 1 }] }, more)?.path).toBe('.a.length');
    expect(differenceBetween(null, { a: 1 }, more)?.path).toBe('');
  });

  test('the first difference has a path, as in a program', () => {
    const expected = { a: [{ 'b c': 1 }], d: 2 };
    expect(differenceBetween({ a: [{ 'b c': 3 }], d: 2 }, expected)).toEqual({
      path: '.a[0]["b c"]',
      actual: 3,
      expected: 1,
    });
    expect(differenceBetween({ ...expected, e: 5 }, expected)).toEqual({ path: '.e', actual: 5, expected: undefined });
    expect(differenceBetween({ ...expected, a: [] }, expected)).toEqual({ path: '.a.length', actual: 0, expected: 1 });
  });
});

test.each([
  ['negative', undefined],
  ['negative, oddly: 0x1 and x1', undefined],
  ['seldom negativeness', undefined],
  ['x is negative', 'names x as well.'],
  ['odd or negative (x)', 'names odd and x as well.'],
  ['{"odd":1,"negative":-1}', 'names odd as well.'],
  ['odd', 'Expected a RangeError that mentions "negative", but its message is "odd".'],
])('an error that says %j', async (message, told) => {
  const source = `${counter}export function f(n: number) { if (n < 0) throw new RangeError('${message}'); return 2 * n; }`;
  const { tests } = await grade(source);
  const found = tests.find(({ name }) => name === 'refuses negative numbers');
  if (told === undefined) expect(found?.status).toBe('pass');
  else expect(found?.message).toContain(told);
});

test.each([
  [{ machines: { createReplica: 2 } }, 'machines names createReplica, which exports does not'],
  [{ machines: { make: 0 } }, 'guests and machines must be whole numbers, 1 or more, and 8 together at most'],
  [{ machines: { make: 5 }, guests: 4 }, 'guests and machines must be whole numbers'],
  [{ guests: 1.5 }, 'guests and machines must be whole numbers'],
])('a manifest with %j is refused', (wrong, told) => {
  const manifest = { title: 'T', lesson: 1, marks: 1, asks: '', exports: ['make'], hints: ['x'] };
  expect(() => defineLab({ ...manifest, ...wrong } as Parameters<typeof defineLab>[0])).toThrow(told);
  expect(defineLab({ ...manifest, machines: { make: 7 } })).toMatchObject({ guests: 1, machines: { make: 7 } });
});

test('a manifest that learners would trip over is refused, in words', () => {
  const manifest = { title: 'T', lesson: 1, marks: 0.3, asks: '', exports: [], hints: [] };
  expect(() => defineLab(manifest)).toThrow(
    'The lab "T" is not right: marks must be positive halves; exports must name at least one function',
  );
});
