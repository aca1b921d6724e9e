/** Nothing a learner typed is ever lost. */
import { expect, test } from '@playwright/test';
import { LabPage, labFile, PHONE } from './lab-page.ts';

const LAB = 'server-calculator';

test.use({ viewport: PHONE });

test('a draft survives a reload, and is what stands in the page before any editor opens', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// my own words\n');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.reload();
  await expect(page.locator('.code-host')).toContainText('my own words');
  await lab.edit();
  await expect(lab.plain).toHaveValue('// my own words\n');
});

test('a draft survives a crash of the page', async ({ page, context }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// before the crash\n');
  await expect(lab.saved).toHaveText('Saved in this browser');
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => {});
  await crashed;
  const next = new LabPage(await context.newPage());
  await next.open(LAB);
  await expect(next.page.locator('.code-host')).toContainText('before the crash');
});

test('every run is kept: a reload shows the last one and its marks, and a worse run takes none away', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type(labFile(LAB, 'solution.ts'));
  await lab.grade();
  await expect(page.locator('.task-header .marks')).toHaveText('6 of 6 marks');
  await lab.type(labFile(LAB, 'starter.ts'));
  await lab.grade();
  const verdict = await page.locator('.verdict-line').textContent();
  await page.reload();
  await expect(page.locator('.task-header .marks')).toHaveText('6 of 6 marks');
  await expect(page.locator('.verdict-line')).toHaveText(verdict as string);
  await expect(page.locator('.results-told')).toHaveText(/^Your run of [^.]*\.$/);
  await lab.type('// another');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.reload();
  await expect(page.locator('.results-told')).toContainText('Your code has changed since.');
});

test('reset asks first, can be undone, and keeps the text among the earlier versions', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// precious\n');
  await page.getByRole('button', { name: 'Reset' }).first().click();
  await expect(lab.notice).toContainText('Put the starter back');
  await lab.notice.getByRole('button', { name: 'Cancel' }).click();
  await expect(lab.plain).toHaveValue('// precious\n');

  await page.getByRole('button', { name: 'Reset' }).first().click();
  await lab.notice.getByRole('button', { name: 'Reset to the starter' }).click();
  await expect(lab.plain).toHaveValue(labFile(LAB, 'starter.ts'));
  await lab.notice.getByRole('button', { name: 'Undo' }).click();
  await expect(lab.plain).toHaveValue('// precious\n');

  await page.getByRole('button', { name: 'Reset' }).first().click();
  await lab.notice.getByRole('button', { name: 'Reset to the starter' }).click();
  await expect(lab.plain).toHaveValue(labFile(LAB, 'starter.ts'));
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.reload();
  await page.getByRole('button', { name: 'Earlier versions' }).click();
  await lab.sheet
    .getByRole('button', { name: /^Restore/ })
    .first()
    .click();
  await expect(lab.plain).toHaveValue('// precious\n');
});

test('two tabs never lose each other’s text', async ({ page, context }) => {
  const first = new LabPage(page);
  const second = new LabPage(await context.newPage());
  await first.open(LAB);
  await second.open(LAB);
  await first.type('// from the first tab\n');
  await expect(first.saved).toHaveText('Saved in this browser');
  await second.type('// from the second tab\n');
  await expect(second.saved).toHaveText('Saved in this browser');

  await expect(first.notice).toContainText('changed in another tab');
  await first.notice.getByRole('button', { name: 'Show that version' }).click();
  await expect(first.plain).toHaveValue('// from the second tab\n');
  await page.getByRole('button', { name: 'Earlier versions' }).click();
  await first.sheet
    .getByRole('button', { name: /^Restore/ })
    .first()
    .click();
  await expect(first.plain).toHaveValue('// from the first tab\n');
});

test('written answers and self-given marks are kept, and stay apart from graded ones', async ({ page }) => {
  await page.goto('/lessons/server-calculator/');
  const part = page.locator('[data-part="server-calculator/explain"]');
  await part.getByLabel('Your answer').fill('Headroom is what keeps the queue short.');
  await part.getByText('Model answer and marking').click();
  await part.getByRole('checkbox').first().check();
  await expect(part.locator('[data-save-state]')).toHaveText('Saved in this browser');
  await page.reload();
  await expect(part.getByLabel('Your answer')).toHaveValue('Headroom is what keeps the queue short.');
  await expect(part.locator('.marks')).toContainText(/[1½] of 2 marks/);
  await page.goto('/');
  await expect(page.locator('.tally p strong').nth(1)).toHaveText('0');
  await expect(page.locator('.tally p strong').nth(2)).not.toHaveText('0');
});

test('what is written before that which keeps it has come is kept, and said not to be while it cannot come', async ({
  page,
}) => {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/kept-answers*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/lessons/server-calculator/');
  const part = page.locator('[data-part="server-calculator/explain"]');
  await part.getByLabel('Your answer').fill('Early.');
  await part.getByText('Model answer and marking').click();
  await part.getByRole('checkbox').first().check();
  letGo();
  await expect(part.locator('[data-save-state]')).toHaveText('Saved in this browser');
  await page.unrouteAll();
  await page.reload();
  await expect(part.getByLabel('Your answer')).toHaveValue('Early.');
  await part.getByText('Model answer and marking').click();
  await expect(part.getByRole('checkbox').first()).toBeChecked();

  await page.route('**/kept-answers*', (route) => route.abort());
  await page.goto('/lessons/cap/');
  const other = page.locator('[data-part]').first();
  await other.getByLabel('Your answer').fill('Without a line');
  await expect(other.locator('[data-save-state]')).toContainText('Not saved');
  await page.unrouteAll();
  await other.getByLabel('Your answer').fill('With a line');
  await expect(other.locator('[data-save-state]')).toHaveText('Saved in this browser');
});
