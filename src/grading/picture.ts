/**
 * Pictures a failing test may show: a space–time diagram of what happened, as plain data. The workbench draws it and
 * says it in words; nothing here knows how.
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
