/** What lessons say in words of their tables holds of the figures in them: `claims` of every `.tables.ts` that has any. */
import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';

const files = globSync('content/lessons/*.tables.ts');

test.each(files.map((file) => [basename(file), file]))('%s', async (_name, file) => {
  const { claims = {} } = (await import(resolve(file))) as { claims?: Readonly<Record<string, boolean>> };
  const broken = Object.entries(claims).flatMap(([sentence, holds]) => (holds ? [] : [sentence]));
  expect(broken).toEqual([]);
});
