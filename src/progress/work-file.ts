/**
 * A learner's work as a file: what they keep as a copy, carry to another device, or hand in.
 *
 * It is JSON, UTF-8, in this form; `npm run grade` and other tools may count on it:
 *
 *     {
 *       "format": "headroom-work",
 *       "version": 1,
 *       "savedAt": "2026-11-26T20:00:00.000Z",
 *       "drafts":   [{ "lab", "code", "savedAt", "of"? }],               one for each lab that was begun: the text as it stands
 *       "runs":     [{ "lab", "code", "at", "earned", "marks", "met", "requirements", "report" }],   the runs that are kept of each lab
 *       "results":  [{ "lab", "earned", "marks", "at" }],                the best marks of each lab
 *       "versions": [{ "lab", "code", "at", "replacedBy" }],             texts that something took the place of
 *       "answers":  [{ "part", "text", "ticked", "earned", "marks", "at"? }],  written parts, with the marks that learners gave themselves
 *       "boards":   [{ "text", "at" }]                                   what is on the drawing board, and after it what gave way there
 *     }
 *
 * Times within are milliseconds since 1970. `report` is the text of a report (Exercism's results format, version 3, plus marks). `part` is
 * `<lesson>/<part>`; a version whose `lab` is `answer:<part>` is one of a written answer. `of` names the version of the lab a draft was
 * written for. Everything in it is what the learner's browser held, and so a claim: whoever grades runs the code again, that of the run with
 * the most marks or the draft.
 *
 * Readers take lists that are absent for empty, ignore what they do not know, and refuse a later `version`. What is out of shape in a list
 * is left out and counted; the rest is good.
 */
import {
  type Answer,
  BOARD,
  type Draft,
  isAnswer,
  isDraft,
  isResult,
  isRun,
  isVersion,
  type KeptRun,
  type Result,
  type Version,
} from './rows.ts';
import type { Work } from './work.ts';

const FORMAT = 'headroom-work';
const VERSION = 1;

/** Bytes of a file that is read: a whole course's work is far below it. */
export const MOST_BYTES = 64_000_000;

/** Characters of one text: what the editor takes is a tenth of that. */
const MOST_TEXT = 1_000_000;
const MOST_REPORT = 4_000_000;
/** Entries of one list. */
const MOST_ENTRIES = 50_000;

export class WorkFileRefused extends Error {}

export interface WorkRead {
  work: Work;
  /** When it was saved, where it says so. */
  savedAt?: Date;
  /** Entries that were out of shape. */
  leftOut: number;
}

/** The text of the file. */
export function toWorkFile({ drafts, runs, results, versions, answers }: Work, now: Date): string {
  const isBoard = ({ lab }: { lab: string }): boolean => lab === BOARD;
  const isOfLab = (row: { lab: string }): boolean => !isBoard(row);
  const file = {
    format: FORMAT,
    version: VERSION,
    savedAt: now.toISOString(),
    drafts: drafts.filter(isOfLab).map(({ lab, code, savedAt, of }) => ({ lab, code, savedAt, of })),
    runs: runs.map(({ id: _id, ...run }) => run),
    results,
    versions: versions.filter(isOfLab).map(({ id: _id, ...version }) => version),
    answers,
    boards: [
      ...drafts.filter(isBoard).map(({ code, savedAt }) => ({ text: code, at: savedAt })),
      ...versions.filter(isBoard).map(({ code, at }) => ({ text: code, at })),
    ],
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

const isLab = (id: string): boolean => /^[a-z0-9-]{1,100}$/.test(id);
const isPart = (id: string): boolean => /^[a-z0-9-]{1,100}\/[a-z0-9-]{1,100}$/.test(id);
const isIdOfVersion = (id: string): boolean => isLab(id) || (id.startsWith('answer:') && isPart(id.slice(7)));
const isOwed = ({ earned, marks }: { earned: number; marks: number }): boolean => earned <= marks && marks <= 1000;
const isNote = (value: unknown): boolean => value === undefined || (typeof value === 'string' && value.length <= 100);

/**
 * Each of these gives a row with its own fields and no others, or undefined. Rows are JSON, so a field called `__proto__` is a plain one
 * that nobody copies.
 */
function draftOf(row: unknown): Draft | undefined {
  const draft = typeof row === 'object' && row !== null ? { ...row, tab: '' } : row;
  if (!isDraft(draft) || !isLab(draft.lab) || draft.code.length > MOST_TEXT || !isNote(draft.of)) return undefined;
  const { lab, code, savedAt, of } = draft;
  return { lab, code, savedAt, tab: '', ...(of !== undefined && { of }) };
}

function runOf(row: unknown): KeptRun | undefined {
  if (!isRun(row) || !isLab(row.lab) || !isOwed(row) || row.met > row.requirements) return undefined;
  if (row.code.length > MOST_TEXT || row.report.length > MOST_REPORT) return undefined;
  const { lab, code, at, earned, marks, met, requirements, report } = row;
  return { lab, code, at, earned, marks, met, requirements, report };
}

function resultOf(row: unknown): Result | undefined {
  if (!isResult(row) || !isLab(row.lab) || !isOwed(row)) return undefined;
  const { lab, earned, marks, at } = row;
  return { lab, earned, marks, at: Number.isFinite(at) ? at : 0 };
}

function versionOf(row: unknown): Version | undefined {
  if (!isVersion(row) || !isIdOfVersion(row.lab) || row.code.length > MOST_TEXT) return undefined;
  const { lab, code, at, replacedBy } = row;
  return { lab, code, at, replacedBy };
}

function answerOf(row: unknown): Answer | undefined {
  if (!isAnswer(row) || !isPart(row.part) || row.text.length > MOST_TEXT) return undefined;
  const { part, text, ticked, earned, marks, at } = row;
  const areTicks = ticked.length <= 100 && ticked.every((tick) => Number.isInteger(tick) && tick >= 0);
  if (!areTicks || !Number.isFinite(marks) || !isOwed(row)) return undefined;
  return { part, text, ticked, earned, marks, ...(Number.isFinite(at) && { at }) };
}

function boardOf(row: unknown): Version | undefined {
  const { text, at } = Object(row) as Record<string, unknown>;
  const board = { lab: BOARD, code: text, at, replacedBy: 'the drawing board' };
  return isVersion(board) && board.code.length <= MOST_TEXT ? board : undefined;
}

/** Reads the text of a file. Throws WorkFileRefused, with a sentence for whoever holds it, when it is none or cannot be believed as a whole. */
export function readWorkFile(text: string): WorkRead {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new WorkFileRefused(
      'This file is no JSON, or it is cut off. A file of work begins with {"format": "headroom-work".',
    );
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file) || !Object.hasOwn(file, 'format')) {
    throw new WorkFileRefused('This is no file of work: it does not say "format": "headroom-work".');
  }
  const fields = file as Record<string, unknown>;
  if (fields.format !== FORMAT) {
    throw new WorkFileRefused('This is no file of work: it does not say "format": "headroom-work".');
  }
  if (!Number.isInteger(fields.version) || (fields.version as number) < 1) {
    throw new WorkFileRefused('This file does not say which version of the format it has.');
  }
  if ((fields.version as number) > VERSION) {
    throw new WorkFileRefused(
      `This file was written by a later version of the course (format ${fields.version}; this page reads ${VERSION}). Load the course anew, and try again.`,
    );
  }
  let leftOut = 0;
  const list = <Row>(name: string, rowOf: (row: unknown) => Row | undefined): Row[] => {
    const rows = Object.hasOwn(fields, name) ? fields[name] : [];
    if (!Array.isArray(rows)) {
      leftOut += 1;
      return [];
    }
    const read = rows.slice(0, MOST_ENTRIES).flatMap((row) => rowOf(row) ?? []);
    leftOut += rows.length - read.length;
    return read;
  };
  const [board, ...boards] = list('boards', boardOf);
  const work: Work = {
    drafts: [
      ...list('drafts', draftOf),
      ...(board ? [{ lab: BOARD, code: board.code, savedAt: board.at, tab: '' }] : []),
    ],
    runs: list('runs', runOf),
    results: list('results', resultOf),
    versions: [...list('versions', versionOf), ...boards],
    answers: list('answers', answerOf),
  };
  const savedAt = typeof fields.savedAt === 'string' ? new Date(fields.savedAt) : undefined;
  return { work, leftOut, ...(savedAt && Number.isFinite(savedAt.getTime()) && { savedAt }) };
}
