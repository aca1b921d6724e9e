/** Finds the moment in a run that a failure should be about, and draws what happened around it. */
import type { Picture } from '#grading';
import { isSlow, type Run, STEP, type Step } from './world.ts';

/** Steps, from and to (exclusive). */
export interface Stretch {
  from: number;
  to: number;
}

/** "19:03" for seconds since midnight. */
export function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The stretch of slow steps in which the most requests came; gaps of up to a minute are passed over. */
export function slowStretch({ steps }: Run): Stretch & { worst: number } {
  const stretches: (Stretch & { requests: number; worst: number })[] = [];
  for (const [index, step] of steps.entries()) {
    if (!isSlow(step)) continue;
    const last = stretches.at(-1);
    if (last && index - last.to <= 60 / STEP) {
      last.to = index + 1;
      last.requests += step.rate;
      if (step.latency > steps[last.worst]!.latency) last.worst = index;
    } else stretches.push({ from: index, to: index + 1, requests: step.rate, worst: index });
  }
  return stretches.reduce((most, next) => (next.requests > most.requests ? next : most));
}

/** The half hour in which the bill was furthest over what kept utilisation at the target. */
export function overspending({ steps }: Run): Stretch & { paid: number; enough: number } {
  const length = Math.min(steps.length, 1800 / STEP);
  const sums = (from: number): { paid: number; enough: number } => {
    const part = steps.slice(from, from + length);
    return {
      paid: Math.round(part.reduce((sum, { serving, starting }) => sum + serving + starting, 0) / length),
      enough: Math.round(part.reduce((sum, { needed }) => sum + needed, 0) / length),
    };
  };
  let worst = { from: 0, to: length, ...sums(0) };
  for (let from = 0; from + length <= steps.length; from += 20) {
    const next = sums(from);
    if (next.paid - next.enough > worst.paid - worst.enough) worst = { from, to: from + length, ...next };
  }
  return worst;
}

/** The ten minutes with the most turns, and the sizes that the fleet went through, as many as a sentence bears. */
export function turning({ steps }: Run): Stretch & { fleets: number[] } {
  const changes: { index: number; fleet: number }[] = [];
  for (const [index, step] of steps.entries()) {
    const fleet = step.serving + step.starting;
    if (changes.at(-1)?.fleet !== fleet) changes.push({ index, fleet });
  }
  const turns = changes.filter(({ fleet }, place) => {
    const [before, after] = [changes[place - 1], changes[place + 1]];
    return before && after && fleet > before.fleet !== after.fleet > fleet;
  });
  const within = (from: number): number =>
    turns.filter(({ index }) => index >= from && index < from + 600 / STEP).length;
  const first = turns.reduce((best, { index }) => (within(index) > within(best) ? index : best), turns[0]?.index ?? 0);
  const fleets = changes.filter(({ index }) => index >= first).map(({ fleet }) => fleet);
  return { from: first, to: Math.min(steps.length, first + 600 / STEP), fleets: fleets.slice(0, 8) };
}

/** Columns that a picture has room for. */
const COLUMNS = 10;

/** A stretch with some minutes before it, in columns: what was needed, what served, what was starting, and the load. */
export function drawAround({ trace, steps }: Run, from: number, to: number): Picture {
  const begin = Math.max(0, from - 300 / STEP);
  const end = Math.min(steps.length, Math.max(to, begin + 2 * COLUMNS));
  const width = Math.ceil((end - begin) / COLUMNS);
  const minutes = (index: number): number => ((index - begin) * STEP) / 60;
  const spans: Picture['spans'] = [];
  for (let start = begin; start < end; start += width) {
    const part = steps.slice(start, Math.min(end, start + width));
    const most = (value: (step: Step) => number): number => Math.round(Math.max(...part.map(value)));
    const place = { from: minutes(start), to: minutes(start + part.length) };
    const tone = part.some(isSlow) ? 'wrong' : 'plain';
    spans.push({ lane: 'needed', ...place, label: String(most(({ needed }) => needed)) });
    spans.push({ lane: 'serving', ...place, label: String(Math.min(...part.map(({ serving }) => serving))), tone });
    spans.push({ lane: 'starting', ...place, label: String(most(({ starting }) => starting)), tone: 'muted' });
    spans.push({ lane: 'load', ...place, label: `${most(({ load }) => load)} %`, tone });
  }
  const bands: Picture['bands'] = trace.dropOuts
    .filter((dropOut) => dropOut.to > begin && dropOut.from < end)
    .map((dropOut) => ({
      from: minutes(Math.max(begin, dropOut.from)),
      to: minutes(Math.min(end, dropOut.to)),
      label: 'no metrics',
    }));
  return {
    kind: 'space-time',
    title: `${trace.title}, from ${clock(trace.startsAt + begin * STEP)}: most needed, fewest serving, most starting, highest load`,
    unit: 'min',
    lanes: ['needed', 'serving', 'starting', 'load'],
    spans,
    arrows: [],
    bands,
  };
}
