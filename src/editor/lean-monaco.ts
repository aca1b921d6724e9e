/**
 * Leaves out of Monaco what a lab never uses, at build time: type libraries of the browser (a lab has none of it), the
 * side-effect imports through which the TypeScript service pulls in every feature, and the two editors that compare
 * texts. Its styles travel inside its chunk: Astro would link them from the head of every page that might load it. Each cut
 * is checked, so that a new Monaco that is laid out differently stops the build instead of the learner.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import type { Plugin } from 'vite';

const UNUSED_LIBRARY =
  /^libFileMap\["lib\.(?:dom|webworker|scripthost|decorators\.legacy|es\d+\.full|es202[4-9]|esnext)/;

/** The module assigns one text after the other to a table, then exports it. */
function withoutUnusedLibraries(code: string): string {
  const end = code.lastIndexOf('\nexport ');
  const entries = code.slice(0, end).split(/^(?=libFileMap\[)/m);
  return entries.filter((entry) => !UNUSED_LIBRARY.test(entry)).join('') + code.slice(end);
}

/** By the end of a module's path, below Monaco's `vs` folder. */
const CUTS: Record<string, (code: string) => string> = {
  'internal/common/workers.js': (code) => code.replace(/^import '[^']+';\n/gm, ''),
  'languages/features/typescript/lib/lib.js': withoutUnusedLibraries,
  'editor/browser/widget/diffEditor/diffEditorWidget.js': () => 'export class DiffEditorWidget {}\n',
  'editor/browser/widget/multiDiffEditor/multiDiffEditorWidget.js': () => 'export class MultiDiffEditorWidget {}\n',
};

const STYLE = '\0monaco-style:';

/** A module that adds a style sheet to the page when it is loaded; files that the sheet names become assets. */
async function styleModule(path: string): Promise<string> {
  const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
  const imports: string[] = [];
  const text = JSON.stringify(code).replace(/url\((?:\\")?(\.\/?[^)"\\]+)(?:\\")?\)/g, (_, file: string) => {
    imports.push(`import file${imports.length} from ${JSON.stringify(`${join(dirname(path), file)}?url`)};`);
    return `url(" + file${imports.length - 1} + ")`;
  });
  return `${imports.join('\n')}
const style = document.createElement('style');
style.textContent = ${text};
document.head.append(style);
`;
}

export function leanMonaco(): Plugin {
  return {
    name: 'lean-monaco',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith('.css') || !importer?.includes('/monaco-editor/')) return null;
      return `${STYLE}${join(dirname(importer.replace(/\?.*$/, '')), source)}.js`;
    },
    async load(id) {
      return id.startsWith(STYLE)
        ? { code: await styleModule(id.slice(STYLE.length, -'.js'.length)), moduleSideEffects: true }
        : null;
    },
    transform: {
      filter: { id: /monaco-editor[\\/]esm[\\/]vs[\\/]/ },
      handler(code, id) {
        const path = id.replaceAll('\\', '/').replace(/\?.*$/, '').split('/monaco-editor/esm/vs/')[1] ?? '';
        const cut = Object.hasOwn(CUTS, path) ? CUTS[path] : undefined;
        if (!cut) return null;
        const lean = cut(code);
        if (lean.length >= code.length)
          this.error(`Monaco is not laid out as expected (${path}). Mend src/editor/lean-monaco.ts.`);
        return { code: lean, map: null };
      },
    },
  };
}
