/**
 * Every run of a lab's tests, with the code that was run and its report. A learner can look at any of them, compare, and go back.
 *
 * Of a lab the latest are kept, and whatever was better than all before it, and the best: those never go. Others go, the oldest first, when
 * there are too many or when their texts come to too much.
 */
import { bestOf } from './best-run.ts';
import { announce, TAB } from './channel.ts';
import { open } from './database.ts';
import { inTime } from './patience.ts';
import { isResult, isRun, type KeptRun } from './rows.ts';

export type { KeptRun } from './rows.ts';

/** Runs of a lab that are kept beside those which never go. */
const RUNS_KEPT = 60;

/** Characters that all of them may come to: runs of a long file with long reports are fewer. */
const MOST_CHARACTERS = 6_000_000;

/** All runs of a lab in the index, from the oldest to the latest. */
const allOf = (lab: string): IDBKeyRange => IDBKeyRange.bound([lab], [lab, []]);

/** What a run came to; `report` as a file of its own would say it. */
export type Outcome = Pick<KeptRun, 'lab' | 'code' | 'earned' | 'marks' | 'met' | 'requirements' | 'report'>;

/** Those of a lab's runs that may go; `runs` from the oldest to the latest. */
export function toForget(runs: readonly KeptRun[]): KeptRun[] {
  const stays = new Set([bestOf(runs), runs.at(-1)]);
  let record = -1;
  for (const run of runs) {
    if (run.earned > record) stays.add(run);
    record = Math.max(record, run.earned);
  }
  let [count, characters] = [0, 0];
  return runs.toReversed().filter((run) => {
    if (stays.has(run)) return false;
    count += 1;
    characters += run.code.length + run.report.length;
    return count > RUNS_KEPT || characters > MOST_CHARACTERS;
  });
}

/**
 * Keeps a run, and its marks if they are at least as good as the best so far: both or neither. `at` is when it ended. Rejects as the browser
 * does where it refuses; a store that somebody else holds takes it as soon as it is free, so give up waiting with `inTime`.
 */
export async function keepRun(outcome: Outcome, at = Date.now()): Promise<void> {
  const { lab, earned, marks } = outcome;
  const transaction = (await open()).transaction(['runs', 'results'], 'readwrite', { durability: 'strict' });
  // Told below, by what failed first.
  transaction.done.catch(() => {});
  const [runs, results] = [transaction.objectStore('runs'), transaction.objectStore('results')];
  const kept = (await runs.index('inTime').getAll(allOf(lab))).filter(isRun);
  const last = kept.at(-1);
  const isSameAgain = last?.code === outcome.code && last.report === outcome.report;
  const run: KeptRun = { ...(isSameAgain && { id: last.id }), ...outcome, at };
  await runs.put(run);
  if (!isSameAgain) for (const { id } of toForget([...kept, run])) if (id !== undefined) await runs.delete(id);
  // What could not be run at all says nothing of marks.
  const best = outcome.requirements > 0 ? await results.get(lab) : undefined;
  if (outcome.requirements > 0 && (!isResult(best) || earned >= best.earned))
    await results.put({ lab, earned, marks, at });
  await transaction.done;
  announce({ kind: 'result', lab, tab: TAB });
}

/** The runs of a lab that are kept, the latest first. Rejects with StoreBusy when somebody else holds the store. */
export async function readRuns(lab: string): Promise<KeptRun[]> {
  const rows = await inTime(open().then((db) => db.getAllFromIndex('runs', 'inTime', allOf(lab))));
  return rows.filter(isRun).reverse();
}

/** The latest run of a lab, without reading the others. Rejects with StoreBusy when somebody else holds the store. */
export async function lastRun(lab: string): Promise<KeptRun | undefined> {
  const cursor = open().then((db) => db.transaction('runs').store.index('inTime').openCursor(allOf(lab), 'prev'));
  const row = (await inTime(cursor))?.value;
  return isRun(row) ? row : undefined;
}
