/**
 * Programs whose functions do what nobody asked for: they hand back odd values, alone, in place of a part of a right answer or from some
 * call on; they throw, spend, print and wait; they change what they were given and the language around them; their file is no program, or
 * exports something else. All are drawn from one number, so that a program can be had again.
 */

/** Values as a learner's program might write them. Each is an expression; some of them throw when they are looked at. */
const ODD_VALUES = [
  ...['undefined', 'null', 'NaN', '-0', '0', '-1', '0.5', '1e308', '-Infinity', 'Infinity', '2 ** 53', '12n', '-1n'],
  ...['true', 'false', "''", "'x'", "'undefined'", "'constructor'", "'__proto__'", "'\\ud800'", "'\\u001b[2J'"],
  ...[
    'Symbol()',
    "Symbol('s')",
    'Symbol.iterator',
    '() => {}',
    '() => 1',
    'function named() {}',
    'class {}',
    'async () => 1',
  ],
  ...['{}', '[]', '[undefined]', '[null]', '[[]]', '[,]', 'new Array(3)', '[NaN, -0]', '[1, 2, 3]', '[[1, 2], [3]]'],
  ...['new Map()', 'new Map([[1, 2]])', 'new Map([[{}, []]])', 'new Set()', 'new Set([NaN])', 'new WeakMap()'],
  ...['new Date(NaN)', 'new Date(0)', '/x/g', "new Error('e')", "new RangeError('r')", 'Object(1)', "Object('text')"],
  ...['new Uint8Array(3)', 'new Float64Array([NaN])', 'new ArrayBuffer(8)', 'new DataView(new ArrayBuffer(8))'],
  ...['Promise.resolve(1)', "Promise.reject(new Error('p'))", 'new Promise(() => {})', '(async () => ({}))()'],
  ...['{ then(good: any) { good(1); } }', '{ get then() { throw new Error("then"); } }', '{ toJSON: () => 1 }'],
  ...[
    '{ valueOf() { return 1; } }',
    '{ toString() { throw new Error("text"); } }',
    '{ [Symbol.toPrimitive]: () => 1 }',
  ],
  ...[
    '{ length: 3 }',
    '{ length: -1 }',
    '{ 0: 1, length: 1 }',
    '{ length: 2 ** 53 }',
    '{ size: 1 }',
    '{ constructor: 1 }',
  ],
  ...['{ get a() { throw new TypeError("a"); } }', '{ get a() { for (;;); } }', '{ get length() { return 1; } }'],
  ...['JSON.parse(\'{"__proto__": 1}\')', 'Object.create(null)', 'Object.create({ a: 1 })', 'Object.freeze({ a: 1 })'],
  ...['new Proxy({}, {})', 'new Proxy([], {})', 'new Proxy(() => {}, {})', 'new Proxy({}, { get() { throw 1; } })'],
  ...['new Proxy({}, { ownKeys() { throw 1; } })', 'new Proxy({}, { getPrototypeOf() { throw 1; } })'],
  ...['new Proxy({}, { get: () => () => 1, has: () => true })', 'Proxy.revocable({}, {}).proxy', 'revoked()'],
  ...['cyclic()', 'cyclicList()', 'deep(70)', 'deep(5000)', 'wide(300_000)', 'wide(1000)', "'x'.repeat(5_000_000)"],
  ...['10n ** 30_000n', 'getters(2000)', 'new (class Own { #x = 1; get x() { return this.#x; } m() { return 1; } })()'],
  ...['(function* () { yield 1; })()', '[1].values()', 'globalThis', 'Math', 'console', 'arguments'],
] as const;

/** What some of the values are made with. */
const HELPERS = `
const cyclic = (): any => { const a: any = {}; a.a = a; return a; };
const cyclicList = (): any => { const a: any[] = []; a.push(a); return a; };
const deep = (levels: number): any => { let at: any = {}; for (let i = 0; i < levels; i++) at = { at }; return at; };
const wide = (items: number): any => Array.from({ length: items }, (_, i) => i);
const revoked = (): any => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; };
const getters = (count: number): any => { const o: any = {}; for (let i = 0; i < count; i++) Object.defineProperty(o, 'g' + i, { enumerable: true, get() { return i; } }); return o; };
const spoil = (value: any, make: () => any, draw: number, levels: number): any => {
  if (typeof value === 'function') return (...args: any[]) => spoil(value(...args), make, draw, levels);
  if (typeof value !== 'object' || value === null || levels === 0) return make();
  if (value instanceof Map) return new Map([...value].map(([k, v], i) => [k, i === draw % value.size ? make() : v]));
  const copy: any = Array.isArray(value) ? [...value] : { ...value };
  for (const [k, v] of Object.entries(copy)) if (typeof v === 'function') copy[k] = (...args: any[]) => (v as any).apply(value, args);
  const keys = Object.keys(copy);
  if (keys.length === 0) return make();
  const key = keys[draw % keys.length]!;
  copy[key] = spoil(copy[key], make, Math.floor(draw / 7), levels - 1);
  return copy;
};
const inMethods = (value: any, turn: (call: () => any, args: any[]) => any): any => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const copy: any = { ...value };
  for (let at = value; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const k of Object.getOwnPropertyNames(at))
      if (k !== 'constructor' && typeof value[k] === 'function') copy[k] = (...args: any[]) => turn(() => value[k](...args), args);
  return copy;
};
const held: any[] = [];
`;

/** What a function may do instead of answering: statements, after which it would go on. Some of them are no fault at all. */
const DEEDS = [
  ...['for (;;);', 'for (;;) held.push(new Array(10_000).fill(held));', "for (let t = 'x'; ; t += t) held.push(t);"],
  ...['[].indexOf.call({ length: 2 ** 53 - 1 } as any, 1 as never);', "/^(a+)+$/.test('a'.repeat(40) + 'b');"],
  ...[
    'const again = (): any => again() + 1; again();',
    'let d: any = []; for (;;) d = [d];',
    '[3, 1, 2].sort(() => { for (;;); });',
  ],
  ...[
    'let p: any = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x;',
    'while (true) { try { for (;;); } catch {} }',
  ],
  ...[
    'for (let i = 0; i < 9e6; i++);',
    'held.push(new Uint8Array(1e7));',
    "for (let i = 0; i < 300; i++) console.log('line', i);",
  ],
  ...[
    "console.log('x'.repeat(50_000), '\\u001b[2J\\u202e', { a: [new Map([[1, held]])] });",
    'console.log(new Proxy({}, { ownKeys() { throw 1; } }));',
  ],
  ...[
    'Promise.resolve().then(() => { for (;;); });',
    "Promise.reject(new Error('left'));",
    'Promise.resolve().then(function again(): any { return Promise.resolve().then(again); });',
  ],
  ...[
    'for (const arg of args) if (arg && typeof arg === "object") { try { for (const k of Object.keys(arg)) delete arg[k]; } catch {} }',
  ],
  ...[
    'for (const arg of args) if (Array.isArray(arg)) { arg.length = 0; arg.push(arg); }',
    'args.length = 0;',
    'args.push(held);',
  ],
  ...[
    'for (const arg of args) if (arg && typeof arg === "object") Object.freeze(arg);',
    'held.push(args); args[0] = held;',
  ],
  ...[
    '(globalThis as any).Object = undefined;',
    'Array.prototype.map = () => [] as any;',
    'Array.prototype.push = undefined as any;',
  ],
  ...[
    '(Object.prototype as any).length = 3;',
    "Object.defineProperty(Object.prototype, 'then', { get() { for (;;); } });",
    'Object.freeze(Object.prototype);',
  ],
  ...[
    "Object.defineProperty(Object.prototype, 'kind', { get() { throw new Error('kind'); } });",
    'Object.setPrototypeOf(Array.prototype, null);',
  ],
  ...[
    'JSON.stringify = () => "[true,1]";',
    'Map.prototype.get = () => 1 as any;',
    'Promise.prototype.then = function () { return this; } as any;',
  ],
  ...[
    'Symbol.iterator in args; (Array.prototype as any)[Symbol.iterator] = function* () { for (;;) yield 1; };',
    'Math.imul = () => NaN;',
  ],
  ...[
    'Error.prototype.toString = () => { throw 1; };',
    "Object.defineProperty(Error.prototype, 'message', { get() { for (;;); } });",
    'String.prototype.split = null as any;',
  ],
] as const;

/** What may be thrown. None of these names a parameter, so that none is an answer. */
const THROWN = [
  ...[
    "new Error('e')",
    "new RangeError('')",
    "new TypeError('x'.repeat(1e6))",
    'null',
    'undefined',
    '0',
    "'text'",
    '{}',
    '[]',
  ],
  ...[
    'Symbol()',
    '() => {}',
    'held',
    'cyclic()',
    'deep(5000)',
    'revoked()',
    "new AggregateError([new Error('a')], 'all')",
  ],
  ...[
    'new (class extends RangeError { get message() { throw 1; } })()',
    "new Proxy(new Error('p'), { get() { throw new Error('q'); } })",
  ],
  ...[
    "Object.assign(new Error('s'), { stack: 'at x (solution.ts:999999:1)' })",
    "Object.assign(new Error('n'), { name: { toString: null } })",
  ],
  ...[
    "new Error('\\u001b[2J\\u0007\\u202e')",
    'Object.create(Error.prototype)',
    'new Promise(() => {})',
    "Object.assign(new Error('c'), { cause: cyclic() })",
  ],
  ...[
    'Promise.reject(1)',
    '{ get message() { for (;;); } }',
    '12n',
    'NaN',
    'new Date(NaN)',
    'wide(300_000)',
    'globalThis',
  ],
] as const;

/** Ways to export a function that is none, or another one; `name` is its name, `value` an expression. */
const EXPORTS: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `export const ${name}: any = (${value});`,
  (name, value) => `export class ${name} { constructor() { return (${value}) as any; } }`,
  (name, value) => `export async function ${name}(): Promise<any> { return (${value}); }`,
  (name, value) => `export function* ${name}(): any { yield (${value}); }`,
  (name, value) => `export async function* ${name}(): any { yield (${value}); }`,
  (name, value) => `export const ${name}: any = new Proxy(() => (${value}), {});`,
  (name) => `export const ${name}: any = new Proxy(() => 1, { apply() { throw new Error('apply'); } });`,
  (name) => `export const ${name}: any = Proxy.revocable(() => 1, {}).proxy;`,
  (name, value) =>
    `export const ${name}: any = (function (this: any) { return this ?? (${value}); }).bind(globalThis);`,
  (name) => `export const ${name}: any = ${name === 'eval' ? 'Math' : 'Function'};`,
  (name) => `export const ${name}: any = Object;`,
  (name) => `export const ${name}: any = Map.prototype.get;`,
  (name) => `export let ${name}: any = () => { ${name} = undefined; return {}; };`,
  (name) => `export let ${name}: any = () => { ${name} = 7; return ${name}; };`,
  (name, value) => `export default function ${name}(): any { return (${value}); }`,
];

/** Files that are no program of a lab, whatever they export. */
const FILES: readonly ((exports: readonly string[]) => string)[] = [
  () => '',
  () => '\ufeff',
  () => '\ufeff\ufeff// x',
  () => 'export {',
  () => "import fs from 'node:fs';",
  () => "import 'headroom';\nexport * from './solution.ts';",
  () => 'throw undefined;',
  () => 'for (;;);',
  () => 'await new Promise(() => {});',
  () => '\u0000\ud800\udfff',
  () => '('.repeat(30_000),
  () => 'x'.repeat(63_000),
  () => '/*'.repeat(31_000),
  () => `export const a = ${'[1,'.repeat(9_000)}1${']'.repeat(9_000)};`,
  () => 'enum A { B }\nnamespace C { export const d = 1; }',
  () => '`${'.repeat(5_000),
  () => "'use strict'; with (Math) { }",
  () => 'export const \\u0061 = 1, \\u{62} = await;',
  (exports) => exports.map((name) => `export const ${name} = 1;`).join('\n'),
  (exports) => exports.map((name) => `export declare function ${name}(): void;`).join('\n'),
  (exports) => exports.map((name) => `export type ${name} = () => void;`).join('\n'),
  (exports) => exports.map((name) => `export { ${name} };`).join('\n'),
  (exports) => exports.map((name) => `export function ${name}() {}\nexport function ${name}() {}`).join('\n'),
  (exports) => `export const [${exports.join(', ')}] = [];`,
  (exports) => `export const { ${exports.join(', ')} } = globalThis as any;`,
  (exports) => `export default { ${exports.map((name) => `${name}: () => 1`).join(', ')} };`,
  (exports) =>
    `const held = [];\nfor (;;) held.push(new Array(1e5).fill(0));\n${exports.map((name) => `export function ${name}() {}`).join('\n')}`,
];

/** Numbers in [0, below), one after the other, from a seed (mulberry32). */
function drawer(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export interface OddProgram {
  source: string;
  /** Whether nothing in it is right, so that nothing of it may earn a mark. */
  isAllOdd: boolean;
  /** What is odd about it, in a few words. */
  about: string;
}

interface Drawing {
  exports: readonly string[];
  solution: string;
  draw(below: number): number;
  of<Item>(list: readonly Item[]): Item;
  /** An odd value, alone or inside of something. */
  odd(): string;
}

/** The odd program of this number for a lab: `exports` are its functions, `solution` is the text of its solution. */
export function oddProgram(exports: readonly string[], solution: string, seed: number): OddProgram {
  const draw = drawer(seed);
  const of = <Item>(list: readonly Item[]): Item => list[draw(list.length)]!;
  const odd = (): string => {
    const value = of(ODD_VALUES);
    const other = draw(8);
    return other === 0 ? `{ a: ${value} }` : other === 1 ? `[${value}]` : value;
  };
  const make = of([allOdd, oddObjects, spoiled, spoiled, spoiled, deeds, deeds, thrower, oddExports, oddFile]);
  return make({ exports, solution, draw, of, odd });
}

function allOdd({ exports, odd }: Drawing): OddProgram {
  const values = exports.map(odd);
  const functions = exports.map((name, index) => `export function ${name}(): any { return (${values[index]}); }`);
  return { source: [HELPERS, ...functions].join('\n'), isAllOdd: true, about: `all return ${values.join(' and ')}` };
}

/** Objects with every method that the solution's could have, all of them odd. */
function oddObjects({ exports, solution, of, odd }: Drawing): OddProgram {
  const names = new Set([...solution.matchAll(/\b([a-z]\w*)(?=\()/g)].map(([, name]) => name!));
  for (const word of ['if', 'for', 'while', 'switch', 'catch', 'function', 'return', 'super']) names.delete(word);
  const values = [...names].map(
    (name) =>
      `${name}(...args: any[]): any { ${of([false, false, true]) ? `throw (${of(THROWN)});` : `return (${odd()});`} }`,
  );
  const functions = exports.map((name) => `export function ${name}(): any { return { ${values.join(',\n')} }; }`);
  return { source: [HELPERS, ...functions].join('\n'), isAllOdd: true, about: 'objects of odd methods' };
}

/** A file with one function of the solution's behind another, which is exported in its place. */
function around({ exports, solution, of }: Drawing, body: (name: string) => string): { name: string; source: string } {
  const name = of(exports);
  // The solution's own function goes by its name inside; what is exported stands before it.
  const kept = solution.replace(new RegExp(`^export (?=(async )?(function|const) ${name}\\b)`, 'm'), '');
  const source = `${kept}\n${HELPERS}\nlet oddCalls = 0;\nfunction odd(...args: any[]): any {\n${body(name)}\n}\nexport { odd as ${name} };\n`;
  return { name, source };
}

function spoiled(drawing: Drawing): OddProgram {
  const { draw, odd } = drawing;
  const value = odd();
  const after = draw(3) === 0 ? draw(20) : 0;
  const levels = draw(4);
  const number = draw(1000);
  const { name, source } = around(
    drawing,
    (name) => `  const right = (${name} as any)(...args);
  return oddCalls++ < ${after} ? right : spoil(right, function () { return (${value}); }, ${number}, ${levels});`,
  );
  return { source, isAllOdd: false, about: `${name} has ${value} ${levels} deep, after ${after} calls (${number})` };
}

/** A deed before or after what is right, or at each call of a method. */
function deeds(drawing: Drawing): OddProgram {
  const { draw, of } = drawing;
  const deed = of(DEEDS);
  const after = draw(2) === 0 ? draw(30) : 0;
  const where = of(['before', 'after', 'in methods', 'while loading'] as const);
  const now = `if (oddCalls++ >= ${after}) { ${deed} }`;
  const { name, source } = around(drawing, (name) => {
    switch (where) {
      case 'before':
        return `  ${now}\n  return (${name} as any)(...args);`;
      case 'after':
        return `  const right = (${name} as any)(...args);\n  ${now}\n  return right;`;
      case 'in methods':
        return `  return inMethods((${name} as any)(...args), (call, args) => { ${now} return call(); });`;
      case 'while loading':
        return `  return (${name} as any)(...args);`;
    }
  });
  const loading = where === 'while loading' ? `{ const args: any[] = []; ${deed} }\n` : '';
  return { source: source + loading, isAllOdd: false, about: `${name}: ${deed} ${where}, after ${after} calls` };
}

function thrower(drawing: Drawing): OddProgram {
  const { draw, of } = drawing;
  const thrown = of(THROWN);
  const after = draw(2) === 0 ? draw(20) : 0;
  const inside = draw(2) === 0;
  const { name, source } = around(drawing, (name) => {
    const now = `if (oddCalls++ >= ${after}) throw (${thrown});`;
    return inside
      ? `  return inMethods((${name} as any)(...args), (call, args) => { ${now} return call(); });`
      : `  ${now}\n  return (${name} as any)(...args);`;
  });
  return {
    source,
    isAllOdd: false,
    about: `${name} throws ${thrown}${inside ? ' in methods' : ''}, after ${after} calls`,
  };
}

function oddExports({ exports, of, odd }: Drawing): OddProgram {
  const lines = exports.map((name) => of(EXPORTS)(name, odd()));
  return { source: [HELPERS, ...lines].join('\n'), isAllOdd: true, about: lines.join(' ') };
}

function oddFile({ exports, of }: Drawing): OddProgram {
  const source = of(FILES)(exports);
  return { source, isAllOdd: true, about: `a file that begins ${JSON.stringify(source.slice(0, 60))}` };
}
