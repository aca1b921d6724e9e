/**
 * Leaves out of Monaco what a lab never uses, at build time: type libraries of the browser (a lab has none of it) and
 * the side-effect imports through which the TypeScript service pulls in every feature of the editor.
 */
import type { Plugin } from 'vite';

const UNUSED_LIBRARY = /^libFileMap\["lib\.(?:dom|webworker|scripthost|decorators\.legacy|es\d+\.full|esnext\.full)/;

/** The module assigns one text after the other to a table, then exports it. */
function withoutUnusedLibraries(code: string): string {
  const end = code.lastIndexOf('\nexport ');
  const entries = code.slice(0, end).split(/^(?=libFileMap\[)/m);
  return entries.filter((entry) => !UNUSED_LIBRARY.test(entry)).join('') + code.slice(end);
}

export function leanMonaco(): Plugin {
  return {
    name: 'lean-monaco',
    enforce: 'pre',
    transform: {
      filter: { id: /monaco-editor[\\/]esm[\\/]vs[\\/](?:internal[\\/]common[\\/]workers|languages[\\/]features[\\/]typescript[\\/]lib[\\/]lib)\.js/ },
      handler(code, id) {
        const lean = id.includes('workers.js')
          ? code.replace(/^import '[^']+';\n/gm, '')
          : withoutUnusedLibraries(code);
        if (lean.length >= code.length) this.error(`Monaco is not laid out as expected (${id}). Mend src/editor/lean-monaco.ts.`);
        return { code: lean, map: null };
      },
    },
  };
}
