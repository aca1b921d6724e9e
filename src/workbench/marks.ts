/** Where in the learner's file a report points. */
import type { Report } from '#grading';
import type { Mark } from '../editor/interface.ts';

/** One mark a line: of several tests that stop at the same line, the first tells why. */
export function marksOf({ position, message = '', tests }: Report): Mark[] {
  const marks = new Map<number, Mark>();
  if (position) marks.set(position.line, { ...position, message });
  for (const { message = '', failure } of tests) {
    const place = failure?.position;
    if (place && !marks.has(place.line)) marks.set(place.line, { ...place, message });
  }
  return [...marks.values()];
}
