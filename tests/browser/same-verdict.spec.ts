/**
 * The page and the command line give the same report, byte for byte: of one lab of each kind, by turns for its solution and for one of its
 * mistakes; or of all labs for both, and for as many mistakes as one asks for. Both run the same script; what could differ is the machine
 * under it, and that does not need every answer to every lab.
 */
import { expect, test } from '@playwright/test';
import { loadLab, readAnswers } from '../../src/cli/labs.ts';
import { seedOfText } from '../../src/grading/index.ts';
import { openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { LABS, LabPage, PHONE } from './lab-page.ts';

/** How many mistakes of each lab; `MISTAKES=100 npm run test:browser -- same-verdict` tries them all, with solutions and starters, in an hour or so. */
const ASKED = Number(process.env.MISTAKES ?? 0);

/** Plain functions, texts of every script, functions of ours that wait and are called back, objects that live long, a simulated system, machines of its own. */
const KINDS = [
  'server-calculator',
  'word-count',
  'cache-aside',
  'seat-reservation',
  'design-ticket-sale',
  'cap-choices',
];

test.use({ viewport: PHONE });

const labs = ASKED > 0 ? LABS : KINDS;

for (const [place, id] of labs.entries()) {
  const isMistaken = ASKED === 0 && place % 2 === 1;
  const what = ASKED > 0 ? 'all that was asked for' : isMistaken ? 'a mistake' : 'the solution';
  test(`${id}: ${what}`, async ({ page }) => {
    test.setTimeout(240_000);
    // The tests wait for a busy machine as long as it takes.
    const twin = await openNodeTwin(id, await loadLab(id), { deadlineMs: 120_000 });
    const lab = new LabPage(page);
    await lab.open(id);
    const { solution, starter, wrong } = await readAnswers(id);
    const count = isMistaken ? 1 : ASKED;
    const some = wrong.filter((_, index) => count > 0 && index % Math.ceil(wrong.length / count) === 0);
    const sources = new Map([
      ...(isMistaken ? [] : [['solution.ts', solution] as [string, string]]),
      ...(ASKED > 0 ? [['starter.ts', starter] as [string, string]] : []),
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
