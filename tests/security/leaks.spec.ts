/**
 * Two hundred hostile runs in a row, every few of which cost a frame, leave nothing behind: no frame, no worker, no
 * memory that keeps growing, and a next run that works.
 */
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { LabPage, labFile, PHONE } from '../browser/lab-page.ts';
import { FAMILIES } from './attacks.ts';

const LAB = 'server-calculator';
const RUNS = 200;
const SETTLED = 50;

/** One that ends by itself in each way there is, and one that has to be removed with its frame. */
const NAMES = [
  'fetch',
  'printing a report',
  'toJSON on every prototype',
  'a getter that throws',
  'spies in place of every built-in',
  'for',
  'a file nested too deeply',
  'JSON that is nested too deeply',
  'a giant result',
  'searching what is nearly endless',
];

const attacks = NAMES.map((name) => {
  const found = FAMILIES.flatMap((family) => family.attacks).find((attack) => attack.name === name);
  if (!found) throw new Error(`There is no attack called "${name}".`);
  return found;
});

interface Left {
  frames: number;
  workers: number;
  /** Frames, documents and workers that the browser keeps for the page, closed ones included until they are collected. */
  documents: number;
  heapMb: number;
  /** Processes of the browser's that hold pages and frames. */
  renderers: number;
}

async function whatIsLeft(page: Page, session: CDPSession, browser: CDPSession): Promise<Left> {
  await session.send('HeapProfiler.collectGarbage');
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((other) => other.name === name)?.value ?? Number.NaN;
  return {
    frames: page.frames().length,
    workers: page.workers().length,
    documents: metric('Documents'),
    heapMb: metric('JSHeapUsedSize') / 2 ** 20,
    renderers: processInfo.filter(({ type }) => type === 'renderer').length,
  };
}

test.use({ viewport: PHONE });

test(`${RUNS} hostile runs leave nothing behind`, async ({ page, browser }) => {
  test.setTimeout(600_000);
  const lab = new LabPage(page);
  const session = await page.context().newCDPSession(page);
  const browserSession = await browser.newBrowserCDPSession();
  await session.send('Performance.enable');
  await lab.open(LAB);

  const gradeHonest = async (): Promise<Left> => {
    await lab.type(labFile(LAB, 'solution.ts'));
    await lab.grade();
    await expect(lab.verdict).toContainText('6 of 6 marks');
    return whatIsLeft(page, session, browserSession);
  };

  let settled: Left | undefined;
  for (let run = 1; run <= RUNS; run++) {
    const { source, expect: expected } = attacks[run % attacks.length] as (typeof attacks)[number];
    await lab.type(source);
    await lab.run.click();
    await lab.finished();
    await expect(page.locator('.results')).toContainText(expected.says);
    if (run === SETTLED) settled = await gradeHonest();
  }

  const end = await gradeHonest();
  expect(end.renderers).toBeLessThanOrEqual((settled?.renderers ?? 0) + 1);
  expect(end.frames).toBe(2);
  expect(end.workers).toBe(settled?.workers);
  expect(end.documents).toBeLessThanOrEqual((settled?.documents ?? 0) + 2);
  expect(end.heapMb).toBeLessThan((settled?.heapMb ?? 0) + 5);
});
