/**
 * A word count on a cluster of a few machines, with the learner's four functions: what crosses the network, who waits for whom, what
 * a dead or a slow worker costs, and whether the counts are right. Unseen but for its lines in the charts, the reference does the
 * same job at the same time: the same splits, the same faults.
 */
import { sketch } from '#architecture';
import { format } from '#grading';
import { chart, choice, defineScene, type NodeView, slider, toggle, world } from '#scene';
import { Simulation } from '#simulation';
import { counted } from '#words';
import { type Counts, occurrencesIn, wrongWords } from './judging.ts';
import type { WordCount } from './map-reduce.ts';
import { combine, map, partition, reduce } from './solution.ts';
import { texts } from './texts.ts';
import type { MapWorker, Reducer, Worker } from './workers.ts';
import { Job, linesOf, STRAGGLER, splitsOf } from './world.ts';

const reference = { map, combine, reduce, partition };

const SECONDS = 60;

/** How many times longer each step takes where there are eleven records to watch, and not four hundred. */
const FOR_A_SHORT_TEXT = 8;

/** The passes of a map task, as a plan has them. */
const COMBINING = { off: [], once: [Number.POSITIVE_INFINITY], again: [2, Number.POSITIVE_INFINITY] };

export default defineScene({
  title: 'A word count, record by record',
  seconds: SECONDS,
  pace: 2,
  still: 12,
  knobs: {
    text: choice(
      'Text',
      {
        alice: 'Alice in Wonderland, the opening',
        jack: 'The House that Jack Built',
        scripts: 'Four texts in several scripts',
        log: 'Eleven words, in three splits',
      },
      'alice',
    ),
    combiner: choice('Combiner', { off: 'off', once: 'once a map task', again: 'in pairs, then once more' }, 'off'),
    reducers: slider('Reducers', { min: 1, max: 6, value: 3 }),
    straggler: toggle(`Map worker ${STRAGGLER} is slow`),
    backups: toggle('Backup tasks'),
  },
  reference,
  worlds({ seed, settings, learner }) {
    const { combiner, reducers, straggler, backups } = settings;
    const simulation = new Simulation(seed);
    const text = texts[settings.text];
    const isShort = settings.text === 'log';
    const slowed = isShort ? FOR_A_SHORT_TEXT : 1;
    const splits = isShort ? linesOf(text, slowed) : splitsOf(text, simulation.random('splits'));
    const options = { splits, combining: COMBINING[combiner], reducers, straggler, backups, slowed };
    const right = occurrencesIn(text, reference);
    let came: string | undefined;
    const onDone = (done: Job) => {
      came = judge(done, right);
    };
    const job = new Job(simulation, { ...options, functions: typed(learner), onDone });
    const other =
      learner === reference
        ? undefined
        : new Job(simulation, { ...options, functions: reference, prefix: 'reference/' });
    const late = () => job.finished || job.say('A minute is over, and the job is not done.');
    simulation.after(SECONDS * 1000 - 1, late, undefined);
    const both = (does: 'crash' | 'recover', place: number) => () => {
      for (const each of other ? [job, other] : [job]) each[does](each.workers[place]!);
    };
    const named = (workers: readonly Worker[]) =>
      workers.map(({ name, label }) => `${name}: worker "${label}"`).join(', ');
    return [
      world({
        title: learner === reference ? 'A word count' : 'Yours',
        simulation,
        architecture: sketch(
          'A MapReduce job',
          `input: storage "Input splits" > ${named(job.mapWorkers)} > ${named(job.reducers)} > output: storage "Output"`,
        ),
        nodes: {
          ...Object.fromEntries(job.mapWorkers.map((worker) => [worker.name, () => mapView(worker, job)])),
          ...Object.fromEntries(job.reducers.map((worker, part) => [worker.name, () => reduceView(worker, part, job)])),
        },
        says: {
          input: () => `${job.mapsDone} of ${job.tasks.length} mapped`,
          output: () => came ?? `${job.results.size} of ${counted(job.parts.length, 'part')}`,
        },
        charts: [
          chart('Records so far', 'records', {
            'made by the map workers': () => job.made,
            shuffled: () => job.shuffled,
            ...(other && { 'shuffled by the reference': () => other.shuffled }),
          }),
          chart('Records that wait to be reduced', 'records', {
            ...Object.fromEntries(job.reducers.map((reducer) => [reducer.label, () => reducer.waiting])),
            ...(other && {
              'The fullest of the reference': () => Math.max(...other.reducers.map(({ waiting }) => waiting)),
            }),
          }),
          chart('Tasks done', 'tasks', { map: () => job.mapsDone, reduce: () => job.results.size }),
          other
            ? chart('Words in the output', 'words', {
                counted: () => wordsIn(job),
                'by the reference': () => wordsIn(other),
              })
            : chart('Busy workers', 'workers', {
                mapping: () => job.mapWorkers.filter(({ task }) => task).length,
                'fetching or reducing': () => job.reducers.filter(({ doing }) => doing !== 'waiting').length,
              }),
        ],
        breaks: job.workers.map(({ name, label }, place) => ({
          name,
          label,
          crash: both('crash', place),
          recover: both('recover', place),
        })),
        told: job.told,
      }),
    ];
  },
});

/** What a framework relies on: pairs of a text and a number from map, numbers from the others. Right they need not be. */
function typed(learner: WordCount): WordCount {
  const number = (value: number, name: string): number =>
    typeof value === 'number' ? value : refuse(`${name} must return a number; it returned ${format(value)}.`);
  return {
    map(documentId, text) {
      const pairs: unknown = learner.map(documentId, text);
      const isPair = (pair: unknown) =>
        Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && typeof pair[1] === 'number';
      if (Array.isArray(pairs) && pairs.every(isPair)) return pairs;
      return refuse(`map must return a list of [word, count] pairs; it returned ${format(pairs)}.`);
    },
    combine: (word, counts) => number(learner.combine(word, counts), 'combine'),
    reduce: (word, counts) => number(learner.reduce(word, counts), 'reduce'),
    partition: (word, reducers) => number(learner.partition(word, reducers), 'partition'),
  };
}

function refuse(message: string): never {
  throw new Error(message);
}

/** Words that the output counts so far; NaN draws nothing where a learner's totals are no numbers to be drawn. */
function wordsIn({ lines }: Job): number {
  const sum = lines.reduce((words, { total }) => words + total, 0);
  return Math.abs(sum) < 1e12 ? sum : Number.NaN;
}

/** Tells what came out and what is wrong with it, and gives it in a few words: the most frequent word, and how many are wrong. */
function judge(job: Job, right: Counts): string {
  const { lines } = job;
  const different = new Set(lines.map(({ word }) => word)).size;
  job.say(`The job is done: ${format(wordsIn(job))} words, ${different} of them different.`);
  const wrong = wrongWords(lines, right);
  const [fault] = wrong.values();
  if (fault !== undefined) {
    const words = [...right.values()].reduce((sum, count) => sum + count, 0);
    const came = `${counted(wrong.size, 'word')} came out wrong`;
    job.say(`The text has ${words}, ${right.size} of them different; ${came}. ${fault}`);
  }
  const lost = job.mapWorkers.reduce((sum, worker) => sum + forNobody(worker, job), 0);
  if (lost > 0) job.say(`${counted(lost, 'record')} went to reducers that do not exist: nobody fetched them.`);
  const most = Math.max(...lines.map(({ total }) => total));
  const top = lines.find(({ total }) => total === most);
  const text = top ? `${top.word}: ${format(top.total)}` : 'nothing';
  return wrong.size > 0 ? `${text}, ${wrong.size} wrong` : `${text} times`;
}

/** Records for reducers that do not exist stay where they were made. */
function forNobody(worker: MapWorker, { reducers }: Job): number {
  return worker.recordsFor((reducer) => !reducers[reducer]);
}

function mapView(worker: MapWorker, job: Job): NodeView {
  const { task, up, slowness } = worker;
  const waiting = forNobody(worker, job);
  const on = `${slowness > 1 ? 'slow: ' : ''}${task?.label}`;
  const text = !up ? 'stopped' : task ? on : waiting > 0 ? `${waiting} for nobody` : 'idle';
  return { copies: [{ state: up ? 'up' : 'down', busy: task ? 1 : 0 }], waiting, text };
}

function reduceView({ task, up, doing, waiting, fetched }: Reducer, part: number, { results }: Job): NodeView {
  const view = { copies: [{ state: up ? 'up' : 'down', busy: doing === 'waiting' ? 0 : 1 } as const], waiting };
  if (!up) return { ...view, text: 'stopped' };
  if (!task) return { ...view, text: results.has(part) ? 'done' : 'idle' };
  if (task.index !== part) return { ...view, text: `takes ${task.label}` };
  return doing === 'reducing' ? view : { ...view, text: `${fetched} fetched` };
}
