/** Steps are counted by the machine itself, wherever the code spends them. */
import { type Attack, DEEP, inCall, patched, REACHED, STEPS, WRONG } from './source.ts';

/** The depth of each way, which is the machine's own and so the same in every engine; and nothing was stopped for it. */
const AS_DEEP =
  /^(?![\s\S]*too deeply)[\s\S]*calls: 550, constructors: 503, generators: 252, traps: 302, comparators: 88, replacements: 108, writing: 168, mapping: 209, applying: 216/;

export const steps: readonly Attack[] = [
  {
    name: 'for',
    source: inCall('for (;;);'),
    expect: { says: STEPS },
  },
  {
    name: 'while',
    source: inCall('while (true) { fleet.n = (fleet.n ?? 0) + 1; }'),
    expect: { says: STEPS },
  },
  {
    name: 'do',
    source: inCall('do {} while (1);'),
    expect: { says: STEPS },
  },
  {
    name: 'for … of without end',
    source: inCall(
      'for (const _ of { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) } as any);',
    ),
    expect: { says: STEPS },
  },
  {
    name: 'labels and finally',
    source: inCall('again: for (;;) { try { continue again; } finally { continue again; } }'),
    expect: { says: STEPS },
  },
  {
    name: 'a loop that catches what stops it',
    source: inCall('for (;;) { try { for (;;); } catch {} finally { for (;;); } }'),
    expect: { says: STEPS },
  },
  {
    name: 'a loop while the file loads',
    source: inCall('return {};', 'for (;;);'),
    expect: { says: STEPS },
  },
  {
    name: 'a loop in a class’s static block',
    source: inCall('return {};', 'class Endless { static { for (;;); } }'),
    expect: { says: STEPS },
  },
  {
    name: 'recursion',
    source: inCall('return calculateRequiredServers(fleet);'),
    expect: { says: DEEP },
  },
  {
    name: 'recursion through built-ins',
    source: inCall(`
      const ways: any[] = [() => [1, 2].sort(go), () => 'a'.replace(/a/, go), () => JSON.stringify({ toJSON: go }), () => Array.from([1], go), () => Reflect.apply(go, null, []), () => new Map([[1, 1]]).forEach(go), () => \`\${{ toString: go }}\`, () => new Proxy({}, { get: go } as any).x];
      let turn = 0;
      const go = (): any => ways[turn++ % ways.length]();
      return go();
    `),
    expect: { says: DEEP },
  },
  {
    // The depth must be the machine's own, the hundredth time as well as the first: the engine that runs the machine
    // needs more of its own stack once it has optimised it.
    name: 'overflowing in every way, and catching it',
    source: inCall(
      `
      if (done) return {};
      done = true;
      for (let round = 0; round < 30; round++) {
        for (const [way, go] of Object.entries(ways)) {
          depth = 0;
          try { go(); } catch (error) { if (!/overflow/.test(String(error))) throw error; }
          depths[way] ??= depth;
          if (depths[way] !== depth) console.log('${REACHED} another depth', way, depth);
        }
      }
      console.log('as deep as ever:', depths);
      return {};
    `,
      `
      let done = false;
      let depth = 0;
      const depths: Record<string, number> = {};
      class Made { constructor() { depth++; new Made(); } }
      function* generated(): any { depth++; yield* generated(); }
      const trap: any = new Proxy({}, { get(_target, key, self) { depth++; return self[key]; } });
      const writing = { toJSON(): any { depth++; return JSON.stringify(writing); } };
      const ways: Record<string, () => any> = {
        calls: () => { depth++; return ways.calls!(); },
        constructors: () => new Made(),
        generators: () => [...generated()],
        traps: () => trap.x,
        comparators: () => { depth++; return [1, 2].sort(ways.comparators as any); },
        replacements: () => { depth++; return 'a'.replace(/a/, ways.replacements as any); },
        writing: () => writing.toJSON(),
        mapping: () => { depth++; return [1].map(ways.mapping as any); },
        applying: () => { depth++; return Reflect.apply(ways.applying!, undefined, []); },
      };
    `,
    ),
    expect: { says: AS_DEEP },
  },
  {
    name: 'recursion through eval and Function',
    source: inCall(`
      (globalThis as any).go = () => (0, eval)('go()') + Function('return go()')();
      return (globalThis as any).go();
    `),
    expect: { says: DEEP },
  },
  {
    name: 'a generator',
    source: inCall(`
      function* endless() { for (;;) yield 1; }
      for (const _ of endless());
    `),
    expect: { says: STEPS },
  },
  {
    name: 'generators inside generators',
    source: inCall(`
      function* deep(): any { yield* deep(); }
      return [...deep()];
    `),
    expect: { says: DEEP },
  },
  {
    name: 'spreading what has no end',
    source: inCall(`
      function* endless() { for (;;) yield 1; }
      return Math.max(...(endless() as any));
    `),
    expect: { says: /Stopped/ },
  },
  {
    name: 'getters',
    source: inCall(`
      const trap = { get again(): any { for (;;); } };
      return trap.again;
    `),
    expect: { says: STEPS },
  },
  {
    name: 'a getter in the result',
    source: inCall('return { get requiredServers() { for (;;); } };'),
    expect: { says: STEPS },
  },
  {
    name: 'proxy traps in the result',
    source: inCall(`
      const loop = (): never => { for (;;); };
      return new Proxy({}, { ownKeys: loop, getPrototypeOf: loop, getOwnPropertyDescriptor: loop });
    `),
    expect: { says: STEPS },
  },
  {
    name: 'a proxy for an array in the result',
    source: inCall(
      'return new Proxy(new Array(1000), { get() { for (;;); }, getOwnPropertyDescriptor() { for (;;); } });',
    ),
    expect: { says: STEPS },
  },
  {
    name: 'conversions',
    source: inCall(`
      const trap: any = { valueOf() { for (;;); }, toString() { for (;;); }, [Symbol.toPrimitive]() { for (;;); } };
      return trap > 1 || \`\${trap}\` || { [trap]: 1 };
    `),
    expect: { says: STEPS },
  },
  {
    name: 'a comparator',
    source: inCall('return [3, 2, 1].sort(() => { for (;;); });'),
    expect: { says: STEPS },
  },
  {
    name: 'a comparator that never agrees with itself',
    source: inCall(`
      return Array.from({ length: 20000 }, (_, i) => i).sort((a, b) => { let n = 0; while (n < 1000) n++; return (a * 7919 + b) % 3 - 1; });
    `),
    expect: { says: STEPS },
  },
  {
    name: 'a regular expression that keeps trying',
    source: inCall("return /^(a+)+$/.test('a'.repeat(40) + 'b');"),
    expect: { says: STEPS },
  },
  {
    name: 'callbacks',
    source: inCall("return 'aaaa'.replace(/a/g, () => { for (;;); }) + JSON.parse('[1]', () => { for (;;); });"),
    expect: { says: STEPS },
  },
  {
    name: 'an error that never finishes',
    source: inCall(
      "throw new Proxy(new Error('x'), { getPrototypeOf() { for (;;); }, getOwnPropertyDescriptor() { for (;;); } });",
    ),
    expect: { says: STEPS },
  },
  {
    name: 'an error thrown while loading that never finishes',
    source: inCall(
      'return {};',
      "throw new Proxy(new Error('x'), { get() { for (;;); }, getPrototypeOf() { for (;;); } });",
    ),
    expect: { says: /Stopped/ },
  },
  {
    name: 'the name of InternalError',
    source: patched(
      `
      Object.defineProperty((globalThis as any).InternalError.prototype, 'name', { get() { for (;;); } });
      Object.defineProperty((globalThis as any).InternalError.prototype, 'message', { get() { for (;;); } });
    `,
      'for (;;);',
    ),
    expect: { says: STEPS },
  },
  {
    name: 'a flood of microtasks',
    source: inCall(`
      const again = (): any => { for (let i = 0; i < 1000; i++); return Promise.resolve().then(again) && undefined; };
      return Promise.resolve().then(again).then(() => new Promise(() => {}));
    `),
    expect: { says: STEPS },
  },
  {
    name: 'async functions that ignore being stopped',
    source: inCall(`
      const spin = async () => { for (;;); };
      for (;;) spin();
    `),
    expect: { says: STEPS },
  },
  {
    name: 'promises that ignore being stopped',
    source: inCall(`
      const again = (): any => Promise.resolve().then(() => { for (;;); }).catch(again).then(again);
      return again();
    `),
    expect: { says: STEPS },
  },
  {
    name: 'an async loop that catches',
    source: inCall(
      'return (async () => { for (;;) { try { await 0; for (let i = 0; i < 3000; i++); } catch {} } })();',
    ),
    expect: { says: STEPS },
  },
  {
    name: 'for await',
    source: inCall(`
      async function* endless() { for (;;) yield 1; }
      return (async () => { for await (const _ of endless()); })();
    `),
    expect: { says: STEPS },
  },
  {
    name: 'awaiting at the top level',
    source: `await new Promise(() => {});\n${inCall('return {};')}`,
    expect: { says: /this is `?await`? at the top level/ },
  },
  {
    name: 'a promise that never settles',
    source: inCall('return new Promise(() => {});'),
    expect: { says: /returned a Promise/ },
  },
  {
    name: 'a flood of output',
    source: inCall(`
      for (let i = 0; i < 100_000; i++) console.log('flood', i);
      return {};
    `),
    expect: { says: /Output was truncated/ },
  },
  {
    name: 'output with traps',
    source: inCall('console.log(new Proxy({}, { ownKeys() { for (;;); } }));'),
    expect: { says: STEPS },
  },
  {
    name: 'a file of nothing but loops',
    source: inCall('return {};', 'for(;0;);'.repeat(5000)),
    expect: { says: WRONG },
  },
  {
    name: 'a file nested too deeply',
    source: inCall(`return ${'('.repeat(20_000)}1${')'.repeat(20_000)};`),
    expect: { says: /nested too deeply/ },
  },
  {
    name: 'a file that is too long',
    source: inCall('return {};', `// ${'x'.repeat(100_000)}`),
    expect: { says: /longer than 100,000 characters/ },
  },
  {
    name: 'words that a parser looks ahead over',
    source: inCall('return {};', 'declare '.repeat(12_000)),
    expect: { says: /could not be read: there are too many words in a row/ },
  },
  {
    name: 'words that a parser looks ahead over, with comments between them',
    source: inCall('return {};', 'static /**/ accessor\n// x\nst\\u0061tic '.repeat(2_500)),
    expect: { says: /could not be read: there are too many words in a row/ },
  },
];
