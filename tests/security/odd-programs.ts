/**
 * Programs whose functions hand back what nobody asked for: alone, in place of a part of a right answer, or from some call on.
 * All are drawn from one number, so that a program can be had again.
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
`;

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

/** The odd program of this number for a lab: `exports` are its functions, `solution` is the text of its solution. */
export function oddProgram(exports: readonly string[], solution: string, seed: number): OddProgram {
  const draw = drawer(seed);
  const odd = (): string => {
    const value = ODD_VALUES[draw(ODD_VALUES.length)]!;
    const other = draw(8);
    return other === 0 ? `{ a: ${value} }` : other === 1 ? `[${value}]` : value;
  };
  const kind = draw(4);
  if (kind === 0) {
    const values = exports.map(odd);
    const functions = exports.map((name, index) => `export function ${name}(): any { return (${values[index]}); }`);
    return { source: [HELPERS, ...functions].join('\n'), isAllOdd: true, about: `all return ${values.join(' and ')}` };
  }
  const name = exports[draw(exports.length)]!;
  const value = odd();
  // The solution's own function goes by its name inside; what is exported stands before it.
  const kept = solution.replace(new RegExp(`^export (?=(async )?(function|const) ${name}\\b)`, 'm'), '');
  const after = draw(3) === 0 ? draw(20) : 0;
  const levels = kind === 1 ? 0 : draw(3);
  const number = draw(1000);
  const source = `${kept}
${HELPERS}
let oddCalls = 0;
function odd(...args: any[]): any {
  const right = (${name} as any)(...args);
  return oddCalls++ < ${after} ? right : spoil(right, function () { return (${value}); }, ${number}, ${levels});
}
export { odd as ${name} };
`;
  return { source, isAllOdd: false, about: `${name} has ${value} ${levels} deep, after ${after} calls (${number})` };
}
