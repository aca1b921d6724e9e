/** What the lessons say of their simulations holds: every experiment of every lesson, run as the site shows it. */
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Experiment } from '#scene';

const files = globSync('content/lessons/*.tries.ts');

test('lessons have experiments', () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(files.map((file) => [basename(file), file]))('%s', async (_name, file) => {
  const exports: Record<string, unknown> = await import(resolve(file));
  const experiments = Object.entries(exports).filter(([, each]) => each instanceof Experiment) as [
    string,
    Experiment,
  ][];

  test.each(experiments)('%s', (_experiment, each) => {
    expect(each.problems()).toEqual([]);
  });

  test('the lesson uses every one of them', () => {
    const lesson = readFileSync(file.replace('.tries.ts', '.mdx'), 'utf8');
    for (const [name] of experiments) expect(lesson).toMatch(new RegExp(`\\bof=\\{${name}\\}|\\{[^}]*\\b${name}\\b`));
  });
});
