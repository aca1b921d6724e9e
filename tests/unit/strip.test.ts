/** Types are stripped without moving anything, by a trimmed TypeScript that is held to the whole one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Stripped, strip } from '../../src/sandbox/strip.ts';
import { trim, trimmedTypescript } from '../../src/sandbox/trimmed-typescript.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const files = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' }).trim().split('\n');

describe('stripping', () => {
  test('keeps every line and column', () => {
    const source =
      'export function f<T>(a: Map<string, T[]>, b?: number): T | undefined {\n  const c = a as unknown as T; return c!;\n}\n';
    const { code } = strip(source);
    expect(code).toHaveLength(source.length);
    expect(code.split('\n').map((line) => line.length)).toEqual(source.split('\n').map((line) => line.length));
    expect(code.indexOf('return c')).toBe(source.indexOf('return c'));
    expect(() => new Function(code.replace('export ', ''))).not.toThrow();
  });

  test('writes out parameter properties, and notes what it put in', () => {
    const source = 'class A extends B { constructor(private a: number, b: string, readonly c = 3) { super(b); } }';
    const { code, insertions } = strip(source);
    expect(code).toBe(
      'class A extends B {a;c; constructor(        a        , b        ,          c = 3) { super(b);;this.a=a;this.c=c; } }',
    );
    expect(insertions).toEqual([
      { at: 19, text: 'a;c;' },
      { at: source.indexOf(' } }'), text: ';this.a=a;this.c=c;' },
    ]);
    expect(strip('class A { constructor(a: number); constructor(private a: any) {} }').code).toMatch(
      /^class A \{a; ; +constructor\( +a +\) \{this\.a=a;\} \}$/,
    );
  });

  test('exports at the end what a declaration takes apart, of which the engine forgets the names', () => {
    const source = 'export const [a, , { b: [c = 1], ...d }] = e, f = 2\nexport const g = 3 // last';
    const { code, insertions } = strip(source);
    expect(code).toBe(`${source.replace('export ', '     0;')}\nexport{a,c,d,f};`);
    expect(insertions).toEqual([{ at: source.length, text: '\nexport{a,c,d,f};' }]);
    expect(strip('export const a = 1, b = [a];').insertions).toEqual([]);
  });

  test('marks where statements begin that the engine does not mark, where there is room and nowhere else', () => {
    expect(strip('{\n  const [a] = b;\n}').code).toBe('{\n0;const [a] = b;\n}');
    expect(strip('f()\n\t\tfor (const a of b) c();').code).toBe('f()\n0;for (const a of b) c();');
    expect(strip('switch (a) {\n  case 1:\n    class B {}\n}').code).toBe('switch (a) {\n  case 1:\n  0;class B {}\n}');
    for (const code of [
      'const [a] = b;',
      '{ const [a] = b; }',
      'if (a)\n    var [b] = c;',
      'out:\n    for (const a of b) c();',
      '  f([a] = b);',
    ])
      expect(strip(code).code).toBe(code);
  });

  test('knows where the loops are', () => {
    const { loops } = strip('let i = 0;\nwhile (i < 3) {\n  i++;\n}\nfor (const x of []) ;\n');
    expect(loops).toEqual([
      { from: { line: 2, column: 1 }, to: 4 },
      { from: { line: 5, column: 1 }, to: 5 },
    ]);
  });

  test('leaves no trace of the types that a file imports', () => {
    const source = "import type { Architecture } from 'headroom';\nexport const design = (): Architecture => null!;\n";
    const { code } = strip(source);
    expect(code.split('\n')[0]).toBe(' '.repeat(source.indexOf('\n')));
    expect(code.indexOf('design')).toBe(source.indexOf('design'));
  });

  test.each([
    ["import { Architecture } from 'headroom';", /holds types only: write `import type \{ … \} from 'headroom'`/],
    [
      "import { type Fleet } from 'headroom/server-calculator';",
      /import type \{ … \} from 'headroom\/server-calculator'/,
    ],
    ["import 'headroom';", /holds types only/],
    ["import type from 'headroom';", /holds types only/],
    ["import { readFile } from 'node:fs';", /^Line 2, column 1: Labs import nothing/],
    ["import { x } from 'headroom-of-another';", /Labs import nothing/],
  ])('refuses %s, with its place', (statement, sentence) => {
    expect(() => strip(`// first\n${statement}\n`)).toThrow(sentence);
  });

  test('takes no notice of a byte order mark, and names a file that is no UTF-8', () => {
    expect(strip('\ufefflet a = 1;').code).toBe('let a = 1;');
    expect(() => strip('l\0e\0t\0')).toThrow('Save it as UTF-8');
  });

  test.each([
    ['enum A { B }', 'an enum (write a union of string literals'],
    ['const enum A { B }', 'an enum'],
    [
      'class A extends B { constructor(private a: number) { if (a) super(); } }',
      'a parameter property that has no place',
    ],
    ['class A { constructor(private { a }: B) {} }', 'a parameter property that has no place'],
    ['class A { method(private a: number) {} }', 'a parameter property that has no place'],
    ['function f() { using a = b; }', 'a `using` declaration (write `const`'],
    ['async function f() { await using a = b; }', 'a `using` declaration'],
    ['class A { accessor a = 1 }', 'an `accessor` field (write a plain field'],
    ['class A { static accessor #a = 1 }', 'an `accessor` field'],
    ['@sealed class A {}', 'a decorator (call the function yourself'],
    ['class A { @once m() {} }', 'a decorator'],
    ["export * from './a';", 'an export from another module (labs import nothing'],
    ["export * as a from './a';", 'an export from another module'],
    ["export { a } from './a';", 'an export from another module'],
    ["export { type A } from './a';", 'an export from another module'],
    ['export = { a: 1 };', '`export =` (write `export` before the function)'],
    ['export as namespace A;', '`export as namespace`'],
    ["import fs = require('fs');", '`import … =` (labs import nothing'],
    ['interface A {} export { A };', 'a type in a list of values (write `export type { … }`)'],
    ['namespace A { export const b = 1; }', 'a namespace with values in it'],
    ['await f();', '`await` at the top level (a file is loaded at once'],
    ['if (a) { for await (const b of c) d(); }', '`await` at the top level'],
    ['const f = () => { await g(); };', '`await` in a function that is not `async`'],
    ['class A { a = await b; }', '`await` in a function that is not `async`'],
    ['const f = () => import("x");', 'an `import()` (labs import nothing'],
    ['const f = () => import.meta.url;', '`import.meta`'],
    ['const a = <number>b;', 'a type assertion in angle brackets (write `value as Type`)'],
    [
      'const a = 1 + 1 as number * 2;',
      'a type assertion that decides how an expression is read (put what stands before',
    ],
    ['const a = -b as number ** 2;', 'a type assertion that decides'],
    ['const a = b ?? c as number || d;', 'a type assertion that decides'],
  ])('refuses %s by its name', (statement, named) => {
    expect(() => strip(`// first\n${statement}\n`)).toThrow(
      new RegExp(`^Line 2, column \\d+: this is ${escaped(named)}`),
    );
  });

  test('suggests a semicolon where a line goes on that was meant to end', () => {
    const hint = /^Line 3, column 11: .* Is a semicolon missing at the end of the line before\?$/;
    expect(() => strip('class A {\n  items = [1, 2]\n  *walk() { yield 1 }\n}')).toThrow(hint);
    expect(() => strip('let a = ;')).toThrow(/^Line 1, column 9: Expression expected\.$/);
  });

  test('knows a default export', () => {
    for (const text of ['export default f;', 'export default function f() {}', 'export { f as default };'])
      expect(strip(`let f;\n${text}`).defaultExport?.line).toBe(2);
    expect(strip('export const f = 1; export default interface A {}').defaultExport).toBeUndefined();
  });

  test('refuses nesting that no parser survives, in words', () => {
    expect(() => strip('('.repeat(60_000))).toThrow(/nested too deeply|expected/i);
  });
});

describe('the trimmed TypeScript', () => {
  let stripTrimmed: (source: string) => Stripped;

  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export { strip } from './src/sandbox/strip.ts';", resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'trimmed',
      plugins: [trimmedTypescript],
    });
    stripTrimmed = new Script(`${outputFiles[0]?.text};trimmed.strip`).runInThisContext();
  });

  const outcome = (run: () => Stripped): unknown => {
    try {
      return run();
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('strips every file of this repository as the whole one does', () => {
    // Every third; all of them with WHOLE=1.
    for (const file of files.filter((_, place) => process.env.WHOLE || place % 3 === 1)) {
      const source = readFileSync(file, 'utf8');
      expect(
        outcome(() => stripTrimmed(source)),
        file,
      ).toEqual(outcome(() => strip(source)));
    }
  });

  test('says the same of files that are broken', () => {
    const broken = files.slice(0, 40).flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      return [source.slice(0, source.length / 2), source.replace(')', ''), source.replace('{', '')];
    });
    for (const source of broken) expect(outcome(() => stripTrimmed(source))).toEqual(outcome(() => strip(source)));
  });

  test('stops the build when TypeScript is laid out differently', () => {
    expect(() => trim('var ts = {};')).toThrow('not laid out as expected');
  });
});
