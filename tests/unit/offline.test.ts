/** What is kept on a device: every file that a page can ask for, by the address that it is asked for, and told apart by its content. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workerScript } from '../../src/offline/integration.ts';
import { precacheOf } from '../../src/offline/precache.ts';

let folder: string;
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headroom-site-'));
  await write('index.html', 'home');
  await write('lessons/cap/index.html', 'a lesson, longer than home');
  await write('_astro/page.Abc123.js', '1');
  await write('_headers', '/*');
  await write('404.html', 'none');
  await write('sw.js', 'the last one');
});
afterAll(() => rm(folder, { recursive: true }));

test('pages go by the addresses of their folders, small files first, and what only hosts read is left out', async () => {
  const { entries, bytes } = await precacheOf(folder);
  expect(entries.map(({ url }) => url)).toEqual(['_astro/page.Abc123.js', './', 'lessons/cap/']);
  expect(entries[0]?.revision).toBeNull();
  expect(bytes).toBe(1 + 4 + 26);
});

test('a changed page is told by its revision, and nothing else is', async () => {
  const before = (await precacheOf(folder)).entries;
  await write('index.html', 'HOME');
  const after = (await precacheOf(folder)).entries;
  expect(after.filter((entry, place) => entry.revision !== before[place]?.revision).map(({ url }) => url)).toEqual([
    './',
  ]);
});

test('the worker is one script that holds the list, and evaluates nothing', async () => {
  const script = await workerScript([{ url: 'lessons/cap/', revision: 'abc' }]);
  expect(script).toContain('lessons/cap/');
  expect(script).not.toMatch(/\beval\(|new Function|importScripts\(/);
  expect(script.length).toBeLessThan(40_000);
});
