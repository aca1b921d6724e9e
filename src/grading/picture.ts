/**
 * Pictures a failing test may show: a space–time diagram of what happened, as plain data, and the same in words. The
 * workbench draws it; nothing here knows how.
 */

/** Something that took from `from` to `to` on one lane, such as a client's call. Times are in the picture's unit. */
export interface Span {
  lane: string;
  from: number;
  /** Equal to `from` for an instant; absent when it never ended. */
  to?: number;
  label: string;
  /** `wrong` marks what the failure is about. */
  tone?: 'plain' | 'wrong' | 'muted';
}

/** A message from one lane to another. */
export interface Arrow {
  from: string;
  sentAt: number;
  to: string;
  /** Absent when it was lost. */
  receivedAt?: number;
  label: string;
}

/** A stretch of time that something held for, such as a cut link. */
export interface Band {
  from: number;
  to: number;
  label: string;
}

export interface Picture {
  kind: 'space-time';
  title: string;
  /** For example `ms`; with `call` or `step`, times are numbers of calls or steps. */
  unit: string;
  lanes: string[];
  spans: Span[];
  arrows: Arrow[];
  bands: Band[];
}

/** Times in sentences and on axes: a tenth of the unit is as fine as anybody needs. */
const roundTime = (time: number): number => Math.round(time * 10) / 10;

const NUMBERED: readonly string[] = ['call', 'step'];

/** '12 ms', '1 step' and '2 steps'; but 'call 3'. */
export function timeText(time: number, unit: string): string {
  if (NUMBERED.includes(unit)) return `${unit} ${roundTime(time)}`;
  return `${roundTime(time)} ${time === 1 ? unit.replace(/(?<=..)s$/, '') : unit}`;
}

/** 'from 3 to 12 ms', 'from call 3 to 5'. */
function spanText(from: number, to: number, unit: string): string {
  return NUMBERED.includes(unit)
    ? `from ${timeText(from, unit)} to ${roundTime(to)}`
    : `from ${roundTime(from)} to ${timeText(to, unit)}`;
}

/** The picture as sentences, in the order of time. */
export function describePicture({ spans, arrows, bands, unit }: Picture): string[] {
  const sentences = [
    ...bands.map(({ from, to, label }) => ({
      at: from,
      text: `${label}, ${spanText(from, to, unit)}.`,
    })),
    ...spans.map(({ lane, from, to, label, tone }) => ({
      at: from,
      text: `${lane}: ${label}, ${to === undefined ? `from ${timeText(from, unit)}, never ended` : to === from ? `at ${timeText(from, unit)}` : spanText(from, to, unit)}${tone === 'wrong' ? '. This is the one that cannot be' : ''}.`,
    })),
    ...arrows.map(({ from, to, sentAt, receivedAt, label }) => ({
      at: sentAt,
      text: `${from} sends ${label} to ${to} at ${timeText(sentAt, unit)}${receivedAt === undefined ? '; it is lost' : `; it arrives at ${timeText(receivedAt, unit)}`}.`,
    })),
  ];
  return sentences.sort((a, b) => a.at - b.at).map(({ text }) => text);
}
