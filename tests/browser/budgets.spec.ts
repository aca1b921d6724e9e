/** What a page may weigh, as a browser meets it: sizes are of what is really loaded, compressed as a host would. */
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { LabPage, LESSONS } from './lab-page.ts';
import { host } from './service-worker.ts';

interface Load {
  url: string;
  type: string;
  size: number;
}

/** Everything that a page loads by itself, each with its size, gzipped but for fonts, which are compressed already. */
async function loadsOf(page: Page, path: string): Promise<Load[]> {
  const types = new Map<string, string>();
  page.on('request', (request) => types.set(request.url(), request.resourceType()));
  await page.goto(path, { waitUntil: 'networkidle' });
  return Promise.all(
    [...types].map(async ([url, type]) => {
      const body = await (await page.request.get(url)).body();
      return { url, type, size: type === 'font' ? body.length : gzipSync(body, { level: 9 }).length };
    }),
  );
}

const sum = (loads: Load[]): number => loads.reduce((total, { size }) => total + size, 0);

const of = (loads: Load[], ...types: string[]): number => sum(loads.filter(({ type }) => types.includes(type)));

for (const path of ['/', ...LESSONS.map((lesson) => `/lessons/${lesson}/`)]) {
  test(`${path} is light before anything is touched`, async ({ page }) => {
    const loads = await loadsOf(page, path);
    expect(of(loads, 'script')).toBeLessThan(8_000);
    expect(of(loads, 'document', 'stylesheet')).toBeLessThan(40_000);
    expect(of(loads, 'font')).toBeLessThan(135_000);
    const scripts = loads.filter(({ type }) => type === 'script').map(({ url }) => url);
    expect(scripts.filter((url) => /monaco|worker|sandbox|workbench|stage\.|recorder|uPlot/.test(url))).toEqual([]);
  });
}

interface Moved {
  node: Node | null;
  previousRect: DOMRectReadOnly;
  currentRect: DOMRectReadOnly;
}

/** Lists what moves on the pages to come, but for what follows an input: each by its name, from where and to where (x, y, width and height). */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as unknown as { sources: Moved[] }[])
        for (const { node, previousRect, currentRect } of sources) {
          const { nodeName = '?', textContent = '' } = node ?? {};
          const name =
            node instanceof Element ? `${nodeName}.${node.getAttribute('class')}` : `${nodeName} ${textContent}`;
          shifts.push(`${name}: ${place(previousRect)} → ${place(currentRect)}`);
        }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts);

for (const size of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  // Each in a browser that has kept no font of another page.
  for (const path of [
    '',
    'lessons/cap/',
    'lessons/caching/',
    'labs/server-calculator/',
    'labs/design-video-platform/',
    'board/',
    'work/',
  ]) {
    test(`nothing of /${path} moves while it comes in pieces, and its fonts last, ${size.width} px wide`, async ({
      page,
    }) => {
      const there = await host();
      let [pieces, drawn] = [1, 0];
      // The next piece comes when what is there has been drawn.
      there.slow(async () => {
        const frames = () =>
          new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
        pieces++;
        await page.evaluate(frames).then(
          () => drawn++,
          () => {},
        );
      });
      let asked = 0;
      let letGo = (): void => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await page.route('**/*.woff2', async (route) => {
        asked++;
        await held;
        await route.continue();
      });
      await page.setViewportSize(size);
      await watchShifts(page);
      await page.goto(`${there.address}${path}`, { waitUntil: 'domcontentloaded' });
      await page.locator('[data-theme-button]').waitFor();
      // The first is there when the browser gives way to the page.
      expect(drawn, 'pieces that were drawn before the next came').toBeGreaterThanOrEqual(pieces - 2);
      expect(asked, 'fonts that are not there yet').toBeGreaterThan(0);
      letGo();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.fonts.ready);
      expect(await shiftsOf(page)).toEqual([]);
      there.close();
    });
  }
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
