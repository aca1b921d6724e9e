/** What was explored, in words that claim no more than was. */
import { counted, inSeries } from '#words';
import type { Bounds } from './departures.ts';

/** Programs that were explored within the same bounds. */
export interface Covered {
  programs: number;
  bounds: Bounds;
  /** Whether every run within the bounds was made. */
  complete: boolean;
  runs: number;
}

/** `every schedule of 40 programs with at most 2 departures (late messages or cuts), 1 of them a cut` */
export function describeCovered(covered: readonly Covered[]): string {
  return inSeries(covered.map(describe));
}

function describe({ programs, bounds, complete, runs }: Covered): string {
  const which = counted(programs, 'program');
  if (!complete) return `${counted(runs, 'schedule')} of ${which}, those with the fewest departures first`;
  const { departures } = bounds;
  if (departures === 0) return `the schedule of ${which} in which nothing is late or lost`;
  const faults = faultsIn(bounds);
  const most = Math.min(bounds.faults ?? departures, departures);
  const late = bounds.late ? ['late message'] : [];
  if (late.length === 0 || faults.length === 0 || most === departures)
    return `every schedule of ${which} with at most ${departures} ${inSeries([...late, ...faults].map(plural(departures)), 'or')}`;
  const few = inSeries(faults.map(plural(most)), 'or');
  return `every schedule of ${which} with at most ${departures} departures: late messages, and of these at most ${most} ${few}`;
}

const plural =
  (count: number) =>
  (word: string): string => {
    if (count === 1) return word;
    return word === 'crash' ? 'crashes' : `${word}s`;
  };

function faultsIn({ lost, twice, cuts = [], crashes = [] }: Bounds): string[] {
  return [
    ...(lost ? ['lost message'] : []),
    ...(twice ? ['repeated message'] : []),
    ...(cuts.length > 0 ? ['cut'] : []),
    ...(crashes.length > 0 ? ['crash'] : []),
  ];
}

/** `all orders of the messages of 3 programs`, only for what was reduced to its end. */
export function describeWhole(programs: number): string {
  return `all orders of the messages of ${counted(programs, 'program')}`;
}
