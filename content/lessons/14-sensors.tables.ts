/** The table of lesson 14: how many readings it takes until an alarm, for a shift that stays. */
import { Simulation } from '#simulation';
import { normal } from '../../labs/anomaly-detector/world.ts';

export const RUNS = 2_000;
const SEED = 1;
/** In deviations. */
const SHIFTS = [0, 1, 2, 3];
const [THRESHOLD, SLACK, LIMIT] = [3, 0.5, 5];

type Rule = () => (value: number) => boolean;

const rule: Rule = () => (value) => Math.abs(value) > THRESHOLD;

const sums: Rule = () => {
  let [high, low] = [0, 0];
  return (value) => {
    high = Math.max(0, high + value - SLACK);
    low = Math.max(0, low - value - SLACK);
    return Math.max(high, low) > LIMIT;
  };
};

/** The mean number of readings up to the first alarm, that one included. */
function meanRun(make: Rule, shift: number): number {
  const random = new Simulation(SEED).random('readings');
  let readings = 0;
  for (let run = 0; run < RUNS; run++) {
    const rings = make();
    do readings++;
    while (!rings(normal(random) + shift));
  }
  return readings / RUNS;
}

const lengths = (make: Rule) => SHIFTS.map((shift) => meanRun(make, shift)) as [number, number, number, number];

export const runLengths = { rule: lengths(rule), sums: lengths(sums) };

const [still, small, , large] = [0, 1, 2, 3].map((nth) => ({
  rule: runLengths.rule[nth]!,
  sums: runLengths.sums[nth]!,
}));

/** What the lesson says of them in words. */
export const claims = {
  'false alarms are about as rare': still!.sums > still!.rule && still!.sums < 1.6 * still!.rule,
  'the sums find a small shift about four times as quickly':
    small!.rule / small!.sums > 3 && small!.rule / small!.sums < 5.5,
  'and a large one a little later': large!.sums > large!.rule && large!.sums < 1.6 * large!.rule,
};
