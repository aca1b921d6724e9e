/** The rows of the store that hold marks, apart from the others: they are all that most pages ask for. */
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
  /** When it was saved, in milliseconds since 1970; 0 or nothing where that is not known. */
  at?: number;
}

export const isRow = (row: unknown): row is Record<string, unknown> => typeof row === 'object' && row !== null;
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isMark = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;

export function isResult(row: unknown): row is Result {
  return isRow(row) && isText(row.lab) && isMark(row.earned) && isMark(row.marks);
}

export function isAnswer(row: unknown): row is Answer {
  return isRow(row) && isText(row.part) && isText(row.text) && Array.isArray(row.ticked) && isMark(row.earned);
}
