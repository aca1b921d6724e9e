/** The editor's library is exactly the guest's: what it knows runs, and what runs it knows. */
import { readFileSync } from 'node:fs';
import { createSourceFile, ScriptTarget } from 'typescript';
import { beforeAll, expect, test } from 'vitest';
// @ts-expect-error The module has no types, and is not among those that the package names.
import { libFileMap } from '../../node_modules/monaco-editor/esm/vs/languages/features/typescript/lib/lib.js';
import { pathsIn } from '../../src/editor/guest-library.ts';
import { guestLibrary } from '../../src/editor/lean-monaco.ts';
import { LACKING } from '../../src/sandbox/unsupported.ts';
import { openRuntime } from './twin.ts';

const own = { 'guest.d.ts': readFileSync('src/editor/guest-types.txt', 'utf8') };
const library = guestLibrary(libFileMap as Record<string, string>, LACKING);
const known = pathsIn({ ...library, ...own });

/** Set on each object when it is made, so that no prototype has them. */
const ON_EACH = new Set([
  'AggregateError.prototype.errors',
  'Error.prototype.cause',
  'Iterator.prototype.next',
  'Error.prototype.stack',
  'RegExp.prototype.lastIndex',
  'TextDecoder.prototype.fatal',
  'TextDecoder.prototype.ignoreBOM',
]);

/** What no editor needs to know: remains of older days, and what is there for the engine's own sake. */
const UNTOLD =
  /^(undefined|globalThis|Reflect|Set\.groupBy|InternalError.*|Object\.prototype\.__\w+|Function\.prototype\.(fileName|lineNumber|columnNumber)|Date\.prototype\.(toGMTString|getYear|setYear)|Math\.random|Date\.now)$|\.(length|name|prototype|constructor)$|\[Symbol\.toStringTag\]$/;

const guest: { has: boolean[]; lacks: boolean[]; all: string[] } = { has: [], lacks: [], all: [] };
const called = known.map((path) => path.replace(/( new )?\(\)$/, ''));

beforeAll(async () => {
  const grade = await openRuntime(['has', 'all'], ({ solution, test: state }) => {
    const { has, all } = solution<{ has(paths: string[]): boolean[]; all(): string[] }>();
    state('looks', { marks: 1 }, () => {
      guest.has = has(called);
      guest.lacks = has([...LACKING]);
      guest.all = all();
    });
  });
  const report = await grade(`
    const get = (path: string): boolean => {
      let at: any = globalThis;
      const steps = path.split(/\\.(?![^[]*\\])|(?=\\[)/);
      for (const [place, step] of steps.entries()) {
        const key: any = step.startsWith('[') ? (Symbol as any)[step.slice(8, -1)] : step;
        if (key === undefined || at === undefined || at === null || !(key in Object(at))) return false;
        if (place < steps.length - 1) at = at[key];
      }
      return true;
    };
    export const has = (paths: string[]) => paths.map(get);
    export const all = () => {
      const names: string[] = [];
      const keysOf = (value: object) =>
        Reflect.ownKeys(value).map((key) => (typeof key === 'symbol' ? '[' + key.description + ']' : '.' + key));
      for (const name of Reflect.ownKeys(globalThis)) {
        if (typeof name !== 'string') continue;
        names.push(name);
        const value = (globalThis as any)[name];
        if (value === globalThis || !value || !['object', 'function'].includes(typeof value)) continue;
        for (const key of keysOf(value)) names.push(name + key);
        if (typeof value === 'function' && value.prototype)
          for (const key of keysOf(value.prototype)) names.push(name + '.prototype' + key);
      }
      return names;
    };`);
  expect(report.tests[0]).toMatchObject({ status: 'pass' });
});

test('the guest has every name that the editor knows', () => {
  expect(known.length).toBeGreaterThan(800);
  expect(known.filter((path, place) => !guest.has[place] && !ON_EACH.has(path))).toEqual([]);
});

test('the editor knows every name that the guest has', () => {
  const names = new Set(called);
  /** What all objects have, or all errors, is told once. */
  const general = (path: string): string[] =>
    ['Object', 'Error'].map((kind) => path.replace(/^\w+(?=\.prototype)/, kind));
  expect(
    guest.all.filter(
      (path) => !UNTOLD.test(path) && !names.has(path) && !general(path).some((each) => names.has(each)),
    ),
  ).toEqual([]);
});

test('what the list says is lacking is lacking, or withheld', () => {
  expect(LACKING.filter((_, place) => guest.lacks[place])).toEqual(['Math.random', 'Date.now']);
});

test('what is left of the library is sound TypeScript, with what was newer than 2023 and without what throws', () => {
  for (const [file, text] of Object.entries(library)) {
    const { parseDiagnostics } = createSourceFile(file, text, ScriptTarget.ESNext) as never as {
      parseDiagnostics: unknown[];
    };
    expect(parseDiagnostics, file).toEqual([]);
  }
  for (const path of ['Object.groupBy', 'Set.prototype.union', 'Iterator.prototype.map', 'console.table'])
    expect(known).toContain(path);
  for (const path of ['Intl.NumberFormat', 'Atomics.add', 'Math.random', 'Date.now', 'Date new ()', 'Symbol.dispose'])
    expect(known).not.toContain(path);
});
