/**
 * Where a learner stopped, and which sections they have read: a convenience, kept in this browser beside the theme. What else runs under
 * this address can write there too, so a value that is out of shape is as good as none.
 */
const PLACE = 'headroom-place';
const READ = 'headroom-read';

/** A path inside the site, from its base: nothing that could lead anywhere else. */
const IS_PLACE = /^(lessons|labs)\/[a-z0-9-]+\/(#[\w-]+)?$/;

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is refused or full: the next visit begins at the top.
  }
}

/** 'lessons/cap/#the-majority-may-speak', or undefined where there is none. */
export function lastPlace(): string | undefined {
  const place = stored(PLACE);
  return place !== null && IS_PLACE.test(place) ? place : undefined;
}

export function rememberPlace(place: string): void {
  store(PLACE, place);
}

function allRead(): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(stored(READ) ?? '{}');
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The anchors of the sections of a lesson that were read. */
export function sectionsRead(lesson: string): Set<string> {
  const all = allRead();
  const read = Object.hasOwn(all, lesson) ? all[lesson] : [];
  return new Set(Array.isArray(read) ? read.filter((anchor) => typeof anchor === 'string') : []);
}

export function rememberRead(lesson: string, anchor: string): void {
  const read = sectionsRead(lesson).add(anchor);
  store(READ, JSON.stringify({ ...allRead(), [lesson]: [...read] }));
}
