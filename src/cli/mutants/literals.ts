/** Operators that put other values in the place of literals. */
import ts from 'typescript';
import { type Change, inPlaceOf, isTarget, type Operator } from './change.ts';

const boolean: Operator = {
  name: 'BooleanLiteral',
  changes(node, file) {
    if (node.kind === ts.SyntaxKind.TrueKeyword) return inPlaceOf(node, file, 'false');
    return node.kind === ts.SyntaxKind.FalseKeyword ? inPlaceOf(node, file, 'true') : [];
  },
};

const text: Operator = {
  name: 'StringLiteral',
  changes(node, file) {
    if (ts.isStringLiteral(node))
      return isName(node) ? [] : inPlaceOf(node, file, node.text === '' ? "'mutant'" : "''");
    const isTemplate = ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
    if (!isTemplate || ts.isTaggedTemplateExpression(node.parent)) return [];
    return inPlaceOf(node, file, node.getText(file) === '``' ? '`mutant`' : '``');
  },
};

/** Whether a literal is the name of something, and no value. */
function isName(node: ts.Expression): boolean {
  const { parent } = node;
  return (ts.isObjectLiteralElement(parent) || ts.isClassElement(parent)) && parent.name === node;
}

/** One more and one less: limits are off by one more often than by anything else. */
const number: Operator = {
  name: 'NumericLiteral',
  changes(node, file) {
    if (isName(node as ts.Expression)) return [];
    if (ts.isBigIntLiteral(node)) return besides(BigInt(node.text.slice(0, -1)), 'n');
    return ts.isNumericLiteral(node) ? besides(Number(node.text), '') : [];

    function besides(value: number | bigint, suffix: string): Change[] {
      const others = typeof value === 'bigint' ? [value + 1n, value - 1n] : [value + 1, value - 1];
      // A minus sign could meet another.
      const fitting = others.filter((other) => other >= 0 && other !== value);
      return inPlaceOf(node, file, ...fitting.map((other) => `${other}${suffix}`));
    }
  },
};

const array: Operator = {
  name: 'ArrayDeclaration',
  changes(node, file) {
    if (ts.isArrayLiteralExpression(node) && !isTarget(node))
      return inPlaceOf(node, file, node.elements.length > 0 ? '[]' : "['mutant']");
    const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (!isCall || node.expression.getText(file) !== 'Array' || !node.arguments?.length) return [];
    return inPlaceOf(node, file, 'new Array()');
  },
};

const object: Operator = {
  name: 'ObjectLiteral',
  changes(node, file) {
    const isEmptied = ts.isObjectLiteralExpression(node) && node.properties.length > 0 && !isTarget(node);
    return isEmptied ? inPlaceOf(node, file, '{}') : [];
  },
};

const CLASS = /^[dDwWsSpP]$/;

const pattern: Operator = {
  name: 'Regex',
  changes(node, file) {
    if (!ts.isRegularExpressionLiteral(node)) return [];
    const start = node.getStart(file);
    const found: Change[] = [];
    const say = (at: number, length: number, text: string): void => {
      found.push({ at: start + at, end: start + at + length, text });
    };
    const last = node.text.lastIndexOf('/');
    let isInClass = false;
    for (let at = 1; at < last; at++) {
      const sign = node.text[at]!;
      if (sign === '\\') {
        const letter = node.text[++at]!;
        const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
        if (CLASS.test(letter)) say(at, 1, other);
      } else if (sign === '[' && !isInClass) {
        isInClass = true;
        const isNegated = node.text[at + 1] === '^';
        say(at + 1, isNegated ? 1 : 0, isNegated ? '' : '^');
      } else if (sign === ']') isInClass = false;
      // Anchors and quantifiers, which the pattern may not need.
      else if (!isInClass && /[$*+^]/.test(sign)) say(at, 1, '');
    }
    return found;
  },
};

export const LITERALS: readonly Operator[] = [boolean, text, number, array, object, pattern];
