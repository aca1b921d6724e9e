/**
 * Writes the service worker when the site is built, after everything else that is written: it knows every file of this version by its
 * content. Workbox's precache keeps them; to list files, which its build module would bring many packages for, precache.ts does.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { entryOf, type PrecacheEntry, precacheOf } from './precache.ts';

/** The worker's script, with what it keeps. */
export async function workerScript(entries: readonly PrecacheEntry[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { PRECACHED: JSON.stringify(entries), 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

/**
 * What the author's server answers in its place: a browser that was here when the built site was, under the same address, would go on showing
 * that one. This worker removes itself and what was kept.
 */
const REMOVES_ITSELF = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  await self.registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith('workbox-precache')) await caches.delete(name);
  for (const client of await self.clients.matchAll()) client.navigate(client.url);
})()));`;

/** Has to stand behind whatever else writes into the built site. */
export function offline(): AstroIntegration {
  return {
    name: 'headroom:offline',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (!/\/sw\.js(\?|$)/.test(request.url ?? '')) return next();
          response.setHeader('content-type', 'text/javascript');
          response.end(REMOVES_ITSELF);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { entries, bytes, compressed } = await precacheOf(folder);
        // What is told of the size is kept too, so that it can be told without a network.
        const size = JSON.stringify({ files: entries.length, bytes, compressed });
        await writeFile(join(folder, 'offline.json'), size);
        await writeFile(join(folder, 'sw.js'), await workerScript([...entries, entryOf('offline.json', size)]));
        logger.info(`${entries.length} files, ${(bytes / 1e6).toFixed(1)} MB, work without a network`);
      },
    },
  };
}
