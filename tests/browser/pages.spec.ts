/** Every page: right for everyone (axe, both themes, no script), inside the policy, and with links that lead somewhere. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { LABS, LabPage, LESSONS, PHONE } from './lab-page.ts';

const PAGES = [
  '/',
  '/labs/',
  '/glossary/',
  '/404.html',
  ...LESSONS.map((slug) => `/lessons/${slug}/`),
  ...LABS.flatMap((id) => [`/labs/${id}/`, `/labs/${id}/solution/`]),
];

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`,
  );
  expect(told).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });
    for (const path of PAGES) {
      test(`${path} has no accessibility violation and breaks no policy`, async ({ page }) => {
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(path);
        for (const details of await page.locator('main details').all())
          await details.evaluate((element) => element.setAttribute('open', ''));
        await expectNoViolations(page);
        expect(complaints).toEqual([]);
      });
    }

    test('a lab after a run, with the editor open, has no accessibility violation', async ({ page }) => {
      const lab = new LabPage(page);
      await lab.open('server-calculator');
      await lab.grade();
      await lab.monaco.waitFor();
      await expectNoViolations(page);
    });

    test('a lab on a phone after a run has no accessibility violation', async ({ page }) => {
      await page.setViewportSize(PHONE);
      const lab = new LabPage(page);
      await lab.open('server-calculator');
      await lab.grade();
      await lab.plain.waitFor();
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    });
  });
}

test('every page carries a strict policy of its own', async ({ page }) => {
  for (const path of PAGES) {
    await page.goto(path);
    const policy = (await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content')) ?? '';
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    expect(policy, path).toContain("default-src 'self'");
    expect(policy, path).toContain("frame-src 'none'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(scripts.split(' '), path).not.toContain("'unsafe-inline'");
    expect(scripts.split(' '), path).not.toContain("'unsafe-eval'");
  }
});

test('no page is wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  for (const path of PAGES) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
  }
});

test('every link inside the site leads somewhere', async ({ page, request }) => {
  const seen = new Set<string>();
  for (const path of PAGES) {
    await page.goto(path);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    for (const link of links) {
      const url = new URL(link);
      if (url.origin !== new URL(page.url()).origin) continue;
      if (url.pathname === new URL(page.url()).pathname && url.hash) {
        expect(
          await page.locator(`[id="${decodeURIComponent(url.hash.slice(1))}"]`).count(),
          `${path} ${url.hash}`,
        ).toBe(1);
      }
      seen.add(url.pathname);
    }
  }
  for (const pathname of seen) expect((await request.get(pathname)).status(), pathname).toBe(200);
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
