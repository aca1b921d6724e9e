/**
 * In a build without solutions, no script of the site may hold one. Scenes of labs name theirs, for where there is no learner: there stands nothing in
 * its place, and such a scene is shown as a picture.
 */
import type { Plugin } from 'vite';

const SOLUTION = /\/labs\/[^/]+\/solution\.ts$/;
const EXPORTED = /^export (?:async )?(?:function\*?|const|let|class) (\w+)/gm;

/** The same names, and nothing behind them. */
export function emptied(source: string): string {
  return [...source.matchAll(EXPORTED)].map(([, name]) => `export const ${name} = undefined;`).join('\n');
}

export function noSolutions(): Plugin {
  return {
    name: 'headroom:no-solutions',
    enforce: 'pre',
    transform(code, id) {
      // The pictures of scenes are drawn while the site is built, with the solution.
      return this.environment.name === 'client' && SOLUTION.test(id) ? { code: emptied(code), map: null } : undefined;
    },
  };
}
