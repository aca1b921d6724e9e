/** A moment of a recording in sentences, for those who cannot see it, and for those who like to read a number. */
import { distinctNames } from '#architecture';
import { number } from '#words';
import { cutsAt, nodeAt, type Recording, sampleAt } from './recording.ts';

const rounded = (value: number): string => number(value, Math.abs(value) >= 100 ? 0 : 1);

/** What holds at a time in ms: first what is measured, then each node that has something to tell. */
export function describeMoment(recording: Recording, time: number): string[] {
  const sample = sampleAt(recording, time);
  const names = distinctNames(recording.architecture.nodes);
  const sentences = recording.charts.flatMap((chart) => {
    const tick = Math.min(chart.series[0]?.values.length ?? 1, Math.floor(time / recording.tick + 1e-6) + 1) - 1;
    const values = chart.series.flatMap(({ label, values }) => {
      const value = values[tick];
      return value === undefined || Number.isNaN(value) ? [] : [`${label} ${rounded(value)}`];
    });
    return values.length === 0 ? [] : [`${chart.title} (${chart.unit}): ${values.join(', ')}.`];
  });
  recording.architecture.nodes.forEach((node, index) => {
    const state = nodeAt(recording, index, sample);
    if (!state) return;
    const details: string[] = [];
    const there = state.copies.filter((copy) => copy.state !== 'off');
    const up = there.filter((copy) => copy.state === 'up');
    const down = there.filter((copy) => copy.state === 'down').length;
    const starting = there.filter((copy) => copy.state === 'starting').length;
    if (there.length > 1) details.push(`${up.length} of ${there.length} copies serve`);
    else if (down === 1) details.push('down');
    if (starting > 0) details.push(`${starting} starting`);
    const busy = up.reduce((sum, copy) => sum + copy.busy, 0);
    if (busy > 0) details.push(`${Math.round((100 * busy) / up.length)} % in use`);
    if (state.waiting > 0) {
      const oldest = state.oldest > 0 ? `, the oldest for ${rounded(state.oldest / 1000)} s` : '';
      details.push(`${rounded(state.waiting)} waiting${oldest}`);
    }
    if (state.text !== '') details.push(state.text);
    if (details.length > 0) sentences.push(`${names.get(node.id)}: ${details.join(', ')}.`);
  });
  for (const index of cutsAt(recording, time)) {
    const link = recording.architecture.links[index];
    if (link) sentences.push(`The link from ${names.get(link.from)} to ${names.get(link.to)} is cut.`);
  }
  return sentences;
}

/** What happened until a time in ms, the latest last. */
export function eventsUntil({ events }: Recording, time: number): Recording['events'] {
  return events.filter(({ at }) => at <= time + 1e-6).sort((one, other) => one.at - other.at);
}
