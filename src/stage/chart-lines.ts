/** What the charts of a stage hold, still or live: the lines of all worlds, sorted into charts. */
import type { Recording } from '#scene';
import { number } from '#words';

/** A line of a chart: a value for each tick, NaN where there is none. */
export interface Line {
  label: string;
  values: Float32Array;
}

/** The charts of all worlds: those of one title share one. */
export function mergedCharts(recordings: readonly Recording[]) {
  const merged = new Map<string, { title: string; unit: string; series: Line[] }>();
  for (const { title: world, charts } of recordings) {
    for (const { title, unit, series } of charts) {
      const chart = merged.get(title) ?? { title, unit, series: [] };
      merged.set(title, chart);
      for (const { label, values } of series) {
        // With one line each, the world says it all.
        const words = recordings.length === 1 ? label : series.length === 1 ? world : `${world}: ${label}`;
        chart.series.push({ label: words, values });
      }
    }
  }
  return [...merged.values()]
    .filter(({ series }) => series.length > 0)
    .map((chart) => ({ ...chart, series: mostTelling(chart.series) }));
}

/** Six lines can be told apart. Of more, those that rise highest are kept, in their order. */
function mostTelling<Line extends { values: Float32Array }>(series: readonly Line[]): Line[] {
  if (series.length <= 6) return [...series];
  const kept = new Set(
    [...series].sort((one, other) => highestOf([other.values]) - highestOf([one.values])).slice(0, 6),
  );
  return series.filter((each) => kept.has(each));
}

/** The highest value of some lines; 0 when none is above it. */
export function highestOf(series: readonly Float32Array[]): number {
  let highest = 0;
  for (const values of series) for (const value of values) if (value > highest) highest = value;
  return highest;
}

/** The value of a line at a moment in ms as people read it; a dash where there is none. `tick` is the time between two values. */
export function valueText(values: Float32Array, at: number, tick: number): string {
  const value = values[Math.min(values.length - 1, Math.floor(at / tick + 1e-6))];
  if (value === undefined || Number.isNaN(value)) return '–';
  return number(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

/**
 * What a legend says of each of its lines: those behind another of the same world leave its name out, which is said once. A name with that
 * of a world is in two parts, of which the world makes way where there is little room.
 */
export function legendNames(series: readonly Pick<Line, 'label'>[]): string[][] {
  return series.map(({ label }, place) => {
    const world = /^.+(?=: [^:]*$)/.exec(label)?.[0];
    if (world === undefined) return [label];
    const isSaid = series[place - 1]?.label.startsWith(`${world}: `);
    return isSaid ? [label.slice(world.length + 2)] : [world, label.slice(world.length)];
  });
}
