/**
 * TypeScript's own library, without what labs lack: so that the editor underlines what the sandbox refuses, and nothing that it runs. What labs
 * lack stands in one list (src/sandbox/lacking.ts); a test holds list, library and the real guest to each other. Used while the site is built.
 */
import {
  createSourceFile,
  type InterfaceDeclaration,
  isClassDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isInterfaceDeclaration,
  isModuleBlock,
  isModuleDeclaration,
  isPropertyAccessExpression,
  isTypeReferenceNode,
  isVariableStatement,
  type ModuleDeclaration,
  type Node,
  ScriptTarget,
  type SourceFile,
  type Statement,
  SyntaxKind,
} from 'typescript';

/** Interfaces whose methods are found at a place that their constructor does not name. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  Array: 'Array.prototype',
  RegExp: 'RegExp.prototype',
  IteratorObject: 'Iterator.prototype',
  CallableFunction: 'Function.prototype',
  NewableFunction: 'Function.prototype',
  ReadonlyArray: 'Array.prototype',
  ReadonlyMap: 'Map.prototype',
  ReadonlySet: 'Set.prototype',
  ReadonlySetLike: 'Set.prototype',
};

/** A name of the library as a program reaches it: `Object.groupBy`, `Set.prototype.union`, `Array.prototype[Symbol.iterator]`. */
export type Path = string;

interface Found {
  path: Path;
  file: string;
  node: Node;
}

type Library = Readonly<Record<string, string>>;

/** Every name that a library declares as a value, with where it stands. */
function namesIn(files: ReadonlyMap<string, SourceFile>): Found[] {
  const places = new Map<string, Set<Path>>(Object.entries(ELSEWHERE).map(([name, path]) => [name, new Set([path])]));
  const place = (name: string, path: Path): void => {
    places.set(name, (places.get(name) ?? new Set<Path>()).add(path));
  };
  const statements = [...files].flatMap(([file, { statements }]) => flat(statements).map((node) => ({ file, node })));
  // First where the interfaces are found: `declare var Map: MapConstructor`, and there `readonly prototype: Map<any, any>`.
  for (const { node } of statements) {
    if (!isVariableStatement(node)) continue;
    for (const { name, type } of node.declarationList.declarations)
      if (type && isTypeReferenceNode(type) && isIdentifier(type.typeName) && isIdentifier(name))
        place(type.typeName.text, name.text);
  }
  const interfaces = statements.filter(({ node }) => isInterfaceDeclaration(node)) as {
    file: string;
    node: InterfaceDeclaration;
  }[];
  for (const { node } of interfaces) {
    for (const member of node.members) {
      const { name, type } = member as { name?: Node; type?: Node };
      if (!name || !isIdentifier(name as never) || (name as never as { text: string }).text !== 'prototype') continue;
      if (!type || !isTypeReferenceNode(type as never)) continue;
      const { typeName } = type as never as { typeName: Node };
      if (!isIdentifier(typeName as never)) continue;
      for (const path of places.get(node.name.text) ?? [])
        place((typeName as never as { text: string }).text, `${path}.prototype`);
    }
  }
  const found: Found[] = [];
  for (const { file, node } of statements) {
    if (isVariableStatement(node)) {
      for (const { name } of node.declarationList.declarations)
        if (isIdentifier(name)) found.push({ path: name.text, file, node });
    } else if ((isFunctionDeclaration(node) || isClassDeclaration(node)) && node.name) {
      found.push({ path: node.name.text, file, node });
      if (isClassDeclaration(node))
        for (const member of node.members) {
          const name = nameOf(member);
          if (name !== undefined) found.push({ path: `${node.name.text}.prototype${name}`, file, node: member });
        }
    } else if (isModuleDeclaration(node)) {
      for (const inner of insideOf(node)) {
        const names = isVariableStatement(inner)
          ? inner.declarationList.declarations.map(({ name }) => name)
          : isFunctionDeclaration(inner)
            ? [inner.name]
            : [];
        for (const name of names)
          if (name && isIdentifier(name)) found.push({ path: `${node.name.text}.${name.text}`, file, node: inner });
      }
    }
  }
  for (const { file, node } of interfaces) {
    for (const path of places.get(node.name.text) ?? []) {
      for (const member of node.members) {
        const name = nameOf(member);
        if (name !== undefined) found.push({ path: `${path}${name}`, file, node: member });
      }
    }
  }
  return found;
}

/** Statements of a file, those within `declare global` too. */
function flat(statements: readonly Statement[]): Statement[] {
  return statements.flatMap((node) =>
    isModuleDeclaration(node) && node.name.text === 'global' ? flat(insideOf(node)) : [node],
  );
}

function insideOf({ body }: ModuleDeclaration): readonly Statement[] {
  return body && isModuleBlock(body) ? body.statements : [];
}

/** `.at`, `[Symbol.iterator]`; `()` and ` new ()` for what is called without arguments. Undefined for what has no name. */
function nameOf(member: Node): string | undefined {
  const { name, parameters } = member as { name?: Node; parameters?: readonly Node[] };
  if (member.kind === SyntaxKind.CallSignature) return parameters?.length === 0 ? '()' : undefined;
  if (member.kind === SyntaxKind.ConstructSignature) return parameters?.length === 0 ? ' new ()' : undefined;
  if (!name) return undefined;
  if (name.kind === SyntaxKind.ComputedPropertyName) {
    const { expression } = name as never as { expression: Node };
    if (!isPropertyAccessExpression(expression as never)) return undefined;
    return `[Symbol.${(expression as never as { name: { text: string } }).name.text}]`;
  }
  const { text } = name as never as { text?: string };
  return text === undefined || text === 'prototype' ? undefined : `.${text}`;
}

function parsed(library: Library): Map<string, SourceFile> {
  return new Map(
    Object.entries(library).map(([file, text]) => [file, createSourceFile(file, text, ScriptTarget.ESNext, true)]),
  );
}

/** Every name that a library declares as a value. */
export function pathsIn(library: Library): Path[] {
  return [...new Set(namesIn(parsed(library)).map(({ path }) => path))].sort();
}

/** Whether a name, or what it is reached through, is among those that are lacking. */
function isLacking(path: Path, lacking: ReadonlySet<Path>): boolean {
  for (let end = path.length; end > 0; end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1)))
    if (lacking.has(path.slice(0, end))) return true;
  return false;
}

/** The library without these names. Types stay, so that what names them is still sound. */
export function withoutLacking(library: Library, lacking: readonly Path[]): Record<string, string> {
  const names = new Set(lacking);
  const cuts = new Map<string, Set<Node>>();
  for (const { path, file, node } of namesIn(parsed(library)))
    if (isLacking(path, names)) cuts.set(file, (cuts.get(file) ?? new Set<Node>()).add(node));
  return Object.fromEntries(
    Object.entries(library).map(([file, text]) => {
      const nodes = [...(cuts.get(file) ?? [])].sort((one, other) => other.getFullStart() - one.getFullStart());
      return [file, nodes.reduce((rest, node) => rest.slice(0, node.getFullStart()) + rest.slice(node.end), text)];
    }),
  );
}
