/** What a page may weigh, as a browser meets it: sizes are of what is really loaded, compressed as a host would. */
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { LabPage, LESSONS } from './lab-page.ts';

interface Load {
  url: string;
  type: string;
  size: number;
}

/** Records every response of the page with its gzipped size. */
function recordLoads(page: Page): () => Promise<Load[]> {
  const loads: Promise<Load>[] = [];
  page.on('response', (response) => {
    const load = response.body().then(
      (body) => ({
        url: response.url(),
        type: response.request().resourceType(),
        size: gzipSync(body, { level: 9 }).length,
      }),
      () => ({ url: response.url(), type: 'lost', size: 0 }),
    );
    loads.push(load);
  });
  return () => Promise.all(loads);
}

const sum = (loads: Load[]): number => loads.reduce((total, { size }) => total + size, 0);

for (const lesson of LESSONS) {
  test(`the lesson ${lesson} is light before a lab or a simulation is touched`, async ({ page }) => {
    const loads = recordLoads(page);
    await page.goto(`/lessons/${lesson}/`, { waitUntil: 'networkidle' });
    const all = await loads();
    expect(sum(all.filter(({ type }) => type === 'script'))).toBeLessThan(10_000);
    expect(sum(all.filter(({ type }) => type === 'document' || type === 'stylesheet'))).toBeLessThan(40_000);
    expect(all.filter(({ url }) => /monaco|worker|sandbox|workbench|stage\.|recorder|uPlot/.test(url))).toEqual([]);
  });
}

test('Monaco with TypeScript stays within 2.2 MB', async ({ page, context }) => {
  const lab = new LabPage(page);
  await lab.open('server-calculator');
  await page.waitForLoadState('networkidle');
  const loads: Load[] = [];
  const pending: Promise<void>[] = [];
  // Workers fetch on their own: the context hears of their requests too.
  context.on('response', (response) => {
    if (!response.url().includes('/_astro/')) return;
    pending.push(
      response.body().then(
        (body) => {
          loads.push({ url: response.url(), type: 'monaco', size: gzipSync(body, { level: 9 }).length });
        },
        () => {},
      ),
    );
  });
  await page.getByRole('button', { name: 'Edit' }).click();
  await lab.monaco.waitFor();
  await page.keyboard.insertText('const wrong: number = "";\n');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.insertText('Math.');
  await Promise.all(pending);
  const monaco = loads.filter(({ url }) => !url.includes('workbench'));
  expect(monaco.some(({ url }) => url.includes('ts.worker'))).toBe(true);
  expect(sum(monaco)).toBeLessThan(2_200_000);
});
