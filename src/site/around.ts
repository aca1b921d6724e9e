/** Which lessons stand beside the one that is read. A page that named all of them would grow with every lesson, and all pages with its square. */

/** How many are shown before the one that is read, and after it. */
const AROUND = 20;

/** Those near the one at `place`, and how many more there are on either side. A course of up to 41 lessons a part is shown whole. */
export function around<Each>(
  stops: readonly Each[],
  place: number,
): { shown: readonly Each[]; before: number; after: number } {
  const most = 2 * AROUND + 1;
  const first = Math.max(0, Math.min(place - AROUND, stops.length - most));
  const shown = stops.slice(first, first + most);
  return { shown, before: first, after: stops.length - first - shown.length };
}
