/**
 * `npm run hosts`: serves the site that stands in `dist` with a real nginx and a real Caddy, each with the configuration that
 * docs/hosting gives to hosts, and asks for every page, every file and every link. Whatever address the site was built for
 * (BASE_PATH), it is put there. The servers come from Debian's packages nginx, libnginx-mod-http-brotli-static and caddy.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Recipe, type Started, withServer } from '../real/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const configuration = (name: string): string => readFileSync(join(root, 'docs/hosting', name), 'utf8');

/** The folder of the site: '/' or '/courses/headroom/', as its own pages name it. */
function baseOfSite(): string {
  const [, base] = /href="([^"]*)favicon\.svg"/.exec(readFileSync(join(dist, 'index.html'), 'utf8')) ?? [];
  if (base === undefined) throw new Error('There is no site in dist yet: npm run build writes it.');
  return base;
}

const base = baseOfSite();

/** What the comments marked BASE tell a host to change. */
const moved = (text: string): string =>
  base === '/' ? text : text.replaceAll('/_astro/', `${base}_astro/`).replaceAll('/404.html', `${base}404.html`);

/** The site, where the configuration expects it. */
function publish({ folder }: Started): string {
  const srv = join(folder, 'srv');
  mkdirSync(join(srv, base), { recursive: true });
  cpSync(dist, join(srv, base), { recursive: true });
  return srv;
}

const probe = async ({ port }: Started): Promise<void> => {
  await fetch(`http://127.0.0.1:${port}${base}`);
};

const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

const nginx: Recipe = {
  package: 'nginx',
  version: () =>
    execFileSync('/usr/sbin/nginx', ['-v'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) || 'nginx',
  prepare(at) {
    const srv = publish(at);
    const site = moved(configuration('nginx.conf'))
      .replace('listen 80;', `listen 127.0.0.1:${at.port};`)
      .replaceAll('/srv/headroom', srv)
      .replace('# brotli_static on;', existsSync(BROTLI) ? 'brotli_static on;' : '');
    const config = join(at.folder, 'nginx.conf');
    writeFileSync(
      config,
      `${existsSync(BROTLI) ? `load_module ${BROTLI};` : ''}
       daemon off; pid ${at.folder}/pid; error_log ${at.folder}/errors; user root;
       events {}
       http { include /etc/nginx/mime.types; access_log off; ${site} }`,
    );
    return { program: '/usr/sbin/nginx', args: ['-c', config] };
  },
  probe,
};

const caddy: Recipe = {
  package: 'caddy',
  version: () => execFileSync('caddy', ['version'], { encoding: 'utf8' }),
  prepare(at) {
    const srv = publish(at);
    const config = join(at.folder, 'Caddyfile');
    const site = moved(configuration('Caddyfile'))
      .replace(/^:80 \{/m, `http://127.0.0.1:${at.port} {`)
      .replaceAll('/srv/headroom', srv);
    writeFileSync(config, `{\n\tadmin off\n}\n${site}`);
    return {
      program: 'caddy',
      args: ['run', '--config', config, '--adapter', 'caddyfile'],
      env: { HOME: at.folder, XDG_DATA_HOME: at.folder, XDG_CONFIG_HOME: at.folder },
    };
  },
  probe,
};

const TYPES: Record<string, RegExp> = {
  html: /^text\/html; charset=utf-8$/i,
  css: /^text\/css/,
  js: /^(text|application)\/javascript/,
  svg: /^image\/svg\+xml/,
  png: /^image\/png$/,
  wasm: /^application\/wasm$/,
  webmanifest: /^application\/manifest\+json/,
  woff2: /^font\/woff2$/,
  ico: /^image\//,
};

/** Everything that is wrong with how the site is served there. */
async function faultsOf(origin: string): Promise<{ faults: string[]; asked: number }> {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, { redirect: 'manual', headers });
  const files = globSync('**/*', { cwd: dist, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$|^_/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
  const addresses = new Set(files.map((file) => base + file.replace(/(^|\/)index\.html$/, '$1')));
  const hidden = `${base}404.html`;
  addresses.delete(hidden);
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    for (const [, address = ''] of readFileSync(join(dist, file), 'utf8').matchAll(/\s(?:href|src)="(\/[^"#?]*)/g))
      addresses.add(address);
  }
  for (const address of addresses) {
    const response = await ask(address);
    await response.arrayBuffer();
    expect(response.status === 200, `${address}: ${response.status}`);
    const ending = address.endsWith('/') ? 'html' : (address.split('.').at(-1) ?? '');
    const type = response.headers.get('content-type') ?? '';
    expect(TYPES[ending]?.test(type) ?? true, `${address}: sent as ${type}`);
    const cache = response.headers.get('cache-control') ?? '';
    const forEver = address.startsWith(`${base}_astro/`);
    expect(/immutable/.test(cache) === forEver, `${address}: to be kept as ${cache}`);
    expect(forEver || cache === 'no-cache', `${address}: to be kept as ${cache}`);
    for (const [name, value] of [
      ['x-content-type-options', 'nosniff'],
      ['x-frame-options', 'DENY'],
      ['content-security-policy', "frame-ancestors 'none'"],
    ] as const)
      expect(response.headers.get(name) === value, `${address}: ${name} is ${response.headers.get(name)}`);
  }
  const lesson = [...addresses].find((address) => /\/lessons\/[^/]+\/$/.test(address)) ?? '';
  const bare = await ask(lesson.slice(0, -1));
  expect([301, 302, 307, 308].includes(bare.status), `${lesson.slice(0, -1)}: ${bare.status}`);
  expect(
    (bare.headers.get('location') ?? '').endsWith(lesson),
    `${lesson.slice(0, -1)}: leads to ${bare.headers.get('location')}`,
  );
  for (const address of [`${base}no-such-page/`, `${base}lessons/no-such`]) {
    const lost = await ask(address);
    expect(lost.status === 404, `${address}: ${lost.status}`);
    expect((await lost.text()).includes('There is no such page'), `${address}: not the page of the course`);
  }
  const etag = (await ask(lesson)).headers.get('etag') ?? '';
  expect((await ask(lesson, { 'If-None-Match': etag })).status === 304, `${lesson}: not answered with 304`);
  if (existsSync(join(dist, 'index.html.br'))) {
    for (const [accepted, encoding] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
    ]) {
      const { headers } = await ask(lesson, { 'Accept-Encoding': accepted! });
      expect(
        headers.get('content-encoding') === encoding,
        `${lesson}: ${accepted} gets ${headers.get('content-encoding')}`,
      );
    }
  }
  return { faults, asked: addresses.size };
}

let wrong = 0;
for (const [name, recipe] of Object.entries({ nginx, caddy })) {
  const { faults, asked } = await withServer(recipe, ({ port }) => faultsOf(`http://127.0.0.1:${port}`));
  console.log(`${name} at ${base}: ${asked} addresses, ${faults.length} faults`);
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  wrong += faults.length;
}
process.exitCode = wrong > 0 ? 1 : 0;
