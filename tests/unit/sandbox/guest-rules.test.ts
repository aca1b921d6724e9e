/**
 * The rules of src/sandbox/guest, which boot.ts states: a learner's code may have replaced every built-in by the time one
 * of its functions runs, so none may be looked up by then.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSourceFile,
  forEachChild,
  isArrayBindingPattern,
  isCallExpression,
  isForOfStatement,
  isFunctionLike,
  isIdentifier,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isSpreadElement,
  isTemplateExpression,
  isTypeNode,
  type Node,
  ScriptTarget,
  type SourceFile,
} from 'typescript';
import { expect, test } from 'vitest';

const FOLDER = 'src/sandbox/guest';
/** TextEncoder and TextDecoder serve the learner's own code: whoever spoils their methods spoils nothing of ours. */
const SERVE_THE_LEARNER = ['text-coding.ts', 'utf8.ts'];
/** Global names that no code can replace. */
const FIXED = ['undefined', 'NaN', 'Infinity'];
const GLOBALS = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => !FIXED.includes(name)));

/** Everything in a file that may ask a built-in by its name or through a prototype, after the learner's code was loaded. */
function offences(name: string, text: string): string[] {
  const file = createSourceFile(name, text, ScriptTarget.ESNext, true);
  const trusts = SERVE_THE_LEARNER.includes(name);
  const found: string[] = [];
  const visit = (node: Node, late: boolean): void => {
    if (isTypeNode(node)) return;
    const say = (what: string) => found.push(`${name}: ${what}: ${node.getText(file).split('\n')[0]}`);
    if (isTemplateExpression(node)) say('a template literal');
    if (late && (isForOfStatement(node) || isSpreadElement(node))) say('an iteration');
    if (late && isArrayBindingPattern(node)) say('an iteration');
    if (late && !trusts && isCallExpression(node) && isPropertyAccessExpression(node.expression)) say('a method');
    if (late && !trusts && isIdentifier(node) && GLOBALS.has(node.text) && namesSomething(node)) say('a global');
    // What boot itself does, it does before there is a learner's code; so does what each file does as it is loaded.
    const runsLate = isFunctionLike(node) && !isBoot(node, file);
    forEachChild(node, (child) => visit(child, late || runsLate));
  };
  visit(file, false);
  return found;
}

const isBoot = (node: Node, file: SourceFile): boolean =>
  file.fileName === 'boot.ts' && 'name' in node && (node.name as Node | undefined)?.getText(file) === 'boot';

/** Whether an identifier stands for a value of that name, and is not a field or a method. */
function namesSomething(node: Node): boolean {
  const { parent } = node;
  if (isPropertyAccessExpression(parent)) return parent.expression === node;
  if (isPropertyAssignment(parent)) return parent.initializer === node;
  return true;
}

const files = readdirSync(FOLDER);

test.each(files)('%s keeps them', (name) => {
  expect(offences(name, readFileSync(join(FOLDER, name), 'utf8'))).toEqual([]);
});

test('all of it is read', () => {
  expect(files.length).toBeGreaterThan(10);
});

test.each([
  ['a template literal', 'const f = (a) => `' + '$' + '{a}`;'],
  ['an iteration', 'function f(list) { for (const item of list) g(item); }'],
  ['an iteration', 'const f = (...args) => g(...args);'],
  ['an iteration', 'const f = (pair) => { const [a] = pair; return a; };'],
  ['a method', 'const f = (list) => list.map(g);'],
  ['a global', 'const f = (value) => new Map(value);'],
  ['a global', 'const f = (value) => String(value);'],
])('%s would be found', (what, text) => {
  expect(offences('some.ts', text).join()).toContain(what);
});

test('what is captured while a file is loaded is not taken for one', () => {
  expect(offences('some.ts', 'const { apply } = Reflect; const [a] = [Map]; const real = BigInt.asUintN;')).toEqual([]);
});
