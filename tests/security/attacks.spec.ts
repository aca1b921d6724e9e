/**
 * Every attack, typed into the lab as a learner would, in a real Chromium against the built site. After each: nothing
 * happened outside its own run, and what the page says of it is true; after every few, an honest run is right.
 */
import { expect, test } from '@playwright/test';
import { loadLab, readMistake } from '../../src/cli/labs.ts';
import { LabPage, PHONE } from '../browser/lab-page.ts';
import { keepCourse } from '../browser/service-worker.ts';
import { FAMILIES, inPlaceOf, isFollowedByHonest, REACHED } from './attacks.ts';
import { Watch } from './watch.ts';

/**
 * The lab that they are typed into, with an honest answer that leaves one requirement open: marks that were gained or lost in between would
 * be seen, and no scene is recorded after it.
 */
const USUAL = { id: 'server-calculator', mistake: 'names-every-parameter', earns: '5½ of 6 marks' };
/** One with few tests. */
const SHORT = { id: 'choose-communication', mistake: 'remembers-the-chain-alone', earns: '½ of 1 mark' };
/** Families that fill the guest's memory in each test anew, which are through sooner where there are few. */
const FILLING = ['spending memory without end'];
/** Families that meet a page which comes from the service worker, as after a first visit; with ALL_KEPT=1 they all do. */
const KEPT = ['reaching the network', 'leaving the frame'];

for (const { family, attacks } of FAMILIES) {
  test.describe(family, () => {
    const { id, mistake, earns } = FILLING.includes(family) ? SHORT : USUAL;
    const manifest = loadLab(id);
    const honest = readMistake(id, mistake).then(({ wrong }) => wrong.source);
    // One page for the family, one attack after the other: what an attack leaves behind meets the next.
    test.describe.configure({ mode: 'default' });

    const isKept = KEPT.includes(family) || process.env.ALL_KEPT !== undefined;
    let lab: LabPage;
    let watch: Watch;

    const gradeHonest = async (): Promise<void> => {
      await lab.type(await honest);
      await lab.grade();
      await expect(lab.verdict).toContainText(earns);
    };

    test.beforeAll(async ({ browser }) => {
      const page = await browser.newPage({ viewport: PHONE, ...(isKept && { serviceWorkers: 'allow' }) });
      if (isKept) await keepCourse(page);
      lab = new LabPage(page);
      watch = new Watch(page);
      await lab.open(id);
      await gradeHonest();
      await expect(lab.saved).toHaveText('Saved in this browser');
      await watch.begin();
    });

    test.afterAll(() => lab.page.close());

    for (const [place, { name, source, expect: expected }] of attacks.entries()) {
      test(name, async () => {
        const results = lab.page.locator('.results');
        await lab.type(inPlaceOf((await manifest).exports, source));
        await lab.run.click();
        await lab.finished();

        await expect(results).toContainText(expected.says);
        const text = (await results.textContent()) ?? '';
        expect(text).not.toContain(REACHED);
        expect(text).not.toContain('This run was not valid');
        expect(text).not.toContain('itself went wrong');
        expect(earned(text)).toBeLessThanOrEqual(expected.mayEarn ?? 0);
        // Whatever was printed, thrown or returned is text: no element was made of it.
        await expect(
          results.locator('img, script, iframe, style, link, form, b, object, embed, [onclick]'),
        ).toHaveCount(0);

        // The next attack would notice a run that is not as it was, and an honest one now and then does.
        if (isFollowedByHonest(place, attacks.length)) await gradeHonest();
        await watch.expectNothing();
      });
    }
  });
}

/** The marks that the page shows; none where no requirement was run. */
function earned(text: string): number {
  const shown = /(\d*)(½?) of \d+ marks?/.exec(text);
  return shown ? Number(shown[1]) + (shown[2] ? 0.5 : 0) : 0;
}
