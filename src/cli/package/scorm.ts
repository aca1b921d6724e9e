/** A package: the built site with relative addresses, its launch page and its manifest, as one archive. The same files give the same bytes. */
import { glob, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { transform } from 'esbuild';
import { type Zippable, zipSync } from 'fflate';
import { LAUNCH } from './launch-page.ts';
import { manifestOf, type Packaged } from './manifest.ts';
import { relativeModule, relativePage, relativeText } from './relative.ts';

/** What only a server, a search engine or a shared link asks for, and what would keep the course on a device: there, the LMS decides what is shown. */
const LEFT_OUT =
  /^(_headers|_redirects|CNAME|\.nojekyll|404\.html|robots\.txt|policy\.txt|offline\.json|sw\.js|manifest\.webmanifest|sitemap.*\.xml|cards\/.*|alone\.js)$/;
const TEXTS = new Set(['.css', '.svg', '.json', '.txt', '.js']);

/** Links to what is left out. */
const LINKS_OUT = /<meta (?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>/g;

async function relative(file: string, bytes: Uint8Array): Promise<Uint8Array | string> {
  const text = (): string => Buffer.from(bytes).toString('utf8');
  if (file.endsWith('.html')) return relativePage(file, text().replace(LINKS_OUT, ''));
  if (file.startsWith('_astro/') && file.endsWith('.js')) {
    const code = relativeModule(file, text());
    // What was put in must be a program still.
    await transform(code, { format: 'esm', logLevel: 'silent' });
    return code;
  }
  return TEXTS.has(extname(file)) ? relativeText(file, text()) : bytes;
}

/** The files of a site that was built for packages, by their names. Throws an Error where one cannot be made relative. */
export async function siteFiles(folder: string): Promise<Map<string, Uint8Array>> {
  const names: string[] = [];
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) {
    if (entry.isFile())
      names.push(
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  }
  const files = new Map<string, Uint8Array>();
  for (const name of names.filter((each) => !LEFT_OUT.test(each)).sort()) {
    const made = await relative(name, await readFile(join(folder, name)));
    files.set(name, typeof made === 'string' ? Buffer.from(made) : made);
  }
  return files;
}

/** Times say nothing here: the first that an archive can have. */
const NO_TIME = new Date(1980, 0, 1);

export function packageOf(
  site: ReadonlyMap<string, Uint8Array>,
  own: Record<string, string>,
  about: Omit<Packaged, 'files' | 'launch'>,
): Uint8Array {
  const files = new Map([...site, ...Object.entries(own).map(([name, text]) => [name, Buffer.from(text)] as const)]);
  const manifest = manifestOf({ ...about, launch: LAUNCH, files: [...files.keys()] });
  const entries: Zippable = { 'imsmanifest.xml': Buffer.from(manifest), ...Object.fromEntries(files) };
  return zipSync(entries, { mtime: NO_TIME, level: 9 });
}
