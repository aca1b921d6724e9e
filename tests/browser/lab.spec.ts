/** A learner at a lab: writing, running, understanding, stopping. */
import { expect, test } from '@playwright/test';
import { LabPage, labFile, PHONE, REQUIREMENTS } from './lab-page.ts';

const LAB = 'server-calculator';
const wrap = (body: string): string =>
  `export function calculateRequiredServers(fleet: unknown): unknown {\n${body}\n}\n`;

test('the starter runs and fails, with every requirement listed', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.grade();
  await expect(lab.verdict).toContainText(`0 of ${REQUIREMENTS} requirements met`);
  await expect(page.locator('.test')).toHaveCount(REQUIREMENTS);
  await expect(lab.test('counts as 700')).toContainText('Not met');
  await expect(lab.test('counts as 700')).toContainText('requestRate: 2100');
});

test('code typed into Monaco is graded, and full marks reach the home page', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await page.locator('.code-host pre').click();
  await lab.monaco.waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.evaluate(() => navigator.clipboard === undefined);
  await page.keyboard.insertText(labFile(LAB, 'solution.ts'));
  await page.keyboard.press('ControlOrMeta+Enter');
  await lab.finished();
  await expect(lab.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
  await expect(lab.verdict).toContainText('6 of 6 marks');
  await page.goto('/');
  await expect(page.locator('.tally-sum')).toHaveText(/^6 of the \d+ marks/);
  await expect(page.locator('.map-card', { hasText: 'How many servers' })).toContainText('6 of 10 marks');
});

test('TypeScript speaks in the editor, and never stops a run', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await page.getByRole('button', { name: 'Edit' }).click();
  await lab.monaco.waitFor();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText("const wrong: number = 'text';\n");
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  await lab.grade();
  await expect(lab.verdict).toContainText(`0 of ${REQUIREMENTS} requirements met`);
});

test('the editor knows the types that a starter imports, and the brief shows them', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('design-ticket-sale');
  await expect(page.locator('.brief .types summary')).toHaveText('The types in headroom');
  await page.getByRole('button', { name: 'Edit' }).click();
  await lab.monaco.waitFor();
  // The one mistake that is marked is a kind that the notation does not have: the module was found, and it is checked against.
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(
    "const wrong: Architecture = { title: '', nodes: [{ id: 'a', kind: 'toaster' }], links: [] };\n",
  );
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  // The squiggle lies beneath the text, which is what the mouse meets.
  await page.locator('.squiggly-error').first().hover({ force: true });
  await expect(page.locator('.monaco-hover').first()).toContainText('"toaster"');
  await expect(page.locator('.squiggly-error')).toHaveCount(1);
});

test('the editor opens without moving the page', async ({ page }) => {
  const lab = new LabPage(page);
  await page.goto('/labs/server-calculator/');
  await page.locator('.code-host').scrollIntoViewIfNeeded();
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: false });
  });
  const frame = page.locator('.code-frame');
  const line = page.locator('.code-host .line').first();
  const before = { frame: await frame.boundingBox(), line: await line.boundingBox() };
  await page.locator('.code-host pre').click();
  await lab.monaco.waitFor();
  await page.locator('.view-line').first().waitFor();
  expect(await frame.boundingBox()).toEqual(before.frame);
  const after = await page.locator('.view-line').first().boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before.line?.y ?? 0))).toBeLessThanOrEqual(3);
  expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
});

test('the editor has the colours that the page had', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  /** The colour of every letter in the first lines, however the pieces are cut that hold them. */
  const colours = (lines: string): Promise<string[]> =>
    page
      .locator(lines)
      .evaluateAll((all) =>
        all
          .slice(0, 12)
          .flatMap((line) =>
            [...line.querySelectorAll('span')]
              .filter((span) => span.children.length === 0 && span.textContent?.trim())
              .flatMap((span) =>
                [...(span.textContent ?? '').replace(/\s/g, '')].map(
                  (letter) => `${letter} ${getComputedStyle(span).color}`,
                ),
              ),
          ),
      );
  const before = await colours('.code-host .line');
  await page.getByRole('button', { name: 'Edit' }).click();
  await lab.monaco.waitFor();
  await expect.poll(async () => (await colours('.view-line')).toSorted()).toEqual(before.toSorted());
});

test.describe('in the plain editor of a phone', () => {
  test.use({ viewport: PHONE });

  test('Monaco is not loaded, and everything works', async ({ page }) => {
    const lab = new LabPage(page);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await lab.open(LAB);
    await lab.type(labFile(LAB, 'solution.ts'));
    await lab.grade();
    await expect(lab.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
    expect(loaded.filter((url) => /monaco|ts\.worker/.test(url))).toEqual([]);
  });

  test('an error is told with the learner’s own line, and leads there', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.type(wrap('  const box = null as any;\n  return box.servers;'));
    await lab.grade();
    await expect(lab.test('counts as 700')).toContainText('TypeError');
    await lab.test('counts as 700').getByRole('button', { name: 'Go to line 3' }).click();
    await expect(lab.plain).toBeFocused();
    const line = await lab.plain.evaluate(
      (area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart).split('\n').length,
    );
    expect(line).toBe(3);
  });

  test('a file that does not parse says where', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.type('export function calculateRequiredServers( {\n  return 1;\n}\n');
    await lab.grade();
    await expect(lab.verdict).toContainText(/Line \d+, column \d+/);
    await expect(page.locator('.test')).toHaveCount(0);
  });

  test('a missing export is named', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.type('export const somethingElse = 1;\n');
    await lab.grade();
    await expect(lab.verdict).toContainText('must export a function called calculateRequiredServers');
  });

  const spending: [string, string, RegExp][] = [
    [
      'an endless loop',
      '  let n = 0;\n  while (true) {\n    n++;\n  }',
      /Stopped after 10 million steps at line [34], in calculateRequiredServers/,
    ],
    ['endless recursion', '  return calculateRequiredServers(fleet);', /called itself too deeply at line 2/],
    [
      'memory without end',
      '  const all: unknown[] = [];\n  for (;;) all.push(new Float64Array(1_000));',
      /more than 64 MB of memory/,
    ],
    ['a promise that never settles', '  return new Promise(() => {});', /a Promise/],
    ['a flood of output', '  for (let i = 0; i < 20000; i++) console.log("flood", i);\n  return {};', /Not met/],
    ['a result too large', '  return { requiredServers: new Array(1e6).fill("x") };', /more data than a lab can take/],
  ];
  for (const [what, body, told] of spending) {
    test(`${what} ends in a clear message and a working Run button`, async ({ page }) => {
      const lab = new LabPage(page);
      await lab.open(LAB);
      await lab.type(wrap(body));
      await lab.grade();
      await expect(page.locator('.results')).toContainText(told);
      await lab.type(labFile(LAB, 'solution.ts'));
      await lab.grade();
      await expect(lab.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
    });
  }

  test('what takes its time is stopped by hand at once, and the next run works', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.type(wrap("  return 'a'.repeat(2 ** 24).split('') as never;"));
    await lab.run.click();
    await expect(lab.verdict).toContainText('Running');
    await lab.stop.click();
    await lab.finished();
    await expect(lab.verdict).toContainText('Stopped by you');
    await lab.type(labFile(LAB, 'solution.ts'));
    await lab.grade();
    await expect(lab.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
  });

  test('what the code prints is shown with the test that printed it', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.type(wrap('  console.log("rate is", (fleet as any).requestRate, { a: [1, undefined] });\n  return {};'));
    await lab.grade();
    const first = lab.test('counts as 700');
    await first.getByText('What your code printed').click();
    await expect(first.locator('.output')).toHaveText('rate is 2100 {a: [1, undefined]}\n');
  });

  test('what a lab withholds says so', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.type(wrap('  return Date.now();'));
    await lab.grade();
    await expect(lab.test('counts as 700')).toContainText('The clock is withheld');
    await lab.type(wrap('  return fetch("/");'));
    await lab.grade();
    await expect(lab.test('counts as 700')).toContainText('Labs have no network');
  });
});

test('when Monaco cannot be loaded, the plain editor takes its place', async ({ page }) => {
  await page.route(/monaco\..*\.js/, (route) => route.abort());
  const lab = new LabPage(page);
  await lab.open(LAB);
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(lab.plain).toBeVisible();
  await lab.plain.fill(labFile(LAB, 'solution.ts'));
  await lab.grade();
  await expect(lab.verdict).toContainText(`All ${REQUIREMENTS} requirements met`);
});

test('when the test runner cannot be loaded, the page says so and the next try works', async ({ page }) => {
  const lab = new LabPage(page);
  await page.route(/sandbox\/runtime\.js/, (route) => route.abort());
  await lab.open(LAB);
  await lab.grade();
  await expect(lab.verdict).toContainText('could not be loaded');
  await page.unroute(/sandbox\/runtime\.js/);
  await lab.grade();
  await expect(lab.verdict).toContainText(`0 of ${REQUIREMENTS} requirements met`);
});
