/** What lesson 9 says of the table of its fleets, beside the figures: these are worked out when the site is built. */
import { expect, test } from 'vitest';
import { fleets } from '../../../labs/load-balancers/runs.ts';

test('each strategy has its trap', () => {
  const { turns, fewest, first, well } = fleets();
  // Turns are slow on uneven servers, though nobody fails; a fifth is what the lab asks for.
  expect(turns.p99).toBeGreaterThan(5 * fewest.p99);
  // Whoever is idle by failing gets more than its share.
  expect(fewest.percentFailed).toBeGreaterThan(1.5 * turns.percentFailed);
  // The first of equals is quick by luck, and fails most.
  expect(first.p99).toBeLessThan(0.9 * fewest.p99);
  expect(first.percentFailed).toBeGreaterThan(2 * fewest.percentFailed);
  // With nobody sick, to choose among the well is the same strategy.
  expect(well.p99).toBe(fewest.p99);
  expect(well.percentFailed).toBeLessThan(1);
});
