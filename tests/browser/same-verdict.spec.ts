/**
 * The page and the command line give the same report, byte for byte: for each lab's solution, its starter, and some of its mistakes.
 * Both run the same script; what could differ is the machine under it, and that does not need every mistake of every lab.
 */
import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { loadLab } from '../../src/cli/labs.ts';
import { openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { LABS, LabPage, labFile, PHONE } from './lab-page.ts';

const SOME = 4;

test.use({ viewport: PHONE });

for (const id of LABS) {
  test(`${id}: solution, starter and some mistakes`, async ({ page }) => {
    test.setTimeout(240_000);
    const twin = await openNodeTwin(id, await loadLab(id));
    const lab = new LabPage(page);
    await lab.open(id);
    const mistakes = readdirSync(`labs/${id}/mistakes`).map((name) => `mistakes/${name}`);
    const some = mistakes.filter((_, index) => index % Math.ceil(mistakes.length / SOME) === 0);
    for (const name of ['solution.ts', 'starter.ts', ...some]) {
      const source = labFile(id, name);
      await lab.type(source);
      await lab.grade();
      const { text } = await lab.report();
      expect(text, name).toBe(`${JSON.stringify(await twin.grade({ source, seed: 1 }), null, 2)}\n`);
    }
    await twin.close();
  });
}
