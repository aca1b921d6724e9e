/** Stepping through a run of an explored lab: the schedule that a test found, and on from any moment as the learner chooses. */
import { expect, type Page, test } from '@playwright/test';
import { readMistake } from '../../src/cli/labs.ts';
import { LabPage, labFile, PHONE } from './lab-page.ts';
import { violationsOf } from './violations.ts';

const now = (page: Page) => page.locator('[data-now]');

async function expectNoViolations(page: Page): Promise<void> {
  expect(await violationsOf(page, { within: '.lab-steps' })).toEqual([]);
}

test.use({ viewport: PHONE, reducedMotion: 'reduce' });

test('a failing schedule is stepped to its fault by keyboard, and left on another way', async ({ page }) => {
  const { wrong } = await readMistake('cap-choices', 'skips-write-back-when-own-is-newest');
  const lab = new LabPage(page);
  await lab.open('cap-choices');
  await lab.type(wrong.source);
  await lab.grade();
  await page.getByRole('button', { name: 'Step through it' }).first().press('Enter');
  await expect(now(page)).toContainText('Moment 0 of');
  await expect(now(page)).toBeFocused();

  const next = page.getByRole('button', { name: /^Next/ });
  const moments = Number((await page.getByRole('slider', { name: 'Moment' }).getAttribute('max')) ?? 0);
  expect(moments).toBeGreaterThan(4);
  for (let moment = 1; moment <= moments; moment++) {
    await next.press('Enter');
    await expect(now(page)).toContainText(`Moment ${moment} of ${moments}`);
  }
  await expect(now(page)).toContainText('Here the test found fault.');
  await expect(next).toBeDisabled();
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Start again' }).press('Enter');
  await expect(now(page)).toContainText('Moment 0 of');
  await next.press('Enter');
  await expect(now(page)).toContainText('Moment 1 of');
  await page
    .getByRole('button', { name: /^Lose: / })
    .last()
    .press('Enter');
  await expect(now(page)).toContainText('was lost.');
  await expect(now(page)).toContainText('Moment 2 of 2.');
  await page.getByRole('button', { name: 'Return to the way of the failure' }).press('Enter');
  await expect(now(page)).toContainText(`of ${moments}.`);
  await expect(page.getByRole('button', { name: 'Next on the way of the failure' })).toBeEnabled();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`somebody with nothing to mend steps through a run of their own, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const lab = new LabPage(page);
    await lab.open('cap-choices');
    await lab.type(labFile('cap-choices', 'solution.ts'));
    await page.getByRole('button', { name: 'Step through a run' }).click();
    await expect(now(page)).toContainText('Moment 0.');
    await page.getByRole('button', { name: /^Ask: Ada/ }).click();
    await expect(now(page)).toContainText('was asked.');
    await page.getByRole('button', { name: 'Cut a | b c' }).click();
    await expect(now(page)).toContainText('A cut: a | b c.');
    await expect(page.getByRole('button', { name: /^Deliver: / })).toHaveCount(0);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('button', { name: /^Deliver: / })).not.toHaveCount(0);
    await expectNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });
}

test('code that throws is told, and code that changed meanwhile is what runs', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('cap-choices');
  await lab.type(
    "export const choose = () => ({});\nexport function createReplica() {\n  throw new Error('not yet');\n}\n",
  );
  await page.getByRole('button', { name: 'Step through a run' }).click();
  await page.getByRole('button', { name: /^Ask: Ada/ }).click();
  await expect(now(page)).toContainText('not yet (line 3)');
  await lab.type(labFile('cap-choices', 'solution.ts'));
  await page.getByRole('button', { name: 'Step through a run' }).click();
  await page.getByRole('button', { name: /^Ask: Ada/ }).click();
  await expect(now(page)).not.toContainText('not yet');
});
