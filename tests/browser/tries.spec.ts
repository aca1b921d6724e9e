/** Experiments in a lesson: one press sets up a run, a prediction is put beside what happens, and all of it is there without a script. */
import { expect, type Page, test } from '@playwright/test';
import { PHONE } from './lab-page.ts';
import { violationsOf } from './violations.ts';

const LESSON = '/lessons/tickets-on-sale/';

const scene = (page: Page) => page.locator('[data-scene="ticket-sale"]');
const step = (page: Page, title: string) =>
  scene(page).locator('.try', { has: page.getByText(title, { exact: true }) });

test('one is open at a time, and a press sets it up, shows the picture and plays', async ({ page }) => {
  await page.goto(LESSON);
  await expect(scene(page).locator('.try[open]')).toHaveCount(1);
  const second = step(page, 'More than twice the replicas');
  await second.locator('summary').first().click();
  await expect(scene(page).locator('.try[open]')).toHaveCount(1);
  await second.getByRole('button', { name: 'Set it up and play' }).click();
  await expect(scene(page).locator('[data-play]')).toHaveText('Pause');
  await expect(scene(page).getByRole('slider', { name: 'Replicas of the service' })).toHaveValue('14');
  await expect(scene(page).locator('[data-worlds]')).toBeInViewport({ ratio: 0.9 });
});

test('a prediction is put beside what happens, in words, by keyboard alone', async ({ page }) => {
  await page.goto(LESSON);
  const first = step(page, 'Six replicas, as it is');
  await first.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  const shows = first.locator('details');
  await expect(shows).not.toHaveAttribute('open');
  await shows.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(shows.locator('.try-answer')).toHaveText('You said: About 300, which six replicas can do. It is: None.');
  await first.getByRole('radio').last().check();
  await expect(shows.locator('.try-answer')).toHaveText('As you said: None.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every question and every answer is there', async ({ page }) => {
    await page.goto(LESSON);
    const second = step(page, 'More than twice the replicas');
    await second.locator('summary').first().click();
    await expect(second.getByText('How many customers are served now?')).toBeVisible();
    await expect(second.getByRole('button', { name: 'Set it up and play' })).toBeDisabled();
    await second.locator('details > summary').click();
    await expect(second.locator('.try-answer')).toHaveText('About half of them.');
  });
});

test('nothing in them bars anybody, wide or on a phone', async ({ page }) => {
  await page.goto(LESSON);
  for (const details of await page.locator('.try, .try details').all())
    await details.evaluate((each) => {
      each.removeAttribute('name');
      (each as HTMLDetailsElement).open = true;
    });
  for (const size of [page.viewportSize() ?? PHONE, PHONE]) {
    await page.setViewportSize(size);
    expect(await violationsOf(page, { within: '.stage-try' })).toEqual([]);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
  }
});
