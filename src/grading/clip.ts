/**
 * What a report can hold at most. A learner's code throws, returns and prints as much as it likes, and a report that is too large is
 * refused whole: so everything that it can have a part in is cut to what a reader believes, and only there is it said how much that is.
 */
import type { Picture } from './picture.ts';
import type { Failure } from './report.ts';

/** Characters of one text. */
export const MOST_TEXT_SHOWN = 2000;

/** What a picture has room for: characters of its texts, and how many there are of each thing. */
export const MOST_DRAWN = { title: 200, lane: 40, label: 120, lanes: 16, spans: 200, arrows: 400, bands: 50 } as const;

/** A text that is too long ends in an ellipsis, and in no half of a character. */
export function clipped<Text extends string | undefined>(text: Text, most: number = MOST_TEXT_SHOWN): Text {
  if (text === undefined || text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` as Text;
}

export function clippedFailure(failure: Failure): Failure {
  const { calls, expected, actual, why, picture } = failure;
  return {
    ...failure,
    calls: calls.map(({ call, outcome }) => ({ call: clipped(call), outcome: clipped(outcome) })),
    ...(expected !== undefined && { expected: clipped(expected) }),
    ...(actual !== undefined && { actual: clipped(actual) }),
    ...(why !== undefined && { why: clipped(why, 1000) }),
    ...(picture && { picture: clippedPicture(picture) }),
  };
}

/** Also without what has no place in time: a time that a learner's code had a part in need not be a number. */
export function clippedPicture({ title, lanes, spans, arrows, bands, ...rest }: Picture): Picture {
  const lane = (text: string): string => clipped(text, MOST_DRAWN.lane);
  const label = (text: string): string => clipped(text, MOST_DRAWN.label);
  const isPlaced = (...times: (number | undefined)[]): boolean =>
    times.every((time) => time === undefined || Number.isFinite(time));
  return {
    ...rest,
    title: clipped(title, MOST_DRAWN.title),
    lanes: lanes.slice(0, MOST_DRAWN.lanes).map(lane),
    spans: spans
      .filter(({ from, to }) => isPlaced(from, to))
      .slice(0, MOST_DRAWN.spans)
      .map((span) => ({ ...span, lane: lane(span.lane), label: label(span.label) })),
    arrows: arrows
      .filter(({ sentAt, receivedAt }) => isPlaced(sentAt, receivedAt))
      .slice(0, MOST_DRAWN.arrows)
      .map((arrow) => ({ ...arrow, from: lane(arrow.from), to: lane(arrow.to), label: label(arrow.label) })),
    bands: bands
      .filter(({ from, to }) => isPlaced(from, to))
      .slice(0, MOST_DRAWN.bands)
      .map((band) => ({ ...band, label: label(band.label) })),
  };
}
