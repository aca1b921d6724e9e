/** The page and the command line give the same report, byte for byte, for everything that lies in the labs' folders. */
import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { loadLab } from '../../src/cli/labs.ts';
import { openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { LabPage, labFile, PHONE } from './lab-page.ts';

test.use({ viewport: PHONE });

for (const id of readdirSync('labs')) {
  test(`${id}: solution, starter and every mistake`, async ({ page }) => {
    test.setTimeout(240_000);
    const twin = await openNodeTwin(id, await loadLab(id));
    const lab = new LabPage(page);
    await lab.open(id);
    const mistakes = readdirSync(`labs/${id}/mistakes`).map((name) => `mistakes/${name}`);
    for (const name of ['solution.ts', 'starter.ts', ...mistakes]) {
      const source = labFile(id, name);
      await lab.type(source);
      await lab.grade();
      const { text } = await lab.report();
      expect(text, name).toBe(`${JSON.stringify(await twin.grade({ source, seed: 1 }), null, 2)}\n`);
    }
    await twin.close();
  });
}
