/** The right plan in exact fractions: by the rule, where no one could try every count. */
import { Fraction } from '#grading';
import type { MachineType, Plan } from './types.ts';

/** The cheapest fleet of one type, the one with fewer machines among equals, the first among those; nothing where none can do it. */
export function bestPlan(peakRps: number, catalogue: readonly MachineType[], survive: number): Plan | undefined {
  const fleets = catalogue.flatMap(({ name, capacityRps, pricePerHour, available }) => {
    const needed = Fraction.of(peakRps).over(Fraction.of(capacityRps)).ceiling();
    const count = (needed < 1n ? 1n : needed) + BigInt(survive);
    if (available !== undefined && count > BigInt(available)) return [];
    return [{ name, count, price: Fraction.of(pricePerHour).times(Fraction.of(count)) }];
  });
  // A sort keeps equals in the order in which they were listed.
  fleets.sort((a, b) => a.price.compare(b.price) || Number(a.count - b.count));
  const [best] = fleets;
  return best && { machine: best.name, count: Number(best.count) };
}
