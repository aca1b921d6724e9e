/**
 * Lesson 6: a word count by MapReduce on a real text, record by record: what crosses the network, who waits for whom, and what
 * a dead or a slow worker costs.
 */
import type { Architecture } from '#architecture';
import { defineScene, type NodeView, type World } from '#scene';
import { Simulation } from '#simulation';
import { Job, MAP_WORKERS, type MapWorker, type ReduceWorker, SPLITS, STRAGGLER } from './map-reduce/job.ts';
import { type TextName, texts } from './map-reduce/texts.ts';
import { wordsOf } from './map-reduce/word-count.ts';

function architectureOf(reducers: number): Architecture {
  const mapIds = Array.from({ length: MAP_WORKERS }, (_, index) => `map-${index + 1}`);
  const reduceIds = Array.from({ length: reducers }, (_, index) => `reduce-${index}`);
  return {
    title: 'A MapReduce job',
    nodes: [
      { id: 'input', kind: 'storage', label: 'Input splits' },
      ...mapIds.map((id, index) => ({ id, kind: 'worker' as const, label: `Map worker ${index + 1}` })),
      ...reduceIds.map((id, index) => ({ id, kind: 'worker' as const, label: `Reducer ${index}` })),
      { id: 'output', kind: 'storage', label: 'Output' },
    ],
    links: [
      ...mapIds.map((to) => ({ from: 'input', to })),
      ...mapIds.flatMap((from) => reduceIds.map((to) => ({ from, to }))),
      ...reduceIds.map((from) => ({ from, to: 'output' })),
    ],
  };
}

function mapView(worker: MapWorker): NodeView {
  const { task, state, slow } = worker;
  const on = task === undefined ? 'idle' : `${slow ? 'slow: ' : ''}split ${task.index + 1}`;
  return { copies: [{ state, busy: task ? 1 : 0 }], waiting: 0, text: state === 'down' ? 'stopped' : on };
}

function reduceView(worker: ReduceWorker, job: Job): NodeView {
  const { part, state, doing, waiting, number } = worker;
  const view = { copies: [{ state, busy: doing === 'waiting' ? 0 : 1 }], waiting };
  if (state === 'down') return { ...view, text: 'stopped' };
  if (part === undefined) return { ...view, text: job.isDone(number) ? 'done' : 'idle' };
  if (part !== number) return { ...view, text: `takes part ${part}` };
  return doing === 'reducing' ? view : { ...view, text: `${worker.fetched} fetched` };
}

function outputText(job: Job, reducers: number): string {
  const { counts } = job;
  if (counts === undefined) return `${job.reducesDone} of ${reducers} parts`;
  const [word, count] = counts.reduce((most, pair) => (pair[1] > most[1] ? pair : most));
  return `${word}: ${count} times`;
}

export default defineScene({
  title: 'A word count, record by record',
  seconds: 60,
  pace: 2,
  still: 12,
  knobs: {
    text: {
      kind: 'choice',
      label: 'Text',
      options: [
        { value: 'alice', label: 'Alice in Wonderland, the opening' },
        { value: 'jack', label: 'The House that Jack Built' },
      ],
      value: 'alice',
    },
    combiner: { kind: 'switch', label: 'Combiner', value: false },
    reducers: { kind: 'number', label: 'Reducers', min: 1, max: 6, step: 1, value: 3 },
    straggler: { kind: 'switch', label: `Map worker ${STRAGGLER} is slow`, value: false },
    backups: { kind: 'switch', label: 'Backup tasks', value: false },
  },
  worlds({ seed, settings }) {
    const reducers = settings.reducers as number;
    const simulation = new Simulation(seed);
    const job = new Job(simulation, {
      words: wordsOf(texts[settings.text as TextName]),
      combiner: settings.combiner as boolean,
      reducers,
      straggler: settings.straggler as boolean,
      backups: settings.backups as boolean,
    });
    const workers = new Map([...job.mapWorkers, ...job.reduceWorkers].map((worker) => [worker.name, worker]));
    const architecture = architectureOf(reducers);
    const ids = new Set(architecture.nodes.map(({ id }) => id));
    const world: World = {
      title: 'A word count',
      simulation,
      architecture,
      nodes: {
        input: () => ({ copies: [], waiting: 0, text: `${job.mapsDone} of ${SPLITS} mapped` }),
        ...Object.fromEntries(job.mapWorkers.map((worker) => [worker.name, () => mapView(worker)])),
        ...Object.fromEntries(job.reduceWorkers.map((worker) => [worker.name, () => reduceView(worker, job)])),
        output: () => ({ copies: [], waiting: 0, text: outputText(job, reducers) }),
      },
      nodeOf: (station) => (ids.has(station) ? station : undefined),
      charts: [
        {
          title: 'Records so far',
          unit: 'records',
          series: [
            { label: 'made by the map workers', read: () => job.made },
            { label: 'shuffled', read: () => job.shuffled },
          ],
        },
        {
          title: 'Records that wait to be reduced',
          unit: 'records',
          series: job.reduceWorkers.map((worker) => ({ label: worker.label, read: () => worker.waiting })),
        },
        {
          title: 'Tasks done',
          unit: 'tasks',
          series: [
            { label: 'map', read: () => job.mapsDone },
            { label: 'reduce', read: () => job.reducesDone },
          ],
        },
        {
          title: 'Busy workers',
          unit: 'workers',
          series: [
            { label: 'mapping', read: () => job.mapWorkers.filter(({ task }) => task !== undefined).length },
            {
              label: 'fetching or reducing',
              read: () => job.reduceWorkers.filter(({ doing }) => doing !== 'waiting').length,
            },
          ],
        },
      ],
      targets: [...workers.values()].map(({ name, label }) => ({ target: name, label, does: 'crash' })),
      strike({ does, target }) {
        const worker = workers.get(target);
        if (worker === undefined || (does !== 'crash' && does !== 'recover'))
          throw new RangeError(`There is nothing called "${target}" to ${does}.`);
        worker[does]();
      },
      events: () => job.events,
    };
    return [world];
  },
});
