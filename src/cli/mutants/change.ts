/** What an operator says of a node of the solution: the pieces that operators are made of. */
import ts from 'typescript';

/** A stretch of the text, from `at` up to `end`, and what a mutant has there. */
export interface Change {
  at: number;
  end: number;
  text: string;
}

/** A kind of mistake, by the name that Stryker gives it where it has one, and how it changes a node. */
export interface Operator {
  name: string;
  /** No changes for a node that it has nothing to say of. */
  changes(node: ts.Node, file: ts.SourceFile): Change[];
}

/** Puts other texts in the place of a node. */
export function inPlaceOf(node: ts.Node, file: ts.SourceFile, ...texts: string[]): Change[] {
  return texts.map((text) => ({ at: node.getStart(file), end: node.end, text }));
}

const TEXTS = [
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
];

/** Whether an expression is a text by its looks: there is no minus for it. */
export function isText(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return isText(node.left) || isText(node.right);
  return TEXTS.includes(node.kind);
}

/** Whether a literal is what is assigned to, as in `[a, b] = [b, a]`: then it holds no values. */
export function isTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === node;
}
