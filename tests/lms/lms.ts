/**
 * A learning management system, as small as can be: it serves what is in a package at an address of its own choosing, answers no folder, and opens the
 * package in a frame under the run-time API of scorm-again.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { unzipSync } from 'fflate';
import type { ScormVersion } from '../../src/lms/contents.ts';

/** Where packages are made for these tests. */
export const PACKAGES = '.cache/lms';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const { resolve } = createRequire(import.meta.url);
const runtimes: Record<ScormVersion, string> = {
  '1.2': `${readFileSync(resolve('scorm-again/scorm12/min'), 'utf8')};window.API = new Scorm12API(settings); window.API.cmi.core.student_id = learner;`,
  '2004': `${readFileSync(resolve('scorm-again/scorm2004/min'), 'utf8')};window.API_1484_11 = new Scorm2004API(settings); window.API_1484_11.cmi.learner_id = learner;`,
};

/** Where it puts a package: no name that anybody could have built for. */
const PLACE = '/pluginfile.php/281/mod_scorm/content/3/';

export interface TestLms {
  origin: string;
  /** What the LMS shows to a learner; `kept` is the suspend_data of an earlier attempt. */
  course(learner: string, kept?: string): string;
  /** What is asked for and is not there. */
  missing: string[];
  close(): void;
}

export async function startLms(version: ScormVersion, archive: string): Promise<TestLms> {
  const files = unzipSync(readFileSync(archive));
  const manifest = Buffer.from(files['imsmanifest.xml']!).toString();
  const [, launch = ''] = /<resource [^>]*href="([^"]*)"/.exec(manifest) ?? [];
  const missing: string[] = [];
  const page = (learner: string, kept: string): string => `<!doctype html><title>An LMS</title><body style="margin:0">
<script>const settings = { autocommit: false, logLevel: 5 }, learner = ${JSON.stringify(learner)};</script>
<script src="/run-time.js"></script>
<script>(window.API ?? window.API_1484_11).cmi.suspend_data = ${JSON.stringify(kept)};</script>
<iframe src="${PLACE}${launch}" style="width:100vw;height:100vh;border:0"></iframe>`;
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lms');
    const answer = (type: string, body: string | Uint8Array): void => {
      response.writeHead(200, { 'content-type': type });
      response.end(body);
    };
    if (pathname === '/course')
      return answer(TYPES['.html']!, page(searchParams.get('learner')!, searchParams.get('kept')!));
    if (pathname === '/run-time.js') return answer(TYPES['.js']!, runtimes[version]);
    if (pathname === '/stranger')
      return answer(TYPES['.html']!, `<!doctype html><iframe src="${searchParams.get('of')}"></iframe>`);
    const file = pathname.startsWith(PLACE) ? files[pathname.slice(PLACE.length)] : undefined;
    if (file) return answer(TYPES[extname(pathname)] ?? 'application/octet-stream', file);
    // A browser asks every address for one.
    const isIcon = pathname === '/favicon.ico';
    if (!isIcon) missing.push(pathname);
    response.writeHead(isIcon ? 204 : 404);
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    course: (learner, kept = '') => `${origin}/course?${new URLSearchParams({ learner, kept })}`,
    missing,
    close: () => server.close(),
  };
}

export const PAGE = (file: string): string => `${PLACE}${file}`;
