/**
 * Hostile runs in a row, every few of which cost a frame, leave nothing behind: no frame, no worker, no memory that keeps growing,
 * nothing in the browser's stores, and a next run that works. `npm run hostile` tries a thousand.
 */
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { LabPage, labFile, PHONE } from '../browser/lab-page.ts';
import { FAMILIES } from './attacks.ts';
import { peakMb } from './processes.ts';
import { Watch } from './watch.ts';

const LAB = 'server-calculator';
const RUNS = Number(process.env.HOSTILE_RUNS ?? 20);
const SETTLED = 10;

/** Megabytes that a process of the browser's may hold at once: guests of 80, and those that wore out until they are collected. */
const MOST_MB = 1_000;

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

const ALL = FAMILIES.flatMap((family) => family.attacks);

/** Where there is time, every attack in turn. */
const attacks = process.env.HOSTILE_RUNS
  ? ALL
  : NAMES.map((name) => {
      const found = ALL.find((attack) => attack.name === name);
      if (!found) throw new Error(`There is no attack called "${name}".`);
      return found;
    });

interface Left {
  frames: number;
  /** Frames, documents and workers that the browser keeps for the page, closed ones included until they are collected. */
  documents: number;
  heapMb: number;
  /** Processes of the browser's that hold pages and frames. */
  renderers: number;
  /** The most memory that any of these has held at once, in MB; 0 where the system does not say. */
  peakMb: number;
}

async function whatIsLeft(page: Page, session: CDPSession, browser: CDPSession): Promise<Left> {
  await session.send('HeapProfiler.collectGarbage');
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const { metrics } = await session.send('Performance.getMetrics');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const metric = (name: string): number => metrics.find((other) => other.name === name)?.value ?? Number.NaN;
  return {
    frames: page.frames().length,
    documents: metric('Documents'),
    heapMb: metric('JSHeapUsedSize') / 2 ** 20,
    renderers: renderers.length,
    peakMb: Math.max(...renderers.map(({ id }) => peakMb(id) ?? 0)),
  };
}

test.use({ viewport: PHONE });

test(`${RUNS} hostile runs leave nothing behind`, async ({ page, browser }) => {
  test.setTimeout(60_000 + RUNS * 5_000);
  const lab = new LabPage(page);
  const watch = new Watch(page);
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

  let [settled, most]: [Left | undefined, number] = [undefined, 0];
  await gradeHonest();
  await expect(lab.saved).toHaveText('Saved in this browser');
  await watch.begin();
  for (let run = 1; run <= RUNS; run++) {
    const { source, expect: expected } = attacks[run % attacks.length] as (typeof attacks)[number];
    await lab.type(source);
    await lab.run.click();
    await lab.finished();
    // What they leave is looked at here; that a busy computer ends one of them by the clock is no fault.
    await expect(page.locator('.results')).toContainText(
      new RegExp(`${expected.says.source}|Stopped after \\d+ s without a verdict`, expected.says.flags),
    );
    if (run === SETTLED) settled = await gradeHonest();
    else if (run % 10 === 0) most = Math.max(most, (await whatIsLeft(page, session, browserSession)).peakMb);
  }

  const end = await gradeHonest();
  expect(end.renderers).toBeLessThanOrEqual((settled?.renderers ?? 0) + 1);
  expect(end.frames).toBe(2);
  // The one that is ready for the next run; the page's own, which draws, is no blob. That another has ended is told a little later.
  await expect.poll(() => page.workers().filter((worker) => worker.url().startsWith('blob:')).length).toBe(1);
  expect(end.documents).toBeLessThanOrEqual((settled?.documents ?? 0) + 2);
  expect(end.heapMb).toBeLessThan((settled?.heapMb ?? 0) + 5);
  console.log(`${RUNS} runs in the page, ${Math.round(Math.max(most, end.peakMb))} MB at most in one process`);
  expect(Math.max(most, end.peakMb)).toBeLessThan(MOST_MB);
  await watch.expectNothing();
});
