/** A package as a learner meets it: opened by an LMS, in a frame, with a lab done in it; and as the LMS does, which hears of marks and completion. */
import { expect, type FrameLocator, type Page, test } from '@playwright/test';
import type { ScormVersion } from '../../src/lms/contents.ts';
import { labFile, PHONE } from '../browser/lab-page.ts';
import { PACKAGES, PAGE, startLms, type TestLms } from './lms.ts';

const LAB = 'server-calculator';

/** What the LMS has of an element. */
function heard(page: Page, version: ScormVersion, element: string): Promise<string> {
  return page.evaluate(
    ([name, path]) => {
      const api = (window as never as Record<string, { lmsGetValue(path: string): string }>)[name!]!;
      return String(api.lmsGetValue(path!));
    },
    [version === '1.2' ? 'API' : 'API_1484_11', element] as const,
  );
}

const courseIn = (page: Page): FrameLocator => page.frameLocator('iframe').frameLocator('iframe');

/** Goes from home to the lab, as a learner does, and does it. */
async function doLab(page: Page): Promise<void> {
  const course = courseIn(page);
  await course.getByRole('navigation', { name: 'Footer' }).getByRole('link', { name: 'Labs' }).click();
  await course.locator(`a[href*="labs/${LAB}/"]`).first().click();
  await course.getByRole('tab', { name: 'Code' }).click();
  await course.getByRole('button', { name: 'Edit' }).click();
  await course.locator('textarea.plain-editor').fill(labFile(LAB, 'solution.ts'));
  await course.getByRole('button', { name: 'Run the tests' }).click();
  await expect(course.locator('.verdict')).toContainText('All');
}

test.use({ viewport: PHONE });

for (const version of ['1.2', '2004'] as const) {
  test.describe(`SCORM ${version}`, () => {
    let lms: TestLms;
    test.beforeAll(async () => {
      lms = await startLms(version, `${PACKAGES}/headroom-scorm-${version}.zip`);
    });
    test.afterAll(() => lms.close());

    const [raw, status, kept] =
      version === '1.2'
        ? ['cmi.core.score.raw', 'cmi.core.lesson_status', 'cmi.suspend_data']
        : ['cmi.score.raw', 'cmi.completion_status', 'cmi.suspend_data'];

    test('a lab is done in it, the LMS has its marks, and another browser goes on from there', async ({
      page,
      browser,
    }) => {
      const violations: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') violations.push(message.text());
      });
      await page.goto(lms.course('ada'));
      await doLab(page);
      await expect.poll(async () => Number(await heard(page, version, raw))).toBeGreaterThan(0);
      const marks = Number(await heard(page, version, raw));
      if (version === '2004') {
        expect(marks).toBe(6);
        expect(Number(await heard(page, version, 'cmi.score.scaled'))).toBeCloseTo(
          6 / Number(await heard(page, version, 'cmi.score.max')),
          3,
        );
      } else expect(marks).toBeGreaterThan(0);
      expect(await heard(page, version, status)).toBe('incomplete');
      expect(lms.missing).toEqual([]);
      expect(violations).toEqual([]);

      const state = await heard(page, version, kept);
      expect(JSON.parse(state).labs).toEqual({ [LAB]: 6 });
      const there = await (await browser.newContext()).newPage();
      await there.goto(lms.course('ada', state));
      await expect.poll(() => heard(there, version, raw)).toBe(String(marks));
      await there.context().close();
    });

    test('two learners at one computer have each their own', async ({ page }) => {
      await page.goto(lms.course('ada'));
      await doLab(page);
      await expect.poll(async () => Number(await heard(page, version, raw))).toBeGreaterThan(0);
      await page.goto(lms.course('bob'));
      await expect.poll(() => heard(page, version, status)).toBe('incomplete');
      expect(await heard(page, version, raw)).toBe('0');
      await page.goto(lms.course('ada'));
      await expect.poll(async () => Number(await heard(page, version, raw))).toBeGreaterThan(0);
    });

    test('it ends its session, and no stranger shows it', async ({ page }) => {
      await page.goto(lms.course('ada'));
      await courseIn(page).getByRole('heading', { level: 1 }).first().waitFor();
      const ended = await page.evaluate(
        async (name) => {
          const api = (window as never as Record<string, { isTerminated(): boolean }>)[name]!;
          const frame = document.querySelector('iframe')!;
          const left = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
          frame.src = 'about:blank';
          await left;
          return api.isTerminated();
        },
        version === '1.2' ? 'API' : 'API_1484_11',
      );
      expect(ended).toBe(true);

      const stranger = lms.origin.replace('localhost', '127.0.0.1');
      for (const [file, said] of [
        ['launch.html', 'No LMS that speaks SCORM is around this page'],
        ['index.html', 'is not shown inside another site’s page'],
      ] as const) {
        await page.goto(`${stranger}/stranger?${new URLSearchParams({ of: lms.origin + PAGE(file) })}`);
        await expect(page.frameLocator('iframe').locator('body')).toContainText(said);
      }
    });
  });
}
