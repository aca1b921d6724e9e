/** That a design keeps within its budget, while it does its work. */
import type { Architecture } from '#architecture';
import { fail } from '#grading';
import { money, percent } from '#words';
import { type Bill, billOf } from '../bill.ts';
import { priceIn } from '../catalogue.ts';
import { bottlenecks } from '../diagnosis.ts';
import { runnableDesign } from '../reading.ts';
import { TRIAL_SEED, type Trials, tried } from '../trials.ts';
import type { Asked, Requirement } from './requirement.ts';
import { expectServing, SERVES } from './serving.ts';

export interface BillAsked extends Asked {
  /** Dollars an hour. */
  most: number;
  /** Whether every copy that is drawn is paid for, or what ran in the trial, copy by copy and second by second. */
  counts: 'what is drawn' | 'what ran';
  /** What it pays for, with its article: 'the evening', 'the day'. */
  occasion: string;
}

export function affordableRequirement(trials: Trials, asked: BillAsked): Requirement {
  const { marks, why, most, counts, occasion } = asked;
  const condition = `This counts only if at least ${percent(SERVES)} of the requests are answered.`;
  const isDrawn = counts === 'what is drawn';
  return {
    marks,
    why,
    title: isDrawn
      ? `It serves ${occasion} for at most ${money(most)} an hour`
      : `Averaged over ${occasion} it costs at most ${money(most)} an hour`,
    asked: isDrawn
      ? `All copies together cost **at most ${money(most)}** an hour. ${condition}`
      : `What ran, copy by copy and second by second, costs **at most ${money(most)} an hour** on the average of ${occasion}. ${condition}`,
    check: (read) => {
      const design = runnableDesign(read, trials.catalogue);
      expectAtMost(isDrawn ? drawnBill(design, trials) : averageBill(design, trials), most);
    },
  };
}

function drawnBill(design: Architecture, trials: Trials): Bill {
  const seed = TRIAL_SEED;
  const result = tried(design, trials, seed);
  expectServing(result, trials, seed, () => bottlenecks(design, result));
  return billOf(design, priceIn(trials.catalogue));
}

function averageBill(design: Architecture, trials: Trials): Bill {
  const seed = TRIAL_SEED;
  const result = tried(design, trials, seed);
  expectServing(result, trials, seed);
  const copies = new Map(result.nodes.map((node) => [node.id, node.copies]));
  const { table } = billOf(design, priceIn(trials.catalogue), ({ id }) => copies.get(id)!);
  return { total: result.costPerHour, table };
}

function expectAtMost({ total, table }: Bill, most: number): void {
  // Cents that only rounding makes do not count.
  if (total <= most + 1e-6) return;
  fail(`It costs ${money(total)} an hour, which is ${money(total - most)} too much.`, {
    expected: `at most ${money(most)} an hour`,
    actual: `${money(total)} an hour`,
    table,
  });
}
