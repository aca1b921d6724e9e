/** What axe finds on a page that bars somebody, in sentences; none where nothing does. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Looks at the page, or at a part of it, by all rules or by some of them. */
export async function violationsOf(page: Page, only: { within?: string; rules?: string[] } = {}): Promise<string[]> {
  // In one page, and told of nothing but violations: otherwise axe opens a second page for its report, and takes four times as long.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (only.within) builder.include(only.within);
  if (only.rules) builder.withRules(only.rules);
  const { violations } = await builder.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`,
  );
}
