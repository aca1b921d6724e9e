/** The service worker for tests: a page that it is in charge of, and a host of the built site that can be updated and switched off. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Page } from '@playwright/test';

/** Visits the site until all of it is kept in the browser, and the next page comes from there. */
export async function keepCourse(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Bytes of a page that come together from a slow host. */
const PIECE = 6_000;

export interface Host {
  address: string;
  /** Serves this text in the place of a file from now on. */
  replace(path: string, text: string): void;
  /** From now on pages come in pieces, as over a slow line: what is awaited before each but the first. */
  slow(between: () => Promise<void>): void;
  /** Paths that were asked for. */
  asked: string[];
  /** Ends it: nobody answers any more. */
  close(): void;
}

/** A host of the built site, with the headers that dist/_headers asks for, under a path of its choice. */
export async function host(base = '/', folder = 'dist'): Promise<Host> {
  const replaced = new Map<string, string>();
  const asked: string[] = [];
  let between: (() => Promise<void>) | undefined;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url as string, 'http://x').pathname);
    asked.push(path);
    const inside = path.startsWith(base) ? path.slice(base.length) : undefined;
    const name = inside === '' || inside?.endsWith('/') ? `${inside}index.html` : inside;
    const file = name === undefined ? undefined : join(folder, normalize(name));
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('x-frame-options', 'DENY');
    response.setHeader('content-security-policy', "frame-ancestors 'none'");
    if (file === undefined || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end('none');
      return;
    }
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    const text = replaced.get(name as string);
    if (text !== undefined) response.end(text);
    else if (between && extname(file) === '.html') {
      const page = readFileSync(file);
      for (let at = 0; at < page.length; at += PIECE) {
        if (at > 0) await between();
        response.write(page.subarray(at, at + PIECE));
      }
      response.end();
    } else createReadStream(file).pipe(response);
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${base}`,
    replace: (path, text) => replaced.set(path, text),
    slow(each) {
      between = each;
    },
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
