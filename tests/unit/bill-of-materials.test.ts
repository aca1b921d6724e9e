/** What the site is made of: packages are found from modules, and people are told what of it reaches a browser. */
import { expect, test } from 'vitest';
import { modulesOfSandbox } from '../../src/sandbox/bundle.ts';
import { licenceList, licenceOf, markedBill, packagesOf } from '../../src/site/bill-of-materials.ts';

const BILL = {
  serialNumber: 'urn:uuid:1',
  metadata: { timestamp: 'now', component: { name: 'a-folder' } },
  components: [
    { name: 'monaco-editor', version: '1.0.0', licenses: [{ license: { id: 'MIT' } }] },
    { name: 'dompurify', version: '3.0.0', licenses: [{ expression: '(MPL-2.0 OR Apache-2.0)' }] },
    {
      name: '@img/sharp',
      version: '2.0.0',
      properties: [{ name: 'x', value: 'y' }],
      licenses: [{ license: { id: 'LGPL-3.0-or-later' } }],
    },
  ],
};

test('the package of a module is that of the innermost folder, and what Monaco has within is named as well', () => {
  const found = packagesOf([
    '/home/node_modules/a/node_modules/@b/c/index.js',
    '/home/src/own.ts',
    'C:\\work\\node_modules\\d\\e.js',
    '/home/node_modules/monaco-editor/esm/vs/base/browser/dompurify/dompurify.js',
  ]);
  expect([...found].sort()).toEqual(['@b/c', 'd', 'dompurify', 'monaco-editor']);
});

test('the bill says what reaches the browser, and nothing that differs from build to build', () => {
  const bill = markedBill(BILL, new Set(['monaco-editor', 'dompurify']));
  expect(bill.components.map(({ properties }) => properties?.at(-1)?.value)).toEqual([
    'browser',
    'browser',
    'build only',
  ]);
  expect(JSON.stringify(bill)).not.toMatch(/urn:uuid|timestamp|a-folder/);
});

test('the list names what only builds apart from what is loaded, with the texts of the latter', () => {
  const list = licenceList(
    BILL,
    new Set(['monaco-editor', 'dompurify']),
    new Map([['monaco-editor', 'Copyright Monaco']]),
  );
  const [loaded, built] = list.split('USED TO BUILD');
  expect(loaded).toContain('dompurify 3.0.0: (MPL-2.0 OR Apache-2.0)');
  expect(loaded).not.toContain('LGPL');
  expect(built).toContain('@img/sharp 2.0.0: LGPL-3.0-or-later');
  expect(built).toContain('Copyright Monaco');
  expect(licenceOf({ name: 'x', version: '1' })).toBe('unknown');
});

test('what runs in the sandbox is found', async () => {
  const found = packagesOf(await modulesOfSandbox());
  expect([...found]).toEqual(
    expect.arrayContaining(['fast-check', 'typescript', 'ts-blank-space', '@jitl/quickjs-wasmfile-release-sync']),
  );
  expect([...found]).not.toContain('esbuild');
});
