/**
 * The page and the command line give the same report, byte for byte: for each lab's solution, its starter, and some of its mistakes.
 * Both run the same script; what could differ is the machine under it, and that does not need every mistake of every lab.
 */
import { expect, test } from '@playwright/test';
import { loadLab, readAnswers } from '../../src/cli/labs.ts';
import { seedOfText } from '../../src/grading/index.ts';
import { openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { LABS, LabPage, PHONE } from './lab-page.ts';

const SOME = 4;

test.use({ viewport: PHONE });

for (const id of LABS) {
  test(`${id}: solution, starter and some mistakes`, async ({ page }) => {
    test.setTimeout(240_000);
    // The tests wait for a busy machine as long as it takes.
    const twin = await openNodeTwin(id, await loadLab(id), { deadlineMs: 120_000 });
    const lab = new LabPage(page);
    await lab.open(id);
    const { solution, starter, wrong } = await readAnswers(id);
    const some = wrong.filter((_, index) => index % Math.ceil(wrong.length / SOME) === 0);
    const sources = new Map([
      ['solution.ts', solution],
      ['starter.ts', starter],
      ...some.map(({ mistake, source }): [string, string] => [mistake.name, source]),
    ]);
    for (const [name, source] of sources) {
      await lab.type(source);
      await lab.grade();
      const { text } = await lab.report();
      const request = { source, seed: seedOfText(source) };
      expect(text, name).toBe(`${JSON.stringify(await twin.grade(request), null, 2)}\n`);
    }
    await twin.close();
  });
}
