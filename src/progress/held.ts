/**
 * What a learner holds, read as a page opens: by the browser's own interface, in a few lines, for most pages never write anything. What
 * writes is in store.ts, and comes with the first touch.
 */
import { type Answer, isAnswer, isResult, type Result } from './mark-rows.ts';
import { storeName } from './whose.ts';

const STORES = ['results', 'answers'] as const;

function done<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Rejects as the browser does where it refuses. */
export async function readHeld(): Promise<{ results: Result[]; answers: Answer[] }> {
  const opening = indexedDB.open(storeName());
  let isThere = true;
  // Whoever only looks makes none: its stores are for those who write.
  opening.onupgradeneeded = () => {
    isThere = false;
    opening.transaction?.abort();
  };
  let database: IDBDatabase | undefined;
  try {
    database = await done(opening);
    const transaction = database.transaction(STORES);
    const [results = [], answers = []] = await Promise.all(
      STORES.map((name) => done<unknown[]>(transaction.objectStore(name).getAll())),
    );
    return { results: results.filter(isResult), answers: answers.filter(isAnswer) };
  } catch (error) {
    if (isThere) throw error;
    return { results: [], answers: [] };
  } finally {
    database?.close();
  }
}
