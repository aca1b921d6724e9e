/** A board becomes what `design()` returns, in the code of every design lab; and code that works something out is left alone. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Architecture } from '#architecture';
import type { DesignLab } from '#design';
import { designIn, intoCode, type Sold } from '../../../src/board/design-code.ts';
import { changed } from '../../../src/board/edits.ts';
import { FIRST } from '../../../src/board/templates.ts';
import { offeredFields } from '../../../src/design/catalogue.ts';

const labs = globSync('labs/*/design.ts').map((path) => path.split(/[\\/]/)[1]!);

test.each(labs)('%s: its starter takes the reference as a literal, bought by name, and returns it', async (id) => {
  const { default: lab } = (await import(`../../../labs/${id}/design.ts`)) as { default: DesignLab };
  const { design } = (await import(`../../../labs/${id}/solution.ts`)) as { design(): Architecture };
  const { sold } = lab.catalogue;
  const starter = readFileSync(`labs/${id}/starter.ts`, 'utf8');
  const into = intoCode(starter, design(), sold);
  if ('problem' in into) throw new Error(into.problem);
  expect(designIn(into.code, sold)).toEqual({ architecture: design() });
  expect(designIn(starter, sold)).toHaveProperty('architecture.nodes');
  expect(into.code).toContain('...sold.');
  expect(into.code).toContain('const sold');
  const body = /export function design\(\): Architecture (\{[\s\S]*\n\})/.exec(into.code)![1]!;
  const named = Object.entries(sold).map(([name, offer]) => [
    name,
    { kind: offer.kind, ...Object.fromEntries(offeredFields(offer)) },
  ]);
  expect(new Function('sold', body)(Object.fromEntries(named))).toEqual(design());
  // And once more, over what the board wrote.
  const again = intoCode(into.code, FIRST, sold);
  if ('problem' in again) throw new Error(again.problem);
  expect(again.code).toContain("title: 'A small shop'");
  expect(again.code).not.toContain(JSON.stringify(design().title));
});

test('what a learner noted in the literal stays, and what is bought is still bought by its name', () => {
  const sold = { web: { kind: 'web', capacity: 100, latency: 20 }, cache: { kind: 'cache' } } as unknown as Sold;
  const code = `const sold = {};
export function design(): Architecture {
  return {
    title: 'Shop', // for a day
    nodes: [
      { id: 'all', kind: 'client' },
      // Two are enough at night.
      { id: 'shop', /* bought */ ...sold.web, replicas: 2 },
    ],
    links: [{ from: 'all', to: 'shop' }],
  };
}
`;
  const read = designIn(code, sold);
  if ('problem' in read) throw new Error(read.problem);
  const changes: [Architecture, string][] = [
    [changed(read.architecture, { node: 'shop' }, 'replicas', 6), code.replace('replicas: 2', 'replicas: 6')],
    [changed(read.architecture, { node: 'shop' }, 'replicas', undefined), code.replace(', replicas: 2', '')],
    [
      changed(read.architecture, { node: 'shop' }, 'label', 'Till'),
      code.replace('...sold.web', "...sold.web, label: 'Till'"),
    ],
    [
      changed(read.architecture, { node: 'shop' }, 'capacity', 200),
      code.replace('/* bought */ ...sold.web, replicas: 2', "kind: 'web', replicas: 2, capacity: 200, latency: 20"),
    ],
  ];
  for (const [architecture, expected] of changes)
    expect(intoCode(code, architecture, sold)).toEqual({ code: expected });
});

test.each([
  [
    'export function design(): Architecture {\n  const web = 2;\n  return { title: "x", nodes: [], links: [] };\n}',
    'does not begin with return',
  ],
  ['export function design() {\n  return make();\n}', 'line 2'],
  ['export function design() {\n  return {\n    title: "x",\n    nodes: [1, 2].map(String), links: [] };\n}', 'line 4'],
  ['export function design() {\n  return { ...other(), nodes: [] };\n}', 'line 2'],
  ['export function design() {\n  return { title: "x" + 1, nodes: [] };\n}', 'line 2'],
  ['export function design() {\n  return { title: "x" } as Architecture;\n}', 'goes on'],
  ['export function design() {\n  return { title: "x";\n}', 'cannot be read'],
  ['export const design = () => ({ title: "x" });', 'does not begin with return'],
  ['', 'does not begin with return'],
  // Comments that could end in more than one place would be read in 2³⁹ ways.
  [`export function design() {${'/**/'.repeat(40)} work(); }`, 'does not begin with return'],
])('what works something out is not overwritten (%#)', (code, why) => {
  expect(intoCode(code, FIRST, {})).toMatchObject({ problem: expect.stringContaining(why) });
});
