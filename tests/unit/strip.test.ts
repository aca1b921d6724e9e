/** Types are stripped without moving anything, by a trimmed TypeScript that is held to the whole one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Stripped, strip } from '../../src/sandbox/strip.ts';
import { trim, trimmedTypescript } from '../../src/sandbox/trimmed-typescript.ts';

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
    for (const file of files) {
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
