/**
 * From TypeScript to JavaScript, by writing blanks over the types: every line and column stays where the learner put
 * it, so whatever an error points at is what they see. The same parser and the same text in every place that runs code.
 */

import { blankSourceFile } from 'ts-blank-space';
import {
  createSourceFile,
  forEachChild,
  type ImportDeclaration,
  type Node,
  ScriptKind,
  ScriptTarget,
  type StringLiteral,
  SyntaxKind,
} from 'typescript';
import { type Position, UnusableSource } from '#grading';

export interface Stripped {
  /** JavaScript with every character where it was. */
  code: string;
  /** Every loop, in the order of the text: where it begins, and its last line. */
  loops: { from: Position; to: number }[];
}

/** Many times the longest solution; the parser takes quadratic time over some texts. */
const MAX_SOURCE = 64_000;

/** Syntax that has meaning at run time and so cannot be blanked out, with what to write instead. */
const NOT_ERASABLE: Partial<Record<SyntaxKind, string>> = {
  [SyntaxKind.EnumDeclaration]: 'an enum (write a union of string literals, or an object `as const`)',
  [SyntaxKind.ModuleDeclaration]: 'a namespace (a module is one already)',
  [SyntaxKind.Parameter]: 'a parameter property (declare the field, and assign it in the constructor)',
  [SyntaxKind.TypeAssertionExpression]: 'a type assertion in angle brackets (write `value as Type`)',
  [SyntaxKind.ImportEqualsDeclaration]: '`import … = require(…)` (labs import nothing)',
  [SyntaxKind.ExportAssignment]: '`export =` (write `export function …`)',
};

interface Diagnostic {
  start: number;
  messageText: string | { messageText: string };
}

/** Strips types. Throws UnusableSource, with the place, for what does not parse or cannot be stripped. */
export function strip(source: string): Stripped {
  if (source.length > MAX_SOURCE)
    throw new UnusableSource(`Your file is longer than ${MAX_SOURCE / 1000},000 characters.`);
  let file: ReturnType<typeof createSourceFile>;
  try {
    file = createSourceFile('solution.ts', source, { languageVersion: ScriptTarget.ESNext }, false, ScriptKind.TS);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new UnusableSource('Your file is nested too deeply to be read.');
    throw thrown;
  }
  const place = placesIn(source);
  const refuse = (offset: number, message: string): never => {
    const at = place(offset);
    throw new UnusableSource(`Line ${at.line}, column ${at.column}: ${message}`, at);
  };
  const [first] = (file as unknown as { parseDiagnostics: Diagnostic[] }).parseDiagnostics;
  if (first)
    refuse(first.start, typeof first.messageText === 'string' ? first.messageText : first.messageText.messageText);
  for (const statement of file.statements) {
    if (statement.kind !== SyntaxKind.ImportDeclaration) continue;
    const { importClause, moduleSpecifier } = statement as ImportDeclaration;
    if (!importClause?.isTypeOnly)
      refuse(statement.getStart(file), refusedImport((moduleSpecifier as StringLiteral).text));
  }
  try {
    const code = blankSourceFile(file, (node) => {
      const what = NOT_ERASABLE[node.kind] ?? 'TypeScript syntax that has meaning at run time';
      refuse(node.getStart(file), `this is ${what}.`);
    });
    return { code, loops: findLoops(file, place) };
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new UnusableSource('Your file is nested too deeply to be read.');
    throw thrown;
  }
}

/** What to write instead of an import that would have to be there at run time. */
function refusedImport(module: string): string {
  return /^headroom(\/|$)/.test(module)
    ? `'${module}' holds types only: write \`import type { … } from '${module}'\`.`
    : 'Labs import nothing: write what you need in this file.';
}

/** Makes a function from offsets to places. It finds the lines once: a file may have thousands of loops to place. */
function placesIn(source: string): (offset: number) => Position {
  const starts = [0];
  for (const { 0: end, index } of source.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return (offset) => {
    let line = 0;
    let after = starts.length;
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] as number) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (starts[line] as number) + 1 };
  };
}

const LOOPS: readonly SyntaxKind[] = [
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
];

function findLoops(file: ReturnType<typeof createSourceFile>, place: (offset: number) => Position): Stripped['loops'] {
  const loops: Stripped['loops'] = [];
  const visit = (node: Node): void => {
    if (LOOPS.includes(node.kind)) loops.push({ from: place(node.getStart(file)), to: place(node.end).line });
    forEachChild(node, visit);
  };
  visit(file);
  return loops;
}
