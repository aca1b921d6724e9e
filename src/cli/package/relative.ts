/**
 * Makes a built site one that works wherever it is put. The site is built for a folder of a name that occurs nowhere else; here every address that
 * begins with it becomes one that is relative to the file it stands in. What a script makes of the folder while it runs begins at the script itself.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** The folder that a package's site is built for. */
export const STAND_IN = '/headroom-base-path';

const FOLDER = `${STAND_IN}/`;

/** From a file to the root: `../../` for `labs/lru-cache/index.html`, `./` for what stands there itself. */
const upFrom = (file: string): string => posix.relative(posix.dirname(file), '.').replace(/(.)$/, '$1/') || './';

/** Addresses of folders lead to the page in them, since not every LMS answers a folder's own. */
const ADDRESS = new RegExp(`((?:href|src)=["'])${FOLDER}([^"'#?]*/)?(?=["'#?])`, 'g');

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const INLINE = /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g;

/** A page. What stands in it in the place of a file is named in its policy by its hash, which changes with it. */
export function relativePage(file: string, html: string): string {
  const up = upFrom(file);
  const hashes = new Map<string, string>();
  const withInline = html.replace(INLINE, (whole, tag: string, attributes: string, text: string) => {
    if (text === '' || /\bsrc=/.test(attributes)) return whole;
    const isModule = tag === 'script' && /type="module"/.test(attributes);
    const changed = isModule ? fromDocument(text, up) : text.replaceAll(FOLDER, up);
    if (changed === text) return whole;
    hashes.set(hashOf(text), hashOf(changed));
    return `<${tag}${attributes}>${changed}</${tag}>`;
  });
  const page = withInline
    .replace(ADDRESS, (_, before: string, folder = '') => `${before}${up}${folder}index.html`)
    .replaceAll(FOLDER, up);
  return [...hashes].reduce((text, [old, now]) => text.replaceAll(old, now).replaceAll(quoted(old), quoted(now)), page);
}

const quoted = (text: string): string => text.replaceAll("'", '&#39;');

/** A style sheet, a manifest, a picture: addresses in them count from the file itself. */
export const relativeText = (file: string, text: string): string => text.replaceAll(FOLDER, upFrom(file));

const LITERAL = new RegExp(`(["'])${FOLDER}((?:\\\\.|(?!\\1)[^\\\\])*)\\1`, 'g');

/** A module of the site's own. `root` is an expression for the path of the root, which ends in a slash. */
function withRoot(code: string, root: string): string {
  return code
    .replace(LITERAL, (_, quote: string, rest: string) => `(${root}+${quote}${rest}${quote})`)
    .replaceAll(`\`${FOLDER}`, `\`\${${root}}`);
}

/** Throws an Error where the folder stands in a way that was not thought of. */
export function relativeModule(file: string, code: string): string {
  const made = withRoot(code, `new URL("${upFrom(file)}",import.meta.url).pathname`);
  const at = made.indexOf(FOLDER);
  if (at >= 0)
    throw new Error(`${file} names its folder in an unknown way: ${made.slice(Math.max(0, at - 40), at + 60)}`);
  return made;
}

/** A module that stands in a page: its addresses count from there. */
const fromDocument = (code: string, up: string): string => withRoot(code, `new URL("${up}",document.baseURI).pathname`);
