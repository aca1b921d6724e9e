/**
 * `npm run author`: the dev server as an author uses it, in a real Chromium. Files of a lab are touched, and nothing in them is changed. It is no part
 * of `npm test`: a dev server keeps things in `node_modules` and `.astro` that a build beside it need not meet.
 */
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../find-browser.ts';

const PORT = Number(process.env.TEST_PORT ?? 4519);
const [LAB, OTHER] = ['server-calculator', 'lru-cache'];

const server = spawn(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', 'src/cli/astro.ts', 'dev', '--port', String(PORT)],
  { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, BASE_PATH: undefined } },
);
const lines = createInterface({ input: server.stdout });
const started = (async () => {
  for await (const line of lines) if (line.includes(`localhost:${PORT}`)) return;
  throw new Error('The dev server did not start.');
})();

/** Touches a file of a lab: for whoever watches it, it was saved. */
function save(file: string): void {
  utimesSync(file, new Date(), new Date());
}

/** Marks a page; a page that loads anew has no mark. */
const mark = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(window, { isMarked: true }));
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => 'isMarked' in window);

try {
  await started;
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const context = await browser.newContext({ baseURL: `http://localhost:${PORT}` });
  context.setDefaultTimeout(120_000);
  const [author, lab, other] = [await context.newPage(), await context.newPage(), await context.newPage()];
  await author.goto('/author/');
  await lab.goto(`/labs/${LAB}/`);
  await other.goto(`/labs/${OTHER}/`);

  const row = author.locator(`[data-lab-row="${LAB}"]`);
  await row.getByRole('button').click();
  await row.getByText(/all \d+ answers are as they should be/).waitFor();
  console.log(`✓ the author's page runs a lab: ${await row.locator('[data-state]').textContent()}`);

  for (const file of ['suite.ts', 'brief.md', 'solution.ts', 'mistakes.ts']) {
    for (const page of [lab, other]) await mark(page);
    const [running, loaded] = [row.getByText('running…').waitFor(), lab.waitForEvent('load')];
    save(`labs/${LAB}/${file}`);
    await Promise.all([running, loaded]);
    await row.getByText(/all \d+ answers are as they should be/).waitFor();
    assert.equal(await isMarked(lab), false);
    console.log(
      `✓ ${file} is saved: its lab is loaded anew, and its answers are run; the page of another lab ${(await isMarked(other)) ? 'stays' : 'is loaded anew too'}`,
    );
  }
  await browser.close();
} finally {
  server.kill();
  await once(server, 'close');
}
