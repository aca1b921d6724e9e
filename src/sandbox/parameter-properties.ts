/**
 * Parameter properties, `constructor(private readonly id: string)`, written out as TypeScript writes them: a field, and an assignment
 * in the constructor.
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
import type { Rewriting } from './written-out.ts';

/** Modifiers that make a parameter of a constructor a property. */
const MODIFIERS: readonly SyntaxKind[] = [
  SyntaxKind.PublicKeyword,
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.ReadonlyKeyword,
  SyntaxKind.OverrideKeyword,
];

/** Writes out all parameter properties that can be; those that cannot stay, for whoever refuses them. */
export function parameterProperties(file: SourceFile): Rewriting {
  const insertions: Rewriting['insertions'] = [];
  const blanks: Rewriting['blanks'] = [];
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
  return { blanks, insertions };
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
