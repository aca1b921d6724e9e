/**
 * Everything of a learner's that must survive: drafts of labs and their earlier versions, marks, written answers. It
 * lives in the browser's IndexedDB, is written on every change, and never replaces a text without keeping the old one.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { inTime } from './patience.ts';
import { type Answer, type Draft, isAnswer, isDraft, isResult, isVersion, type Result, type Version } from './rows.ts';

export type { Answer, Draft, Result, Version } from './rows.ts';

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
  versions: { key: number; value: Version; indexes: { lab: string } };
  results: { key: string; value: Result };
  answers: { key: string; value: Answer };
}

const VERSIONS_KEPT = 30;

/** This tab, for telling another tab's writes from our own. */
export const TAB = Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join('');

let database: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('headroom', 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'lab' });
      db.createObjectStore('versions', { keyPath: 'id', autoIncrement: true }).createIndex('lab', 'lab');
      db.createObjectStore('results', { keyPath: 'lab' });
      db.createObjectStore('answers', { keyPath: 'part' });
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      database = undefined;
    },
    terminated: () => {
      database = undefined;
    },
  });
  database.catch(() => {
    database = undefined;
  });
  return database;
}

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('headroom-progress');

export type Change =
  | { kind: 'draft' | 'result'; lab: string; tab: string }
  | { kind: 'answer'; part: string; tab: string };

function announce(change: Change): void {
  channel?.postMessage(change);
}

/** Hears of what other tabs save. */
export function onChangeElsewhere(listener: (change: Change) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Change>) => listener(data));
}

/** Rejects with StoreBusy when somebody else holds the store. */
export async function readDraft(lab: string): Promise<Draft | undefined> {
  const row = await inTime(open().then((db) => db.get('drafts', lab)));
  return isDraft(row) ? row : undefined;
}

/**
 * Saves a draft. If another tab has written since `known` (the text this tab last read or wrote), what it wrote becomes
 * an earlier version first, so that neither tab can lose the other's text.
 */
export async function saveDraft(lab: string, code: string, known: string | undefined): Promise<void> {
  const transaction = (await open()).transaction(['drafts', 'versions'], 'readwrite');
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
  await drafts.put({ lab, code, savedAt: Date.now(), tab: TAB });
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

/** Earlier versions of a lab's draft, the latest first. Rejects with StoreBusy when somebody else holds the store. */
export async function readVersions(lab: string): Promise<Version[]> {
  const rows = await inTime(open().then((db) => db.getAllFromIndex('versions', 'lab', lab)));
  return rows.filter(isVersion).reverse();
}

/** Keeps a result if it is at least as good as the best so far. */
export async function saveResult(lab: string, earned: number, marks: number): Promise<void> {
  const transaction = (await open()).transaction('results', 'readwrite');
  const best = await transaction.store.get(lab);
  if (!isResult(best) || earned >= best.earned) await transaction.store.put({ lab, earned, marks, at: Date.now() });
  await transaction.done;
  announce({ kind: 'result', lab, tab: TAB });
}

export async function readResults(): Promise<Result[]> {
  return (await (await open()).getAll('results')).filter(isResult);
}

export async function saveAnswer(answer: Answer): Promise<void> {
  await (await open()).put('answers', answer);
  announce({ kind: 'answer', part: answer.part, tab: TAB });
}

export async function readAnswers(): Promise<Answer[]> {
  return (await (await open()).getAll('answers')).filter(isAnswer);
}
