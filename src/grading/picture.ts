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
  /** For example `ms`. */
  unit: string;
  lanes: string[];
  spans: Span[];
  arrows: Arrow[];
  bands: Band[];
}

/** Times in sentences and on axes: a tenth of the unit is as fine as anybody needs. */
export const roundTime = (time: number): number => Math.round(time * 10) / 10;

/** The picture as sentences, in the order of time. */
export function describePicture({ spans, arrows, bands, unit }: Picture): string[] {
  const sentences = [
    ...bands.map(({ from, to, label }) => ({
      at: from,
      text: `${label}, from ${roundTime(from)} to ${roundTime(to)} ${unit}.`,
    })),
    ...spans.map(({ lane, from, to, label, tone }) => ({
      at: from,
      text: `${lane}: ${label}, ${to === undefined ? `from ${roundTime(from)} ${unit}, never ended` : to === from ? `at ${roundTime(from)} ${unit}` : `from ${roundTime(from)} to ${roundTime(to)} ${unit}`}${tone === 'wrong' ? '. This is the one that cannot be' : ''}.`,
    })),
    ...arrows.map(({ from, to, sentAt, receivedAt, label }) => ({
      at: sentAt,
      text: `${from} sends ${label} to ${to} at ${roundTime(sentAt)} ${unit}${receivedAt === undefined ? '; it is lost' : `; it arrives at ${roundTime(receivedAt)} ${unit}`}.`,
    })),
  ];
  return sentences.sort((a, b) => a.at - b.at).map(({ text }) => text);
}
