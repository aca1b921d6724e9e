/**
 * What the site is made of, told with the site: `sbom.cdx.json` lists every package of the lockfile (CycloneDX), and says of each
 * whether any of it reaches a reader's browser; `licences.txt` says the same for people, with the texts of the licences
 * of what does. What reaches the browser is read off the build itself, never kept by hand.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { modulesOfSandbox, ROOT } from '../sandbox/bundle.ts';

interface Component {
  name: string;
  version: string;
  properties?: { name: string; value: string }[];
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
}

interface Bill {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
  components: Component[];
}

/** Where a component reaches: the property's name in the bill. */
const REACHES = 'headroom:reaches';

/** Code that a package brings within itself and that has a licence of its own: by a part of its modules' paths. */
const WITHIN: readonly { path: string; package: string }[] = [
  { path: 'monaco-editor/esm/vs/base/browser/dompurify/', package: 'dompurify' },
  { path: 'monaco-editor/esm/vs/base/common/marked/', package: 'marked' },
];

/** The packages of these modules, given by their paths. */
export function packagesOf(modules: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const module of modules) {
    const path = module.replaceAll('\\', '/');
    const inner = path.split('/node_modules/').at(-1) ?? '';
    if (inner === path) continue;
    const [first = '', second = ''] = inner.split('/');
    found.add(first.startsWith('@') ? `${first}/${second}` : first);
    for (const within of WITHIN) if (path.includes(within.path)) found.add(within.package);
  }
  return found;
}

/** Licences of a component as one expression. */
export function licenceOf({ licenses = [] }: Component): string {
  return (
    licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name).join(' AND ') || 'unknown'
  );
}

/** The bill with what reaches the browser marked, and without what differs from build to build of the same lockfile. */
export function markedBill(bill: Bill, shipped: ReadonlySet<string>): Bill {
  const { serialNumber: _serial, metadata, components, ...rest } = bill;
  const { timestamp: _time, component, ...more } = metadata;
  return {
    ...rest,
    metadata: { ...more, component: { ...component, name: 'headroom' } },
    components: components.map(({ properties = [], ...each }) => ({
      ...each,
      properties: [...properties, { name: REACHES, value: shipped.has(each.name) ? 'browser' : 'build only' }],
    })),
  };
}

/** The list for people: what reaches the browser with the texts of its licences, then what only builds and tests. */
export function licenceList(
  { components }: Bill,
  shipped: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
): string {
  const line = (each: Component): string => `${each.name} ${each.version}: ${licenceOf(each)}`;
  const reaching = components.filter(({ name }) => shipped.has(name));
  const others = components.filter(({ name }) => !shipped.has(name));
  return `${[
    'What Headroom is made of beside its own code, which is under the MIT License.',
    `IN WHAT YOUR BROWSER LOADS\n\n${reaching.map(line).join('\n')}`,
    'DOMPurify comes inside the Monaco editor, and is offered under two licences, MPL-2.0 or Apache-2.0: it is used under Apache-2.0.',
    `USED TO BUILD AND TO TEST, AND IN NOTHING THAT YOUR BROWSER LOADS\n\n${others.map(line).join('\n')}`,
    ...reaching.map(
      (each) => `${'='.repeat(80)}\n${line(each)}\n\n${texts.get(each.name) ?? 'No text comes with the package.'}`,
    ),
  ].join('\n\n')}\n`;
}

/** The text of a package's licence, and of the notices of what it has within. */
async function licenceText(name: string): Promise<string> {
  const folder = join(ROOT, 'node_modules', name);
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = found
    .filter((file) => file.isFile() && /^(licen[cs]e|copying|notice|thirdpartynotices)([.-].*)?$/i.test(file.name))
    .map(({ name }) => name);
  const texts = await Promise.all(files.sort().map((file) => readFile(join(folder, file), 'utf8')));
  return texts.join('\n\n').trim();
}

/** npm's own bill of the lockfile. */
async function billOfLockfile(): Promise<Bill> {
  // A build is made for production, where npm would leave out what only builds.
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--include=dev', '--include=optional'];
  const { stdout } = await promisify(execFile)('npm', args, {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  return JSON.parse(stdout) as Bill;
}

/**
 * Writes both files into the built site. `recorder` has to be among the plugins of Vite, and of its workers. `copied` are the files that
 * no bundle holds, as `package/path`.
 */
export function billOfMaterials(copied: readonly string[]): { integration: AstroIntegration; recorder: () => Plugin } {
  const modules = new Set<string>();
  return {
    recorder: () => ({
      name: 'headroom:bill-of-materials',
      apply: 'build',
      generateBundle(_options, bundle) {
        // Pages are made in Node by another build, whose code nobody is sent.
        if (this.environment.name !== 'client') return;
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk') for (const id of Object.keys(chunk.modules)) modules.add(id);
      },
    }),
    integration: {
      name: 'headroom:bill-of-materials',
      hooks: {
        'astro:build:done': async ({ dir, logger }) => {
          const shipped = packagesOf([
            ...modules,
            ...(await modulesOfSandbox()),
            ...copied.map((file) => join(ROOT, 'node_modules', file)),
          ]);
          const bill = markedBill(await billOfLockfile(), shipped);
          const texts = new Map(
            await Promise.all([...shipped].map(async (name) => [name, await licenceText(name)] as const)),
          );
          const write = (name: string, text: string): Promise<void> => writeFile(join(fileURLToPath(dir), name), text);
          await write('sbom.cdx.json', `${JSON.stringify(bill, null, 2)}\n`);
          await write('licences.txt', licenceList(bill, shipped, texts));
          logger.info(`${bill.components.length} packages, ${shipped.size} of them in what a browser loads`);
        },
      },
    },
  };
}
