/** What comes from a declaration: titles that cannot drift from their bounds, the starter's `sold`, and refusals. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type DesignLab, defineDesignLab, requirementsOf, soldProblem, soldText } from '#design';
import { shop } from './shop.ts';

const labs = readdirSync('labs').filter((id) => id.startsWith('design-'));

const titlesOf = (lab: DesignLab): string[] => requirementsOf(lab).map(({ title }) => title);

test('titles say the bounds', () => {
  expect(titlesOf(shop)).toEqual([
    'The design is a sound architecture, built from the catalogue',
    'All day at least 99.5 % of the requests are answered, half within 40 ms and 99 in 100 within 1,200 ms',
    'No single copy closes the shop: whichever dies, at most 1,200 requests fail, and after 5 s at least 99 % are answered again',
    'It serves the day for at most $3.50 an hour',
  ]);
});

test('work that may wait is asked for in two places', () => {
  const workedOff = {
    marks: 1,
    why: 'x',
    title: 'Every order is stored',
    what: 'orders',
    done: 'stored',
    by: '20 s later',
  };
  const titles = titlesOf({ ...shop, asked: { ...shop.asked, workedOff } });
  expect(titles[2]).toBe('Every order is stored 20 s later');
  expect(titles[3]).toMatch(/, after 5 s at least 99 % are answered again, and all orders are stored in time$/);
});

test('the starter’s `sold` is the catalogue without prices', () => {
  expect(soldText(shop.catalogue)).toBe(`const sold = {
  loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1 },
  web: { kind: 'web', capacity: 100, latency: 20 },
  smallCache: { kind: 'cache', capacity: 1000, latency: 1, items: 10 },
  largeCache: { kind: 'cache', capacity: 1000, latency: 1, items: 1000 },
  database: { kind: 'database', capacity: 40, latency: 50 },
} as const;
`);
  expect(soldProblem('const sold = {};', shop.catalogue)).toContain(
    "web: { kind: 'web', capacity: 100, latency: 20 },",
  );
});

test.each(labs)('%s: starter and solution sell what is declared', async (id) => {
  const { default: lab } = await import(`../../../labs/${id}/design.ts`);
  for (const file of ['starter.ts', 'solution.ts']) {
    expect(soldProblem(readFileSync(`labs/${id}/${file}`, 'utf8'), lab.catalogue), file).toBeUndefined();
  }
});

test('a declaration that contradicts itself is refused, in words', () => {
  const { catalogue, asked } = shop;
  const broken: DesignLab = {
    ...shop,
    catalogue: {
      ...catalogue,
      ways: [...catalogue.ways, { from: 'web', to: ['queue'] }],
      needs: [
        ...catalogue.needs.filter(({ kind }) => kind !== 'client'),
        { kind: 'load-balancer', calls: ['database'], because: 'x' },
      ],
    },
    peak: { from: 5, to: 50 },
    asked: { ...asked, survival: { ...asked.survival, at: 16 } },
  };
  expect(() => defineDesignLab(broken)).toThrow(
    'This design lab is not right: the needs do not say what a client calls: users who call nothing would be a design; the catalogue names a queue and does not sell it; a load balancer needs a link that the ways do not allow; the peak must lie within the measured seconds; a trial must go on for longer than service may take to come back.',
  );
});
