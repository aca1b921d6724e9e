/**
 * Each page allows the inline scripts and styles that it has, by their hashes, and none of another page's: Astro names those of the
 * whole site on every page. And its policy stands before whatever it is about: until a browser has read it, it fetches nothing ahead
 * of what comes next, so that scripts and styles behind each other would each cost a slow line its whole delay.
 */
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const POLICY = /<meta http-equiv="content-security-policy" content="([^"]*)">/i;
const CHARSET = '<meta charset="utf-8">';
const INLINE = /<(script|style)\b[^>]*>([\s\S]*?)<\/\1>/gi;

/** As a policy names this text. */
const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** The page with its policy at its beginning, without the hashes of what it does not have; `kept` are allowed everywhere. */
export function leanPage(html: string, kept: readonly string[]): string {
  const [whole, policy] = POLICY.exec(html) ?? [];
  if (whole === undefined || policy === undefined || !html.includes(CHARSET)) return html;
  const own = new Set([...kept, ...Array.from(html.matchAll(INLINE), ([, , text = '']) => hashOf(text))]);
  const lean = policy.replace(/ '(sha256-[^']+)'/g, (named, hash: string) => (own.has(hash) ? named : ''));
  const meta = `${CHARSET}<meta http-equiv="content-security-policy" content="${lean}">`;
  return html.replace(whole, '').replace(CHARSET, () => meta);
}

/** `kept` are the hashes of what no page has in its own markup. It stands before whatever reads the pages' policies. */
export function leanPolicy(kept: readonly string[]): AstroIntegration {
  return {
    name: 'headroom:lean-policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir);
        for await (const file of glob('**/*.html', { cwd: out })) {
          const path = join(out, file);
          await writeFile(path, leanPage(await readFile(path, 'utf8'), kept));
        }
      },
    },
  };
}
