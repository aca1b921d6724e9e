/**
 * Attacks on what server-calculator has none of: functions of the suite's that the learner's code can call, and promises
 * that the suite awaits. A suite of the test's own hands over one function and awaits one answer.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Report } from '../../src/grading/index.ts';
import { openRuntime } from '../unit/twin.ts';
import { REACHED } from './attacks.ts';

let grade: (source: string) => Promise<Report>;
/** What the suite's function was called with. */
const heard: unknown[] = [];
/** What the engine says of itself when it meets a heap in disorder. */
let complaints: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  complaints = vi.spyOn(console, 'error');
  grade = await openRuntime(['f'], ({ expect: that, solution, test: state }) => {
    const { f } = solution<{ f(ask: unknown): Promise<unknown> }>({ asynchronous: true });
    const secret = 'a secret of the suite';
    const ask = (value: unknown, ...more: unknown[]): unknown => {
      heard.push(value);
      if (value === 'throw') throw new RangeError('refused');
      if (value === 'again') return f(ask);
      return more.length > 0 ? more : value;
    };
    state('answers three', { marks: 1 }, async () => {
      that(await f(ask)).toBe(secret.length > 0 ? 3 : 0);
    });
  });
});

afterAll(() => complaints.mockRestore());

/** Grades a function with this body, which can call `ask`. */
async function attack(body: string, before = ''): Promise<{ report: Report; text: string }> {
  heard.length = 0;
  const report = await grade(`${before}\nexport function f(ask: any): any {\n${body}\n}\n`);
  const [first] = report.tests;
  return { report, text: [report.message, first?.message, first?.output].join('\n') };
}

interface Case {
  name: string;
  body: string;
  before?: string;
  says: RegExp;
}

const callbacks: Case[] = [
  {
    name: 'its constructor is the guest’s own',
    body: `
      const world = ask.constructor('return this')();
      if (world !== globalThis || world.process || world.headroom) console.log('${REACHED} a world');
      console.log('looked');`,
    says: /looked/,
  },
  {
    name: 'it has no text, name or prototype of the host’s',
    body: `
      if (ask.name !== '' || ask.prototype?.constructor.toString().includes('secret') || /secret|heard/.test(String(ask))) console.log('${REACHED} ' + ask.name);
      if (Object.getPrototypeOf(ask) !== Function.prototype) console.log('${REACHED} a prototype');
      console.log('looked');`,
    says: /looked/,
  },
  {
    name: 'what it throws is an error of the guest’s, with the guest’s stack',
    body: `
      try { ask('throw'); } catch (error: any) {
        if (error.constructor !== RangeError || /bridge|twin|sandbox\\.js|node:|secret/.test(error.stack)) console.log('${REACHED} ' + error.stack);
        console.log(error.message);
      }`,
    says: /refused/,
  },
  {
    name: 'what it returns is a copy of the guest’s own',
    body: `
      const given = { a: [1] };
      const back = ask(given);
      if (back === given || Object.getPrototypeOf(back) !== Object.prototype || !(back.a instanceof Array)) console.log('${REACHED} the same');
      console.log('looked');`,
    says: /looked/,
  },
  {
    name: 'it cannot be made to call another function of the host’s',
    before: `
      const concat = String.prototype.concat;
      String.prototype.concat = function (...parts: any[]): any { return '[99,["a","forged"]]'; } as any;
      JSON.stringify = () => '[99,["a","forged"]]';`,
    body: "return ask('asked');",
    says: /got "asked"/,
  },
  {
    name: 'what it is called with may be anything',
    body: `
      const loop: any = {}; loop.self = loop;
      for (const odd of [loop, Symbol('s'), ask, new Proxy({}, { get() { throw 1; } }), { then(good: any) { good(3); } }, { toJSON: () => 3 }, Object.create({ get x() { return 1; } }), new (class A { #x = 1; })()])
        ask(odd);
      return 'asked';`,
    says: /got "asked"/,
  },
  {
    name: 'what is too large for it does not cross',
    body: `
      try { ask(new Array(1_000_000).fill('x')); } catch {}
      return 'asked';`,
    says: /got "asked"/,
  },
  {
    name: 'a marker of the bridge’s, caught and thrown again, is told as what it stood for',
    body: "try { ask('x'.repeat(10_000_000)); } catch (marker) { throw marker; }",
    says: /more data than a lab can take/,
  },
  {
    name: 'calling it for ever',
    body: 'for (;;) ask(1);',
    says: /Stopped after 10 million steps|Stopped after 5 s/,
  },
  {
    name: 'calling back and forth without end',
    body: "return ask('again');",
    says: /called itself too deeply|cannot be described/,
  },
  {
    name: 'ignoring that it was stopped inside',
    body: "turn++;\n  if (turn > 1) for (;;);\n  try { ask('again'); } catch {}\n  return 3;",
    before: 'let turn = 0;',
    says: /Stopped after 10 million steps/,
  },
  {
    name: 'ignoring that it was stopped inside, in an async function',
    body: "turn++;\n  if (turn > 1) for (;;);\n  return (async () => { try { await ask('again'); } catch {} return 3; })();",
    before: 'let turn = 0;',
    says: /Stopped after 10 million steps/,
  },
];

const promises: Case[] = [
  { name: 'a thenable', body: 'return { then(good: any) { good(3); } };', says: /Expected 3, got \{\}/ },
  { name: 'a thenable that never answers', body: 'return { then() {} };', says: /Expected 3, got \{\}/ },
  {
    name: 'then as a getter',
    body: 'return { get then() { return (good: any) => good(3); } };',
    says: /Expected 3, got/,
  },
  {
    name: 'a promise of something that becomes a thenable',
    body: 'const value: any = {};\n  const promise = Promise.resolve(value);\n  value.then = () => {};\n  return promise;',
    says: /Expected 3, got/,
  },
  {
    name: 'a patched then',
    before: 'Promise.prototype.then = function (good: any) { good?.(3); return this; } as any;',
    body: 'return Promise.resolve(4);',
    says: /Expected 3, got 4/,
  },
  {
    name: 'a species that spies',
    before: `
      class Spy extends Promise<any> {
        static get [Symbol.species](): any {
          return function (this: any, executor: any) { executor((value: any) => value && console.log('${REACHED}', value), () => {}); } as any;
        }
      }`,
    body: 'return Spy.resolve(4);',
    says: /Expected 3, got 4|threw/,
  },
  {
    name: 'a constructor that loops',
    body: 'const promise = Promise.resolve(3);\n  Object.defineProperty(promise, "constructor", { get() { for (;;); } });\n  return promise;',
    says: /Stopped after 10 million steps/,
  },
  {
    name: 'something that only inherits from Promise',
    body: 'return Object.create(Promise.prototype);',
    says: /threw TypeError/,
  },
  { name: 'a promise that never settles', body: 'return new Promise(() => {});', says: /never settles/ },
  {
    name: 'a promise of a promise that never settles',
    body: 'return Promise.resolve().then(() => new Promise(() => {}));',
    says: /never settles/,
  },
  {
    name: 'a rejection with a getter that throws',
    body: 'return Promise.reject({ get a() { throw 1; } });',
    says: /threw \{ a: \[getter\] \}/,
  },
  {
    name: 'jobs without end',
    body: 'const again = (): any => Promise.resolve().then(again);\n  again();\n  return Promise.resolve(4);',
    // Which limit they meet first is a matter of bytes, and so is whether memory ends inside a job, which then ends alone.
    says: /64 MB|10 million steps|Expected 3, got 4/,
  },
  {
    name: 'jobs that ignore being stopped',
    body: 'const again = (): any => Promise.resolve().then(() => { for (;;); }).catch(again).then(again);\n  return again();',
    says: /Stopped after 10 million steps/,
  },
  {
    name: 'async functions that ignore being stopped, and then the right answer',
    body: 'const spin = async () => { for (;;); };\n  for (let i = 0; i < 5000; i++) spin();\n  return Promise.resolve(3);',
    says: /Stopped after 10 million steps/,
  },
  {
    name: 'a job that is left behind',
    body: 'Promise.reject(new Error("left"));\n  return Promise.resolve(4);',
    says: /Expected 3, got 4/,
  },
];

describe.each([
  { what: 'a function of the suite’s', cases: callbacks },
  { what: 'a promise that the suite awaits', cases: promises },
])('$what', ({ cases }) => {
  test.each(cases)('$name', async ({ body, before, says }) => {
    const { report, text } = await attack(body, before);
    expect(text).toMatch(says);
    expect(text).not.toContain(REACHED);
    expect(text).not.toContain('itself went wrong');
    expect(report.earned).toBe(0);
    expect((await attack('return Promise.resolve(3);')).report.earned).toBe(1);
  });
});

test('a forged call of the bridge never reached the suite', async () => {
  await attack("return ask('asked');", callbacks.find(({ name }) => name.includes('another function'))?.before);
  expect(heard).toEqual(['asked']);
});

test('no engine was asked to tidy up what had become of it', () => {
  expect(complaints).not.toHaveBeenCalled();
});
