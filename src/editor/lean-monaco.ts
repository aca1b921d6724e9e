/**
 * Leaves out of Monaco what a lab never uses, at build time: what a lab's machine lacks of the type libraries, the
 * side-effect imports through which the TypeScript service pulls in every feature, and the two editors that compare
 * texts. Its styles travel inside its chunk: Astro would link them from the head of every page that might load it. Each cut
 * is checked, so that a new Monaco that is laid out differently stops the build instead of the learner.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import type { Plugin } from 'vite';
import { withoutLacking } from './guest-library.ts';

const UNUSED_LIBRARY = /^lib\.(?:d\.ts|dom|webworker|scripthost|decorators\.legacy|es6|es\d+\.full|esnext\.full)/;

/** The library that the editor knows, by the names of its files: what a lab's machine has of it. */
export function guestLibrary(
  all: Readonly<Record<string, string>>,
  lacking: readonly string[],
): Record<string, string> {
  const used = Object.entries(all).filter(([file]) => !UNUSED_LIBRARY.test(file));
  return withoutLacking(Object.fromEntries(used), lacking);
}

/** The module assigns one text after the other to a table, and exports it. */
async function withGuestLibrary(code: string, lacking: readonly string[]): Promise<string> {
  const { libFileMap } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    libFileMap: Record<string, string>;
  };
  return `const libFileMap = ${JSON.stringify(guestLibrary(libFileMap, lacking))};\nexport { libFileMap };\n`;
}

/** By the end of a module's path, below Monaco's `vs` folder. */
const CUTS: Record<string, (code: string, lacking: readonly string[]) => string | Promise<string>> = {
  'internal/common/workers.js': (code) => code.replace(/^import '[^']+';\n/gm, ''),
  'languages/features/typescript/lib/lib.js': withGuestLibrary,
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

/** `lacking` is what labs lack of TypeScript’s library, by its names there. */
export function leanMonaco(lacking: readonly string[]): Plugin {
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
      async handler(code, id) {
        const path = id.replaceAll('\\', '/').replace(/\?.*$/, '').split('/monaco-editor/esm/vs/')[1] ?? '';
        const cut = Object.hasOwn(CUTS, path) ? CUTS[path] : undefined;
        if (!cut) return null;
        const lean = await cut(code, lacking);
        if (lean.length >= code.length)
          this.error(`Monaco is not laid out as expected (${path}). Mend src/editor/lean-monaco.ts.`);
        return { code: lean, map: null };
      },
    },
  };
}
