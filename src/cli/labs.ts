/** Finds and loads labs for the command line. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab } from '#grading';
import { labIds, ROOT } from '../sandbox/bundle.ts';

export { labIds };

/** Loads a lab's manifest. */
export async function loadLab(id: string): Promise<Lab> {
  const module = (await import(pathToFileURL(join(ROOT, 'labs', id, 'lab.ts')).href)) as { default: Lab };
  return module.default;
}

export function readLabFile(id: string, name: string): Promise<string> {
  return readFile(join(ROOT, 'labs', id, name), 'utf8');
}

export interface Mistake {
  file: string;
  source: string;
  /** The title of the test that must catch it. */
  caughtBy: string;
}

/** Reads `labs/<id>/mistakes/*.ts`. Throws when one does not name its test in its first line. */
export async function readMistakes(id: string): Promise<Mistake[]> {
  const names = (await readdir(join(ROOT, 'labs', id, 'mistakes'))).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = `mistakes/${name}`;
      const source = await readLabFile(id, file);
      const caughtBy = /^\/\/ caught by: (.+)/.exec(source)?.[1]?.trim();
      if (!caughtBy) throw new Error(`labs/${id}/${file} must begin with the line "// caught by: <title of a test>".`);
      return { file, source, caughtBy };
    }),
  );
}
