/** What a message says about a value that cannot be used: the value in a few characters, and the name that was probably meant. */
import { inSeries, quoted } from '#words';

/** Names longer than this are not slips of the finger. */
const LONGEST_NAME = 60;

/** Any value in a few characters, for a message. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** 'the kind "databse", which does not exist. Did you mean "database"?' */
export function unknownName(value: unknown, what: string, known: readonly string[]): string {
  const choices = known.map((name) => quoted(name));
  if (value === undefined) return `no ${what}: use one of ${inSeries(choices)}.`;
  const guess = nearest(value, known);
  const advice = guess ? `Did you mean ${quoted(guess)}?` : `Use one of ${inSeries(choices)}.`;
  return `the ${what} ${show(value)}, which does not exist. ${advice}`;
}

/** The known name that is a slip of the finger or two away from `value`. */
export function nearest(value: unknown, known: readonly string[]): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_NAME) return undefined;
  const near = known
    .map((name) => ({ name, distance: editDistance(value.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.min(3, Math.floor(name.length / 3))))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** How many slips make one word of the other: a letter added, dropped or changed, or two neighbours swapped. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const before = rows[i - 1]!;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (same ? 0 : 1), swap));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
