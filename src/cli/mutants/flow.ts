/** Operators that change what is done at all: conditions decided beforehand, blocks and statements left out. */
import ts from 'typescript';
import { inPlaceOf, type Operator } from './change.ts';

const { SyntaxKind } = ts;

const COMPARISONS = [
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.InKeyword,
  SyntaxKind.InstanceOfKeyword,
];

const condition: Operator = {
  name: 'ConditionalExpression',
  changes(node, file) {
    if (!ts.isExpression(node) || ts.isParenthesizedExpression(node)) return [];
    const around = aroundBrackets(node);
    const { parent } = around;
    // A loop that never ends says no more than one that never begins, and takes longer to say it.
    if (isLoopTest(parent, around)) return inPlaceOf(node, file, 'false');
    const joined = joins(parent);
    // What is false of one operand of && is false of the whole, of which it is said in its own turn.
    if (joined && (isTest(parent) || isBoolean(node)))
      return inPlaceOf(node, file, joined === SyntaxKind.BarBarToken ? 'false' : 'true');
    // Of what is negated it is said where it is negated.
    if (isTest(node) && isNegation(parent)) return [];
    return isTest(node) || isBoolean(node) ? inPlaceOf(node, file, 'true', 'false') : [];
  },
};

function aroundBrackets(node: ts.Node): ts.Node {
  let around = node;
  while (ts.isParenthesizedExpression(around.parent)) around = around.parent;
  return around;
}

function isLoopTest(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isForStatement(parent)) return parent.condition === node;
  return (ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === node;
}

/** Whether only the truth of an expression matters where it stands. */
function isTest(node: ts.Node): boolean {
  const around = aroundBrackets(node);
  const { parent } = around;
  if (ts.isIfStatement(parent)) return parent.expression === around;
  if (ts.isConditionalExpression(parent)) return parent.condition === around;
  if (isLoopTest(parent, around)) return true;
  return (isNegation(parent) || joins(parent) !== undefined) && isTest(parent);
}

function isNegation(node: ts.Node): boolean {
  return ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken;
}

/** The sign of `a && b` or `a || b`. */
function joins(node: ts.Node): ts.SyntaxKind | undefined {
  const sign = ts.isBinaryExpression(node) ? node.operatorToken.kind : undefined;
  return sign === SyntaxKind.AmpersandAmpersandToken || sign === SyntaxKind.BarBarToken ? sign : undefined;
}

function isBoolean(node: ts.Node): boolean {
  return joins(node) !== undefined || (ts.isBinaryExpression(node) && COMPARISONS.includes(node.operatorToken.kind));
}

const block: Operator = {
  name: 'BlockStatement',
  changes: (node, file) => (ts.isBlock(node) && node.statements.length > 0 ? inPlaceOf(node, file, '{}') : []),
};

const clause: Operator = {
  name: 'ConditionalExpression',
  changes: (node) =>
    ts.isCaseOrDefaultClause(node) && node.statements.length > 0
      ? [{ at: node.statements.pos, end: node.statements.end, text: '' }]
      : [],
};

const LEFT_OUT = [
  SyntaxKind.ExpressionStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
];

const statement: Operator = {
  name: 'StatementRemoval',
  changes(node, file) {
    if (!LEFT_OUT.includes(node.kind)) return [];
    const { parent } = node;
    // The only statement of a block is left out with the block, and what an `if` does with its condition.
    if (ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent))
      return parent.statements.length > 1 ? inPlaceOf(node, file, ';') : [];
    return ts.isIfStatement(parent) && parent.thenStatement === node && !parent.elseStatement
      ? []
      : inPlaceOf(node, file, ';');
  },
};

const arrow: Operator = {
  name: 'ArrowFunction',
  changes: (node, file) =>
    ts.isArrowFunction(node) && !ts.isBlock(node.body) ? inPlaceOf(node, file, '() => undefined') : [],
};

export const FLOW: readonly Operator[] = [condition, block, clause, statement, arrow];
