/** Whether the output of a job is right: said in a test's failure, and in the picture of a job at work. */
import { format } from '#grading';
import { type Line, runJob, type WordCount } from './map-reduce.ts';

/** How often each word occurs. */
export type Counts = ReadonlyMap<string, number>;

/** Something in the output that is wrong. */
export interface Fault {
  word: string;
  /** A sentence. */
  message: string;
  expected?: string;
  actual?: string;
}

export const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/**
 * What is wrong with an output: in its own order what is no word and what stands there again, then, in the order of `expected`,
 * what is missing or counted wrongly.
 */
export function faultsIn(lines: readonly Line[], expected: Counts): Fault[] {
  const faults: Fault[] = [];
  const totals = new Map<string, number>();
  for (const { word, total } of lines) {
    if (!/^\p{L}+$/u.test(word)) faults.push({ word, message: `${format(word)} was counted, and is no word.` });
    if (totals.has(word)) {
      const places = lines.filter((line) => line.word === word).map(({ reducer }) => reducer);
      const message = `${format(word)} was counted in several places: by the reducers ${places.join(' and ')}.`;
      faults.push({ word, message });
    }
    totals.set(word, total);
  }
  for (const [word, count] of expected) {
    const total = totals.get(word);
    if (total === count) continue;
    const said = total === undefined ? 'the job does not count it' : `the job counts ${format(total)}`;
    const actual = total === undefined ? 'not counted' : `${format(word)}: ${format(total)}`;
    const message = `${format(word)} occurs ${times(count)}; ${said}.`;
    faults.push({ word, message, expected: `${format(word)}: ${count}`, actual });
  }
  return faults;
}

/** How often each word of a text occurs by a right word count, the most frequent first. */
export function occurrencesIn(text: string, right: WordCount): Counts {
  const never = { combineInMapTask: [], combineInReduceTask: [], repeatMapTasks: false };
  const { lines } = runJob(right, { ...never, splits: [[{ id: 'text', text }]], reducers: 1, arrival: [0] });
  return new Map(lines.sort((a, b) => b.total - a.total).map(({ word, total }) => [word, total]));
}

/** Each word that is wrong, with what is wrong with it; the most frequent first. */
export function wrongWords(lines: readonly Line[], expected: Counts): Map<string, string> {
  const often = ({ word }: Fault) => expected.get(word) ?? 0;
  const wrong = new Map<string, string>();
  for (const fault of faultsIn(lines, expected).sort((a, b) => often(b) - often(a))) {
    if (!wrong.has(fault.word)) wrong.set(fault.word, fault.message);
  }
  return wrong;
}
