/** What a file is made of, as far as a lab minds: syntax that it refuses, imports, loops, a default export. Offsets into its text. */
import {
  type ExportDeclaration,
  type ExportSpecifier,
  forEachChild,
  type Identifier,
  type ImportDeclaration,
  idText,
  type Node,
  NodeFlags,
  type SourceFile,
  type StringLiteral,
  SyntaxKind,
} from 'typescript';
import type { UnsupportedSyntax } from './unsupported.ts';

export interface Inspected {
  /** The first syntax in the text that a lab refuses. */
  unsupported: { at: number; name: UnsupportedSyntax } | undefined;
  /** The first import that would have to be there at run time. */
  wrongImport: { at: number; module: string } | undefined;
  loops: { from: number; to: number }[];
  defaultExport: number | undefined;
}

const LOOPS: readonly SyntaxKind[] = [
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
];

const ALWAYS: Partial<Record<SyntaxKind, UnsupportedSyntax>> = {
  [SyntaxKind.Decorator]: 'decorator',
  [SyntaxKind.EnumDeclaration]: 'enum',
  [SyntaxKind.ImportEqualsDeclaration]: 'importEquals',
  [SyntaxKind.NamespaceExportDeclaration]: 'exportAsNamespace',
  [SyntaxKind.TypeAssertionExpression]: 'angleBrackets',
};

/** Whether code runs at the file's top level, in a function, or in an `async` one. */
type Place = 'top' | 'plain' | 'async';

export function inspect(file: SourceFile): Inspected {
  const found: Inspected = { unsupported: undefined, wrongImport: undefined, loops: [], defaultExport: undefined };
  const refuse = (node: Node, name: UnsupportedSyntax): void => {
    const at = node.getStart(file);
    if (!found.unsupported || at < found.unsupported.at) found.unsupported = { at, name };
  };
  const types = typesOf(file);
  const visit = (node: Node, place: Place): void => {
    if (has(node, SyntaxKind.DeclareKeyword)) return;
    if (LOOPS.includes(node.kind)) found.loops.push({ from: node.getStart(file), to: node.end });
    const name = ALWAYS[node.kind] ?? unsupportedIn(node, types);
    if (name) refuse(node, name);
    if (waits(node) && place !== 'async') refuse(node, place === 'top' ? 'awaitAtTop' : 'awaitOutsideAsync');
    if (node.kind === SyntaxKind.ImportDeclaration) {
      const { importClause, moduleSpecifier } = node as ImportDeclaration;
      if (!importClause?.isTypeOnly)
        found.wrongImport ??= { at: node.getStart(file), module: (moduleSpecifier as StringLiteral).text };
    }
    if (isDefaultExport(node)) found.defaultExport ??= node.getStart(file);
    const inner = placeIn(node, place);
    forEachChild(node, (child) => visit(child, inner));
  };
  visit(file, 'top');
  return found;
}

function unsupportedIn(node: Node, types: ReadonlySet<string>): UnsupportedSyntax | undefined {
  switch (node.kind) {
    case SyntaxKind.Parameter:
      return (node as { modifiers?: readonly Node[] }).modifiers?.some(({ kind }) => kind !== SyntaxKind.Decorator)
        ? 'parameterProperty'
        : undefined;
    case SyntaxKind.VariableDeclarationList:
      // So has `await using`.
      return node.flags & NodeFlags.Using ? 'using' : undefined;
    case SyntaxKind.PropertyDeclaration:
      return has(node, SyntaxKind.AccessorKeyword) ? 'accessor' : undefined;
    case SyntaxKind.ExportAssignment:
      return (node as { isExportEquals?: boolean }).isExportEquals ? 'exportEquals' : undefined;
    case SyntaxKind.ExportDeclaration:
      return unsupportedExport(node as ExportDeclaration, types);
    case SyntaxKind.CallExpression:
      return (node as never as { expression: Node }).expression.kind === SyntaxKind.ImportKeyword
        ? 'dynamicImport'
        : undefined;
    case SyntaxKind.MetaProperty:
      return (node as never as { keywordToken: SyntaxKind }).keywordToken === SyntaxKind.ImportKeyword
        ? 'importMeta'
        : undefined;
    case SyntaxKind.BinaryExpression:
      return isPowerOfAssertion(node as never) ? 'assertionInside' : undefined;
    default:
      return undefined;
  }
}

function unsupportedExport(
  { isTypeOnly, moduleSpecifier, exportClause }: ExportDeclaration,
  types: ReadonlySet<string>,
) {
  if (isTypeOnly) return undefined;
  if (moduleSpecifier) return 'reExport';
  const elements = (exportClause as { elements?: readonly ExportSpecifier[] } | undefined)?.elements ?? [];
  const isType = ({ isTypeOnly, propertyName, name }: ExportSpecifier): boolean =>
    !isTypeOnly && types.has(nameOf(propertyName ?? name));
  return elements.some(isType) ? 'exportedType' : undefined;
}

/** `-x as T ** 2`: without the type it would be no JavaScript. */
function isPowerOfAssertion({ left, operatorToken }: { left: Node; operatorToken: Node }): boolean {
  if (operatorToken.kind !== SyntaxKind.AsteriskAsteriskToken) return false;
  let base = left;
  while (base.kind === SyntaxKind.AsExpression || base.kind === SyntaxKind.SatisfiesExpression)
    base = (base as never as { expression: Node }).expression;
  const unary: readonly SyntaxKind[] = [
    SyntaxKind.PrefixUnaryExpression,
    SyntaxKind.AwaitExpression,
    SyntaxKind.TypeOfExpression,
    SyntaxKind.VoidExpression,
    SyntaxKind.DeleteExpression,
  ];
  return base !== left && unary.includes(base.kind);
}

/** The names that the file declares as types and as nothing else. */
function typesOf({ statements }: SourceFile): ReadonlySet<string> {
  const types = new Set<string>();
  const values = new Set<string>();
  for (const statement of statements) {
    const { name } = statement as { name?: Identifier };
    const isType =
      statement.kind === SyntaxKind.InterfaceDeclaration || statement.kind === SyntaxKind.TypeAliasDeclaration;
    if (name) (isType ? types : values).add(nameOf(name));
    const { declarationList } = statement as never as { declarationList?: { declarations: { name: Identifier }[] } };
    for (const { name } of declarationList?.declarations ?? []) values.add(nameOf(name));
  }
  return new Set([...types].filter((name) => !values.has(name)));
}

/** The text of a name; nothing for a pattern. */
function nameOf(node: Node): string {
  if (node.kind === SyntaxKind.StringLiteral) return (node as StringLiteral).text;
  return node.kind === SyntaxKind.Identifier ? idText(node as Identifier) : '';
}

function isDefaultExport(node: Node): boolean {
  if (node.kind === SyntaxKind.ExportAssignment) return true;
  if (node.kind === SyntaxKind.ExportSpecifier) return nameOf((node as ExportSpecifier).name) === 'default';
  return has(node, SyntaxKind.DefaultKeyword) && node.kind !== SyntaxKind.InterfaceDeclaration;
}

function waits(node: Node): boolean {
  if (node.kind === SyntaxKind.ForOfStatement) return (node as { awaitModifier?: Node }).awaitModifier !== undefined;
  return node.kind === SyntaxKind.AwaitExpression;
}

const PLAIN: readonly SyntaxKind[] = [
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
  SyntaxKind.ClassStaticBlockDeclaration,
  SyntaxKind.PropertyDeclaration,
];
const FUNCTIONS: readonly SyntaxKind[] = [
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.MethodDeclaration,
];

function placeIn(node: Node, outer: Place): Place {
  if (PLAIN.includes(node.kind)) return 'plain';
  if (!FUNCTIONS.includes(node.kind)) return outer;
  return has(node, SyntaxKind.AsyncKeyword) ? 'async' : 'plain';
}

function has(node: Node, kind: SyntaxKind): boolean {
  return (node as { modifiers?: readonly Node[] }).modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}
