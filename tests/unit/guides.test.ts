/** What the guides tell people to run and to open is there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const GUIDES = ['README.md', 'docs/CONTRIBUTING.md', ...globSync('content/guides/*.mdx')];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

it.each(GUIDES)('%s names commands and files that there are', (file) => {
  const text = readFileSync(file, 'utf8');
  const commands = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z:]*)/g)].map(([, name]) => name!);
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  const paths = [...text.matchAll(/`((?:src|labs|docs|tests|content)\/[\w./-]+)`/g)].map(([, path]) => path!);
  expect(paths.filter((path) => !path.includes('<') && !existsSync(path))).toEqual([]);
});

it('the hosting guide names every configuration there is', () => {
  const text = readFileSync('content/guides/hosts.mdx', 'utf8');
  for (const path of globSync('docs/hosting/*')) expect(text).toContain(`\`${path.split('/').at(-1)}\``);
});
