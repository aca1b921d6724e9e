/** Work as a file of the learner's own: the way out where the browser keeps nothing, and the copy that they make of everything. */
import { download } from './download.ts';
import type { KeptRun } from './rows.ts';
import { TAB } from './store.ts';
import { merge, type Work } from './work.ts';
import { toWorkFile } from './work-file.ts';
import { readWork } from './work-store.ts';

export function saveWork(work: Work, now = new Date()): void {
  download(`headroom-work-${now.toISOString().slice(0, 10)}.json`, toWorkFile(work, now));
}

/** Saves what the store still tells, and over it what stands on a lab's page. Never rejects: a store that tells nothing is left out. */
export async function saveWorkOnPage(lab: string, code: string | undefined, runs: readonly KeptRun[]): Promise<void> {
  const now = new Date();
  const best = runs.filter(({ requirements }) => requirements > 0);
  const onPage: Work = {
    drafts: code === undefined ? [] : [{ lab, code, savedAt: now.getTime(), tab: TAB }],
    runs: [...runs],
    results: best.map(({ lab, earned, marks, at }) => ({ lab, earned, marks, at })),
    versions: [],
    answers: [],
  };
  const nothing: Work = { drafts: [], runs: [], results: [], versions: [], answers: [] };
  const stored = await readWork().catch(() => nothing);
  saveWork(merge(stored, onPage, now.getTime()).work, now);
}
