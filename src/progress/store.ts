/**
 * What of a learner's must survive beside their runs (runs.ts): drafts of labs and their earlier versions, marks, written answers. It
 * lives in the browser's IndexedDB, is written on every change, and never replaces a text without keeping the old one.
 */
import { announce, TAB } from './channel.ts';
import { open } from './database.ts';
import { inTime } from './patience.ts';
import {
  type Answer,
  type Draft,
  isAnswer,
  isDraft,
  isResult,
  isVersion,
  type Result,
  VERSIONS_KEPT,
  type Version,
  versionsOfAnswer,
} from './rows.ts';

export { onChangeElsewhere, TAB } from './channel.ts';
export type { Answer, Draft, Result, Version } from './rows.ts';

/** Rejects with StoreBusy when somebody else holds the store. */
export async function readDraft(lab: string): Promise<Draft | undefined> {
  const row = await inTime(open().then((db) => db.get('drafts', lab)));
  return isDraft(row) ? row : undefined;
}

/**
 * Saves a draft. If another tab has written since `known` (the text this tab last read or wrote), what it wrote becomes
 * an earlier version first, so that neither tab can lose the other's text. `of` names the version of the lab it is written for; `drawn` is
 * the picture beside a board that cannot be read.
 */
export async function saveDraft(
  lab: string,
  code: string,
  known: string | undefined,
  of?: string,
  drawn?: string,
): Promise<void> {
  const transaction = (await open()).transaction(['drafts', 'versions'], 'readwrite');
  // Told below, by what failed first.
  transaction.done.catch(() => {});
  const drafts = transaction.objectStore('drafts');
  const present = await drafts.get(lab);
  if (isDraft(present) && present.tab !== TAB && present.code !== known && present.code !== code) {
    await addVersion(transaction.objectStore('versions'), {
      lab,
      code: present.code,
      at: present.savedAt,
      replacedBy: 'another tab',
    });
  }
  const more = { ...(of !== undefined && { of }), ...(drawn !== undefined && { drawn }) };
  await drafts.put({ lab, code, savedAt: Date.now(), tab: TAB, ...more });
  await transaction.done;
  announce({ kind: 'draft', lab, tab: TAB });
}

interface VersionStore {
  add(value: Version): Promise<number>;
  delete(key: number): Promise<void>;
  index(name: 'lab'): { getAllKeys(lab: string): Promise<number[]> };
}

async function addVersion(store: VersionStore, version: Version): Promise<void> {
  await store.add(version);
  const keys = await store.index('lab').getAllKeys(version.lab);
  for (const key of keys.slice(0, Math.max(0, keys.length - VERSIONS_KEPT))) await store.delete(key);
}

/** Keeps a text that is about to be replaced. Rejects with StoreBusy when somebody else holds the store; nothing is kept then. */
export async function keepVersion(version: Omit<Version, 'id' | 'at'>): Promise<void> {
  const transaction = (await open()).transaction('versions', 'readwrite');
  const kept = addVersion(transaction.store, { ...version, at: Date.now() }).then(() => transaction.done);
  transaction.done.catch(() => {});
  await inTime(kept, () => transaction.abort());
}

/** Earlier versions of a lab's draft, with `answer:<part>` of a written answer, or of the board, the latest first. Rejects with StoreBusy when somebody else holds the store. */
export async function readVersions(lab: string): Promise<Version[]> {
  const rows = await inTime(open().then((db) => db.getAllFromIndex('versions', 'lab', lab)));
  return rows.filter(isVersion).reverse();
}

export async function readResults(): Promise<Result[]> {
  return (await (await open()).getAll('results')).filter(isResult);
}

/**
 * Saves a written answer. If another tab has written another text since `known` (that which this tab last read or wrote), it becomes an
 * earlier version first.
 */
export async function saveAnswer(answer: Omit<Answer, 'at'>, known: string): Promise<void> {
  const { part, text } = answer;
  const transaction = (await open()).transaction(['answers', 'versions'], 'readwrite');
  transaction.done.catch(() => {});
  const answers = transaction.objectStore('answers');
  const present = await answers.get(part);
  if (isAnswer(present) && present.text !== '' && present.text !== known && present.text !== text) {
    const [lab, at] = [versionsOfAnswer(part), present.at ?? 0];
    await addVersion(transaction.objectStore('versions'), { lab, code: present.text, at, replacedBy: 'another tab' });
  }
  await answers.put({ ...answer, at: Date.now() });
  await transaction.done;
  announce({ kind: 'answer', part, tab: TAB });
}

export async function readAnswers(): Promise<Answer[]> {
  return (await (await open()).getAll('answers')).filter(isAnswer);
}
