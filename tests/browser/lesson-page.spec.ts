/** The page of a lesson: its rail, the place where a reader is, words that explain themselves, and what comes out of a printer. */
import { expect, test } from '@playwright/test';
import { PHONE } from './lab-page.ts';

const LESSON = '/lessons/server-calculator/';

test('the rail lists all scenarios, and leads to each of them', async ({ page }) => {
  await page.goto(LESSON);
  const rail = page.getByRole('navigation', { name: 'Lessons', exact: true });
  const items = rail.locator('.rail-lessons > li');
  await expect(items).toHaveCount(16);
  await expect(rail.locator('[aria-current="page"]')).toContainText('How many servers?');
  await expect(items.locator('> a')).toHaveCount(16);
});

test('the contents follow the reader, and the place is where home leads on to', async ({ page }) => {
  await page.goto(LESSON);
  const contents = page.locator('[data-contents]');
  const here = contents.locator('[aria-current="location"]');
  await contents.getByRole('link', { name: 'What the average leaves out' }).click();
  await expect(here).toHaveText('What the average leaves out');
  await page.locator('#part-assumptions').evaluate((part) => part.scrollIntoView());
  await expect(here).toContainText('When the answer is right');
  await page.goto('/');
  const on = page.getByRole('link', { name: 'Continue: How many servers?' });
  await expect(on).toHaveAttribute('href', '/lessons/server-calculator/#part-assumptions');
  const marked = (lesson: string) => page.locator('.map-card', { hasText: lesson }).getByText('continue');
  await expect(marked('How many servers?')).toBeVisible();
  await expect(marked('A video platform')).toBeHidden();
});

test('home leads on to the lab where somebody was last', async ({ page }) => {
  await page.goto('/labs/server-calculator/');
  await page.goto('/');
  await expect(page.locator('[data-continue]')).toHaveAttribute('href', '/labs/server-calculator/');
});

test('a section gets its tick when it was read to its end, and not when it was jumped over', async ({ page }) => {
  await page.clock.install();
  await page.goto(LESSON);
  const tick = page.locator('[data-contents] a.done');
  const goTo = async (id: string) => {
    await page.locator(`#${id}`).evaluate((place) => scrollTo(0, place.getBoundingClientRect().top + scrollY));
    await expect(page.locator(`[data-contents] a[aria-current][href="#${id}"]`)).toHaveCount(1);
  };
  await goTo('one-server-worked-through');
  await goTo('what-the-average-leaves-out');
  await page.clock.runFor(1_000);
  await expect(tick).toHaveCount(0);
  // Back, and on to the end of the section at a reader's pace.
  await goTo('one-server-worked-through');
  await page.clock.runFor(20_000);
  await page
    .locator('#why-not-run-at-100')
    .evaluate((next) => scrollBy(0, next.getBoundingClientRect().top - innerHeight * 0.8));
  await page.clock.runFor(1_000);
  await expect(tick).toHaveText(['One server, worked through']);
  await page.reload();
  await expect(tick).toHaveText(['One server, worked through']);
});

test('marks stand in the rail, beside the part that they are for', async ({ page }) => {
  await page.goto(LESSON);
  const part = page.locator('[data-part="server-calculator/explain"]');
  await part.getByText('Model answer and marking').click();
  for (const box of (await part.getByRole('checkbox').all()).slice(0, 2)) await box.check();
  const inRail = page.locator('[data-contents] a', { hasText: 'From four inputs to a number' });
  await expect(inRail.locator('[data-marks-of]')).toHaveText('1');
  const level = (place: string) =>
    page.locator(place).evaluate((gauge) => Number(getComputedStyle(gauge).getPropertyValue('--level')));
  expect(await level('[data-contents] a[href="#part-explain"] .gauge')).toBe(0.5);
  expect(await level('.rail-lessons [aria-current="page"] .gauge')).toBe(0.1);
});

test('the lessons beside this one are a step away at both ends', async ({ page }) => {
  await page.goto(LESSON);
  for (const place of ['Lessons beside this one', 'Other lessons']) {
    const steps = page.getByRole('navigation', { name: place });
    await expect(steps.locator('[rel="prev"]')).toHaveAttribute('href', '/lessons/video-platform/');
    await expect(steps.locator('[rel="next"]')).toHaveAttribute('href', '/lessons/cap/');
  }
});

test('a scene stands in the first screen and a half, before the theory', async ({ page }) => {
  for (const size of [{ width: 1440, height: 900 }, PHONE]) {
    await page.setViewportSize(size);
    await page.goto(LESSON);
    const scene = await page.locator('[data-scene]').first().boundingBox();
    const theory = await page.locator('#scenario').boundingBox();
    expect(scene!.y).toBeLessThan(size.height * 0.75);
    expect(theory!.y).toBeGreaterThan(scene!.y);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: PHONE });

  test('the rail opens from the header, leads to a place, and is closed by Escape', async ({ page }) => {
    await page.goto(LESSON);
    const rail = page.locator('#rail');
    await expect(rail).toBeHidden();
    await page.getByRole('button', { name: 'Lesson 2 of 16' }).click();
    await rail.getByRole('link', { name: 'What the average leaves out' }).click();
    await expect(rail).toBeHidden();
    await expect(page.locator('#what-the-average-leaves-out')).toBeInViewport();
    await page.getByRole('button', { name: 'Lesson 2 of 16' }).press('Enter');
    await expect(rail).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(rail).toBeHidden();
  });

  test('a table shows all of its columns', async ({ page }) => {
    await page.goto('/lessons/video-platform/');
    const table = page.locator('.table', { hasText: 'Price for 100 rps' });
    await expect(table.getByRole('row')).toHaveCount(4);
    const last = table.getByRole('row').nth(1).getByRole('cell').last();
    await expect(last).toHaveAttribute('data-label', '2 lost');
    const { x, width } = (await last.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(PHONE.width);
  });
});

test('a word explains itself where it stands, by pointer and by keyboard', async ({ page }) => {
  await page.goto('/lessons/video-platform/');
  const word = page.locator('.prose').getByRole('button', { name: 'rps', exact: true }).first();
  const note = page.locator('.explanation:popover-open');
  await expect(note).toHaveCount(0);
  await word.click();
  await expect(note).toContainText('Requests a second');
  const [at, opened] = [await word.boundingBox(), await note.boundingBox()];
  expect(opened!.y - at!.y).toBeLessThan(80);
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);
  await expect(word).toBeFocused();
  await word.press('Enter');
  await expect(note).toContainText('Requests a second');
});

test('a source is explained by name and address where a sentence leans on it, and listed at the end', async ({
  page,
}) => {
  await page.goto('/lessons/video-platform/');
  await page.locator('.prose').getByRole('button', { name: 'Gorton' }).first().click();
  const note = page.locator('.explanation:popover-open');
  await expect(note).toContainText('Ian Gorton');
  await expect(note.getByRole('link')).toHaveAttribute('href', 'https://medium.com/@i.gorton');
  await expect(page.locator('.source-list')).toContainText('Ian Gorton, Building Scalable Distributed Systems');
  await expect(page.locator('.prose')).not.toContainText(/\b(GORTON|MOD7)\b/);
});

test('a lesson refers to others: by a link where they are written, in words where they are planned', async ({
  page,
}) => {
  await page.goto('/lessons/video-platform/');
  await expect(page.locator('.prose a', { hasText: 'Lesson 2' })).toHaveAttribute(
    'href',
    '/lessons/server-calculator/#the-sum-that-says-2-where-the-answer-is-1',
  );
  await expect(page.locator('.prose')).toContainText('lesson 23 (planned)');
});

test('a curve is dragged, and says what each of its lines is there', async ({ page }) => {
  await page.goto(LESSON);
  const curve = page.locator('.curve');
  await curve.getByRole('slider', { name: 'Utilisation' }).fill('90');
  await expect(curve.getByRole('listitem')).toHaveText([
    'One server: 10 service times',
    'Ten servers with one queue: 1.67 service times',
  ]);
});

test('on paper there is the lesson, and nothing that can only be pressed', async ({ page }) => {
  await page.goto('/lessons/mapreduce/');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.prose h2').first()).toBeVisible();
  for (const dead of ['#rail', '.site-header nav', '.neighbours', '.lab-way .button', '.stage-toolbar', '.stage-side'])
    await expect(page.locator(dead).first()).toBeHidden();
  expect(await page.locator('article button:visible:not(.explained), article input:visible').count()).toBe(0);
  // Code is broken into lines, and not cut off at the edge.
  const cut = await page
    .locator('pre')
    .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
  expect(cut).toBe(0);
});

test('the map is the whole course, with what each lesson needs, and the marks of today add up', async ({ page }) => {
  await page.goto('/');
  const cards = page.locator('.map-card');
  await expect(cards).toHaveCount(34);
  const written = cards.filter({ has: page.locator('a') });
  await expect(cards.filter({ hasText: 'planned' })).toHaveCount(34 - (await written.count()));
  await expect(page.locator('.map-card', { hasText: 'Tickets on sale' })).toContainText('needs 1, 2');
  const marks = await written.locator('.map-facts').allTextContents();
  const sum = marks.reduce((total, text) => total + Number.parseInt(text, 10), 0);
  await expect(page.locator('.tally-sum')).toHaveText(`0 of the ${sum} marks that can be had today`);
});

test('without a place to continue, home begins at the beginning', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('headroom-place', 'javascript:alert(1)'));
  await page.goto('/');
  await expect(page.locator('[data-continue]')).toHaveAttribute('href', '/lessons/video-platform/');
});
