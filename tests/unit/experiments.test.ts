/** Every experiment of a lesson stands in it. That it holds, run as the site shows it, is for `npm run check`. */
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { Experiment } from '#scene';

const files = globSync('content/lessons/*.tries.ts');

test('lessons have experiments', () => {
  expect(files.length).toBeGreaterThan(0);
});

test.each(files.map((file) => [basename(file), file]))('%s: the lesson uses every one of them', async (_name, file) => {
  const exports: Record<string, unknown> = await import(resolve(file));
  const experiments = Object.keys(exports).filter((name) => exports[name] instanceof Experiment);
  const lesson = readFileSync(file.replace('.tries.ts', '.mdx'), 'utf8');
  for (const name of experiments) expect(lesson).toMatch(new RegExp(`\\bof=\\{${name}\\}|\\{[^}]*\\b${name}\\b`));
});
