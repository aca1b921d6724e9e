/**
 * A program means the same when its types are blanked out as when TypeScript compiles it. Both are tried: programs made of
 * pieces in which a line break ends a statement, run both ways; and every file of this repository, read both ways.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { transformSync } from 'esbuild';
import * as fc from 'fast-check';
import {
  createSourceFile,
  isExportDeclaration,
  isImportDeclaration,
  ModuleKind,
  ScriptTarget,
  transpileModule,
} from 'typescript';
import { describe, expect, test } from 'vitest';
import { exportedPatterns } from '../../src/sandbox/exported-patterns.ts';
import { LANDMARK } from '../../src/sandbox/landmarks.ts';
import { strip } from '../../src/sandbox/strip.ts';
import { writeOut } from '../../src/sandbox/written-out.ts';

const compile = (source: string) =>
  transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: {
      target: ScriptTarget.ESNext,
      module: ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      useDefineForClassFields: true,
      removeComments: true,
    },
  });

/** What a program says when it runs: the value of its last statement, or the error that it throws. */
function outcomeOf(code: string): string {
  try {
    return String(new Script(code).runInContext(createContext({}), { timeout: 1_000 }));
  } catch (error) {
    return (error as Error).name;
  }
}

/** Members of a class, none of which ends in a semicolon. */
const MEMBERS = [
  'a = 1',
  'a: number = 1',
  'b: number',
  'b?: string',
  'b!: string',
  'readonly c = "c"',
  'static d: number = 4',
  'get: number',
  'set: number',
  'static: number',
  'async: number',
  'get?: number',
  'declare e: number',
  'private f',
  'public in: number',
  'protected instanceof = 2',
  '#g: number = 7',
  'static readonly #h = 8',
  'i = (x: number): number => x',
  'j = [1, 2] as number[]',
  'k = this.a! as unknown',
  'static [x: string]: unknown',
  'readonly [x: string]: unknown',
  'm(): number { return 1 }',
  'm(x: string): number\n  m(x?: string): number { return 2 }',
  'n(x: string): Generator\n  *n(x?: unknown): Generator { yield 3 }',
  'public *walk(): Iterable<number> { yield 5 }',
  '*walk() { yield 6 }',
  'public async *flow() { yield 6 }',
  "['o' as string](): number { return 7 }",
  "public ['p'](): number { return 8 }",
  "private readonly ['q']: number = 9",
  'override toString(): string { return "k" }',
  'public get z(): number { return 26 }',
  'set z(v: number) {}',
  'abstract aa(): void',
  'abstract bb: number',
  'protected abstract get cc(): number',
  'static { this.d2 = 4 as number }',
  'static d2: number',
  'constructor()\n  constructor(x?: number) { this.made = x ?? 0 }',
  'made?: unknown',
  'constructor(private p1: number, public readonly p2?: string, p3 = 3) { super(); this.d2 = this.p1 + p3 }',
  'constructor(protected p1 = 4) {\n    let before = 1 as number\n    super()\n    this.d2 = before + this.p1\n  }',
];

/** Statements, none of which ends in a semicolon. */
const STATEMENTS = [
  'let s1 = 1 as number',
  'let s2: number[] = [1]',
  'let s3: string',
  'var s4 = log as unknown as Function',
  'type T1 = string',
  'interface I1 { a: 1 }',
  'declare const d1: number',
  'declare function d2(): void',
  'declare class D3 {}',
  'declare namespace N1 { const a: 1 }',
  'namespace N2 { export type A = 1 }',
  'declare global { interface Z {} }',
  'export type { I2 }',
  'interface I2 { b: 2 }',
  'function f1(a: string): string\nfunction f1(a: unknown) { return a }',
  'const f2 = <A,>(a: A): A => a',
  'const f3 = async <A,>(\n  a: A,\n): Promise<A> => a',
  'const f4 = (\n  a: number,\n): number | undefined => a',
  'const f5 = function (this: unknown, a: number): a is 1 { return true }',
  '[1, 2].forEach((x: number) => log.push(x))',
  '(log as unknown[]).push("p")',
  '(() => log.push("i"))()',
  '`t`.length',
  '+1',
  '-1 as number',
  '/r/.test("r") satisfies boolean',
  'log.push(log!.length) as number',
  'log.push("n")!',
  'log.at(0)! as number',
  'log.push(Array.of<number>(1, 2).length)',
  'new Set<number>([1])',
  'var q8 = log.at?.<number>(0) as unknown',
  'if (log.length as number) log.push("if") as number\nelse log.push("else")',
  'for (const x of [1, 2] as number[]) log.push(x as number)',
  'do log.push("do") as number\nwhile (false as boolean)',
  'out: for (;;) { break out }',
  'switch (log.length as number) { case 0 as number: log.push("0") as number\n default: log.push("d") }',
  'try { log.push("t") } catch (e: unknown) { log.push(e as string) }',
  'var { q1 }: { q1?: number } = {} as { q1?: number }',
  'var [q2]: number[] = [1] as const as unknown as number[]',
  'var q3 = log.length > 0 ? (1 as number) : 2 as number',
  'var q4 = { a: 1 as number, b(this: unknown): void {} } satisfies object',
  'var q5 = (log as unknown[])!.length! + (1 as number)',
  'var q6 = (log as typeof log) instanceof (Array as unknown as new () => object)',
  'label: log.push("l") as number',
  'var q7 = a1?.b!.c as unknown',
  'var a1: { b?: { c: 1 } } | undefined',
];

const programs = fc
  .record({
    members: fc
      .array(fc.constantFrom(...MEMBERS), { maxLength: 5 })
      .filter((members) => members.filter((member) => member.startsWith('constructor')).length < 2),
    isAbstract: fc.boolean(),
    before: fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 4 }),
    after: fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 4 }),
    ending: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ members, isAbstract, before, after, ending }) => {
    const body = members.map((member) => `  ${member}`).join('\n');
    const kind = isAbstract ? 'abstract class' : 'class';
    return [
      'var log: unknown[] = []',
      ...before,
      `${kind} K<A = unknown> extends (class { d2?: unknown; }) implements Iterable<A> {\n${body}\n}`,
      ...after,
      `var made: any = new (K as any)(5)
;JSON.stringify([log, Object.entries(made), Object.getOwnPropertyNames(K.prototype).map((name: string) => [
  name, Object.prototype.toString.call(Object.getOwnPropertyDescriptor(K.prototype, name)!.value), String(Object.getOwnPropertyDescriptor(K.prototype, name)!.get !== undefined),
]), Object.getOwnPropertyNames(K).filter((name: string) => name !== 'prototype')])`,
    ]
      .join('\n')
      .replaceAll('\n', ending);
  });

describe('a program without its types', () => {
  test('does what TypeScript makes of it, without a semicolon between its lines', () => {
    let ran = 0;
    fc.assert(
      fc.property(programs, (source) => {
        const { outputText, diagnostics = [] } = compile(source);
        if (diagnostics.length > 0) return;
        ran++;
        const outcome = outcomeOf(outputText.replace(/^export \{\s*\};?$/m, ''));
        expect(outcomeOf(strip(source).code.replace(/^export type.*$/m, '')), source).toBe(outcome);
      }),
      { seed: 9, numRuns: 400 },
    );
    expect(ran).toBeGreaterThan(100);
  });

  test.each([
    [
      'a modifier before a generator',
      'class K { y = 1\n public *walk() { yield 2 } }\n[...new K().walk()].join()',
      '2',
    ],
    [
      'an overload before a generator',
      'class K { y = 1\n g(a: 1): any\n *g(a: any): any { yield a } }\n[...new K().g(1)].join()',
      '1',
    ],
    [
      'an index signature before a generator',
      'class K { y = 1\n static [k: string]: any\n *g(): any { yield 3 } }\n[...new K().g()].join()',
      '3',
    ],
    ['a field called get', 'class K { get: any\n go() { return 4 } }\nString(new K().go())', '4'],
    ['a field called static', 'class K { static?: any\n go() { return 5 } }\nString(new K().go())', '5'],
    ['a field called async', 'class K { async!: any\n go() { return 6 } }\nString(new K().go())', '6'],
    ['a name that is an operator', 'class K { y = 1\n public in() { return 7 } }\nString(new K().in())', '7'],
    ['a type before a bracket', 'const a = 8\ntype T = 1\n[a].join()', '8'],
    ['an assertion before a parenthesis', 'const a = 9 as number\n(a as any).toString()', '9'],
    ['an assertion before a template', 'const a = 10 as number\n`a`.length && String(a)', '10'],
    ['a declaration before a regular expression', 'const a = "11"\ndeclare const b: 1\n/1+/.exec(a)![0]', '11'],
  ])('%s', (_what, source, expected) => {
    expect(outcomeOf(strip(source).code)).toBe(expected);
  });

  test('reads as TypeScript reads it, file by file of this repository', { timeout: 240_000 }, () => {
    const all = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' }).trim().split('\n');
    // Every third; all of them with WHOLE=1, in a minute.
    const files = all.filter((_, place) => process.env.WHOLE || place % 3 === 0);
    let read = 0;
    for (const file of files) {
      const source = withoutImports(readFileSync(file, 'utf8'));
      let code: string;
      try {
        code = withoutLandmarks(strip(source).code, source);
      } catch {
        // A lab refuses what a file of the house may have, such as await at the top.
        continue;
      }
      read++;
      expect(printed(code), file).toBe(printed(compile(withExportsAtEnd(source)).outputText));
    }
    expect(read).toBeGreaterThan(files.length / 2);
  });
});

/** What the stripper changes for the engine's sake; strip.test.ts says how. */
function withExportsAtEnd(source: string): string {
  const file = createSourceFile('a.ts', source, ScriptTarget.ESNext);
  return writeOut(file, [exportedPatterns(file)]).text;
}

/** JavaScript as one and the same printer writes it, without what is nothing: parentheses, empty statements and members. */
function printed(code: string): string {
  const { code: text } = transformSync(code, { minifyWhitespace: true, minifySyntax: true });
  return text
    .replace(/^"use strict";/, '')
    .replace(/export\s*\{\};?/, '')
    .trim();
}

/** Without the marks that are written where there were blanks: they mean nothing. */
function withoutLandmarks(code: string, source: string): string {
  return code.replaceAll(LANDMARK, (mark, at: number) =>
    source.slice(at, at + mark.length).trim() === '' ? '  ' : mark,
  );
}

/** Blanks out what a lab refuses: imports, and the exports that hang on them. */
function withoutImports(source: string): string {
  const { statements } = createSourceFile('x.ts', source, ScriptTarget.ESNext);
  const others = statements.filter((node) => isImportDeclaration(node) || isExportDeclaration(node));
  return others.reduce(
    (text, { pos, end }) => text.slice(0, pos) + text.slice(pos, end).replaceAll(/[^\n]/g, ' ') + text.slice(end),
    source,
  );
}
