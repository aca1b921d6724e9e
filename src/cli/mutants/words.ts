/** Operators that put one sign or name in the place of another. */
import ts from 'typescript';
import { type Change, inPlaceOf, isText, type Operator } from './change.ts';

const { SyntaxKind } = ts;

type Others = Readonly<Record<string, readonly string[]>>;

const ARITHMETIC: Others = { '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'], '**': ['*'] };
const BITWISE: Others = { '&': ['|'], '|': ['&'], '^': ['&'], '<<': ['>>'], '>>': ['<<'], '>>>': ['>>', '<<'] };
const EQUALITY: Others = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
};
const ASSIGNMENT: Others = {
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '%=': ['*='],
  '**=': ['*='],
  '<<=': ['>>='],
  '>>=': ['<<='],
  '>>>=': ['>>='],
  '&=': ['|='],
  '|=': ['&='],
  '^=': ['&='],
  '&&=': ['||='],
  '||=': ['&&='],
  '??=': ['&&='],
};
const LOGICAL: Others = { '&&': ['||'], '||': ['&&'] };

/** The other names for a method. One that is called on what it works on may also be left out: `text.trim()` → `text`. */
const METHODS: Others = {
  ceil: ['floor'],
  endsWith: ['startsWith'],
  every: ['some'],
  find: ['findLast'],
  findIndex: ['findLastIndex'],
  findLast: ['find'],
  findLastIndex: ['findIndex'],
  floor: ['ceil'],
  indexOf: ['lastIndexOf'],
  lastIndexOf: ['indexOf'],
  max: ['min'],
  min: ['max'],
  padEnd: ['padStart'],
  padStart: ['padEnd'],
  pop: ['shift'],
  push: ['unshift'],
  round: ['floor'],
  shift: ['pop'],
  some: ['every'],
  startsWith: ['endsWith'],
  toLocaleLowerCase: ['toLocaleUpperCase'],
  toLocaleUpperCase: ['toLocaleLowerCase'],
  toLowerCase: ['toUpperCase'],
  toUpperCase: ['toLowerCase'],
  trimEnd: ['trimStart'],
  trimStart: ['trimEnd'],
  trunc: ['floor'],
  unshift: ['push'],
};
const NEEDLESS = [
  'charAt',
  'filter',
  'reverse',
  'slice',
  'sort',
  'substr',
  'substring',
  'toReversed',
  'toSorted',
  'trim',
];

/** Changes the sign between two operands, where `others` has one for it. */
function between(name: string, others: Others, spares: (node: ts.BinaryExpression) => boolean = () => false): Operator {
  return {
    name,
    changes(node, file) {
      if (!ts.isBinaryExpression(node) || spares(node)) return [];
      const sign = node.operatorToken;
      return inPlaceOf(sign, file, ...(others[sign.getText(file)] ?? []));
    },
  };
}

/** `??` may not stand beside `&&` without brackets. */
const coalescing: Operator = {
  name: 'LogicalOperator',
  changes(node, file) {
    if (!isCoalescing(node)) return [];
    const left = isCoalescing(node.left) ? `(${node.left.getText(file)})` : node.left.getText(file);
    const text = `${left} && ${node.right.getText(file)}`;
    return inPlaceOf(node, file, isCoalescing(node.parent) ? `(${text})` : text);
  },
};

function isCoalescing(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.QuestionQuestionToken;
}

const unary: Operator = {
  name: 'UnaryOperator',
  changes(node, file) {
    const signs = [SyntaxKind.MinusToken, SyntaxKind.PlusToken, SyntaxKind.TildeToken];
    if (!ts.isPrefixUnaryExpression(node) || !signs.includes(node.operator)) return [];
    const operand = node.operand.getText(file);
    return inPlaceOf(node, file, node.operator === SyntaxKind.PlusToken ? `-${operand}` : operand);
  },
};

const update: Operator = {
  name: 'UpdateOperator',
  changes(node, file) {
    if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return [];
    const other = { [SyntaxKind.PlusPlusToken]: '--', [SyntaxKind.MinusMinusToken]: '++' }[node.operator as number];
    if (other === undefined) return [];
    const operand = node.operand.getText(file);
    return inPlaceOf(node, file, ts.isPrefixUnaryExpression(node) ? other + operand : operand + other);
  },
};

const negation: Operator = {
  name: 'BooleanLiteral',
  changes(node, file) {
    if (!ts.isPrefixUnaryExpression(node) || node.operator !== SyntaxKind.ExclamationToken) return [];
    return inPlaceOf(node, file, node.operand.getText(file));
  },
};

const method: Operator = {
  name: 'MethodExpression',
  changes(node, file): Change[] {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const { expression, name } = node.expression;
    if (NEEDLESS.includes(name.text)) return [{ at: expression.end, end: node.end, text: '' }];
    return Object.hasOwn(METHODS, name.text) ? inPlaceOf(name, file, ...METHODS[name.text]!) : [];
  },
};

const chaining: Operator = {
  name: 'OptionalChaining',
  changes(node, file) {
    if (node.kind !== SyntaxKind.QuestionDotToken) return [];
    return inPlaceOf(node, file, ts.isPropertyAccessExpression(node.parent) ? '.' : '');
  },
};

export const WORDS: readonly Operator[] = [
  between('ArithmeticOperator', ARITHMETIC, isText),
  between('BitwiseOperator', BITWISE),
  between('EqualityOperator', EQUALITY),
  between('LogicalOperator', LOGICAL),
  coalescing,
  between('AssignmentOperator', ASSIGNMENT, ({ right }) => isText(right)),
  unary,
  update,
  negation,
  method,
  chaining,
];
