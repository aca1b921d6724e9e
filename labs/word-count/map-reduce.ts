/**
 * What MapReduce does with the learner's four functions: what one map task and one reduce task are, said once, for the cluster
 * that is watched (world.ts) and for a job that runs at one sitting (`runJob`), whose plan says how the work is cut up, so that
 * the suite can cut it up in every way that a real framework might. It knows nothing of words being right or wrong.
 */

/** The four functions that a learner writes. */
export interface WordCount {
  map(documentId: string, text: string): Array<[string, number]>;
  combine(word: string, counts: number[]): number;
  reduce(word: string, counts: number[]): number;
  partition(word: string, reducers: number): number;
}

export interface Document {
  id: string;
  text: string;
}

/** How a job is run. None of it may change what the job counts. */
export interface Plan {
  /** The documents of each map task. */
  splits: Document[][];
  /** How many reducers there are: 1 or more. */
  reducers: number;
  /**
   * When a map task combines. Each number stands for one pass over what is left for a word, handing `combine` at most
   * so many counts at a time: [] is never, [Infinity] once with all counts, [2, 3] twice and in pieces.
   */
  combineInMapTask: number[];
  /** The same for a reduce task, before it reduces, as frameworks do while they merge what they fetched. */
  combineInReduceTask: number[];
  /** Every split once, in the order in which the reducers fetch the results of the map tasks. */
  arrival: number[];
  /** Every map task is done twice, as if the first worker had died, and what it did the first time is thrown away. */
  repeatMapTasks: boolean;
}

/** What one map task has for a reducer of one word: as many records as there are counts in `sent`. */
export interface Part {
  /** As `partition` says: it need not be a reducer that exists. */
  reducer: number;
  word: string;
  mapped: number[];
  sent: number[];
}

export interface Shipment extends Part {
  split: number;
}

/** What crosses the network. */
export type WordRecord = [word: string, count: number];

/** One line of the output of a reducer. */
export interface Line {
  reducer: number;
  word: string;
  /** The counts that `reduce` was called with. */
  counts: number[];
  total: number;
}

export interface Outcome {
  shipments: Shipment[];
  lines: Line[];
}

/** Runs a job. It throws only what one of the four functions throws. */
export function runJob(job: WordCount, plan: Plan): Outcome {
  const results = plan.splits.map((documents, split): Shipment[] => {
    const run = () => runMapTask(job, documents, plan.reducers, plan.combineInMapTask);
    if (plan.repeatMapTasks) run();
    return run().map((part) => ({ split, ...part }));
  });
  const shipments = plan.arrival.flatMap((split) => results[split] ?? []);
  const records = recordsByReducer(shipments);
  const lines = Array.from({ length: plan.reducers }, (_, reducer) =>
    groupsOf(records.get(reducer) ?? []).map((group) => reduceGroup(job, reducer, group, plan.combineInReduceTask)),
  );
  return { shipments, lines: lines.flat() };
}

/** Map, combine, partition: all that a mapper does, and it needs nothing from any other. `passes` as in a plan. */
export function runMapTask(job: WordCount, documents: Document[], reducers: number, passes: number[]): Part[] {
  const records = documents.flatMap(({ id, text }) => job.map(id, text));
  return [...groupByWord(records)].map(([word, mapped]) => {
    const sent = combineInPasses(job, word, mapped, passes);
    return { reducer: job.partition(word, reducers), word, mapped, sent };
  });
}

/** What a reducer fetches of the output of map tasks, by the number of the reducer. */
export function recordsByReducer(parts: readonly Part[]): Map<number, WordRecord[]> {
  const records = new Map<number, WordRecord[]>();
  for (const { reducer, word, sent } of parts) {
    const more = sent.map((count): WordRecord => [word, count]);
    records.set(reducer, [...(records.get(reducer) ?? []), ...more]);
  }
  return records;
}

/** Merges and sorts what a reducer has fetched from every mapper: each word once, with all its counts. */
export function groupsOf(records: readonly WordRecord[]): [word: string, counts: number[]][] {
  return [...groupByWord(records)].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What a reducer does with one word: once, with all its counts. `passes` as in a plan. */
export function reduceGroup(
  job: WordCount,
  reducer: number,
  [word, fetched]: [word: string, counts: number[]],
  passes: number[],
): Line {
  const counts = combineInPasses(job, word, fetched, passes);
  return { reducer, word, counts, total: job.reduce(word, counts) };
}

function groupByWord(records: readonly WordRecord[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [word, count] of records) {
    const counts = groups.get(word);
    if (counts) counts.push(count);
    else groups.set(word, [count]);
  }
  return groups;
}

function combineInPasses(job: WordCount, word: string, counts: number[], passes: number[]): number[] {
  return passes.reduce((left, size) => inPieces(left, size).map((piece) => job.combine(word, piece)), counts);
}

/** Cuts a list into pieces of at most `size` items. */
export function inPieces<Item>(items: readonly Item[], size: number): Item[][] {
  const pieces: Item[][] = [];
  for (let from = 0; from < items.length; from += size) pieces.push(items.slice(from, from + size));
  return pieces;
}

/** Cuts a document into about `count` pieces, beside a character that is no letter: never inside a word. */
export function cutBetweenWords({ id, text }: Document, count: number): Document[] {
  const runs = text.match(/\p{L}+|\P{L}+/gu) ?? [];
  return inPieces(runs, Math.ceil(runs.length / count)).map((piece, index) => ({
    id: `${id}, part ${index + 1}`,
    text: piece.join(''),
  }));
}
