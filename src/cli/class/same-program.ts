/**
 * A program without what nobody would call a difference: types, comments, layout, quotes, and the names that it gives to its own things.
 * Two that are equal then are the same program under other names; whether that means anything is for a person to say, since a short
 * task has few answers.
 */
import { createHash } from 'node:crypto';
import tsBlankSpace from 'ts-blank-space';
import ts from 'typescript';
import { endlessLookahead } from '../../sandbox/lookahead.ts';
import { isTooLong } from '../../sandbox/too-long.ts';

/** A hash of the program; empty where it is none. */
export function programOf(text: string): string {
  // This runs in the process that keeps the whole class waiting: what no lab reads is not parsed here either.
  if (isTooLong(text) || endlessLookahead(text) !== undefined) return '';
  try {
    requireProgram(text);
    return createHash('sha256')
      .update(normalised(tsBlankSpace(text)))
      .digest('hex')
      .slice(0, 12);
  } catch {
    // What does not parse, or is nested beyond all bounds, is like nothing.
    return '';
  }
}

const parse = (text: string): ts.SourceFile => ts.createSourceFile('program.ts', text, ts.ScriptTarget.Latest, true);

function requireProgram(text: string): void {
  const { parseDiagnostics } = parse(text) as unknown as { parseDiagnostics: unknown[] };
  if (parseDiagnostics.length > 0) throw new Error('no program');
}

function normalised(code: string): string {
  const source = parse(code);
  const own = ownNames(source);
  const names = new Map<string, string>();
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.getChildCount(source) > 0) {
      for (const child of node.getChildren(source)) visit(child);
      return;
    }
    const text = node.getText(source);
    if (text === '' || text === ';') return;
    if (ts.isIdentifier(node) && own.has(text) && !isField(node)) {
      const name = names.get(text) ?? `v${names.size}`;
      names.set(text, name);
      tokens.push(name);
    } else if (ts.isStringLiteralLike(node)) tokens.push(JSON.stringify(node.text));
    else tokens.push(text);
  };
  visit(source);
  return tokens.join(' ');
}

/** What is declared here and not handed out: parameters, variables, functions and classes that nobody outside names. */
function ownNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const { name } = node as { name?: ts.Node };
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isFunctionExpression(node) ||
      ts.isClassLike(node);
    const isExported =
      ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const isShort =
      ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && node.propertyName === undefined;
    if (declares && name && ts.isIdentifier(name) && !isExported && !isShort) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function isField(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isShorthandPropertyAssignment(parent)
  );
}
