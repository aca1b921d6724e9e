/** What is kept on a device so that the course works without a network: every file of the built site that a page can ask for. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PrecacheEntry {
  /** The address from the site's base, as it is asked for: `lessons/cap/`, and the base itself is `./`. */
  url: string;
  /** What the content is told by; null where the file's name changes with it. */
  revision: string | null;
}

export interface Precache {
  entries: PrecacheEntry[];
  /** What the files take on the device, in bytes. */
  bytes: number;
  /** What they come to on their way, where a host compresses them. */
  compressed: number;
}

/** What no page asks for: what hosts read, lists for people, pictures for other sites, and the page for addresses that lead nowhere, which hosts serve in ways of their own. */
const LEFT_OUT =
  /^(_headers|_redirects|CNAME|\.nojekyll|404\.html|robots\.txt|sbom\.cdx\.json|licences\.txt|policy\.txt|offline\.json|sitemap.*\.xml|cards\/.*|sw\.js)$/;
const HAS_HASH = /^_astro\//;
const IS_COMPRESSED = /\.(woff2|png|webp|avif|ico|pagefind|pf_\w+)$/;

function addressOf(file: string): string {
  return file === 'index.html' ? './' : file.replace(/(^|\/)index\.html$/, '$1');
}

/** What a file is kept as: by its content, or by its name where that changes with the content. */
export function entryOf(file: string, content: string | Buffer): PrecacheEntry {
  const revision = HAS_HASH.test(file) ? null : createHash('sha256').update(content).digest('hex').slice(0, 16);
  return { url: addressOf(file), revision };
}

/** Looks through a built site. */
export async function precacheOf(folder: string): Promise<Precache> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name).slice(join(folder, '.').length).split(sep).filter(Boolean).join('/'),
    )
    .filter((file) => !LEFT_OUT.test(file))
    .sort();
  const sized: { entry: PrecacheEntry; bytes: number; compressed: number }[] = [];
  for (const file of files) {
    const content = await readFile(join(folder, file));
    const compressed = IS_COMPRESSED.test(file) ? content.length : gzipSync(content).length;
    sized.push({ entry: entryOf(file, content), bytes: content.length, compressed });
  }
  // They are fetched one after the other: the editor, which is large, stands in nobody's way.
  sized.sort((one, other) => one.bytes - other.bytes);
  const sum = (of: 'bytes' | 'compressed'): number => sized.reduce((total, each) => total + each[of], 0);
  return { entries: sized.map(({ entry }) => entry), bytes: sum('bytes'), compressed: sum('compressed') };
}
