/**
 * nginx as a cache that many share: what it makes of the headers of an answer, and how often it asks an origin that is slow when many ask
 * it at once, beside the edge of lesson 7. And nginx as a balancer: whose turn it is with weights, beside lesson 9.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Recipe, type Started, withServer } from './server.ts';

const program = '/usr/sbin/nginx';

/** Servers a, b and so on with these weights; nginx plays them itself. */
const WEIGHTS = [
  [1, 1, 1],
  [5, 1, 1],
  [4, 2, 1],
  [3, 2, 1],
];
const NAMES = ['a', 'b', 'c'];

const balanced = (folder: string): string =>
  [
    ...NAMES.map((name) => `server { listen unix:${folder}/${name}.socket; location / { return 200 ${name}; } }`),
    ...WEIGHTS.map((weights, index) => {
      const servers = weights.map((weight, place) => `server unix:${folder}/${NAMES[place]}.socket weight=${weight};`);
      return `upstream weighted${index} { ${servers.join(' ')} }`;
    }),
  ].join('\n  ');

/** With `lock`, whoever misses waits for a fetch that is on its way; that is not so unless it is asked for. */
const config = ({ port, folder }: Started, origin: number): string => `
daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/errors;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  proxy_cache_path ${folder}/cache keys_zone=kept:1m;
  ${balanced(folder)}
  server {
    listen 127.0.0.1:${port};
    ${WEIGHTS.map((_, index) => `location /weighted/${index} { proxy_pass http://weighted${index}/; }`).join('\n    ')}
    location / { return 200 ready; }
    location /together/ { proxy_pass http://127.0.0.1:${origin}; proxy_cache kept; proxy_cache_lock on; proxy_cache_background_update on; add_header X-Found $upstream_cache_status; }
    location /alone/ { proxy_pass http://127.0.0.1:${origin}; proxy_cache kept; add_header X-Found $upstream_cache_status; }
  }
}
`;

/** What answers say, in lines of Cache-Control and in Age. */
const HEADERS: Record<string, string>[] = [
  {},
  { 'cache-control': 'max-age=60' },
  { 'cache-control': 'max-age=0' },
  { 'cache-control': 'MaX-aGe=60' },
  { 'cache-control': 'max-age=1' },
  { 'cache-control': 'max-age=1, stale-while-revalidate=60' },
  { 'cache-control': 'max-age=1, must-revalidate, stale-while-revalidate=60' },
  { 'cache-control': 's-maxage=1, stale-while-revalidate=60' },
  { 'cache-control': 'stale-while-revalidate=60' },
  { 'cache-control': 's-maxage=60, max-age=1' },
  { 'cache-control': 's-maxage=1, max-age=60' },
  { 'cache-control': 'max-age=60, s-maxage=0' },
  { 'cache-control': 'no-store, max-age=60' },
  { 'cache-control': 'private, max-age=60' },
  { 'cache-control': 'no-cache, max-age=60' },
  { 'cache-control': 'max-age=60, private="set-cookie"' },
  { 'cache-control': 'extension="max-age=60", max-age=1' },
  { 'cache-control': 'max-age=1.5' },
  { 'cache-control': 'max-age=-1' },
  { 'cache-control': 'max-age="60"' },
  { 'cache-control': 'max-age=99999999999' },
  { 'cache-control': 'max-age=60, max-age=0' },
  { 'cache-control': 'max-age=60', age: '58' },
  { 'cache-control': 'max-age=60', age: '7200' },
  { 'cache-control': 'public, max-age=60, immutable' },
];

/** More than a second, less than two of any of them. */
const LATER_MS = 2_500;
const CROWD = 20;
const SLOW_MS = 500;

export async function record(): Promise<unknown> {
  let fetches: Record<string, number> = {};
  const origin: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url as string, 'http://origin');
    fetches[pathname] = (fetches[pathname] ?? 0) + 1;
    const headers = JSON.parse(searchParams.get('headers') ?? '{}') as Record<string, string>;
    setTimeout(() => response.writeHead(200, headers).end('film'), Number(searchParams.get('ms') ?? 0));
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const recipe: Recipe = {
    package: 'nginx-light',
    // It tells its version on the other stream.
    version: () => spawnSync(program, ['-v'], { encoding: 'utf8' }).stderr.replace('nginx version: ', '').trim(),
    prepare(at) {
      writeFileSync(join(at.folder, 'nginx.conf'), config(at, (origin.address() as AddressInfo).port));
      return { program, args: ['-c', join(at.folder, 'nginx.conf'), '-p', at.folder] };
    },
    probe: ({ port }) => void execFileSync('curl', ['-sf', `http://127.0.0.1:${port}/`], { stdio: 'ignore' }),
  };
  try {
    return await withServer(recipe, async ({ port, version }) => {
      const ask = async (path: string, headers: Record<string, string>, ms = 0): Promise<string> => {
        const about = new URLSearchParams({ headers: JSON.stringify(headers), ms: String(ms) });
        const answer = await fetch(`http://127.0.0.1:${port}${path}?${about}`);
        await answer.text();
        return answer.headers.get('x-found') ?? 'NONE';
      };
      const freshness = await Promise.all(
        HEADERS.map(async (headers, index) => {
          const path = `/together/${index}`;
          const first = await ask(path, headers);
          const next = await ask(path, headers);
          await new Promise((resolve) => setTimeout(resolve, LATER_MS));
          return { headers, found: [first, next, await ask(path, headers)] };
        }),
      );
      fetches = {};
      const herds = [];
      for (const [path, headers] of [
        ['/together/crowd', { 'cache-control': 'max-age=60' }],
        ['/alone/crowd', { 'cache-control': 'max-age=60' }],
      ] as const) {
        await Promise.all(Array.from({ length: CROWD }, () => ask(path, headers, SLOW_MS)));
        herds.push({ path, crowd: CROWD, fetches: fetches[path] });
      }
      const turns = [];
      for (const [index, weights] of WEIGHTS.entries()) {
        const sequence: string[] = [];
        while (sequence.length < 2 * weights.reduce((sum, weight) => sum + weight, 0))
          sequence.push(await (await fetch(`http://127.0.0.1:${port}/weighted/${index}`)).text());
        turns.push({ weights, sequence: sequence.join('') });
      }
      return { server: version, turns, laterMs: LATER_MS, freshness, herds };
    });
  } finally {
    origin.close();
    origin.closeAllConnections();
  }
}
