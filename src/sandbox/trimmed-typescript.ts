/**
 * TypeScript's parser without the rest of TypeScript. The package is one 9 MB file; the type stripper needs its scanner
 * and parser only (about a ninth of the bytes, compressed), and those come first in it. This cuts the text at the
 * compiler's own section comments; a unit test holds the result to the full package, file by file of this repository.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** What the stripper, and ts-blank-space inside it, use. */
const EXPORTS = [
  'createScanner',
  'createSourceFile',
  'forEachChild',
  'getTokenPosOfNode',
  'idText',
  'isBinaryExpression',
  'isNamedExports',
  'isNamedImports',
  'isStatement',
  'JSDocParsingMode',
  'LanguageVariant',
  'ModuleKind',
  'NodeFlags',
  'objectAllocator',
  'ScriptKind',
  'ScriptTarget',
  'SyntaxKind',
];

/** Node methods that the full package adds in its language services. */
const NODE_METHODS = `
for (const kind of ['Node', 'Token', 'Identifier', 'PrivateIdentifier', 'SourceFile']) {
  Object.assign(objectAllocator['get' + kind + 'Constructor']().prototype, {
    getStart(file) { return getTokenPosOfNode(this, file); },
    getEnd() { return this.end; },
    getFullStart() { return this.pos; },
    getText(file) { const source = file ?? sourceFileOf(this); return source.text.slice(getTokenPosOfNode(this, source), this.end); },
    getFullText(file) { return (file ?? sourceFileOf(this)).text.slice(this.pos, this.end); },
    forEachChild(visit, visitList) { return forEachChild(this, visit, visitList); },
  });
}
function sourceFileOf(node) { while (node.parent) node = node.parent; return node; }
`;

/** Makes the module text. Throws when the package is not laid out as expected, so that an update cannot go unnoticed. */
export function trim(typescript: string): string {
  const find = (mark: string, from = 0): number => {
    const at = typescript.indexOf(mark, from);
    if (at < 0) throw new Error(`TypeScript is not laid out as expected: no "${mark}". Mend trimmed-typescript.ts.`);
    return at;
  };
  const head = typescript.slice(find('var __defProp'), find('// src/typescript/typescript.ts'));
  const start = find('// src/compiler/corePublic.ts');
  const sys = find('// src/compiler/sys.ts', start);
  const path = find('// src/compiler/path.ts', sys);
  const end = find('// src/compiler/commandLineParser.ts', path);
  // The section left out talks to a file system; what follows only asks whether it is there.
  const body = `${typescript.slice(start, sys)}var sys = undefined;\n${typescript.slice(path, end)}`;
  return `${head}${keepUsedDiagnostics(body)}${NODE_METHODS}export { ${EXPORTS.join(', ')} };\n`;
}

function keepUsedDiagnostics(body: string): string {
  const used = new Set([...body.matchAll(/Diagnostics\.(\w+)/g)].map((match) => match[1]));
  const start = body.indexOf('var Diagnostics = {');
  const end = body.indexOf('\n};', start);
  const lines = body.slice(start, end).split('\n');
  const kept = lines.filter((line, index) => index === 0 || used.has(/^\s+(\w+): /.exec(line)?.[1]));
  return body.slice(0, start) + kept.join('\n') + body.slice(end);
}

export const trimmedTypescript: Plugin = {
  name: 'trimmed-typescript',
  setup(build) {
    build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => ({
      contents: trim(await readFile(path, 'utf8')),
      loader: 'js',
    }));
    build.onLoad({ filter: /[\\/]ts-blank-space[\\/]out[\\/]index\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace('import tslib from', 'import * as tslib from'),
      loader: 'js',
    }));
  },
};
