/**
 * Makes the mutants of a solution: every small slip that could be in it, one at a time, by operators of our own over TypeScript's
 * parser. Stryker's instrumenter was tried first. It can be used alone, and its list of mutants without its run-time switch,
 * which would count as steps. But it knows none of numbers nor of bit operators, and of few statements and methods, which labs live
 * on, and cannot be given others; and it is 64 more packages, a second parser among them. Of the twelve solutions, as they
 * then were, it made 921 mutants, and ours 1,345; each of Stryker's is one of them, or the same program in other words.
 */
import ts from 'typescript';
import { UnusableSource } from '#grading';
import { strip } from '../../sandbox/strip.ts';
import type { Change, Operator } from './change.ts';
import { FLOW } from './flow.ts';
import { LITERALS } from './literals.ts';
import { WORDS } from './words.ts';

const OPERATORS: readonly Operator[] = [...FLOW, ...WORDS, ...LITERALS];

/** A solution with one place of it changed. */
export interface Mutant extends Change {
  /** The name of the operator that made it. */
  operator: string;
  source: string;
}

/** Every mutant of a solution, in the order of the text; none that cannot be run, and none twice. */
export function mutantsOf(solution: string): Mutant[] {
  const file = ts.createSourceFile('solution.ts', solution, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const found = new Map<string, Mutant>();
  const visit = (node: ts.Node): void => {
    if (isOfTypes(node)) return;
    for (const { name, changes } of OPERATORS)
      for (const change of changes(node, file)) {
        const source = solution.slice(0, change.at) + change.text + solution.slice(change.end);
        if (source !== solution && !found.has(source)) found.set(source, { operator: name, source, ...change });
      }
    // With tokens: a question mark before a dot is one.
    for (const child of node.getChildren(file)) visit(child);
  };
  for (const statement of file.statements) visit(statement);
  return [...found.values()].filter(({ source }) => isUsable(source)).sort((a, b) => a.at - b.at || a.end - b.end);
}

/** What is gone when the program runs. */
function isOfTypes(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isJSDoc(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

function isUsable(source: string): boolean {
  try {
    strip(source);
    return true;
  } catch (thrown) {
    if (thrown instanceof UnusableSource) return false;
    throw thrown;
  }
}
