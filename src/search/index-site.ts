/**
 * The search index, made when the site is built: lessons and briefs by their sections, and each word of the glossary by itself. What would
 * give an answer away is left out: model answers, what an experiment shows, hints and solutions. Pagefind cuts the index into small files,
 * of which a browser loads the few that a question needs.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { parse } from 'yaml';

/** Where pages say with `data-pagefind-body` what of them is searched. */
const SEARCHED = ['lessons', 'labs'];
const LEFT_OUT = [
  '.model-answer',
  '.try',
  '.stage',
  '.help',
  '.types',
  '.marks',
  '.kicker',
  '.save-state',
  '.answer',
  'figure',
  'nav',
  'button',
  '[hidden]',
];

/** What the browser needs of what Pagefind writes: not its own interface. */
const NEEDED = /^(pagefind\.js|pagefind-entry\.json|wasm\.en\.pagefind|.*\.pf_(meta|index|fragment))$/;

interface Word {
  term: string;
  text: string;
}

/** The files of the index, of a built site in `folder`. Rejects when there is nothing to be found in it. */
async function indexFiles(folder: string): Promise<{ path: string; content: Uint8Array }[]> {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'en', excludeSelectors: LEFT_OUT });
  if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
  const problems: string[] = [];
  for (const kind of SEARCHED) {
    for (const name of await readdir(join(folder, kind))) {
      const content = await readFile(join(folder, kind, name, 'index.html'), 'utf8').catch(() => undefined);
      if (!content?.includes('data-pagefind-body')) continue;
      problems.push(...(await index.addHTMLFile({ url: `/${kind}/${name}/`, content })).errors);
    }
  }
  const words = Object.entries(parse(await readFile('content/glossary.yaml', 'utf8')) as Record<string, Word>);
  for (const [id, { term, text }] of words) {
    const record = { url: `/glossary/#${id}`, content: `${term}: ${text}`, language: 'en', meta: { title: term } };
    problems.push(...(await index.addCustomRecord(record)).errors);
  }
  const { files, errors: more } = await index.getFiles();
  await pagefind.close();
  problems.push(...more);
  if (problems.length > 0) throw new Error(`The search index could not be made: ${problems.join('; ')}`);
  return files.filter(({ path }) => NEEDED.test(path.split('/').at(-1) as string));
}

/** Writes the index into `search/` of the built site. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'headroom:search',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = await indexFiles(folder);
        for (const { path, content } of files) {
          const target = join(folder, 'search', path);
          await mkdir(dirname(target), { recursive: true });
          await writeFile(target, content);
        }
        logger.info(`${files.length} files of the search index`);
      },
    },
  };
}
