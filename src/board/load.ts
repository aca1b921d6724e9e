/** The load that a board is put under, as somebody sets it: a shape over time, reads and writes, what is asked for, and patience. */
import * as v from 'valibot';
import { type Load, type NodeKind, nodeKinds } from '#architecture';
import type { RateStep } from '#simulation';
import { number } from '#words';
import type { Prices } from './prices.ts';
import { MOST_RATE, readTrace } from './trace.ts';

export const shapes = {
  steady: 'steady',
  rush: 'a rush',
  day: 'a day',
  trace: 'a trace',
} as const;

export type Shape = keyof typeof shapes;

const between = (least: number, greatest: number, unit: string) => {
  const message = `use a number from ${number(least)} to ${number(greatest)}${unit}`;
  return v.pipe(v.number(message), v.finite(message), v.minValue(least, message), v.maxValue(greatest, message));
};

export const loadSchema = v.strictObject({
  shape: v.picklist(Object.keys(shapes) as Shape[], 'use one of the shapes'),
  /** Requests per second: all the time, before and after a rush, at night. */
  rate: between(0.1, MOST_RATE, ' requests/s'),
  /** Requests per second in the rush, and in the afternoon. */
  peak: between(0.1, MOST_RATE, ' requests/s'),
  /** As it was pasted. */
  trace: v.pipe(v.string('use text'), v.maxLength(100_000, 'use at most 100,000 characters')),
  /** Of 100 requests. */
  writes: between(0, 100, ' %'),
  items: v.pipe(between(1, 100_000, ''), v.integer('use a whole number')),
  exponent: between(0, 3, ''),
  /** In seconds. */
  patience: between(0.1, 60, ' s'),
  seconds: between(5, 300, ' s'),
  /** What one copy of a kind costs, in dollars an hour; kinds that are not named have no price. */
  prices: v.optional(
    v.record(
      v.picklist(Object.keys(nodeKinds) as NodeKind[], 'use kinds of nodes'),
      between(0, 1_000, ' dollars an hour'),
    ),
  ),
});

/** What is set, and what copies cost. It goes with the board into a link. */
export type BoardLoad = Omit<v.InferOutput<typeof loadSchema>, 'prices'> & { prices?: Prices };

export const USUAL_LOAD: BoardLoad = {
  shape: 'steady',
  rate: 150,
  peak: 500,
  trace: '0, 50\n10, 400\n30, 50',
  writes: 10,
  items: 1_000,
  exponent: 0.9,
  patience: 3,
  seconds: 60,
};

/** A rush comes after a quarter of the time and stays for half of it. */
const RUSH_FROM = 0.25;
const RUSH_TO = 0.75;
/** A day has so many steps, is quietest at four in the morning and busiest at four in the afternoon. */
const DAY_STEPS = 48;
const QUIETEST = 4 / 24;

/** Requests that one run may have: more take longer than anybody waits. */
const MOST_REQUESTS = 400_000;

/** The load of the notation, or why it cannot be had, in a sentence. `times` multiplies every rate. */
export function loadOf(set: BoardLoad, times = 1): { load: Load } | { problem: string } {
  const parsed = v.safeParse(loadSchema, set);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const [field, ...inside] = (v.getDotPath(issue) ?? '').split('.');
    const where = field === 'prices' ? `The price of "${inside.join('.')}"` : `The load is not right at "${field}"`;
    return { problem: `${where}: ${issue.message}.` };
  }
  const steps = stepsOf(set);
  if ('problem' in steps) return steps;
  const rate = steps.steps.map(({ from, perSecond }) => ({ from, perSecond: perSecond * times }));
  const requests = requestsIn(rate, set.seconds);
  if (requests > MOST_REQUESTS)
    return {
      problem: `That is ${number(requests, 0)} requests in one run, and a run takes ${number(MOST_REQUESTS)}: lower the rate or the seconds.`,
    };
  const { writes, items, exponent, patience } = set;
  return {
    load: {
      rate: rate.length === 1 && rate[0]!.from === 0 ? rate[0]!.perSecond : rate,
      writes: writes / 100,
      items: { count: items, exponent },
      patience: patience * 1000,
    },
  };
}

function stepsOf({ shape, rate, peak, trace, seconds }: BoardLoad): { steps: RateStep[] } | { problem: string } {
  const at = (share: number): number => share * seconds * 1000;
  if (shape === 'trace') return readTrace(trace);
  if (shape === 'steady') return { steps: [{ from: 0, perSecond: rate }] };
  if (shape === 'rush')
    return {
      steps: [
        { from: 0, perSecond: rate },
        { from: at(RUSH_FROM), perSecond: peak },
        { from: at(RUSH_TO), perSecond: rate },
      ],
    };
  return {
    steps: Array.from({ length: DAY_STEPS }, (_, step) => {
      const hour = (step + 0.5) / DAY_STEPS;
      const share = (1 - Math.cos(2 * Math.PI * (hour - QUIETEST))) / 2;
      return { from: at(step / DAY_STEPS), perSecond: rate + share * (peak - rate) };
    }),
  };
}

/** How many requests some steps come to. */
function requestsIn(steps: readonly RateStep[], seconds: number): number {
  return steps.reduce((sum, { from, perSecond }, place) => {
    const to = Math.min(seconds * 1000, steps[place + 1]?.from ?? Number.POSITIVE_INFINITY);
    return sum + (Math.max(0, to - from) / 1000) * perSecond;
  }, 0);
}

/** When it is at its highest, in seconds: what breaks then hurts most. */
export function busiest(set: BoardLoad): number {
  const found = stepsOf(set);
  if ('problem' in found) return set.seconds / 3;
  const { steps } = found;
  const within = steps.filter(({ from }) => from < set.seconds * 1000);
  const top = within.reduce(
    (best, step) => (step.perSecond > best.perSecond ? step : best),
    within[0] ?? { from: 0, perSecond: 0 },
  );
  return within.length === 1 ? set.seconds / 3 : Math.max(set.seconds / 10, top.from / 1000);
}

/** 'steady, 150 requests/s'. */
export function loadText({ shape, rate, peak, writes }: BoardLoad): string {
  const course =
    shape === 'steady'
      ? `${number(rate)} requests/s`
      : shape === 'trace'
        ? 'as pasted'
        : `${number(rate)} to ${number(peak)} requests/s`;
  return `${shapes[shape]}, ${course}, ${number(writes)} % writes`;
}
