/**
 * A MapReduce job in a small cluster, in time. The coordinator hands splits to map workers; what they make stays on their own disks
 * until the reducers have fetched it; a reducer begins to reduce once it has its part of every split. A worker that stops is missed
 * after a while, and what was lost with it is done again elsewhere.
 *
 * What a task does is that of map-reduce.ts, with the four functions that it is given. Only the times are chosen, so that each step
 * can be seen: one word stands for a great many.
 */
import type { Caller, Outcome, Random, Request, Simulation } from '#simulation';
import { inSeries } from '#words';
import { cutBetweenWords, type Line } from './map-reduce.ts';
import {
  type Cluster,
  type MapTask,
  MapWorker,
  Reducer,
  type Split,
  Store,
  type Task,
  type Work,
  type Worker,
} from './workers.ts';

const SPLITS = 12;
const MAP_WORKERS = 4;
/** The map worker that can be made slow, and how much longer it then takes. */
export const STRAGGLER = 3;
const SLOWED_BY = 6;
/** The time to map a word, in ms. */
const MAP_WORD = 150;
/** How long a worker must be silent until the coordinator takes it for dead, in ms. */
const MISSED_AFTER = 3000;

/** Cuts a text. How long a split takes follows from its words, whatever a learner takes for a word, and from a little luck. */
export function splitsOf(text: string, random: Random): Split[] {
  return cutBetweenWords({ id: 'text', text }, SPLITS).map((document) => {
    const words = document.text.match(/\p{L}+/gu)?.length ?? 0;
    return { document, time: words * MAP_WORD * (0.9 + 0.2 * random.uniform()) };
  });
}

/** A split for each line, for a text short enough to be worked by hand; each word takes so many times as long. */
export const linesOf = (text: string, slowed: number): Split[] =>
  text.split('\n').map((line, index) => ({
    document: { id: `line ${index + 1}`, text: line },
    time: line.split(' ').length * MAP_WORD * slowed,
  }));

export interface JobOptions extends Work {
  splits: readonly Split[];
  /** Whether one of the map workers is slow. */
  straggler: boolean;
  /** Whether an idle map worker runs a second copy of a task that is still running, once none waits. */
  backups: boolean;
  /** Called once, when every part is reduced. */
  onDone?(job: Job): void;
}

/** The coordinator, and what it coordinates. It hands out the splits, so it is seen as the node that they come from. */
export class Job implements Caller, Cluster {
  readonly name: string;
  readonly simulation: Simulation;
  readonly options: JobOptions;
  readonly tasks: readonly MapTask[];
  readonly parts: readonly Task[];
  readonly mapWorkers: readonly MapWorker[];
  readonly reducers: readonly Reducer[];
  readonly output: Store;
  readonly results = new Map<number, readonly Line[]>();
  readonly told: { at: number; text: string }[] = [];
  /** Records that map tasks made; those that were made again included. */
  made = 0;
  shuffled = 0;
  /** Those that have stopped, with the moment at which they are missed; and those that were missed. */
  readonly #silent = new Map<Worker, ReturnType<Simulation['after']>>();
  readonly #missed = new Set<Worker>();

  constructor(simulation: Simulation, options: JobOptions) {
    const { prefix = '', splits, reducers } = options;
    const task = () => ({ on: new Set<Worker>(), since: 0, doneBy: undefined });
    this.name = `${prefix}input`;
    this.simulation = simulation;
    this.options = options;
    this.tasks = splits.map((split, index) => ({ index, label: `split ${index + 1}`, ...split, ...task() }));
    this.parts = Array.from({ length: reducers }, (_, index) => ({ index, label: `part ${index}`, ...task() }));
    this.output = new Store(simulation, `${prefix}output`);
    const numbers = Array.from({ length: MAP_WORKERS }, (_, index) => index + 1);
    this.mapWorkers = numbers.map((number) => new MapWorker(this, `map-${number}`, `Map worker ${number}`));
    this.reducers = this.parts.map(({ index }) => new Reducer(this, `reduce-${index}`, `Reducer ${index}`));
    if (options.straggler) this.mapWorkers[STRAGGLER - 1]!.slow(SLOWED_BY);
    simulation.after(0, () => this.#assign(), undefined);
  }

  get workers(): readonly Worker[] {
    return [...this.mapWorkers, ...this.reducers];
  }

  get mapsDone(): number {
    return this.tasks.filter(({ doneBy }) => doneBy).length;
  }

  get finished(): boolean {
    return this.results.size === this.parts.length;
  }

  get lines(): Line[] {
    return [...this.results.values()].flat();
  }

  say(text: string): void {
    this.told.push({ at: this.simulation.now, text });
  }

  /** Stops a worker. The coordinator cannot see that; it misses the worker after a while. */
  crash(worker: Worker): void {
    if (!worker.up) return;
    worker.crash();
    this.say(`${worker.label} stops.`);
    this.#silent.set(worker, this.simulation.after(MISSED_AFTER, this.#miss, worker));
  }

  /** A worker comes back and says so: whatever it held is gone, even if nobody had missed it. */
  recover(worker: Worker): void {
    if (worker.up) return;
    if (this.simulation.cancel(this.#silent.get(worker)!)) this.#miss(worker);
    this.#missed.delete(worker);
    worker.recover();
    this.say(`${worker.label} is back, with an empty disk.`);
    this.#assign();
  }

  /** A worker has ended its task. A broken connection proves nothing: a worker is missed when it has been silent for long. */
  answered(request: Request, outcome: Outcome, place: number): void {
    const task = request.body as Task;
    const worker = this.workers[place]!;
    this.simulation.release(request);
    if (outcome !== 'ok') return;
    task.on.delete(worker);
    // The first copy to finish counts.
    if (!task.doneBy) {
      task.doneBy = worker;
      if (worker instanceof MapWorker) {
        for (const records of worker.disk.get(task.index)!.values()) this.made += records.length;
        if (this.mapsDone === this.tasks.length) this.say('Every split is mapped: the reducers can finish.');
        for (const reducer of this.reducers) reducer.wake();
      } else if (this.finished) {
        this.options.onDone?.(this);
      }
    } else if (worker instanceof MapWorker) {
      worker.disk.delete(task.index);
    }
    this.#assign();
  }

  /** Gives work to every idle worker, as far as there is any; to one that has stopped and is not missed as well. */
  #assign(): void {
    if (this.finished) return;
    const busy = new Set([...this.tasks, ...this.parts].flatMap(({ on }) => [...on]));
    this.workers.forEach((worker, place) => {
      if (busy.has(worker) || this.#missed.has(worker)) return;
      const maps = worker instanceof MapWorker;
      const waiting = (maps ? this.tasks : this.parts).find(({ doneBy, on }) => !doneBy && on.size === 0);
      const task = waiting ?? (maps && this.options.backups ? this.#toBackUp() : undefined);
      if (!task) return;
      if (!waiting) this.say(`${worker.label} begins a backup copy of ${task.label}.`);
      task.on.add(worker);
      task.since = this.simulation.now;
      const request = this.simulation.request(task.index, task.label, task);
      // Only splits are seen on their way.
      const caller: Caller = maps ? this : { answered: (...answer) => this.answered(...answer) };
      this.simulation.call(request, worker, caller, place);
    });
  }

  /** The task that a backup is worth most for: the one that has been running longest on one worker. */
  #toBackUp(): MapTask | undefined {
    return this.tasks.filter(({ doneBy, on }) => !doneBy && on.size === 1).sort((a, b) => a.since - b.since)[0];
  }

  /** Whatever a worker was on, and what a map worker had done: it lay on its own disk. */
  readonly #miss = (worker: Worker): void => {
    this.#missed.add(worker);
    if (this.finished) return;
    const touched = [...this.tasks, ...this.parts].filter((task) => {
      const wasOn = task.on.delete(worker);
      const isLost = worker instanceof MapWorker && task.doneBy === worker;
      if (isLost) task.doneBy = undefined;
      return wasOn || isLost;
    });
    const again = touched.filter(({ doneBy, on }) => !doneBy && on.size === 0).map(({ label }) => label);
    this.say(`The coordinator misses ${worker.label}. To be done again elsewhere: ${inSeries(again) || 'nothing'}.`);
    this.#assign();
  };
}
