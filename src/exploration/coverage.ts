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

/** `every schedule of 40 programs with at most 2 departures: late messages (those sent together count once), and of these at most 1 cut` */
export function describeCovered(covered: readonly Covered[]): string {
  return inSeries(covered.map(describe));
}

function describe({ programs, bounds, complete, runs }: Covered): string {
  const which = counted(programs, 'program');
  if (!complete) return `${counted(runs, 'schedule')} of ${which}, those with the fewest departures first`;
  const { departures, late } = bounds;
  if (departures === 0) return `${which} with nothing late, lost or repeated`;
  const faults = faultsIn(bounds);
  const most = Math.min(bounds.faults ?? departures, departures);
  const every = `every schedule of ${which} with at most ${departures}`;
  const lates = `late ${departures === 1 ? 'message' : 'messages'} (those sent together count once)`;
  if (!late) return `${every} ${inSeries(faults.map(plural(departures)), 'or')}`;
  if (faults.length === 0) return `${every} ${lates}`;
  if (most === departures) return `${every} ${inSeries([lates, ...faults.map(plural(departures))], 'or')}`;
  return `${every} ${lates}, or ${most} of them ${inSeries(faults.map(plural(most)), 'or')} instead`;
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
