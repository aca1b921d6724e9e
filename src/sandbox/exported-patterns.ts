/**
 * `export const [first, second] = …`: the engine forgets what a pattern in an exported declaration names. So the declaration stays,
 * and what it names is exported at the end of the file.
 */
import {
  type BindingName,
  type BindingPattern,
  type Identifier,
  idText,
  type Node,
  type SourceFile,
  SyntaxKind,
  type VariableStatement,
} from 'typescript';
import type { Rewriting } from './written-out.ts';

/** Takes `export` away from declarations with a pattern, and exports their names at the end. */
export function exportedPatterns(file: SourceFile): Rewriting {
  const blanks: Rewriting['blanks'] = [];
  const names: string[] = [];
  for (const statement of file.statements) {
    if (statement.kind !== SyntaxKind.VariableStatement) continue;
    const { modifiers = [], declarationList } = statement as VariableStatement;
    const word = modifiers[0] as Node | undefined;
    const bound = declarationList.declarations.map(({ name }) => name);
    if (modifiers.length !== 1 || word?.kind !== SyntaxKind.ExportKeyword || bound.every(isName)) continue;
    blanks.push({ from: word.getStart(file), to: word.end });
    names.push(...bound.flatMap(namesIn));
  }
  // On a line of its own: the last one may be a comment.
  const text = `\nexport{${names.join()}};`;
  return { blanks, insertions: names.length > 0 ? [{ at: file.text.length, text }] : [] };
}

function isName(name: BindingName): name is Identifier {
  return name.kind === SyntaxKind.Identifier;
}

function namesIn(name: BindingName): string[] {
  if (isName(name)) return [idText(name)];
  // A hole in a list names nothing.
  return (name as BindingPattern).elements.flatMap((element) => ('name' in element ? namesIn(element.name) : []));
}
