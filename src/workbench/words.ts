/** What the workbench tells of a run and of a text, in words. */
import type { Report, TestReport } from '#grading';
import { counted } from '#words';
import { formatMarks, markWord } from '../progress/marks.ts';
import { StoreBusy } from '../progress/patience.ts';
import type { Version } from '../progress/store.ts';
import type { RunState } from './run.ts';

/** What a run has come to, in a sentence; none before the first. */
export function verdictOf(state: RunState): string | undefined {
  switch (state.kind) {
    case 'idle':
      return undefined;
    case 'running':
      return state.progress ? `Running: ${state.progress.done} of ${state.progress.total}` : 'Running…';
    case 'broken':
      return state.message;
    case 'done':
      return state.report.tests.length === 0 ? state.report.message : metOf(state.report);
  }
}

function metOf({ tests }: Report): string {
  const met = tests.filter(({ status }) => status === 'pass').length;
  return met === tests.length ? `All ${met} requirements met` : `${met} of ${tests.length} requirements met`;
}

const reasonOf = (error: unknown): string =>
  error instanceof DOMException && error.name === 'QuotaExceededError'
    ? 'This browser has no room left'
    : 'This browser refuses to store anything';

/** Why the text could not be saved, and what to do about it. */
export function refusalOf(error: unknown): string {
  if (error instanceof StoreBusy) return `${error.message} Until then your code is not saved: copy it somewhere safe.`;
  return `${reasonOf(error)}, so your code is not saved. Copy it, or save it as a file, before you leave the page.`;
}

/** Why a run and its marks could not be kept, and what to do about it. */
export function runRefusalOf(error: unknown): string {
  if (error instanceof StoreBusy) return `${error.message} This run is kept as soon as it lets go.`;
  return `${reasonOf(error)}, so this run and its marks stand on this page only. Save your work as a file before you leave it: under “Your work” it can be brought back.`;
}

/** What is told when the browser has thrown away what it had stored, while the page was open. */
export const STORE_LOST =
  'This browser has thrown away what it had stored for the course, as it may when room is short. What this page knows of the lab is stored again: save your work as a file, so that you have it whatever the browser does.';

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** '1 Mar 2025, 14:05'. */
export const whenText = (at: number): string => when.format(at);

/** '1 Mar 2025, 14:05, 31 lines, replaced by a reset'. */
export function versionText({ at, code, replacedBy }: Version): string {
  const by = replacedBy === 'reset' ? 'a reset' : replacedBy;
  return `${when.format(at)}, ${counted(code.split('\n').length, 'line')}, replaced by ${by}`;
}

/** Which run is seen, where it is not one of this visit: 'Your run of 1 Mar 2025, 14:05. Your code has changed since.' */
export function runText(at: number, isOfThisCode: boolean): string {
  return `Your run of ${when.format(at)}.${isOfThisCode ? '' : ' Your code has changed since.'}`;
}

/** '½ of 1 mark', '1½ of 2 marks'. */
export function marksText(earned: number, marks: number): string {
  return `${formatMarks(earned)} of ${formatMarks(marks)} ${markWord(marks)}`;
}

/** What a test says in its message, with expected and got beside each other where the message would say them at length. */
export interface Told {
  message: string;
  compared?: { expected: string; actual: string };
}

/** Letters of the longest two values that one sentence still carries. */
const SHORT = 60;

/** Expected and got are said once: in the sentence where they are short, and else beside each other, with what more the sentence says. */
export function toldOf({ message = '', failure }: Pick<TestReport, 'message' | 'failure'>): Told {
  const { expected, actual } = failure ?? {};
  if (expected === undefined || actual === undefined) return { message };
  const compared = { expected, actual };
  const sentence = `Expected ${expected}, got ${actual}.`;
  if (message.startsWith(sentence)) {
    const isShort = expected.length + actual.length <= SHORT && !sentence.includes('\n');
    return isShort ? { message } : { message: message.slice(sentence.length).trim(), compared };
  }
  return message.includes(expected) ? { message } : { message, compared };
}

/** What is told where a lab is no longer the one that the learner's code was written for. */
export const NEW_VERSION =
  'This lab has changed since you last worked on it. Your code is as you left it: look at the brief again, and run the tests.';

/** Where it otherwise says that the text is saved. */
export const NOT_KEPT = 'Not yours: not kept';

/** Characters of a link that programs commonly pass on whole. */
const LONG_LINK = 8_000;

/** What is told of a link with the learner's code in it. */
export function shareText(link: string | undefined, isCopied: boolean): string {
  if (link === undefined)
    return 'This browser cannot make such a link: it is too old. Save your work as a file instead.';
  if (!isCopied) return `This browser does not let pages copy. The link is: ${link}`;
  const size = link.length.toLocaleString('en-GB');
  const long = link.length > LONG_LINK ? ` It has ${size} characters, and some programs cut links that long.` : '';
  return `Copied: a link to this lab with your code in it. Whoever opens it sees that it is not theirs, and keeps their own; no server sees either.${long}`;
}
