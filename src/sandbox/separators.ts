/**
 * Where a type that is blanked out leaves two members of a class without the line break's help between them: `y = 1`,
 * then `public *walk() {}`, would become a product, and a field called `get` the beginning of an accessor. A semicolon in the place of
 * the first blank keeps them apart, and means nothing where they were apart already.
 */
import { type ClassElement, forEachChild, type Node, type SourceFile, SyntaxKind } from 'typescript';

/** Words before a member that are blanked out. */
const BLANKED: readonly SyntaxKind[] = [
  SyntaxKind.AbstractKeyword,
  SyntaxKind.DeclareKeyword,
  SyntaxKind.OverrideKeyword,
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.PublicKeyword,
  SyntaxKind.ReadonlyKeyword,
];

/** Offsets at which a blank may become a semicolon. */
export function separatorsOf(file: SourceFile): number[] {
  const offsets: number[] = [];
  const visit = (node: Node): void => {
    if (node.kind === SyntaxKind.ClassDeclaration || node.kind === SyntaxKind.ClassExpression)
      for (const member of (node as never as { members: ClassElement[] }).members)
        offsets.push(...around(member, file));
    forEachChild(node, visit);
  };
  visit(file);
  return offsets;
}

function around(member: ClassElement, file: SourceFile): number[] {
  const { modifiers, body, initializer, type, questionToken, exclamationToken } = member as never as {
    modifiers?: readonly Node[];
  } & Partial<Record<'body' | 'initializer' | 'type' | 'questionToken' | 'exclamationToken', Node>>;
  const offsets: number[] = [];
  const first = modifiers?.[0];
  const isField = member.kind === SyntaxKind.PropertyDeclaration;
  const isGone = !isField && !body && member.kind !== SyntaxKind.ClassStaticBlockDeclaration;
  if (isGone || (first && BLANKED.includes(first.kind))) offsets.push(member.getStart(file));
  // A field that is a name alone once its type is gone.
  if (isField && !initializer && (type || questionToken || exclamationToken)) {
    const mark = questionToken ?? exclamationToken;
    offsets.push(mark ? mark.getStart(file) : (type as Node).getFullStart() - 1);
  }
  return offsets;
}
