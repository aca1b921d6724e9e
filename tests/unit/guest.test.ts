/** The guest machine: what a learner's code has, what it costs, and how values come across. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/grading/index.ts';
import { openRuntime } from './twin.ts';

let grade: (source: string, seed?: number) => Promise<Report>;
const seen: Record<string, unknown> = {};

beforeAll(async () => {
  grade = await openRuntime(['f'], ({ solution, steps, test: state }) => {
    const { f } = solution<{ f(...args: unknown[]): unknown }>({ asynchronous: true });
    state('returns', { marks: 1 }, async () => {
      seen.value = await f();
    });
    state('echoes', { marks: 1 }, () => {
      seen.echo = f(seen.send);
    });
    state('counts', { marks: 1 }, () => {
      seen.steps = [10, 1000, 1010].map((n) => steps(() => void f(n)));
    });
  });
});

/** What `f` returns, as the suite gets it. */
async function resultOf(body: string): Promise<unknown> {
  seen.value = undefined;
  const report = await grade(`export function f(x: any): any {\n${body}\n}`);
  const [first] = report.tests;
  return first?.status === 'pass' ? seen.value : (first?.message ?? report.message);
}

test.each([
  'export const [f] = [() => 7];',
  'export let { a: [f = () => 7] } = { a: [] };',
  'export const { f = () => 7, ...others } = {}; // last',
])('what a pattern names is exported: %s', async (source) => {
  const { tests } = await grade(source);
  expect(tests[0]?.status).toBe('pass');
  expect(seen.value).toBe(7);
});

describe('values come out as they are', () => {
  const cases: [string, unknown][] = [
    ['return undefined;', undefined],
    [
      'return [1, -0, NaN, Infinity, 2n ** 70n, "é\\ud800", null, true];',
      [1, -0, NaN, Infinity, 2n ** 70n, 'é\ud800', null, true],
    ],
    ['return { a: { b: [] }, __proto__: null };', { a: { b: [] } }],
    [
      'return JSON.parse(\'{"__proto__": {"polluted": 1}, "constructor": 2}\');',
      JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}'),
    ],
    ['return new Map([["k", new Set([1])]]);', new Map([['k', new Set([1])]])],
    ['return new Date(5);', new Date(5)],
    ['return new Uint8Array([1, 2, 255]);', new Uint8Array([1, 2, 255])],
    ['class Point { x = 1; get y() { return 2; } sum() { return this.x + this.y; } } return new Point().sum();', 3],
    ['return Promise.resolve(7).then((n) => n + 1);', 8],
    ['return [3, 1, 2].toSorted();', [1, 2, 3]],
    ['return "aXbX".replaceAll("X", "-");', 'a-b-'],
    ['return [..."a😀".matchAll(/\\p{L}/gu)].length;', 1],
    [
      'return [BigInt.asUintN(64, 2n ** 64n - 1n), BigInt.asUintN(32, -1n), BigInt.asIntN(64, 2n ** 63n)];',
      [2n ** 64n - 1n, 2n ** 32n - 1n, -(2n ** 63n)],
    ],
    ['return Math.imul(0x5bd1e995, 0x12345678) >>> 0;', Math.imul(0x5bd1e995, 0x12345678) >>> 0],
    ['return [...new TextEncoder().encode("aé€😀\\ud800")];', [...new TextEncoder().encode('aé€😀\ud800')]],
    [
      'return new TextDecoder().decode(new Uint8Array([0xf0, 0x9f, 0x98, 0x80, 0xff, 0xe2, 0x82, 0xac, 0xc0, 0x80]));',
      new TextDecoder().decode(new Uint8Array([0xf0, 0x9f, 0x98, 0x80, 0xff, 0xe2, 0x82, 0xac, 0xc0, 0x80])),
    ],
    ['return new Date(2026, 0, 1).toISOString();', '2026-01-01T00:00:00.000Z'],
    [
      'return typeof fetch + typeof window + typeof setTimeout + typeof process;',
      'undefinedundefinedundefinedundefined',
    ],
  ];
  test.each(cases)('%s', async (body, expected) => {
    expect(await resultOf(body)).toEqual(expected);
  });

  test('a method of a returned object is called on that object', async () => {
    const value = (await resultOf('return { n: 1, add(k) { this.n += k; return this.n; } };')) as {
      add(k: number): number;
    };
    // The guest is closed by now: what came out was the number and a way to call, not the object itself.
    expect(Object.keys(value)).toEqual(['n', 'add']);
  });

  test('text survives UTF-8 both ways, whatever it is', async () => {
    const body = `
      let wrong = 0;
      for (let code = 0; code < 0x110000; code += 37) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        const text = String.fromCodePoint(code);
        if (new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text)) !== text) wrong++;
      }
      return wrong;`;
    expect(await resultOf(body)).toBe(0);
  });
});

describe('iterators that are closed early', () => {
  const cases: [string, unknown][] = [
    ['return [1, 2, 3].values().map((n: number) => 2 * n).take(1).toArray();', [2]],
    ['return new Set([1, 2]).values().filter(() => true).take(1).toArray();', [1]],
    ['return new Map([["a", 1], ["b", 2]]).keys().drop(1).take(1).toArray();', ['b']],
    ['return "abc".matchAll(/./g).flatMap(([c]: any) => [c, c]).take(3).toArray();', ['a', 'a', 'b']],
    ['const [first] = [1, 2].values().map((n: number) => n + 1); return first;', 2],
    ['for (const n of [1, 2].values().filter(() => true)) return n;', 1],
    ['return [1, 2, 3].values().map((n: number) => n).find((n: number) => n > 1);', 2],
    ['return (Iterator as any).from([1, 2]).map((n: number) => n).some((n: number) => n === 1);', true],
    ['return [1, 2].values().map(String).filter(Boolean).drop(1).take(5).toArray();', ['2']],
    [
      'const it = [1, 2].values().map(String); return [it.return!(), it.next()].map((step: any) => step.done);',
      [true, true],
    ],
    [
      'function* g() { try { yield 1; yield 2; } finally { closed++; } } let closed = 0; return [[...g().take(1)], closed];',
      [[1], 1],
    ],
    [
      'let asked = 0; const it: any = Object.setPrototypeOf({ next: () => ({ done: false, value: ++asked }) }, (Iterator as any).prototype); return [it.map((n: number) => n).take(2).toArray(), asked];',
      [[1, 2], 2],
    ],
    [
      'const it: any = [1].values(); const kept = it.map((n: number) => n); it.return = () => { log.push("closed"); return {}; }; const log: string[] = []; kept.return(); return log;',
      ['closed'],
    ],
    [
      'const { map } = (Iterator as any).prototype; return [map.name, map.length, "prototype" in map];',
      ['map', 1, false],
    ],
  ];
  test.each(cases)('%s', async (body, expected) => {
    expect(await resultOf(body)).toEqual(expected);
  });

  test('what is no iterator, or no function, is refused as ever', async () => {
    expect(await resultOf('return [1].values().map(5 as any);')).toContain('TypeError: not a function');
    expect(await resultOf('return (Iterator as any).prototype.take.call(5, 1);')).toContain('TypeError: not an object');
    expect(await resultOf('return [1].values().take(-1);')).toContain('RangeError');
  });

  test('what a learner’s code does to built-ins does not reach them', async () => {
    const spoilt =
      'Function.prototype.call = Function.prototype.apply = () => 666 as never; (Reflect as any).apply = () => 666; Object.create = () => 666 as never;';
    expect(await resultOf(`${spoilt} return [1, 2].values().map((n: number) => n).take(1).toArray();`)).toEqual([1]);
  });
});

describe('values go in as they are', () => {
  const cases: [string, unknown][] = [
    ['nothing', undefined],
    ['numbers', [0, -0, 1.5, NaN, -Infinity]],
    ['a nested object', { a: [{ b: null }], constructor: 1 }],
    ['big integers and text', [2n ** 80n, '\u0000"\\\ud800']],
    ['maps and sets', new Map<unknown, unknown>([[{ k: 1 }, new Set(['x'])]])],
  ];
  test.each(cases)('%s', async (_name, value) => {
    seen.send = value;
    await grade('export const f = (x: unknown) => x;');
    expect(seen.echo).toEqual(value);
  });

  test('a function is called back with copies, and may throw', async () => {
    const calls: unknown[] = [];
    seen.send = (...args: unknown[]) => {
      calls.push(args);
      if (args[0] === 2) throw new RangeError('no twos');
      return { got: args };
    };
    await grade(
      'export function f(cb: any) { const a = cb(1, { x: [1] }); try { cb(2); } catch (e: any) { return [a.got[0], e instanceof RangeError, e.message]; } }',
    );
    expect(seen.echo).toEqual([1, true, 'no twos']);
    expect(calls).toEqual([[1, { x: [1] }], [2]]);
  });
});

describe('what is printed, in Exercism’s format', () => {
  const printed = async (text: string): Promise<string | undefined> =>
    (await grade(`export function f() { console.log(${text}); }`)).tests[0]?.output;

  test('500 characters are shown as they are', async () => {
    expect(await printed('"x".repeat(499)')).toBe(`${'x'.repeat(499)}\n`);
  });

  test.each([500, 501, 7_999, 8_000, 100_000])('%d are cut to 500, of which a note is the last', async (length) => {
    const output = await printed(`"x".repeat(${length})`);
    expect(output).toHaveLength(500);
    expect(output).toMatch(/^x+\n… Output was truncated: a test shows 500 characters\.\n$/);
  });

  test('no character is cut in two', async () => {
    const output = await printed('"y" + "😀".repeat(400)');
    expect(output?.isWellFormed()).toBe(true);
    expect((await printed('"😀".repeat(400)'))?.isWellFormed()).toBe(true);
  });
});

describe('steps are exact', () => {
  const count = async (source: string): Promise<[ten: number, thousand: number, thousandAndTen: number]> => {
    await grade(source);
    return seen.steps as [number, number, number];
  };

  test('one more turn of a loop costs the same, however many there were', async () => {
    const [ten, thousand] = await count(
      'export function f(n: number) { let s = 0; for (let i = 0; i < n; i++) s += i; return s; }',
    );
    // What else grows is the number's own text.
    expect((thousand - ten) / 990).toBeCloseTo(2, 1);
  });

  const LISTS =
    'const lists = new Map([10, 1000, 1010].map((n) => [n, Array.from({ length: n }, (_, i) => (i * 7919) % n)]));';

  test.each([
    ['searching', 'list.indexOf(-1)'],
    ['searching a text', '"x".repeat(list.length * 8).includes("y")'],
    ['taking the first', 'list.shift(); list.unshift(0)'],
    ['copying', '[...list]'],
    ['joining', 'list.join()'],
    ['sorting', 'list.toSorted()'],
    ['writing out', 'JSON.stringify(list)'],
    ['a set', 'new Set(list)'],
    ['a regular expression', '/y/.test("x".repeat(list.length * 8))'],
    ['a big integer', '2n ** BigInt(list.length) * 3n ** BigInt(list.length)'],
    ['filling', 'new Uint8Array(list.length * 80).fill(1)'],
  ])('work inside a built-in counts: %s', async (_what, work) => {
    const [ten, thousand] = await count(
      `${LISTS} export function f(n: number) { const list = lists.get(n)!; ${work}; }`,
    );
    expect(thousand - ten).toBeGreaterThan(100);
  });

  test.each([
    ['adding to the end', 'list.push(1); list.pop()'],
    ['reading', 'list[5]; list.at(-1); list.length'],
    ['looking up', 'lists.has(list.length); lists.get(list.length)'],
  ])('what takes no work counts for nothing: %s', async (_what, work) => {
    const [ten, thousand] = await count(
      `${LISTS} export function f(n: number) { const list = lists.get(n)!; ${work}; }`,
    );
    expect(thousand - ten).toBeLessThan(10);
  });

  test('the count is the same on every run', async () => {
    const source =
      'export function f(n: number) { return Array.from({ length: n }, (_, i) => String(i)).sort().length; }';
    await grade(source);
    const first = seen.steps;
    await grade(source);
    expect(seen.steps).toEqual(first);
  });
});

describe('errors are told to the person who meets them', () => {
  const cases: [string, string, string][] = [
    ['a type error', 'return null.x;', "TypeError: cannot read property 'x' of null (line 2)"],
    ['the clock', 'return Date.now();', 'The clock is withheld'],
    ['chance', 'return Math.random();', 'chance, where a lab needs it, comes in as a parameter'],
    ['the network', 'return fetch("/");', 'Labs have no network'],
    ['timers', 'setTimeout(() => {}, 1);', 'Labs have no timers'],
    ['a thrown string', 'throw "oops";', 'Your code threw "oops", which is not an Error'],
    ['a promise that never settles', 'return new Promise(() => {});', 'the promise it returned never settles'],
  ];
  test.each(cases)('%s', async (_name, body, told) => {
    expect(await resultOf(body)).toContain(told);
  });

  const unusable: [string, string, string, number | undefined][] = [
    [
      'a file that does not parse',
      'export function f() {\n  return 1 +;\n}',
      'Line 2, column 13: Expression expected',
      2,
    ],
    ['an enum', 'enum A { B }\nexport function f() {}', 'Line 1, column 1: this is an enum', 1],
    ['an import', "import fs from 'fs';\nexport function f() {}", 'Labs import nothing', 1],
    ['nothing exported', 'const f = 1;', 'must export a function called `f`', undefined],
    [
      'an error while loading',
      'export function f() {}\nconst x = null as any; x.y;',
      'could not be loaded: TypeError',
      2,
    ],
    [
      'an endless loop while loading',
      'export function f() {}\nfor (;;) {}',
      'Stopped after 10 million steps at line 2',
      2,
    ],
    ['await at the top', 'await new Promise(() => {});\nexport function f() {}', 'this is `await` at the top level', 1],
  ];
  test.each(unusable)('%s', async (_name, source, told, line) => {
    const report = await grade(source);
    expect(report.status).toBe('error');
    expect(report.message).toContain(told);
    expect(report.position?.line).toBe(line);
    expect(report.tests).toEqual([]);
  });
});
