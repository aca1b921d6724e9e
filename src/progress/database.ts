/**
 * The browser's own database, as everything of a learner's is kept in it.
 * Stores are only ever added: a page from before an update, in a tab that was left open, still finds its own.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Answer, Draft, KeptRun, Result, Version } from './rows.ts';
import { storeName } from './whose.ts';

export interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
  versions: { key: number; value: Version; indexes: { lab: string } };
  results: { key: string; value: Result };
  answers: { key: string; value: Answer };
  runs: { key: number; value: KeptRun; indexes: { inTime: [lab: string, at: number] } };
}

let database: Promise<IDBPDatabase<Schema>> | undefined;

const lost = new Set<() => void>();

/** Hears when the browser has thrown the database away under the page's feet, as it may when room is short. */
export function onStoreLost(listener: () => void): void {
  lost.add(listener);
}

const callbacks = {
  blocking: (_current: number, _blocked: number | null, event: IDBVersionChangeEvent) => {
    (event.target as IDBDatabase).close();
    database = undefined;
  },
  terminated: () => {
    database = undefined;
    for (const listener of lost) listener();
  },
};

/** How often a store is opened that was thrown away a moment ago, each time a little later: at first it meets the connection that goes. */
const MOST_TRIES = 5;
const WAIT_MS = 50;

async function openNow(tries = 1): Promise<IDBPDatabase<Schema>> {
  try {
    return await openDB<Schema>(storeName(), 2, {
      ...callbacks,
      upgrade(db, from) {
        if (from < 1) {
          db.createObjectStore('drafts', { keyPath: 'lab' });
          db.createObjectStore('versions', { keyPath: 'id', autoIncrement: true }).createIndex('lab', 'lab');
          db.createObjectStore('results', { keyPath: 'lab' });
          db.createObjectStore('answers', { keyPath: 'part' });
        }
        if (from < 2) {
          const runs = db.createObjectStore('runs', { keyPath: 'id', autoIncrement: true });
          runs.createIndex('inTime', ['lab', 'at']);
        }
      },
    });
  } catch (error) {
    // A newer version of the course has been here: it added to what this page knows, and took nothing away.
    if (error instanceof DOMException && error.name === 'VersionError')
      return openDB<Schema>(storeName(), undefined, callbacks);
    if (!(error instanceof DOMException && error.name === 'AbortError') || tries === MOST_TRIES) throw error;
    await new Promise((later) => setTimeout(later, WAIT_MS * tries));
    return openNow(tries + 1);
  }
}

/** The database, open. Rejects as the browser does where it refuses. */
export function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openNow();
  database.catch(() => {
    database = undefined;
  });
  return database;
}
