/**
 * What hosts need and only the build knows: the headers that several static hosts read from a file, with the caching of files whose
 * names change with their content, and what a Content-Security-Policy must contain where the host sends one of its own.
 */
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { joined } from '../sandbox/host-policy.ts';

/** Headers that only a server can send; the pages carry their policy themselves. */
export const HEADERS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** For files whose names change with their content. Everything else is asked for again, and answered with 304 while it is the same. */
export const FOR_EVER = 'public, max-age=31536000, immutable';

/** The file `_headers`, as Netlify, Cloudflare and others read it. */
export function headersFile(base: string): string {
  const all = Object.entries(HEADERS).map(([name, value]) => `  ${name}: ${value}\n`);
  return `# For static hosts that read this file. The pages carry their policy themselves; these are what only a server can say.
${base}*
${all.join('')}
# Their names change with their content.
${base}_astro/*
  Cache-Control: ${FOR_EVER}
`;
}

const POLICY = /<meta http-equiv="content-security-policy" content="([^"]*)"/i;

/** Writes `_headers`, and prints what a host's own policy has to allow. */
export function hosting(): AstroIntegration {
  let base = '/';
  let site: string | undefined;
  return {
    name: 'headroom:hosting',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
        site = config.site;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        await writeFile(join(out, '_headers'), headersFile(base));
        const policies: string[] = [];
        for await (const file of glob('**/*.html', { cwd: out })) {
          const [, policy] = POLICY.exec(await readFile(join(out, file), 'utf8')) ?? [];
          if (policy === undefined) throw new Error(`${file} carries no Content-Security-Policy.`);
          policies.push(policy.replaceAll('&#39;', "'"));
        }
        await writeFile(join(out, 'policy.txt'), `${joined(policies)}\n`);
        logger.info(
          'A server that sends a Content-Security-Policy of its own must allow all that policy.txt in the build says.',
        );
        if (!site)
          logger.info('SITE_URL is not set: links shared elsewhere show no picture, and there is no site map.');
      },
    },
  };
}
