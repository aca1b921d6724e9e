/** Expressions in braces must name what the lesson imports or declares: `{n}` in a sentence is code, and would stop the build. */
import ts from 'typescript';
import { type Finding, misnamed } from './finding.ts';
import type { LessonFile } from './read.ts';

const parse = (code: string): ts.SourceFile =>
  ts.createSourceFile('lesson.tsx', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);

export function checkNames({ file, text }: LessonFile): Finding[] {
  if (!text) return [];
  const declared = new Set(text.modules.flatMap(({ code }) => declaredIn(parse(code))));
  return text.expressions.flatMap(({ code, line }) => {
    if (/^\s*\/\*[\s\S]*\*\/\s*$/.test(code)) return [];
    const source = parse(`(${code}\n)`);
    const [broken] = (source as unknown as { parseDiagnostics: ts.Diagnostic[] }).parseDiagnostics;
    const braces = `{${code.trim().slice(0, 40)}}`;
    if (broken)
      return [
        {
          file,
          line,
          field: braces,
          problem: `What stands in braces is code, and this is none: write \\{ for a brace of the text.`,
        },
      ];
    const own = new Set(declaredIn(source));
    return [...new Set(usedIn(source))]
      .filter(
        (name) =>
          !declared.has(name) && !own.has(name) && !(name in globalThis) && name !== 'undefined' && name !== 'props',
      )
      .map((name) =>
        misnamed(
          {
            file,
            line,
            field: braces,
            problem: `What stands in braces is code, and nothing is called "${name}": import it, or write \\{ for a brace of the text.`,
          },
          name,
          [...declared],
        ),
      );
  });
}

function declaredIn(source: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const { name } = node as { name?: ts.Node };
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionLike(node) ||
      ts.isClassLike(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node);
    if (declares && name && ts.isIdentifier(name)) names.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** Names that are looked up, and not fields of something. */
function usedIn(source: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isField =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isBindingElement(parent) && parent.propertyName === node) ||
        ts.isJsxAttribute(parent) ||
        ts.isTypeReferenceNode(parent) ||
        ((ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent)) && /^[a-z]/.test(node.text));
      if (!isField) names.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}
