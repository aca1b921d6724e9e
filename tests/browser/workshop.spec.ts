/** The lab as a place to work: panes, what is kept in sight, what comes after a run, and all of it by keyboard and with any eyes. */
import { expect, type Page, test } from '@playwright/test';
import { LabPage, labFile, PHONE, REQUIREMENTS } from './lab-page.ts';
import { violationsOf } from './violations.ts';

const LAB = 'server-calculator';
const WIDE = { width: 1280, height: 720 };

/** Both themes; a phone of the narrowest kind, and a window of 1,280 pixels at 200 %. */
const EYES = [
  { colorScheme: 'light', size: { width: 320, height: 640 } },
  { colorScheme: 'dark', size: { width: 640, height: 360 } },
] as const;

async function expectNoViolations(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}

/** By how many pixels the page is wider, and taller, than its window. */
const beyond = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  });

test.describe('with room', () => {
  test.use({ viewport: WIDE });

  test('the code stays on the screen whatever came of a run, and panes are drawn, folded and found again', async ({
    page,
  }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.grade();
    expect(await beyond(page)).toEqual([0, 0]);
    await expect(page.locator('.code-frame')).toBeInViewport({ ratio: 1 });
    const results = page.locator('.results');
    expect(await results.evaluate((pane) => pane.scrollHeight > pane.clientHeight)).toBe(true);

    const divider = page.getByRole('separator', { name: 'Width of the results' });
    const width = async () => (await results.boundingBox())!.width;
    const before = await width();
    await divider.focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
    expect(await width()).toBeGreaterThan(before + 40);
    await expect(divider).toHaveAttribute('aria-valuenow', '38');
    const box = (await divider.boundingBox())!;
    await page.mouse.move(box.x, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 80, box.y + 120, { steps: 3 });
    await page.mouse.up();
    const drawn = await width();
    expect(drawn).toBeLessThan(before + 40);
    const brief = page.getByRole('separator', { name: 'Width of the brief' });
    await brief.press('Enter');
    await expect(brief).toHaveAttribute('aria-valuetext', 'folded');
    await expect(page.locator('.brief-pane')).toBeHidden();

    await page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({
        type: 'layout-shift',
        buffered: true,
      });
    });
    await page.reload();
    await expect(lab.verdict).toContainText(`0 of ${REQUIREMENTS} requirements met`);
    await expect(page.locator('.brief-pane')).toBeHidden();
    expect(Math.abs((await width()) - drawn)).toBeLessThan(2);
    // A count in the bar may change by a letter; no pane moves.
    const moved = await page.evaluate(() =>
      (window as never as { shifts: { value: number }[] }).shifts.reduce((sum, { value }) => sum + value, 0),
    );
    expect(moved).toBeLessThan(0.001);
    await page.getByRole('button', { name: 'Brief', exact: true }).click();
    await expect(page.locator('.brief-pane')).toBeVisible();
    // What was pressed goes with the pane: its other half has the focus.
    await page.getByRole('button', { name: 'Fold the brief' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Brief', exact: true })).toBeFocused();
  });

  test('of what is not met the first is open, hints come one at a time, and a pass leads on', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const lab = new LabPage(page);
    await lab.open('load-balancers');
    const hints = page.locator('.hint:not([hidden])');
    await expect(hints).toHaveCount(1);
    await lab.grade();
    await expect(page.locator('.test-case')).toHaveCount(3);
    await expect(page.locator('.test-case[open]')).toHaveCount(1);
    await expect(lab.verdict).toContainText('0 of 1½ marks');
    await page.getByRole('button', { name: 'Open the next hint' }).click();
    await expect(hints).toHaveCount(2);

    const code = `${labFile('load-balancers', 'solution.ts')}// mine\n`;
    await write(page, code);
    await lab.grade();
    await expect(lab.verdict).toContainText('All 3 requirements met');
    await expect(page.locator('.moment.instrument canvas')).toBeVisible({ timeout: 60_000 });
    // Its dots have the colours of their age, as on a stage.
    const fresh = await page.locator('.moment').evaluate((host) => getComputedStyle(host).getPropertyValue('--fresh'));
    expect(fresh).not.toBe('');
    // Where motion is unwelcome it stands still after the crash, and is there again when its pane has another size.
    await expect(page.locator('.moment-words')).toContainText('crashes, and the rest goes on');
    await page.setViewportSize({ ...WIDE, width: 1180 });
    await expect
      .poll(() =>
        page.locator('.moment canvas').evaluate((canvas: HTMLCanvasElement) =>
          canvas
            .getContext('2d')!
            .getImageData(0, 0, canvas.width, canvas.height)
            .data.some((value) => value > 0),
        ),
      )
      .toBe(true);
    await expect(page.locator('.next a')).toHaveText('Stateless against stateful replicas →');
    await page.getByRole('button', { name: 'Compare with the reference' }).click();
    await expect(lab.sheet.locator('.changed.left')).toHaveText('only left: // mine');
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(lab.sheet).toBeHidden();

    await page.getByRole('button', { name: 'Run 2 of 2' }).click();
    await expect(lab.sheet.getByRole('listitem').first()).toContainText(
      'Run 2, your best, the last3 of 3 met, 1½ of 1½ marks',
    );
    await lab.sheet.getByRole('button', { name: 'Results of Run 1' }).click();
    await expect(lab.verdict).toContainText('0 of 3 requirements met');
    await expect(page.locator('.results-told')).toContainText('Your code has changed since');
    await page.getByRole('button', { name: 'Run 2 of 2' }).click();
    await lab.sheet.getByRole('button', { name: /^Restore.*Run 1$/ }).click();
    await expect(page.locator('.view-lines')).not.toContainText('mine');
  });

  test('what the editor underlines is what a lab refuses, and nothing else', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await write(
      page,
      `export const runs = [
  Object.groupBy([1, 2], (n) => (n > 1 ? 'a' : 'b')),
  new Set([1]).union(new Set([2])),
  new Map([[1, 2]]).entries().map(([key]) => key).take(1).toArray(),
  RegExp.escape('a.b'),
  new Map<string, number>().getOrInsert('a', 1),
  new Date(0),
];
console.table(runs);
class Kept { constructor(readonly a: number) {} }
export const kept = new Kept(1);
export const refused = [
  Math.random(),
  new Date(),
  new Intl.NumberFormat(),
  Atomics.load,
  setTimeout,
];
`,
    );
    const errors = page.locator('[data-problems]');
    await expect(errors).toHaveText('5 errors');
    await errors.click();
    await expect(lab.sheet.getByRole('button', { name: /^Line/ })).toHaveText(
      [13, 14, 15, 16, 17].map((line) => `Line ${line}`),
    );
    await page.keyboard.press('Escape');
    for (const [refused, words] of [
      ['enum Kind { A }\n', 'this is an enum'],
      ['class A { accessor a = 1; }\n', 'an accessor field'],
      ['{ using a = null; }\n', 'a using declaration'],
    ] as const) {
      await write(page, refused);
      await expect(errors).toHaveText('1 error');
      await errors.click();
      await expect(lab.sheet).toContainText(words);
      await page.keyboard.press('Escape');
      await write(page, '// all is well\n');
      await expect(errors).toBeHidden();
    }
  });

  test('the editor is left by Escape for what follows it, and Tab goes on from there and never back', async ({
    page,
  }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.edit();
    await expect(page.locator('.monaco-editor.focused')).toBeVisible();
    expect(
      await page.locator('.monaco-mount').evaluate((mount) => getComputedStyle(mount, '::after').borderTopWidth),
    ).toBe('2px');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused();
    for (let press = 0; press < 6; press++) await page.keyboard.press('Tab');
    await expect(page.locator('.monaco-editor.focused')).toHaveCount(0);
    await lab.edit();
    await page.keyboard.press('Control+M');
    const moves = page.getByRole('button', { name: 'Tab moves on' });
    await expect(moves).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Tab');
    await expect(page.locator('.monaco-editor.focused')).toHaveCount(0);
    await expect(page.locator('.view-line').first()).toHaveText(/^import/);
  });

  test('formats, saves, sizes, and tells its shortcuts', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await write(page, 'export const a   = [1,2];\n');
    await page.keyboard.press('Shift+Alt+F');
    await expect(page.locator('.view-line').first()).toHaveText('export const a = [1, 2];');
    await expect(lab.saved).toHaveText('Formatted and saved in this browser');
    await page.keyboard.press('ControlOrMeta+S');
    await expect(lab.saved).toHaveText('Saved in this browser');
    const size = () =>
      page
        .locator('.view-line')
        .first()
        .evaluate((line) => getComputedStyle(line).fontSize);
    await page.getByRole('button', { name: 'Larger code' }).click();
    await expect.poll(size).toBe('15px');
    await page.keyboard.press('F1');
    await expect(lab.sheet.getByRole('heading', { name: 'Shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Larger code' })).toBeFocused();
    await page.reload();
    await expect(page.locator('.code-host .line').first()).toHaveCSS('font-size', '15px');
  });
});

/** Puts a text in the place of what the editor holds, whichever editor it is. */
async function write(page: Page, text: string): Promise<void> {
  const lab = new LabPage(page);
  await lab.edit();
  await page.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  // As it is pasted: what is typed gets its indentation from the editor.
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });

  test('a design is drawn while it is typed, and one that never ends harms nothing', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('design-ticket-sale');
    await lab.edit();
    const drawing = page.locator('.drawing');
    await lab.plain.fill(labFile('design-ticket-sale', 'solution.ts'));
    await expect.poll(() => drawing.locator('.diagram [data-node]').count()).toBeGreaterThan(3);
    await expect(drawing.getByRole('status')).toBeHidden();
    await lab.plain.fill(
      "export function design() { return { title: 'x', nodes: [{ id: 'a', kind: 'toaster' }], links: [] }; }\n",
    );
    await expect(drawing.getByRole('status')).toContainText('toaster');
    await lab.plain.fill('export function design() { for (;;); }\n');
    await expect(drawing.getByRole('status')).toContainText('Stopped after');
    await expect(drawing.locator('.diagram')).toBeVisible();
    await lab.plain.fill('enum Kind { A }\n');
    await expect(drawing.getByRole('status')).toContainText('this is an enum');
    expect((await beyond(page))[0]).toBe(0);
  });

  test('the plain editor numbers its lines, and leaves an Enter that ends a word to whoever composes it', async ({
    page,
  }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.edit();
    await lab.plain.fill('a\nb\nc');
    await expect(page.locator('.plain-lines')).toHaveText('1\n2\n3');
    await lab.plain.fill('export const a   = [1,2];\n');
    await page.keyboard.press('Shift+Alt+F');
    await expect(lab.plain).toHaveValue('export const a = [1, 2];\n');
    await expect(lab.saved).toHaveText('Formatted and saved in this browser');
    // Keys of the lab are its own wherever the focus is, or is not.
    await page.getByRole('button', { name: 'Reset' }).press('Enter');
    await expect(lab.notice).toBeVisible();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Escape');
    await expect(lab.notice).toBeHidden();
    const isTaken = await lab.plain.evaluate(
      (area) =>
        !area.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, cancelable: true, bubbles: true }),
        ),
    );
    expect(isTaken).toBe(false);
  });

  for (const { colorScheme, size } of EYES) {
    test(`a whole lab by keyboard and by ear, in ${colorScheme} on ${size.width} pixels`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      const lab = new LabPage(page);
      await lab.open(LAB);
      expect((await beyond(page))[0]).toBe(0);
      await page.getByRole('tab', { name: 'Brief' }).press('ArrowRight');
      await expect(page.getByRole('tab', { name: 'Code' })).toBeFocused();
      await page.getByRole('button', { name: 'Edit' }).press('Enter');
      await expect(lab.plain).toBeFocused();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText('export function calculateRequiredServers() {\n  return {};\n}\n');
      await expectNoViolations(page);
      await page.keyboard.press('ControlOrMeta+Enter');
      await lab.finished();
      await expect(page.getByRole('tab', { name: 'Results' })).toHaveAttribute('aria-selected', 'true');
      const results = page.getByRole('tabpanel', { name: /^Results/ });
      await expect(results.getByRole('status')).toMatchAriaSnapshot(`
        - paragraph: 0 of ${REQUIREMENTS} requirements met
        - paragraph: /0 of 6 marks/
      `);
      await expect(results.getByRole('listitem').first()).toContainText('Not met');
      expect((await beyond(page))[0]).toBe(0);
      await expectNoViolations(page);
      await page.locator('.test-case > summary').nth(1).press('Enter');
      await expect(page.locator('.test-case[open]')).toHaveCount(2);

      // A browser that translates puts other nodes in the place of every text.
      const translate = () =>
        page.evaluate(() => {
          const walk = document.createTreeWalker(document.querySelector('.lab') as Element, NodeFilter.SHOW_TEXT);
          const texts: Text[] = [];
          while (walk.nextNode()) texts.push(walk.currentNode as Text);
          for (const text of texts) {
            const font = document.createElement('font');
            font.textContent = text.data;
            if (text.parentElement?.tagName !== 'TEXTAREA') text.replaceWith(font);
          }
        });
      await translate();
      await page.getByRole('tab', { name: 'Code' }).press('Enter');
      await page.getByRole('button', { name: 'Edit' }).press('Enter');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(labFile(LAB, 'solution.ts'));
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused();
      await lab.run.press('Enter');
      await expect(lab.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
      await expect(lab.verdict).toContainText('6 of 6 marks');
      await expect(page.locator('.test')).toHaveText(
        Array.from({ length: REQUIREMENTS }, () => /^Met: .*(½ \/ ½|1 \/ 1)$/),
      );
      await expectNoViolations(page);
      await translate();
      await page.locator('[data-reset]').press('Enter');
      await expect(lab.notice).toContainText('Put the starter back');
      await page.keyboard.press('Escape');
      await expect(lab.notice).toBeHidden();
      await page.getByRole('button', { name: 'Help' }).press('Enter');
      await expectNoViolations(page);
    });
  }
});

for (const { colorScheme, size } of EYES) {
  test(`a whole experiment by keyboard and by ear, in ${colorScheme} on ${size.width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    await page.goto('/lessons/tickets-on-sale/');
    const scene = page.locator('[data-scene="ticket-sale"]');
    const first = scene.locator('.try[open]');
    await first.getByRole('radio').first().press('Space');
    await first.getByRole('button', { name: 'Set it up and play' }).press('Enter');
    const play = scene.locator('[data-play]');
    await expect(play).toHaveText('Pause');
    await play.press('Enter');
    await expect(play).toHaveText('Play');
    await expect(scene.locator('[data-status]')).toContainText(/ s of \d+/);
    await scene.getByRole('button', { name: 'Break', exact: true }).press('Enter');
    await scene.getByRole('button', { name: 'Break it' }).press('Enter');
    const back = scene.getByRole('button', { name: /^Take back/ });
    await expect(back).toHaveCount(1);
    await back.press('Enter');
    await expect(back).toHaveCount(0);
    await expect(scene.locator('[data-strike]')).toBeFocused();
    await page.keyboard.press('Escape');
    await first.getByText('What it shows').press('Enter');
    await expect(first.locator('.try-answer')).toContainText('You said');
    expect((await beyond(page))[0]).toBe(0);
    expect(await violationsOf(page, { within: '[data-scene="ticket-sale"]' })).toEqual([]);
  });
}

test('of a starter that nobody has touched, watching says that there is nothing yet', async ({ page }) => {
  await page.setViewportSize(PHONE);
  const lab = new LabPage(page);
  await lab.open('partitioner');
  await page.locator('[data-watch]').press('Enter');
  await expect(page.locator('[data-scene-note]')).toContainText('there is nothing of yours to watch yet');
});
