/**
 * The rows of the store, and what they must look like before anything is shown of them. Whatever else runs under this address can write there, and
 * so can an older or a newer version of the course: a row that is out of shape is as good as none, and hides no other.
 */
import { isMark, isRow, isText } from './mark-rows.ts';

export { type Answer, isAnswer, isResult, type Result } from './mark-rows.ts';

export interface Draft {
  lab: string;
  code: string;
  /** Milliseconds since 1970, from the browser's clock. */
  savedAt: number;
  /** Which tab wrote it. */
  tab: string;
  /** The version of the lab that was there when it was written, as its page names it. */
  of?: string;
  /** Of a board whose text cannot be read: the picture beside it, as text. */
  drawn?: string;
}

/** What stands in the place of a lab for the drawing board. No lab can be called so. */
export const BOARD = 'board:';

export interface Version {
  id?: number;
  /** A lab, a written answer as `answer:<part>`, or the drawing board. */
  lab: string;
  code: string;
  at: number;
  /** What replaced it. */
  replacedBy: 'reset' | 'another tab' | 'an earlier version' | 'an import' | 'a shared copy' | 'the drawing board';
}

/** Where earlier texts of a written answer stand among the versions. */
export const versionsOfAnswer = (part: string): string => `answer:${part}`;

/** Earlier versions of one text that are kept. */
export const VERSIONS_KEPT = 60;

/** A run of a lab's tests: what was run, and what came of it. */
export interface KeptRun {
  /** Which run, in this browser. */
  id?: number;
  lab: string;
  code: string;
  /** Milliseconds since 1970, from the browser's clock. Of runs of the same code with the same outcome one is kept, that of the latest. */
  at: number;
  earned: number;
  marks: number;
  /** Requirements met, and how many there are. */
  met: number;
  requirements: number;
  /** The report, as the text of a file: whoever shows it checks it against its schema first. */
  report: string;
}

/** Milliseconds since 1970 beyond which there are no dates. */
const LAST_DATE = 8.64e15;
const REPLACED_BY: readonly unknown[] = [
  'reset',
  'another tab',
  'an earlier version',
  'an import',
  'a shared copy',
  'the drawing board',
] satisfies Version['replacedBy'][];

const isDate = (value: unknown): boolean => Number.isFinite(value) && Math.abs(value as number) <= LAST_DATE;

export function isDraft(row: unknown): row is Draft {
  return (
    isRow(row) &&
    isText(row.lab) &&
    isText(row.code) &&
    isText(row.tab) &&
    isDate(row.savedAt) &&
    (row.drawn === undefined || isText(row.drawn))
  );
}

export function isVersion(row: unknown): row is Version {
  return isRow(row) && isText(row.lab) && isText(row.code) && isDate(row.at) && REPLACED_BY.includes(row.replacedBy);
}

export function isRun(row: unknown): row is KeptRun {
  return (
    isRow(row) &&
    [row.lab, row.code, row.report].every(isText) &&
    [row.earned, row.marks, row.met, row.requirements].every(isMark) &&
    isDate(row.at)
  );
}
