/** A learner's work as theirs: saved as a file and brought to another browser; and their code as a link that somebody else opens. */
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { LabPage, labFile, PHONE, REQUIREMENTS } from './lab-page.ts';

const LAB = 'server-calculator';

test.use({ viewport: PHONE, permissions: ['clipboard-read', 'clipboard-write'] });

test('work goes into a file and into another browser, where a newer text wins and the other is kept', async ({
  page,
  browser,
}) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type(labFile(LAB, 'solution.ts'));
  await lab.grade();
  await page.goto('/lessons/server-calculator/');
  await page.locator('[data-part="server-calculator/explain"]').getByLabel('Your answer').fill('Because.');
  await expect(page.locator('[data-part="server-calculator/explain"] [data-save-state]')).toHaveText(
    'Saved in this browser',
  );
  await page.goto('/work/');
  await expect(page.locator('[data-held]')).toHaveText('Here are your code for 1 lab, 1 run and 1 written answer.');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save my work as a file' }).click();
  const text = readFileSync(await (await saving).path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    format: 'headroom-work',
    version: 1,
    results: [{ lab: LAB, earned: 6, marks: 6 }],
  });

  const other = await browser.newContext({ viewport: PHONE });
  const there = new LabPage(await other.newPage());
  await there.open(LAB);
  await there.type('// theirs, and newer\n');
  await expect(there.saved).toHaveText('Saved in this browser');
  await there.page.goto('/work/');
  const choose = (content: string) =>
    there.page
      .getByLabel('File of your work')
      .setInputFiles({ name: 'work.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  const preview = there.page.locator('[data-preview]');
  await choose('{"format": "headroom-work", "version": 9}');
  await expect(preview).toContainText('written by a later version of the course');
  await choose(text);
  await expect(preview).toContainText(
    'your code is newer and stays; that in the file goes under “Earlier versions”; 1 run more; marks go from 0 to 6',
  );
  await there.page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(preview).toContainText('Done: 2 labs and answers changed');
  await choose(text);
  await expect(preview).toContainText('Everything in it is here already');

  await there.open(LAB);
  await expect(there.page.locator('.code-host')).toContainText('theirs, and newer');
  await expect(there.page.locator('.task-header .marks')).toHaveText('6 of 6 marks');
  await there.page.goto('/lessons/server-calculator/');
  await expect(there.page.locator('[data-part="server-calculator/explain"]').getByLabel('Your answer')).toHaveValue(
    'Because.',
  );
  await other.close();
});

test('a link shows somebody else’s code as theirs, runs it for no marks, and takes it over only when told', async ({
  page,
  browser,
}) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type(labFile(LAB, 'solution.ts'));
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(lab.notice).toContainText('Copied: a link to this lab with your code in it');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toMatch(/^#shared=1\./);

  const other = await browser.newContext({ viewport: PHONE });
  const there = new LabPage(await other.newPage());
  await there.open(LAB);
  await there.type('// mine\n');
  await expect(there.saved).toHaveText('Saved in this browser');
  await there.page.goto(link);
  const banner = there.page.locator('.shared-banner');
  await expect(banner).toContainText('Somebody else’s code, from a link.');
  await expect(there.page.locator('.code-host')).toContainText('calculateRequiredServers');
  await there.grade();
  await expect(there.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
  await expect(there.page.locator('.task-header .marks')).toHaveText('0 of 6 marks');
  // None of its runs is kept, so none is counted.
  await expect(there.page.getByRole('button', { name: 'Earlier versions' })).toHaveCount(0);
  await banner.getByRole('button', { name: 'Back to mine' }).click();
  await expect(there.page.locator('.code-host')).toContainText('// mine');
  await expect(there.page.locator('.verdict')).toHaveCount(0);

  await there.page.goto(link);
  await banner.getByRole('button', { name: 'Take it over' }).click();
  await banner.getByRole('button', { name: 'Copy it over mine' }).click();
  await expect(banner).toHaveCount(0);
  await expect(there.page.locator('.code-host')).toContainText('calculateRequiredServers');
  await there.page.getByRole('button', { name: 'Earlier versions' }).click();
  await expect(there.sheet).toContainText('replaced by a shared copy');
  await there.sheet
    .getByRole('button', { name: /^Restore/ })
    .first()
    .click();
  await expect(there.plain).toHaveValue('// mine\n');

  // A bomb of 60 MB in 60 kB, and one that was cut.
  const bomb = deflateRawSync(new Uint8Array(60_000_000)).toString('base64url');
  await there.page.goto(`/labs/${LAB}/#shared=1.${bomb}`);
  await expect(there.notice).toContainText('more than 100,000 characters');
  await there.page.goto(link.slice(0, -30));
  await expect(there.notice).toContainText('This link is damaged');
  await expect(there.page.locator('.code-host')).toContainText('// mine');
  await other.close();
});

test('who comes back to a lab that has changed finds their code as it was, and is told', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// of the old version\n');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.route(`**/labs/${LAB}/`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/data-version="\w+"/, 'data-version="another"');
    await route.fulfill({ response: answer, body });
  });
  await page.reload();
  await lab.edit();
  await expect(lab.notice).toContainText(
    'This lab has changed since you last worked on it. Your code is as you left it',
  );
  await expect(lab.plain).toHaveValue('// of the old version\n');
});
