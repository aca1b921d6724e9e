/** What axe finds on a page that bars somebody, in sentences; none where nothing does. */
import type { Page } from '@playwright/test';
import axe, { type NodeResult, type Result } from 'axe-core';

/** The document that is open, which axe is put into once: looking at it again is then half the work. */
type WithAxe = typeof globalThis & { axe?: typeof axe };

/** Looks at the page, or at a part of it, by all rules or by some of them. Frames are left out: ours hold nothing to be seen. */
export async function violationsOf(
  page: Page,
  { within, rules }: { within?: string; rules?: string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([context, runOnly]) => {
      const { violations } = await (globalThis as WithAxe).axe!.run(context ?? document, {
        resultTypes: ['violations'],
        iframes: false,
        ...(runOnly && { runOnly }),
      });
      const said = ({ target, failureSummary }: NodeResult): string => `${target} ${failureSummary}`;
      return violations.map(({ id, nodes }: Result) => `${id}: ${nodes.map(said).join('; ')}`);
    },
    [within, rules] as const,
  );
}
