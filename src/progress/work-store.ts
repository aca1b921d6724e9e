/** All work at once, read from the browser's store and merged into it: in one transaction, so that no other tab comes between. */
import { announce, TAB } from './channel.ts';
import { open } from './database.ts';
import { inTime } from './patience.ts';
import { isAnswer, isDraft, isResult, isRun, isVersion } from './rows.ts';
import { type Effect, merge, type Work } from './work.ts';

const STORES = ['drafts', 'runs', 'results', 'versions', 'answers'] as const;

/** Everything that is in shape. Rejects with StoreBusy when somebody else holds the store, and as the browser does where it refuses. */
export async function readWork(): Promise<Work> {
  const db = await inTime(open());
  const transaction = db.transaction(STORES);
  const [drafts, runs, results, versions, answers] = await inTime(
    Promise.all([
      transaction.objectStore('drafts').getAll(),
      transaction.objectStore('runs').getAll(),
      transaction.objectStore('results').getAll(),
      transaction.objectStore('versions').getAll(),
      transaction.objectStore('answers').getAll(),
    ]),
  );
  return {
    drafts: drafts.filter(isDraft),
    runs: runs.filter(isRun),
    results: results.filter(isResult),
    versions: versions.filter(isVersion),
    answers: answers.filter(isAnswer),
  };
}

/**
 * Merges work into the store: all of it or, when the browser refuses, nothing. Gives what it did. Rejects as `readWork`.
 */
export async function mergeIntoStore(theirs: Work): Promise<Effect[]> {
  const db = await inTime(open());
  const transaction = db.transaction(STORES, 'readwrite', { durability: 'strict' });
  transaction.done.catch(() => {});
  const store = <Name extends (typeof STORES)[number]>(name: Name) => transaction.objectStore(name);
  const ours: Work = {
    drafts: (await store('drafts').getAll()).filter(isDraft),
    runs: (await store('runs').getAll()).filter(isRun),
    results: (await store('results').getAll()).filter(isResult),
    versions: (await store('versions').getAll()).filter(isVersion),
    answers: (await store('answers').getAll()).filter(isAnswer),
  };
  const { work, effects } = merge(ours, theirs, Date.now());
  const [kept, known] = [new Set(work.runs), new Set(work.versions)];
  for (const draft of work.drafts) if (!ours.drafts.includes(draft)) store('drafts').put({ ...draft, tab: TAB });
  for (const result of work.results) if (!ours.results.includes(result)) store('results').put(result);
  for (const answer of work.answers) if (!ours.answers.includes(answer)) store('answers').put(answer);
  for (const { id } of ours.runs.filter((run) => !kept.has(run))) if (id !== undefined) store('runs').delete(id);
  for (const { id } of ours.versions.filter((each) => !known.has(each)))
    if (id !== undefined) store('versions').delete(id);
  for (const run of work.runs) if (run.id === undefined) store('runs').put(run);
  for (const version of work.versions) if (version.id === undefined) store('versions').put(version);
  await transaction.done;
  for (const { kind, of } of effects) {
    if (kind === 'answer') announce({ kind: 'answer', part: of, tab: TAB });
    else if (kind === 'board') announce({ kind: 'draft', lab: of, tab: TAB });
    else for (const what of ['draft', 'result'] as const) announce({ kind: what, lab: of, tab: TAB });
  }
  return effects;
}
