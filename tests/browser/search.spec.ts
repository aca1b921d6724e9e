/** The search: from anywhere, by keyboard, and loaded only when somebody asks. */
import { expect, test } from '@playwright/test';
import { violationsOf } from './violations.ts';

test('opens by a key, finds by section, leads there by keyboard, and loads nothing before', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto('/lessons/cap/', { waitUntil: 'networkidle' });
  expect(asked.filter((url) => url.includes('/search/'))).toEqual([]);

  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search the course' });
  await expect(field).toBeFocused();
  await field.fill('autoscaler');
  const options = page.locator('.search').getByRole('option');
  await expect(options.first()).toBeVisible();
  for (const group of ['Lessons', 'Labs', 'Glossary'])
    await expect(page.getByRole('group', { name: group })).toBeVisible();
  await expect(page.locator('.search mark').first()).toHaveText(/autoscal/i);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOf(page, { within: '.search' })).toEqual([]);
  }
  // Solutions and model answers are not for finding.
  expect(
    await options.evaluateAll((all) => all.filter((each) => (each as HTMLAnchorElement).href.includes('solution'))),
  ).toEqual([]);

  await field.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  const address = (await options.nth(1).getAttribute('href')) as string;
  await field.press('Enter');
  await page.waitForURL(`**${address}`);
  await expect(page.locator('.search')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('says what it could not find, closes on Escape, and is there while code is typed', async ({ page }) => {
  await page.goto('/labs/server-calculator/');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.locator('.monaco-editor').first().waitFor();
  await page.keyboard.insertText('/');
  await expect(page.locator('.search')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search the course' });
  await field.fill('漢字');
  await expect(page.locator('.search-told')).toHaveText('Nothing is called “漢字”.');
  await field.fill('/');
  await page.keyboard.press('Escape');
  await expect(page.locator('.search')).toHaveCount(0);
  // The keys are the editor's again.
  await page.keyboard.insertText('again');
  await expect(page.locator('.monaco-editor .view-lines')).toContainText('/again');
});
