/**
 * A MapReduce small enough to read at one sitting. It does with the learner's four functions what a cluster would do,
 * one step after the other: the plan says how the work is cut up, so that the suite can cut it up in every way that a
 * real framework might. It knows nothing of words being right or wrong.
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

/** What one map task sends to a reducer for one word: as many records as there are counts in `sent`. */
export interface Shipment {
  split: number;
  reducer: number;
  word: string;
  mapped: number[];
  sent: number[];
}

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
  const results = plan.splits.map((documents, split) => {
    if (plan.repeatMapTasks) runMapTask(job, plan, documents, split);
    return runMapTask(job, plan, documents, split);
  });
  const shipments = plan.arrival.flatMap((split) => results[split] ?? []);
  const lines = Array.from({ length: plan.reducers }, (_, reducer) => {
    const fetched = shipments.filter((shipment) => shipment.reducer === reducer);
    return runReduceTask(job, plan, fetched, reducer);
  });
  return { shipments, lines: lines.flat() };
}

/** Map, combine, partition: all that a mapper does, and it needs nothing from any other. */
function runMapTask(job: WordCount, plan: Plan, documents: Document[], split: number): Shipment[] {
  const records = documents.flatMap(({ id, text }) => job.map(id, text));
  return [...groupByWord(records)].map(([word, mapped]) => {
    const sent = combineInPasses(job, word, mapped, plan.combineInMapTask);
    return { split, reducer: job.partition(word, plan.reducers), word, mapped, sent };
  });
}

/** Merge, sort, reduce: all that a reducer does with what it fetched from every mapper. */
function runReduceTask(job: WordCount, plan: Plan, fetched: Shipment[], reducer: number): Line[] {
  const records = fetched.flatMap(({ word, sent }) => sent.map((count): [string, number] => [word, count]));
  const groups = groupByWord(records);
  return [...groups.keys()].sort().map((word) => {
    const counts = combineInPasses(job, word, groups.get(word) ?? [], plan.combineInReduceTask);
    return { reducer, word, counts, total: job.reduce(word, counts) };
  });
}

function groupByWord(records: Array<[string, number]>): Map<string, number[]> {
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
