/**
 * A page says at its very beginning which styles and scripts it needs, and what those import: a browser asks for all of them at once,
 * where it would find each only when another has come. On a line with much delay that is the half of what a page waits for.
 */
import { readFileSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const POLICY = /<meta http-equiv="content-security-policy"[^>]*>/;
const STYLES = /<link rel="stylesheet" href="([^"]+)"/g;
/** Scripts without which nothing after them is read. */
const EARLY = /<script src="([^"]+)"/g;
const SCRIPT = /<script type="module" src="([^"]*\/)([^"/]+\.js)"/g;
/** What a built script imports from the start, not what it asks for later. */
const IMPORTED = /(?:\bfrom|(?<![\w.$])import) ?["'`]\.\/([^"'`]+)["'`]/g;

/** The page with a link after its policy for each file that it needs. `read` gives the text of a built script by its name. */
export function preloadingPage(html: string, read: (name: string) => string): string {
  const addresses = new Set<string>();
  const add = (folder: string, name: string): void => {
    if (addresses.has(folder + name)) return;
    addresses.add(folder + name);
    for (const [, imported] of read(name).matchAll(IMPORTED)) add(folder, imported!);
  };
  for (const [, folder, name] of html.matchAll(SCRIPT)) add(folder!, name!);
  const links = [
    ...Array.from(html.matchAll(EARLY), ([, address]) => `<link rel="preload" as="script" href="${address}">`),
    ...Array.from(html.matchAll(STYLES), ([, address]) => `<link rel="preload" as="style" href="${address}">`),
    ...Array.from(addresses, (address) => `<link rel="modulepreload" href="${address}">`),
  ];
  return html.replace(POLICY, (policy) => policy + links.join(''));
}

export function modulePreloads(): AstroIntegration {
  return {
    name: 'headroom:module-preloads',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir);
        const texts = new Map<string, string>();
        const read = (name: string): string => {
          const known = texts.get(name) ?? readFileSync(join(out, '_astro', name), 'utf8');
          texts.set(name, known);
          return known;
        };
        for await (const file of glob('**/*.html', { cwd: out })) {
          const path = join(out, file);
          await writeFile(path, preloadingPage(await readFile(path, 'utf8'), read));
        }
      },
    },
  };
}
