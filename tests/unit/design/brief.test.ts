/** A brief says what its lab declares, and a word that nothing stands for stops the build. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { briefValues, fillBrief } from '#design';
import { shop } from './shop.ts';

test('tables and figures stand where a brief names them', () => {
  const text = fillBrief('x/brief.md', 'A rush of {{rush}}, not {{rate}}.\n\n{{catalogue}}\n', briefValues(shop));
  expect(text).toBe(`A rush of 4,000, not 1,500.

| kind | capacity | latency | items | price per copy and hour | may scale itself |
| --- | ---: | ---: | ---: | ---: | --- |
| \`load-balancer\` | 1,000 | 1 |  | $0.20 | no |
| \`web\` | 100 | 20 |  | $0.15 | yes |
| \`cache\` | 1,000 | 1 | 10 | $0.10 | no |
| \`cache\` | 1,000 | 1 | 1,000 | $0.25 | no |
| \`database\` | 40 | 50 |  | $0.80 | no |
`);
});

test('the table of ways says distances and needs', () => {
  expect(briefValues(shop).ways).toBe(`| from | may call | latency of the link | needs |
| --- | --- | --- | --- |
| \`client\` | load-balancer, web | 30 | one of them |
| \`load-balancer\` | web | none |  |
| \`web\` | cache, database | none | the database |`);
});

test('columns that say nothing are left out', () => {
  const sold = { web: { kind: 'web', capacity: 100, price: 1 } } as const;
  const ways = [{ from: 'client', to: ['web'] }] as const;
  const values = briefValues({ ...shop, catalogue: { sold, ways, needs: [] } });
  expect(values.catalogue).toBe(
    '| kind | capacity | price per copy and hour |\n| --- | ---: | ---: |\n| `web` | 100 | $1.00 |',
  );
  expect(values.ways).toBe('| from | may call |\n| --- | --- |\n| `client` | web |');
});

test('functions have their limits in the table, and no copy that could die', () => {
  const offer = { kind: 'function', latency: 100, concurrency: 50, coldStart: 800, price: 1 } as const;
  const ways = [{ from: 'client', to: ['function'] }] as const;
  const values = briefValues({ ...shop, catalogue: { sold: { offer }, ways, needs: [] } });
  expect(values.catalogue).toBe(
    '| kind | latency | at most at once | cold start | price per copy and hour |\n| --- | ---: | ---: | ---: | ---: |\n| `function` | 100 | 50 | 800 | $1.00 |',
  );
  expect(values.death).toMatch(/for each node except the client and functions, which run in several places at once:/);
});

test('what is asked is a numbered list with the bounds in it', () => {
  expect(
    briefValues(shop).requirements,
  ).toBe(`1. A sound design, built from the catalogue, and the same one at every call.
2. With nothing broken: **99.5 %** of the requests are answered, **half within 40 ms** and **99 in 100 within 1,200 ms**.
3. Whichever copy dies: **at most 1,200 requests fail** in all, and from 5 s after the death at least **99 %** are answered again.
4. All copies together cost **at most $3.50** an hour. This counts only if at least 99 % of the requests are answered.`);
});

test('the load is there in words', () => {
  const { writes, items, popularity, patience, warmUp, seconds } = briefValues(shop);
  expect({ writes, items, patience, warmUp, seconds }).toEqual({
    writes: '12.5 %',
    items: '2,000',
    patience: '2.5 s',
    warmUp: '10 s',
    seconds: '20 s',
  });
  expect(popularity).toBe(
    'the second most popular asked for half as often as the first, the third a third as often, and so on (Zipf, exponent 1)',
  );
});

test('an unknown word is an error that names file and word', () => {
  expect(() => fillBrief('labs/x/brief.md', 'See {{catalog}}.', briefValues(shop))).toThrow(
    /labs\/x\/brief\.md says \{\{catalog\}\}.*There are: catalogue, ways/,
  );
  expect(() => fillBrief('labs/x/brief.md', '{{toString}}', briefValues(shop))).toThrow('toString');
  expect(() => fillBrief('labs/x/brief.md', '{{catalogue}}', {})).toThrow('declares no design');
});

test.each(readdirSync('labs').filter((id) => id.startsWith('design-')))(
  '%s: every figure it declares is in its brief',
  async (id) => {
    const { default: lab } = await import(`../../../labs/${id}/design.ts`);
    const text = readFileSync(`labs/${id}/brief.md`, 'utf8');
    for (const name of Object.keys(lab.figures)) expect(text, name).toContain(`{{${name}}}`);
    expect(fillBrief(id, text, briefValues(lab))).not.toContain('{{');
  },
);
