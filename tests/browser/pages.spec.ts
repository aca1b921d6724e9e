/** Every page: right for everyone (axe, both themes, no script), inside the policy, and with links that lead somewhere. */
import { globSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { LABS, LabPage, PHONE } from './lab-page.ts';
import { violationsOf } from './violations.ts';

/** All that was built. */
const PAGES = globSync('dist/**/*.html')
  .map((file) => `/${relative('dist', file).split(sep).join('/')}`.replace(/index\.html$/, ''))
  .sort();

/** Rules whose outcome depends on the colours: what else there is to say of a page is the same in both themes. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

async function expectNoViolations(page: Page, rules?: string[]): Promise<void> {
  expect.soft(await violationsOf(page, { rules }), new URL(page.url()).pathname).toEqual([]);
}

/** How the site answers to a path, asked once. */
const statuses = new Map<string, Promise<number>>();

async function expectLinks(page: Page): Promise<void> {
  const here = new URL(page.url());
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  for (const link of new Set(links)) {
    const { origin, pathname, hash } = new URL(link);
    if (origin !== here.origin) continue;
    if (pathname === here.pathname && hash) {
      expect(await page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`).count(), hash).toBe(1);
      continue;
    }
    if (!statuses.has(pathname))
      statuses.set(
        pathname,
        page.request.get(pathname).then((answer) => answer.status()),
      );
    expect(await statuses.get(pathname), pathname).toBe(200);
  }
}

async function expectStrictPolicy(page: Page): Promise<void> {
  const policy = (await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content')) ?? '';
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(scripts.split(' ')).not.toContain("'unsafe-inline'");
  expect(scripts.split(' ')).not.toContain("'unsafe-eval'");
  // Scenes are sized by attributes, and editors write style sheets: nothing else has leave to.
  const parts = new URL(page.url()).pathname.split('/').filter((part) => part !== '');
  const mayStyle =
    parts.length === 0 ||
    parts[0] === 'board' ||
    (parts.length === 2 && (parts[0] === 'lessons' || parts[0] === 'labs'));
  if (!mayStyle) expect(policy).not.toContain('unsafe-inline');
}

/** The least that a page has to get by with. */
const SMALLEST = { width: 320, height: 640 };

/** Pages that one test looks at, one after the other: a browser's page of its own for each takes longer. */
const AT_ONCE = 8;

const groups = Array.from({ length: Math.ceil(PAGES.length / AT_ONCE) }, (_, group) =>
  PAGES.slice(group * AT_ONCE, (group + 1) * AT_ONCE),
);

test('all pages are looked at', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['/', '/404.html', '/guides/hosts/', '/lessons/server-calculator/']));
  expect(PAGES.filter((path) => path.startsWith('/labs/'))).toHaveLength(2 * LABS.length + 1);
});

test.describe('in both themes', () => {
  test.use({ colorScheme: 'light', reducedMotion: 'reduce' });

  for (const paths of groups) {
    test(`no accessibility violation, a strict policy, links to what is there, and no wider than a phone: ${paths.join(' ')}`, async ({
      page,
    }) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        // These tests do without the service worker (playwright.config.ts), and are told so.
        if (message.text() === 'Service Worker registration blocked by Playwright') return;
        if (message.type() === 'error' || message.type() === 'warning')
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      const { width, height } = page.viewportSize()!;
      for (const path of paths) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(path);
        await expectStrictPolicy(page);
        await expectLinks(page);
        await page.locator('main details').evaluateAll((all) => {
          for (const details of all) details.setAttribute('open', '');
        });
        await expectNoViolations(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        await expectNoViolations(page, ABOUT_COLOURS);
        await page.setViewportSize(SMALLEST);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect.soft(wide, path).toBeLessThanOrEqual(SMALLEST.width);
      }
      expect(complaints).toEqual([]);
    });
  }

  test('a lab after a run, with the editor open, has no accessibility violation', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('server-calculator');
    await lab.grade();
    await lab.monaco.waitFor();
    await expectNoViolations(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectNoViolations(page, ABOUT_COLOURS);
  });

  test('a lab on a phone after a run has no accessibility violation', async ({ page }) => {
    await page.setViewportSize(PHONE);
    const lab = new LabPage(page);
    await lab.open('server-calculator');
    await lab.grade();
    await expect(lab.plain).toBeAttached();
    await expectNoViolations(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectNoViolations(page, ABOUT_COLOURS);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson is readable, and its model answers open', async ({ page }) => {
    await page.goto('/lessons/server-calculator/');
    await expect(page.locator('h1')).toHaveText('How many servers? The server calculator');
    await page.getByText('Model answer and marking').first().click();
    await expect(page.locator('.rubric').first()).toBeVisible();
  });

  test('a lab is readable, and its hints open', async ({ page }) => {
    await page.goto('/labs/server-calculator/');
    await expect(page.locator('.code-host')).toContainText('export function calculateRequiredServers');
    await page.getByText('Hint 1 of 5').click();
    await expect(page.locator('.hint p').first()).toBeVisible();
  });
});

test('the colour button goes through automatic, light and dark, and remembers', async ({ page }) => {
  await page.goto('/');
  const button = page.getByRole('button', { name: /Colours/ });
  await button.click();
  await button.click();
  await expect(button).toContainText('Dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('what bars somebody is seen: in the page, and in a part of it by the rules that are asked for', async ({
  page,
}) => {
  await page.goto('/404.html');
  await page.evaluate(() => {
    const nameless = Object.assign(document.createElement('button'), { id: 'nameless' });
    const pale = Object.assign(document.createElement('p'), { textContent: 'pale' });
    pale.style.setProperty('color', '#999');
    document.querySelector('main')!.append(nameless, pale);
  });
  expect(await violationsOf(page)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^button-name: #nameless /),
      expect.stringMatching(/^color-contrast: /),
    ]),
  );
  expect(await violationsOf(page, { within: 'main', rules: ['button-name'] })).toHaveLength(1);
  expect(await violationsOf(page, { within: 'header', rules: ['button-name'] })).toEqual([]);
});
