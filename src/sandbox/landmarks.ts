/**
 * Marks of our own. A declaration that takes a value apart, a loop over a value and a class make no mark where they begin, so
 * that what fails in one of them could be one before it. Where two blanks stand before such a statement, `0;` is written in
 * their place: a statement that makes a mark and nothing else, and costs no step. (./flow.ts says what marks are.)
 */
import { forEachChild, type Node, type SourceFile, SyntaxKind } from 'typescript';

/** Characters of what is written. */
export const LANDMARK = '0;';

const BEGIN_WITHOUT: readonly SyntaxKind[] = [
  SyntaxKind.VariableStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ClassDeclaration,
];

/** Offsets at which two blanks may become a landmark. */
export function landmarksOf(file: SourceFile): ReadonlySet<number> {
  const { text } = file;
  const offsets = new Set<number>();
  const visit = (node: Node): void => {
    // Only in a list of statements is there room for one more.
    for (const statement of (node as { statements?: readonly Node[] }).statements ?? []) {
      const at = statement.getStart(file) - LANDMARK.length;
      if (BEGIN_WITHOUT.includes(statement.kind) && /^[ \t]{2}$/.test(text.slice(Math.max(at, 0), at + 2)))
        offsets.add(at);
    }
    forEachChild(node, visit);
  };
  visit(file);
  return offsets;
}
