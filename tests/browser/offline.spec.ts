/** After a first visit the course works without a network, and a new version takes over when it is asked to, and never under a lab at work. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { LabPage, labFile, PHONE, REQUIREMENTS } from './lab-page.ts';
import { host, keepCourse } from './service-worker.ts';

const LAB = 'server-calculator';

test.use({ viewport: PHONE, serviceWorkers: 'allow' });

test('a lesson, a lab with its verdict, a scene and the search work without a network, inside the same walls', async ({
  page,
}) => {
  const there = await host();
  await keepCourse(page, there.address);
  there.close();

  const answer = await page.goto(`${there.address}lessons/cap/`);
  expect(answer?.fromServiceWorker()).toBe(true);
  // What only a server can say of a page was kept with it.
  expect(answer?.headers()).toMatchObject({
    'x-frame-options': 'DENY',
    'content-security-policy': "frame-ancestors 'none'",
  });
  await expect(page.locator('h1')).toContainText('CAP');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search the course' }).fill('quorum');
  await expect(page.locator('.search').getByRole('option').first()).toBeVisible();

  const lab = new LabPage(page);
  await page.goto(`${there.address}labs/${LAB}/`);
  await lab.type(labFile(LAB, 'solution.ts'));
  await lab.grade();
  await expect(lab.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
  // Neither the sandbox's frame nor its worker is the service worker's business.
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(1);

  await page.goto(`${there.address}no/such-page/`);
  await expect(page.locator('h1')).toHaveText('This page is not on your device');
  await page.goto(`${there.address}work/`);
  await expect(page.locator('[data-offline]')).toHaveText(
    /The whole course is on this device.* It takes \d+\.\d MB here/,
  );
});

test('a new version offers itself, waits for other pages, and takes over when it is asked', async ({
  page,
  context,
}) => {
  const there = await host();
  await keepCourse(page, there.address);
  const lab = new LabPage(await context.newPage());
  await lab.page.goto(`${there.address}labs/${LAB}/`);
  await lab.type('// at work\n');
  await expect(lab.saved).toHaveText('Saved in this browser');

  // The first page of another version, and a worker that knows it.
  const home = readFileSync('dist/index.html', 'utf8').replace('<title>', '<title>Newer · ');
  there.replace('index.html', home);
  there.replace(
    'sw.js',
    readFileSync('dist/sw.js', 'utf8').replace(/(url:"\.\/",revision:")\w+/, '$10123456789abcdef'),
  );
  await page.reload();
  const notice = page.locator('.new-version');
  await expect(notice).toContainText('A new version of the course is ready');
  await expect(page).toHaveTitle(/^Headroom/);
  await notice.getByRole('button', { name: 'Use it now' }).click();
  await expect(notice).toContainText('once no page of the course is open in another tab or window: one is');
  await expect(lab.plain).toHaveValue('// at work\n');
  await lab.page.close();
  await notice.getByRole('button', { name: 'Use it now' }).click();
  await expect(page).toHaveTitle(/^Newer/);
  there.close();
});

test('a page that is never idle keeps the course too', async ({ page }) => {
  // As in a browser that never finds time: it calls only what is called by a certain time.
  await page.addInitScript(() => {
    globalThis.requestIdleCallback = (act, latest) => {
      if (latest?.timeout !== undefined) queueMicrotask(() => act({ didTimeout: true, timeRemaining: () => 0 }));
      return 0;
    };
  });
  const there = await host();
  await page.goto(there.address);
  await expect.poll(() => there.asked).toContain('/sw.js');
  there.close();
});

test('where the device saves data, nothing is fetched until the learner says so', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  const there = await host();
  await page.goto(`${there.address}work/`);
  await expect(page.locator('[data-offline]')).toContainText('Your device saves data');
  await expect(page.getByRole('button', { name: 'Keep the course on this device' })).toBeVisible();
  expect(there.asked).not.toContain('/sw.js');
  there.close();
});
