/**
 * Parameter properties, `constructor(private readonly id: string)`, written out as TypeScript writes them: a field, and an assignment
 * in the constructor. It is the one thing that cannot be had by blanks alone, so what is put in is noted, and places are told
 * without it.
 */
import {
  type ClassLikeDeclaration,
  type ConstructorDeclaration,
  forEachChild,
  type Identifier,
  idText,
  type Node,
  type ParameterDeclaration,
  type SourceFile,
  SyntaxKind,
} from 'typescript';

/** Text that is put in at an offset of what the learner wrote. */
export interface Insertion {
  at: number;
  text: string;
}

export interface WrittenOut {
  /** The program with the fields and assignments in it, and blanks for the modifiers. */
  text: string;
  /** In the order of the text. */
  insertions: Insertion[];
}

/** Modifiers that make a parameter of a constructor a property. */
const MODIFIERS: readonly SyntaxKind[] = [
  SyntaxKind.PublicKeyword,
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.ReadonlyKeyword,
  SyntaxKind.OverrideKeyword,
];

/** Writes out all parameter properties that can be; those that cannot stay, for whoever refuses them. */
export function writeOutParameterProperties(file: SourceFile): WrittenOut {
  const insertions: Insertion[] = [];
  const blanks: { from: number; to: number }[] = [];
  const visit = (node: Node): void => {
    if (node.kind === SyntaxKind.ClassDeclaration || node.kind === SyntaxKind.ClassExpression)
      writeOut(node as ClassLikeDeclaration);
    forEachChild(node, visit);
  };
  const writeOut = ({ members, heritageClauses }: ClassLikeDeclaration): void => {
    const made = members.find(isImplementedConstructor);
    const properties = made?.parameters.filter(isParameterProperty) ?? [];
    const isDerived = heritageClauses?.some(({ token }) => token === SyntaxKind.ExtendsKeyword) ?? false;
    const start = made && startOf(made, isDerived);
    if (properties.length === 0 || start === undefined) return;
    const names = properties.map(({ name }) => idText(name as Identifier));
    insertions.push({ at: members.pos, text: names.map((name) => `${name};`).join('') });
    const assignments = names.map((name) => `this.${name}=${name};`).join('');
    insertions.push({ at: start, text: `${isDerived ? ';' : ''}${assignments}` });
    for (const { modifiers = [] } of properties)
      for (const modifier of modifiers) blanks.push({ from: modifier.getStart(file), to: modifier.end });
  };
  visit(file);
  insertions.sort((a, b) => a.at - b.at);
  return { text: inserted(blanked(file.text, blanks), insertions), insertions };
}

/** From offsets in a text with insertions to those in the text without: what was put in stands where it was put. */
export function withoutInsertions(insertions: readonly Insertion[]): (offset: number) => number {
  return (offset) => {
    let before = 0;
    for (const { at, text } of insertions) {
      if (offset <= at + before) break;
      before += Math.min(text.length, offset - at - before);
    }
    return offset - before;
  };
}

/** A text without what was put in. */
export function removed(text: string, insertions: readonly Insertion[]): string {
  let result = '';
  let from = 0;
  let before = 0;
  for (const { at, text: added } of insertions) {
    result += text.slice(from, at + before);
    before += added.length;
    from = at + before;
  }
  return result + text.slice(from);
}

function isImplementedConstructor(node: Node): node is ConstructorDeclaration {
  return node.kind === SyntaxKind.Constructor && (node as ConstructorDeclaration).body !== undefined;
}

/** Patterns cannot be properties, nor what is decorated. */
function isParameterProperty({ modifiers, name, dotDotDotToken }: ParameterDeclaration): boolean {
  return (
    modifiers?.every(({ kind }) => MODIFIERS.includes(kind)) === true &&
    name.kind === SyntaxKind.Identifier &&
    !dotDotDotToken
  );
}

/** Where `this` can first be written to: at the beginning, or after the call of `super`, which has to be a statement of its own. */
function startOf({ body }: ConstructorDeclaration, isDerived: boolean): number | undefined {
  const { statements } = body as NonNullable<typeof body>;
  return isDerived ? statements.find(callsSuper)?.end : statements.pos;
}

function callsSuper(statement: Node): boolean {
  const call = (statement as { expression?: Node }).expression;
  return (
    statement.kind === SyntaxKind.ExpressionStatement &&
    call?.kind === SyntaxKind.CallExpression &&
    (call as never as { expression: Node }).expression.kind === SyntaxKind.SuperKeyword
  );
}

function blanked(text: string, ranges: readonly { from: number; to: number }[]): string {
  let result = '';
  let done = 0;
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    result += text.slice(done, from) + ' '.repeat(to - from);
    done = to;
  }
  return result + text.slice(done);
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  let result = '';
  let done = 0;
  for (const { at, text: added } of insertions) {
    result += text.slice(done, at) + added;
    done = at;
  }
  return result + text.slice(done);
}
