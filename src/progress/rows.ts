/**
 * The rows of the store, and what they must look like before anything is shown of them. Whatever else runs under this address can write there, and
 * so can an older or a newer version of the course: a row that is out of shape is as good as none, and hides no other.
 */
export interface Draft {
  lab: string;
  code: string;
  /** Milliseconds since 1970, from the browser's clock. */
  savedAt: number;
  /** Which tab wrote it. */
  tab: string;
}

export interface Version {
  id?: number;
  lab: string;
  code: string;
  at: number;
  /** What replaced it. */
  replacedBy: 'reset' | 'another tab' | 'an earlier version';
}

export interface Result {
  lab: string;
  /** The best so far. */
  earned: number;
  marks: number;
  at: number;
}

export interface Answer {
  /** `<lesson slug>/<part id>`. */
  part: string;
  text: string;
  /** The rubric points the learner gave themselves, by index. */
  ticked: number[];
  /** Marks of those points. */
  earned: number;
  marks: number;
}

/** Milliseconds since 1970 beyond which there are no dates. */
const LAST_DATE = 8.64e15;
const REPLACED_BY: readonly unknown[] = [
  'reset',
  'another tab',
  'an earlier version',
] satisfies Version['replacedBy'][];

type Fields = Record<string, unknown>;

const isRow = (row: unknown): row is Fields => typeof row === 'object' && row !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isMark = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;
const isDate = (value: unknown): boolean => Number.isFinite(value) && Math.abs(value as number) <= LAST_DATE;

export function isDraft(row: unknown): row is Draft {
  return isRow(row) && isText(row.lab) && isText(row.code) && isText(row.tab) && isDate(row.savedAt);
}

export function isVersion(row: unknown): row is Version {
  return isRow(row) && isText(row.lab) && isText(row.code) && isDate(row.at) && REPLACED_BY.includes(row.replacedBy);
}

export function isResult(row: unknown): row is Result {
  return isRow(row) && isText(row.lab) && isMark(row.earned) && isMark(row.marks);
}

export function isAnswer(row: unknown): row is Answer {
  return isRow(row) && isText(row.part) && isText(row.text) && Array.isArray(row.ticked) && isMark(row.earned);
}
