/**
 * An error at run time is told with the line on which it arose, as V8 would. QuickJS marks calls and reads; what it does not
 * mark is told from the order in which it lays code down. In each program here the line ends in "here".
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Position, Report } from '../../src/grading/index.ts';
import { openRuntime } from './twin.ts';

let grade: (source: string) => Promise<Report>;

beforeAll(async () => {
  grade = await openRuntime(['f'], ({ solution, test: state }) => {
    const { f } = solution<{ f(): unknown }>();
    state('runs', { marks: 1 }, () => void f());
  });
});

async function placeOf(source: string): Promise<Position | undefined> {
  const { position, tests } = await grade(source);
  return position ?? tests[0]?.failure?.position;
}

const lineOfHere = (source: string): number =>
  source.split(/\r\n|\n|\r/).findIndex((line) => line.includes('// here')) + 1;

/** The inside of a function in which `n` is null and `u` is undefined. */
const BODIES: [string, string][] = [
  ['destruct null', `  const { a } = n; // here`],
  [
    'destruct param multi',
    `  const g = (
    x: any,
    { a }: any, // here
  ) => a;
  g(1, u);`,
  ],
  ['destruct arr', `  const [a] = u; // here`],
  ['destruct nested', `  const { a: { b } } = { a: u } as any; // here`],
  [
    'destruct nested multi',
    `  const {
    a: { // here
      b,
    },
  } = { a: u } as any;`,
  ],
  [
    'destruct assign',
    `  let a: any;
  ({ a } = n); // here`,
  ],
  [
    'destruct assign arr',
    `  let a: any;
  [a] = n; // here`,
  ],
  [
    'destruct for of',
    `  const list: any = [[1], 5];
  for (const [x] of list) { // here
    String(x);
  }`,
  ],
  [
    'destruct for of obj',
    `  const list: any = [{}, null];
  for (const { x } of list) { // here
    String(x);
  }`,
  ],
  [
    'after loop',
    `  const pairs: any = [[1]];
  for (let i = 0; i < 1; i++) {
    const [a] = pairs[i];
    String(a);
  }
  const [b] = u; // here`,
  ],
  [
    'catch pattern',
    `  try {
    throw null;
  } catch ({ message }) { // here
    String(message);
  }`,
  ],
  ['spread obj', `  const x = [...({} as any)]; // here`],
  [
    'spread num',
    `  const x = [1,
    2,
    ...(5 as any)]; // here`,
  ],
  ['spread call', `  Math.max(...(5 as any)); // here`],
  [
    'spread call multi',
    `  Math.max(
    1,
    ...({} as any), // here
  );`,
  ],
  ['spread new', `  new Date(...({} as any)); // here`],
  [
    'spread var',
    `  const k: any = 5;
  const x = [...k]; // here`,
  ],
  ['for of', `  for (const x of {} as any) {} // here`],
  [
    'for of num',
    `  for (const x of 5 as any) { // here
    String(x);
  }`,
  ],
  [
    'for of undef',
    `  for (const x of u) { // here
    String(x);
  }`,
  ],
  [
    'yield star',
    `  function* g(): any {
    yield 1;
    yield* 5 as any; // here
  }
  for (const x of g()) String(x);`,
  ],
  ['map spread', `  new Map([[1, 2], 5 as any]); // here`],
  ['new set', `  new Set(5 as any); // here`],
  [
    'getter',
    `  const o = {
    get x(): any {
      throw new Error("g"); // here
    },
  };
  o.x;`,
  ],
  [
    'getter null',
    `  const o = {
    get x(): any {
      return n.y; // here
    },
  };
  o.x;`,
  ],
  [
    'setter',
    `  const o = {
    set x(v: any) {
      n.y(v); // here
    },
  };
  o.x = 1;`,
  ],
  [
    'callback',
    `  [1].map((x) => {
    String(x);
    return n.y; // here
  });`,
  ],
  ['callback destruct', `  [1, u].map(({ a }: any) => a); // here`],
  [
    'callback destruct arr',
    `  [[1], 2].map(
    ([a]: any) => a, // here
  );`,
  ],
  [
    'sort cmp',
    `  [3, 1].sort((a, b) => {
    throw new Error("c"); // here
  });`,
  ],
  [
    'iter throws',
    `  const it = {
    [Symbol.iterator]() {
      return { next(): any { throw new Error("i"); } }; // here
    },
  };
  for (const x of it as any) String(x);`,
  ],
  [
    'iter next',
    `  const it = {
    [Symbol.iterator]() {
      return {
        next() {
          return 5;
        },
      };
    },
  };
  for (const x of it as any) { // here
    String(x);
  }`,
  ],
  [
    'iter not obj',
    `  const it = {
    [Symbol.iterator]() {
      return 5;
    },
  };
  for (const x of it as any) { // here
    String(x);
  }`,
  ],
  [
    'iter spread throws',
    `  const it = {
    *[Symbol.iterator]() {
      yield 1;
      n.x; // here
    },
  };
  return [...it];`,
  ],
  [
    'generator body',
    `  function* g() {
    yield 1;
    u.x; // here
  }
  return Array.from(g());`,
  ],
  [
    'to string throws',
    `  const o = {
    toString() {
      throw new Error("s"); // here
    },
  };
  return \`\${o}\`;`,
  ],
  [
    'proxy trap',
    `  const p = new Proxy({}, {
    get() {
      throw new Error("p"); // here
    },
  }) as any;
  return p.x;`,
  ],
  [
    'native getter',
    `  const m = Object.create(Map.prototype);
  String(1);
  return m.size; // here`,
  ],
  [
    'const assign',
    `  const k = 1;
  String(k);
  (k as any) = 2; // here`,
  ],
  [
    'tdz',
    `  String(1);
  k; // here
  let k = 1;`,
  ],
  [
    'tdz assign',
    `  String(1);
  k = 5; // here
  let k = 1;`,
  ],
  [
    'assign multi',
    `  n.x = // here
    String(1);`,
  ],
  [
    'assign multi idx',
    `  n["x"] = // here
    String(
      1,
    );`,
  ],
  [
    'compound assign',
    `  n.x += // here
    1;`,
  ],
  [
    'chain multi',
    `  const o: any = { a: () => ({}) };
  o
    .a()
    .b() // here
    .c();`,
  ],
  [
    'args multi',
    `  n.call( // here
    1,
    2,
  );`,
  ],
  [
    'call undef multi args',
    `  u( // here
    String(1),
    2,
  );`,
  ],
  [
    'call method multi',
    `  const o: any = {};
  o.go( // here
    String(1),
    2,
  );`,
  ],
  [
    'binary multi',
    `  const x = (1n as any) + // here
    2;`,
  ],
  ['instanceof bad', `  return n instanceof (5 as any); // here`],
  ['in bad', `  return "a" in (5 as any); // here`],
  [
    'symbol tpl',
    `  const s: any = Symbol("x");
  return \`a \${s}\`; // here`,
  ],
  [
    'symbol concat',
    `  const s: any = Symbol("x");
  return "a" + s; // here`,
  ],
  [
    'symbol key',
    `  const s: any = { toString() { return {}; }, valueOf() { return {}; } };
  return { [s]: 1 }; // here`,
  ],
  [
    'frozen push',
    `  const a: any = Object.freeze([1]);
  a.push(2); // here`,
  ],
  [
    'frozen idx',
    `  const a: any = Object.freeze([1]);
  a[1] = 2; // here`,
  ],
  [
    'frozen len',
    `  const a: any = Object.freeze([1]);
  a.length = 0; // here`,
  ],
  [
    'getter only',
    `  const o: any = { get x() { return 1; } };
  o.x = 2; // here`,
  ],
  [
    'super null',
    `  class A { m() { return (super.toString as any).x.y; } } // here
  new A().m();`,
  ],
  [
    'derived no super',
    `  class A {}
  class B extends A {
    constructor() { String(1);
      (this as any).x = 1; // here
    }
  }
  new (B as any)();`,
  ],
  [
    'derived no super2',
    `  class A {}
  class B extends A {
    constructor() {} // here
  }
  new (B as any)();`,
  ],
  [
    'super twice',
    `  class A {}
  class B extends A {
    constructor() {
      super();
      super(); // here
    }
  }
  new (B as any)();`,
  ],
  [
    'field init',
    `  class A {
    a = 1;
    b = n.x; // here
  }
  new A();`,
  ],
  [
    'static field',
    `  class A {
    static a = 1;
    static b = n.x; // here
  }
  String(A);`,
  ],
  [
    'static block',
    `  class A {
    static {
      n.x; // here
    }
  }
  String(A);`,
  ],
  [
    'computed member',
    `  class A {
    a = 1;
    [n.x]() {} // here
  }
  String(A);`,
  ],
  ['class extends', `  class A extends (5 as any) {} // here`],
  [
    'class extends multi',
    `  class A
    extends n.x { // here
    m() {}
  }`,
  ],
  [
    'private miss',
    `  class P { #a = 1; static g(o: any) { return o.#a // here
    } }
  class Q { m() {
    P.g({});
  } }
  new Q().m();`,
  ],
  [
    'private set',
    `  class P { #a = 1; static g(o: any) {
    o.#a = 1; // here
  } }
  P.g({});`,
  ],
  [
    'private in',
    `  class P { #a = 1; static g(o: any) {
    return #a in o; // here
  } }
  P.g(5);`,
  ],
  [
    'private method',
    `  class P { #a() {} static g(o: any) {
    o.#a(); // here
  } }
  P.g({});`,
  ],
  [
    'default param',
    `  const g = (
    a: any,
    b: any = n.x, // here
  ) => a;
  g(1);`,
  ],
  [
    'optional chain',
    `  return u?.x.y ?? n
    .z; // here`,
  ],
  [
    'new multi',
    `  return new n.Foo( // here
    1,
  );`,
  ],
  [
    'new not ctor',
    `  const o: any = {};
  return new o.Foo( // here
    String(1),
  );`,
  ],
  [
    'new no parens',
    `  const o: any = { a: 1 };
  return new o.a; // here`,
  ],
  ['throw null', `  throw null; // here`],
  ['throw obj', `  throw { message: "x" }; // here`],
  [
    'throw var',
    `  const e = new Error("made"); // here
  throw e;`,
  ],
  [
    'rethrow',
    `  try {
    n.x; // here
  } catch (e) {
    throw e;
  }`,
  ],
  [
    'cause',
    `  try {
    n.x;
  } catch (e) {
    throw new Error("w", { cause: e }); // here
  }`,
  ],
  [
    'finally throw',
    `  try {
    String(1);
  } finally {
    n.x; // here
  }`,
  ],
  [
    'switch case',
    `  switch (1 as any) {
    case n.x: // here
      return 1;
  }`,
  ],
  [
    'while cond',
    `  let i = 0;
  while (i < 1 || n.x) { // here
    i++;
  }`,
  ],
  [
    'do while',
    `  let i = 0;
  do {
    i++;
  } while (n.x); // here`,
  ],
  [
    'for update',
    `  for (
    let i = 0;
    i < 2;
    i += n.x // here
  ) {
    String(i);
  }`,
  ],
  [
    'for update destr',
    `  let a: any;
  for (
    let i = 0;
    i < 2;
    [a] = u // here
  ) {
    String(i);
  }`,
  ],
  [
    'ternary multi',
    `  return String(1)
    ? n.x // here
    : 1;`,
  ],
  [
    'arrow expr',
    `  const g = () =>
    n.x; // here
  g();`,
  ],
  [
    'iife',
    `  (() => {
    n.x; // here
  })();`,
  ],
  [
    'obj method',
    `  const o = {
    m() {
      this.q(); // here
    },
  } as any;
  o.m();`,
  ],
  [
    'obj spread getter',
    `  const o = {
    get a() {
      return n.x; // here
    },
  };
  return { ...o };`,
  ],
  [
    'json to json',
    `  return JSON.stringify({
    toJSON() {
      return n.x; // here
    },
  });`,
  ],
  ['reviver', `  JSON.parse("{", (k, v) => v); // here`],
  [
    'recursion',
    `  const g = (k: number): number => {
    if (k === 0) return n.x; // here
    return g(k - 1);
  };
  g(5);`,
  ],
  [
    'big shift',
    `  let b: any = 1n;
  b <<= 1; // here`,
  ],
  [
    'inc sym',
    `  let s: any = Symbol();
  s++; // here`,
  ],
  ['inc field', `  n.count++; // here`],
  ['del null', `  delete n.x; // here`],
  ['tagged', `  u\`a\${1}\`; // here`],
  [
    'tagged multi',
    `  u\`a // here
  \${1}\`;`,
  ],
  [
    'templ multi',
    `  return \`a
  \${n.x}\`; // here`,
  ],
  ['reduce empty', `  [].reduce((a: any) => a); // here`],
  ['invalid len', `  new Array(-1); // here`],
  ['repeat neg', `  "a".repeat(-1); // here`],
  ['to fixed', `  (1).toFixed(500); // here`],
  ['big int bad', `  BigInt(1.5); // here`],
  ['regexp bad', `  new RegExp("("); // here`],
  ['match all', `  "a".matchAll(/a/); // here`],
  ['astral', `  const s = "😀😀"; n.x; // here`],
  ['astral top', `  const s = "é😀"; throw new Error("x"); // here`],
  ['weak key', `  new WeakMap().set(1 as any, 2); // here`],
  ['sym new', `  new (Symbol as any)(); // here`],
  [
    'arg spread method',
    `  const o: any = { m() {} };
  o.m(...u); // here`,
  ],
  [
    'array spread multi',
    `  const x = [
    ...[1],
    ...(n as any), // here
    ...[2],
  ];`,
  ],
  ['obj rest', `  const { a, ...rest } = n; // here`],
  ['return destr', `  return (({ a }: any) => a)(n); // here`],
  [
    'nested fn destr',
    `  function inner({ a }: any) { // here
    return a;
  }
  inner(n);`,
  ],
  ['nested arr default', `  const [[a]] = [u] as any; // here`],
  [
    'entries destr',
    `  const m: any = [[1, 2], null];
  for (const [k, v] of m) { // here
    String(k + v);
  }`,
  ],
  ['map entries', `  return Object.entries(n); // here`],
  [
    'proto null',
    `  const o = Object.create(null);
  o.toString(); // here`,
  ],
  [
    'convert',
    `  const o = Object.create(null);
  return o + 1; // here`,
  ],
  [
    'super call missing',
    `  class A { }
  class B extends A { m() {
    return (super.q as any)(); // here
  } }
  new B().m();`,
  ],
];

const PROGRAMS: [string, string][] = [
  [
    'a loop whose body begins with a pattern',
    `export function f() {
  const rows: any = [[1], undefined];
  for (const row of rows) {
    const [first] = row; // here
    String(first);
  }
}`,
  ],
  [
    'a loop over nothing whose body begins with a pattern',
    `export function f() {
  const rows: any = undefined;
  for (const row of rows) { // here
    const [first] = row;
    String(first);
  }
}`,
  ],
  [
    'a pattern after a loop',
    `export function f(rows: any = [1]) {
  for (const row of rows) String(row);
  const [first] = undefined as any; // here
  return first;
}`,
  ],
  [
    'the second of two classes',
    `export function f() {
  class A { static a = [...[1]]; }
  class B { static b = [...(5 as any)]; } // here
  return [A, B];
}`,
  ],
  [
    'custom err',
    `class NotFound extends Error {}
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  throw new NotFound('x'); // here
  return {};
}`,
  ],
  [
    'custom err ctor',
    `class NotFound extends Error {
  code = 4;
  constructor(m: string) {
    super(m);
    this.name = "NotFound";
  }
}
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  throw new NotFound('x'); // here
  return {};
}`,
  ],
  [
    'custom err2',
    `class A extends RangeError {
  constructor(m: string) {
    super(\`a \${m}\`);
  }
}
class Deep extends A {
  constructor(m: string) {
    super(\`deep \${m}\`);
  }
}
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  throw new Deep('x'); // here
  return {};
}`,
  ],
  [
    'custom err factory',
    `class NotFound extends Error {}
function fail(m: string) {
  return new NotFound(m); // here
}
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  throw fail('x');
  return {};
}`,
  ],
  [
    'custom err own throw',
    `class Checked extends Error {
  constructor(n: number) {
    super("x");
    if (n < 0) throw new RangeError("neg"); // here
  }
}
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  new Checked(-1);
  return {};
}`,
  ],
  [
    'custom err func',
    `function Old(this: any, m: string) {
  const e = new Error(m); // here
  Object.setPrototypeOf(e, Old.prototype);
  return e;
}
Old.prototype = Object.create(Error.prototype);
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  throw new (Old as any)('x');
  return {};
}`,
  ],
  ['first line', `export function f({ a }: any): any { return a; } // here`],
  [
    'first stmt',
    `export function f(): any {
  for (const x of {} as any) String(x); // here
}`,
  ],
  [
    'first stmt2',
    `export function f(): any {
  return [...({} as any)]; // here
}`,
  ],
  [
    'first stmt3',
    `export const f = (): any => {
  const { a } = null as any; // here
  return a;
};`,
  ],
  [
    'first stmt4',
    `export const f = (): any =>
  [...(5 as any)]; // here`,
  ],
  [
    'load custom',
    `export function f() {}
class E extends Error {}
throw new E("x"); // here`,
  ],
  [
    'load destr',
    `export function f() {}
const x = 1;
const { a } = null as any; // here`,
  ],
  [
    'assert throw',
    `function check(x: boolean): asserts x {
  if (!x) throw new TypeError("no"); // here
}
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  check(false);
  return {};
}`,
  ],
  [
    'accessor class',
    `class C {
  #n: any = null;
  get size() {
    return this.#n.x; // here
  }
}
export function f(arg: any): any {
  const n: any = null;
  const u: any = undefined;
  const c = new C();
  c.size;
  return {};
}`,
  ],
];

const programOf = (body: string): string =>
  `export function f(arg: any): any {\n  const n: any = null;\n  const u: any = undefined;\n${body}\n  return {};\n}\n`;

describe('the line of an error', () => {
  test.each(BODIES)('%s', async (_name, body) => {
    const source = programOf(body);
    expect((await placeOf(source))?.line).toBe(lineOfHere(source));
  });

  test.each(PROGRAMS)('%s', async (_name, source) => {
    expect((await placeOf(source))?.line).toBe(lineOfHere(source));
  });

  test('does not hang on what stands before it: blank lines move it, and nothing else', async () => {
    for (const [name, body] of BODIES) {
      const source = `\n\n// a comment\n${programOf(body)}`;
      expect((await placeOf(source))?.line, name).toBe(lineOfHere(source));
    }
  });

  test.each(['\r\n', '\r'])('with lines that end in %j', async (ending) => {
    const source = programOf('  const s = 1;\n  const [a] = u;\n  return [a, s];');
    expect(await placeOf(source.replaceAll('\n', ending))).toEqual({ line: 5, column: 9 });
  });

  test('is nothing where it may be one of two', async () => {
    expect(await placeOf("export function f(n = 1) {\n  if (n > 1) throw 'a';\n  throw 'b';\n}")).toBeUndefined();
  });
});

/** Statements that do not fail; `%` stands for a number of their own. */
const HARMLESS: string[] = [
  'const [a%, b%] = [1, 2];',
  'const { c% } = { c%: 1 } as any;',
  'for (let i = 0; i < 2; i++) { const [q] = [i]; String(q); }',
  'for (let i = 0, j = 5; i < j; i++, [j] = [j - 1]) String(i);',
  'for (const [k, v] of Object.entries({ a: 1 })) String(k + v);',
  'String([...[1], ...[2]]);',
  'let d% = 1; d% += 2; d%++;',
  'const o%: any = { x: 1 }; o%.x = 2; o%["y"] = 3; o%.x++;',
  'const f% = ({ a }: any) => a; f%({ a: 1 });',
  'function g%([x]: any, y = 2) { return x + y; } g%([1]);',
  'class K% { a = [...[1]]; static s = [1]; #p = 2; get z() { return this.#p; } m({ a }: any) { return a; } }',
  'new K0().m({ a: 1 });',
  'try { null!.x; } catch { String(1); }',
  'try { const [z] = 5 as any; } catch (e: any) { String(e.message); }',
  'switch (1 as number) { case 1: String(2); break; default: String(3); }',
  `const t% = \`a\${1}b\${[...[1]].length}\`;`,
  'while (false) { const [w] = [1]; }',
  'do { String(0); } while (false);',
  'if (Math.abs(1) > 5) { const [w] = u; } else String(1);',
  'const h% = function* () { yield* [1]; }; String([...h%()]);',
  'label%: for (;;) { break label%; }',
  'const s% = [1, 2].map((x) => ({ ...{ x } })).filter(Boolean);',
  '/* a\n comment */',
  'const w% = {\n    a: 1,\n    get b() { return 1; },\n  };',
  'String(\n    1,\n  );',
  'const y% = u ?? [1];',
  'const z% = u?.a.b?.[0]?.(1);',
  'delete (o as any).x;',
  '[o.x, o.y] = [1, 2];',
  '({ x: o.x, ...o.r } = { x: 1 } as any);',
  'void 0;',
  'o.x ||= 5; o.y ??= 6; o.z &&= 7;',
];

/** Statements that fail where `n` is null, `u` is undefined and `o` an object. */
const FAILING: string[] = [
  'const [A] = u;',
  'const { A } = n;',
  'String([...(5 as any)]);',
  'for (const q of 5 as any) String(q);',
  'for (const { q } of [null] as any) String(q);',
  'for (const [q] of [5] as any) String(q);',
  'n.x = 1;',
  'n.x = [1].map(String).join();',
  'Object.freeze(o); o.x = 1;',
  '(Object.freeze([1]) as any)[0] = 2;',
  'Math.max(...(u as any));',
  'new Date(...(5 as any));',
  'class Z extends (5 as any) {}',
  '[o.x] = u;',
  '({ x: o.x } = n);',
  'throw new Own("x");',
  'throw new Own2("x");',
  '(({ a }: any) => a)(n);',
  'const Q = 1; (Q as any) = 2;',
  'const [[B]] = [u] as any;',
  'u();',
  'o.nope();',
  'new o.nope();',
  'null!.x;',
  'nope;',
  'undefined!.y.z;',
  'throw "bare";',
  'o.self.x = 1;',
  'const fz = function* () { yield* 5 as any; }; [...fz()];',
  'new (class { a = 1; b = [...(5 as any)]; })();',
  'class Y { static a = [...(5 as any)]; }',
  'class X { static { const [a] = u; } }',
  '[1, u].forEach(({ a }: any) => a);',
  'Array.from({ length: 1 }, () => n.x);',
  `o.fn\`\${n.x}\`;`,
  'JSON.parse("{");',
  'const big = 1n + (1 as any);',
  'for (let i = 0; i < 3; [i] = u) String(i);',
  'const m = [1].values().flatMap(() => 5 as any).toArray();',
  'for (const v of [1].values().flatMap(() => 5 as any)) String(v);',
  'let { p = n.x } = {} as any;',
  'const [r = n.x] = [];',
  'const { [n.x]: kk } = {} as any;',
  'o.x = o.y = n.z;',
  'o["a" + n.x] = 1;',
  'Symbol() + "";',
  `\`\${Symbol()}\`;`,
  'const k3: any = 5; for (const v of k3) String(v);',
  'String([...[1], ...(5 as any), ...[2]]);',
];

/** What may be around them. */
const AROUND: ((body: string) => string)[] = [
  (b) => b,
  (b) => `  if (true) {\n${b}\n  }`,
  (b) => `  for (let i = 0; i < 1; i++) {\n${b}\n  }`,
  (b) => `  (() => {\n${b}\n  })();`,
  (b) => `  const run = {\n    m() {\n${b}\n    },\n  };\n  run.m();`,
  (b) => `  class R { m() {\n${b}\n  } }\n  new R().m();`,
  (b) => `  for (const i of [1]) {\n${b}\n  }`,
  (b) => `  try {\n${b}\n  } finally {\n    String(1);\n  }`,
  (b) => `  switch (1 as number) {\n    case 1: {\n${b}\n    }\n  }`,
  (b) => `  [3].forEach((i) => {\n${b}\n  });`,
  (b) => `  const gen = function* (): any {\n${b}\n  };\n  [...gen()];`,
  (b) => `  const acc = {\n    get g(): any {\n${b}\n      return 1;\n    },\n  };\n  acc.g;`,
  (b) => `  while (true) {\n${b}\n    break;\n  }`,
  (b) => `  const arrow = (p: any = 1) => {\n${b}\n  };\n  arrow();`,
  (b) => `  class S { static x = (() => {\n${b}\n  })(); }`,
];

const CONSTRUCTORS = [
  (b: string) => `  class P { constructor(private own: number, readonly other = 2) {\n${b}\n  } }\n  new P(1);`,
  (b: string) => `  class P extends K0 { constructor(public own: number) { super();\n${b}\n  } }\n  new P(1);`,
];

const OWN_ERRORS = `class Own extends Error {}
class Own2 extends Own {
  constructor(m: string) {
    super(m + "!");
    this.name = "Own2";
  }
}
class K0 { m(x: any) { return x; } }
`;

describe('the line of an error, whatever is before it, after it and around it', () => {
  const harmless = fc.array(fc.constantFrom(...HARMLESS), { maxLength: 3 });
  const programs = fc
    .record({
      before: harmless,
      failing: fc.constantFrom(...FAILING),
      after: harmless,
      around: fc.constantFrom(...AROUND, ...CONSTRUCTORS),
    })
    .map(({ before, failing, after, around }) => {
      const numbered = [...before, `${failing} // here`, ...after].map(
        (text, index) => `  ${text.replaceAll('%', String(index))}`,
      );
      const start =
        'export function f(): any {\n  const n: any = null, u: any = undefined; const o: any = { fn() {} };';
      return `${OWN_ERRORS}${start}\n${around(numbered.join('\n'))}\n  return {};\n}\n`;
    });

  test('is right', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (source) => {
        expect((await placeOf(source))?.line, source).toBe(lineOfHere(source));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('the column of an error', () => {
  test('counts UTF-16 code units, as editors do', async () => {
    const source = 'export function f(): any {\n  const s = "é😀😀"; throw new Error(s);\n}\n';
    expect(await placeOf(source)).toEqual({ line: 2, column: 37 });
  });

  test('does not count what a parameter property adds to the line', async () => {
    const source =
      'class P { m = 1; constructor(readonly a: number, public b: any) { b.c.d; } }\nexport function f() { new P(1, {}); }\n';
    expect(await placeOf(source)).toEqual({ line: 1, column: source.indexOf('.d') + 1 });
    const derived =
      'class A {} class P extends A { constructor(private b: any) { super(); b.c.d; } }\nexport function f() { new P({}); }\n';
    expect(await placeOf(derived)).toEqual({ line: 1, column: derived.indexOf('.d') + 1 });
  });

  test('does not count a byte order mark', async () => {
    expect(await placeOf('\ufeffexport function f(): any { null!.x; }')).toEqual({ line: 1, column: 33 });
  });
});

describe('what is called that is no function', () => {
  const cases: [string, string][] = [
    ['arg.totals.push(1);', "cannot read property 'push' of undefined"],
    ['const box: any = {}; box.go(1, 2);', 'box.go is not a function'],
    ['const box: any = {}; new box.Part();', 'box.Part is not a constructor'],
    ['(u as any)(1);', 'u is not a function'],
    ['Array.fromAsync([]);', 'Array.fromAsync is not a function. Labs have no Array.fromAsync'],
    ['[1].map(5 as any);', 'not a function'],
  ];
  test.each(cases)('%s', async (body, told) => {
    const { tests } = await grade(programOf(body).replace('f(arg: any)', 'f(arg: any = {})'));
    expect(tests[0]?.message).toContain(told);
  });
});
