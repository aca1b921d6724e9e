/** What the workbench tells of a run and of a text, in words. */
import type { Report } from '#grading';
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

/** Why the text could not be saved, and what to do about it. */
export function refusalOf(error: unknown): string {
  if (error instanceof StoreBusy) return `${error.message} Until then your code is not saved: copy it somewhere safe.`;
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return `${isFull ? 'This browser has no room left' : 'This browser refuses to store anything'}, so your code is not saved. Copy it somewhere safe before you leave the page.`;
}

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** '1 Mar 2025, 14:05, 31 lines, replaced by a reset'. */
export function versionText({ at, code, replacedBy }: Version): string {
  const by = replacedBy === 'reset' ? 'a reset' : replacedBy;
  return `${when.format(at)}, ${code.split('\n').length} lines, replaced by ${by}`;
}
