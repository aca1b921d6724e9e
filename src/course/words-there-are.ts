/** The words that an author may use in a lesson, and their attributes, read off the components themselves: so nobody keeps a list. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface KnownWord {
  attributes: string[];
  /** Those that must be there. */
  required: string[];
}

/** What a lesson's page hands to its text, by the names it gives them. */
export function readWords(root: string): Map<string, KnownWord> {
  const page = readFileSync(join(root, 'src/pages/lessons/[slug].astro'), 'utf8');
  const [, list = ''] = /<Content components=\{\{([^}]*)\}\}/.exec(page) ?? [];
  const names = list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => /^[A-Z]\w*$/.test(each));
  return new Map(names.map((name) => [name, readWord(join(root, 'src/components', `${name}.astro`))]));
}

function readWord(file: string): KnownWord {
  const [, script = ''] = existsSync(file) ? (/^---\n([\s\S]*?)^---$/m.exec(readFileSync(file, 'utf8')) ?? []) : [];
  const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest);
  const props = source.statements.find(
    (each): each is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(each) && each.name.text === 'Props',
  );
  const members = [...(props?.members ?? [])].filter(ts.isPropertySignature);
  const nameOf = ({ name }: ts.PropertySignature): string => (name as ts.Identifier).text;
  return {
    attributes: members.map(nameOf),
    required: members.filter(({ questionToken }) => questionToken === undefined).map(nameOf),
  };
}
