/** When the browser keeps nothing, has no room, or throws away what it had kept: the learner is told, and has everything in their own hands. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { readWorkFile } from '../../src/progress/work-file.ts';
import { LabPage, labFile, PHONE } from './lab-page.ts';

const LAB = 'server-calculator';
const HONEST = labFile(LAB, 'solution.ts');

test.use({ viewport: PHONE });

async function fileOf(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

/** Whether the page asks before it is left. */
const asksFirst = (page: Page): Promise<boolean> =>
  page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

test('without room, code and runs stand on the page and go into a file, and are kept once there is room', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...row) {
      if (document.documentElement.dataset.full !== undefined) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, row);
    };
  });
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// kept\n');
  await expect(lab.saved).toHaveText('Saved in this browser');
  expect(await asksFirst(page)).toBe(false);

  await page.evaluate(() => Object.assign(document.documentElement.dataset, { full: '' }));
  await lab.type(HONEST);
  await expect(lab.notice).toContainText('no room left');
  await expect(lab.notice.getByRole('button', { name: 'Copy my code' })).toBeVisible();
  expect(await asksFirst(page)).toBe(true);
  await lab.grade();
  await expect(lab.notice).toContainText('this run and its marks stand on this page only');
  const { work } = readWorkFile(await fileOf(page, 'Save all my work as a file'));
  expect(work.drafts.map(({ code }) => code)).toEqual([HONEST]);
  expect(work.runs.map(({ code, earned }) => [code, earned])).toEqual([[HONEST, 6]]);
  expect(work.results.map(({ earned }) => earned)).toEqual([6]);

  await page.evaluate(() => delete document.documentElement.dataset.full);
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.locator('.task-header .marks')).toHaveText('6 of 6 marks');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await expect(lab.notice).toBeHidden();
  expect(await asksFirst(page)).toBe(false);
});

test('where the browser stores nothing at all, a lab and a lesson work, and what is written there can be had as a file', async ({
  page,
}) => {
  const broken: string[] = [];
  page.on('pageerror', ({ message }) => broken.push(message));
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    IDBFactory.prototype.open = refuse;
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(navigator, 'storage', { value: undefined });
  });
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// first\n');
  await expect(lab.notice).toContainText('refuses to store anything');
  expect(await fileOf(page, 'Save my code as a file')).toBe('// first\n');
  await lab.grade();
  await lab.type(HONEST);
  await lab.grade();
  const { work } = readWorkFile(await fileOf(page, 'Save all my work as a file'));
  expect(work.runs.map(({ code }) => code)).toEqual(['// first\n', HONEST]);
  await page.getByRole('button', { name: 'Run 2 of 2' }).click();
  await expect(lab.sheet.getByRole('button', { name: /^Results of/ })).toHaveCount(2);

  await page.goto('/lessons/server-calculator/');
  const part = page.locator('[data-part="server-calculator/explain"]');
  await part.getByLabel('Your answer').fill('Headroom keeps the queue short.');
  await expect(part.locator('[data-save-state]')).toContainText('Not saved');
  expect(await fileOf(page, 'Save your answer as a file')).toBe('Headroom keeps the queue short.');
  expect(broken).toEqual([]);
});

test('what the browser throws away while the page is open is stored again, and the learner is told', async ({
  page,
  context,
  baseURL,
}) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type(HONEST);
  await lab.grade();
  await expect(page.locator('.task-header .marks')).toHaveText('6 of 6 marks');
  const browser = await context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: baseURL as string, storageTypes: 'indexeddb' });
  await expect(lab.notice).toContainText('thrown away what it had stored');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.reload();
  await expect(page.locator('.task-header .marks')).toHaveText('6 of 6 marks');
  await expect(lab.verdict).toContainText('6 of 6 marks');
  await lab.edit();
  await expect(lab.plain).toHaveValue(HONEST);
});
