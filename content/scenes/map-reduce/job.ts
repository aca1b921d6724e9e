/**
 * A MapReduce job in a small cluster. The coordinator hands splits to map workers; what they make stays on their own disks until
 * the reducers have fetched it; a reducer begins to reduce once it has its part of every split. A worker that stops is missed
 * after a while, and what was lost with it is done again elsewhere.
 *
 * The counting is real. Only the times are chosen, so that each step can be seen: one word stands for a great many.
 */

import { Link } from '#parts';
import { type Caller, constant, type Outcome, type Request, type Simulation, Station } from '#simulation';
import { addUp, map, type Pair, partition, splitsOf } from './word-count.ts';

export const SPLITS = 12;
export const MAP_WORKERS = 4;
/** The worker that can be made slow, and how much longer it then takes for everything. */
export const STRAGGLER = 3;
const SLOWED_BY = 6;

/** In ms: to map a word; between two records that a reducer fetches, and on the way; to sort; to reduce a record. */
const MAP_WORD = 150;
const FETCH_RECORD = 60;
const ON_THE_WAY = 300;
const SORT = 500;
const REDUCE_RECORD = 60;
/** How long a worker must be silent until the coordinator takes it for dead, in ms. */
const MISSED_AFTER = 3000;

export interface JobOptions {
  words: readonly string[];
  combiner: boolean;
  reducers: number;
  /** Whether one of the map workers is slow. */
  straggler: boolean;
  /** Whether an idle worker runs a second copy of a task that is still running, once none waits. */
  backups: boolean;
}

interface MapTask {
  index: number;
  words: readonly string[];
  /** On a sound worker, in ms. */
  time: number;
  /** The workers that are running it: none, one, or one and its backup. */
  runningOn: MapWorker[];
  /** The worker whose disk holds its output. */
  doneBy: MapWorker | undefined;
  /** Its output, by reducer. */
  parts: Pair[][];
}

export class Job implements Caller {
  /** Splits are read from here, so it is seen as the node of that name. */
  readonly name = 'input';
  readonly mapWorkers: readonly MapWorker[];
  readonly reduceWorkers: readonly ReduceWorker[];
  readonly tasks: readonly MapTask[];
  readonly events: { at: number; text: string }[] = [];
  /** Records that map (and the combiner) made, and records that came to a reducer; those that were made again included. */
  made = 0;
  shuffled = 0;
  /** Map tasks that were begun, backups and repetitions included. */
  begun = 0;
  /** When every split was mapped for the first time, and when every part was reduced. */
  mappedAt: number | undefined;
  finishedAt: number | undefined;
  readonly simulation: Simulation;
  readonly output: Output;
  readonly #options: JobOptions;
  readonly #waiting: MapTask[];
  /** Parts that no reducer has yet, and the results of those that are done. */
  readonly #partsWaiting: number[];
  readonly #results = new Map<number, readonly Pair[]>();

  constructor(simulation: Simulation, options: JobOptions) {
    this.simulation = simulation;
    this.#options = options;
    const random = simulation.random('splits');
    this.tasks = splitsOf(options.words, SPLITS).map((words, index): MapTask => {
      const time = words.length * MAP_WORD * (0.9 + 0.2 * random.uniform());
      return { index, words, time, runningOn: [], doneBy: undefined, parts: [] };
    });
    this.#waiting = [...this.tasks];
    this.#partsWaiting = Array.from({ length: options.reducers }, (_, part) => part);
    this.output = new Output(simulation);
    this.mapWorkers = Array.from({ length: MAP_WORKERS }, (_, index) => {
      const slowness = options.straggler && index + 1 === STRAGGLER ? SLOWED_BY : 1;
      return new MapWorker(this, index + 1, slowness);
    });
    this.reduceWorkers = this.#partsWaiting.map((part) => new ReduceWorker(this, part));
    simulation.after(0, () => this.assign(), undefined);
  }

  get mapsDone(): number {
    return this.tasks.filter(({ doneBy }) => doneBy !== undefined).length;
  }

  get reducesDone(): number {
    return this.#results.size;
  }

  /** The word counts, by word; undefined until every part is there. */
  get counts(): Pair[] | undefined {
    if (this.finishedAt === undefined) return undefined;
    return [...this.#results.values()].flat().sort(byWord);
  }

  /** Records of a part that map has made so far, whether fetched or not. */
  madeFor(part: number): number {
    return this.tasks.reduce((sum, { doneBy, parts }) => sum + (doneBy ? parts[part]!.length : 0), 0);
  }

  isDone(part: number): boolean {
    return this.#results.has(part);
  }

  say(text: string): void {
    this.events.push({ at: this.simulation.now, text });
  }

  /** Gives work to every idle worker, as far as there is any. */
  assign(): void {
    if (this.finishedAt !== undefined) return;
    for (const worker of this.mapWorkers) {
      if (!worker.idle) continue;
      const task = this.#waiting.shift() ?? this.#backupTask();
      if (task === undefined) break;
      if (task.runningOn.length > 0) this.say(`${worker.label} begins a backup copy of split ${task.index + 1}.`);
      this.begun++;
      task.runningOn.push(worker);
      this.simulation.call(this.simulation.request(task.index, 'split'), worker, this, worker.number);
    }
    for (const worker of this.reduceWorkers) {
      if (worker.idle && this.#partsWaiting.length > 0) worker.begin(this.#partsWaiting.shift()!);
    }
  }

  /** A map worker has ended a task, or was missed while it was on it. */
  answered(request: Request, outcome: Outcome, workerNumber: number): void {
    const task = this.tasks[request.key]!;
    const worker = this.mapWorkers[workerNumber - 1]!;
    this.simulation.release(request);
    task.runningOn = task.runningOn.filter((other) => other !== worker);
    const wanted = this.finishedAt === undefined && task.doneBy === undefined;
    if (outcome === 'ok' && wanted) this.#mapped(task, worker);
    this.assign();
  }

  /** The first copy to finish counts; the other one is stopped. */
  #mapped(task: MapTask, worker: MapWorker): void {
    const { combiner, reducers } = this.#options;
    const pairs = combiner ? addUp(map(task.words)) : map(task.words);
    task.parts = Array.from({ length: reducers }, () => []);
    for (const pair of pairs) task.parts[partition(pair[0], reducers)]!.push(pair);
    task.doneBy = worker;
    this.made += pairs.length;
    for (const other of task.runningOn) other.stop();
    if (this.mapsDone === SPLITS && this.mappedAt === undefined) {
      this.mappedAt = this.simulation.now;
      this.say('Every split is mapped: the reducers can finish.');
    }
    for (const reducer of this.reduceWorkers) reducer.wake();
  }

  /** The task that a backup is worth most for: the one that has been running longest on one worker. */
  #backupTask(): MapTask | undefined {
    if (!this.#options.backups) return undefined;
    const running = this.tasks.filter(({ doneBy, runningOn }) => doneBy === undefined && runningOn.length === 1);
    return running.sort((a, b) => a.runningOn[0]!.since - b.runningOn[0]!.since)[0];
  }

  /** What a map worker made lay on its own disk, and is gone with it. */
  missed(worker: MapWorker): void {
    if (this.finishedAt !== undefined) return;
    const lost = this.tasks.filter(({ doneBy }) => doneBy === worker);
    for (const task of lost) task.doneBy = undefined;
    const running = this.tasks.filter(({ runningOn }) => runningOn.includes(worker));
    for (const task of running) task.runningOn = task.runningOn.filter((other) => other !== worker);
    const unfinished = running.filter(({ doneBy, runningOn }) => doneBy === undefined && runningOn.length === 0);
    this.#waiting.push(...unfinished, ...lost);
    const again = [...unfinished, ...lost].map(({ index }) => index + 1).sort((a, b) => a - b);
    const splits = again.length === 0 ? 'nothing' : `split ${again.join(', split ')}`;
    this.say(`The coordinator misses ${worker.label}. To be mapped again elsewhere: ${splits}.`);
    this.assign();
  }

  partMissed(part: number, worker: ReduceWorker): void {
    this.#partsWaiting.push(part);
    this.say(`The coordinator misses ${worker.label}: part ${part} is fetched and reduced again elsewhere.`);
    this.assign();
  }

  /** An output appears whole: before this, nobody reads what was written of it. */
  reduced(part: number, result: readonly Pair[]): void {
    this.#results.set(part, result);
    if (this.reducesDone < this.#options.reducers) return;
    this.finishedAt = this.simulation.now;
    const words = [...this.#results.values()].flat();
    const total = words.reduce((sum, [, count]) => sum + count, 0);
    this.say(`The job is done: ${total} words, ${words.length} of them different.`);
    for (const worker of this.mapWorkers) worker.stop();
  }
}

export class MapWorker extends Station implements Caller {
  readonly number: number;
  readonly label: string;
  state: 'up' | 'down' = 'up';
  /** When it began the task that it is on. */
  since = 0;
  task: MapTask | undefined;
  /** Whether the coordinator believes it to be there. */
  #trusted = true;
  readonly #job: Job;
  readonly #slowness: number;
  readonly #links = new Map<ReduceWorker, Link>();
  #request: Request | undefined;
  /** Counts its tasks and its ends: whatever was planned before the last one no longer counts. */
  #life = 0;

  constructor(job: Job, number: number, slowness: number) {
    super(job.simulation, `map-${number}`);
    this.number = number;
    this.label = `Map worker ${number}`;
    this.#job = job;
    this.#slowness = slowness;
  }

  get slow(): boolean {
    return this.#slowness > 1;
  }

  get idle(): boolean {
    return this.#trusted && this.#request === undefined;
  }

  accept(request: Request): void {
    this.#request = request;
    this.since = this.simulation.now;
    // A worker that has stopped without being missed yet is given work as well: nobody knows.
    if (this.state === 'down') return;
    this.task = this.#job.tasks[request.key]!;
    const life = ++this.#life;
    const end = () => this.#life === life && this.#end();
    this.simulation.after(this.task.time * this.#slowness, end, undefined);
  }

  /** The task is no longer wanted. */
  stop(): void {
    if (this.#request !== undefined && this.state === 'up') this.#end();
  }

  #end(): void {
    const request = this.#request!;
    this.#request = undefined;
    this.task = undefined;
    this.#life++;
    this.simulation.answer(request, 'ok');
  }

  /** Sends one record of its output, for as long as it is there. */
  send(word: string, task: number, to: ReduceWorker): Request {
    const record = this.simulation.request(task, word);
    let link = this.#links.get(to);
    if (link === undefined) {
      link = new Link(this.simulation, { name: `${this.name} to ${to.name}`, to, latency: constant(ON_THE_WAY) });
      this.#links.set(to, link);
    }
    this.simulation.call(record, link, this);
    return record;
  }

  /** Records are kept where they come to, and not answered. */
  answered(): void {}

  crash(): void {
    if (this.state === 'down') return;
    this.state = 'down';
    this.task = undefined;
    this.#job.say(`${this.label} stops.`);
    const life = ++this.#life;
    this.simulation.after(MISSED_AFTER, () => this.#life === life && this.#isMissed(), undefined);
  }

  /** Comes back with an empty disk. */
  recover(): void {
    if (this.state === 'up') return;
    if (this.#trusted) this.#isMissed();
    this.state = 'up';
    this.#trusted = true;
    this.#life++;
    this.#job.say(`${this.label} is back, with an empty disk.`);
    this.#job.assign();
  }

  #isMissed(): void {
    this.#trusted = false;
    const request = this.#request;
    this.#request = undefined;
    this.#job.missed(this);
    if (request !== undefined) this.simulation.answer(request, 'failed');
  }
}

/** Fetches one part from every split's output, sorts it, and reduces it. */
export class ReduceWorker extends Station implements Caller {
  readonly number: number;
  readonly label: string;
  state: 'up' | 'down' = 'up';
  part: number | undefined;
  /** What it is doing: waiting for map, fetching, or reducing. */
  doing: 'waiting' | 'fetching' | 'reducing' = 'waiting';
  /** Records of its part that it has fetched, and those that it has reduced. */
  fetched = 0;
  reduced = 0;
  #trusted = true;
  readonly #job: Job;
  /** The splits whose records it has whole, or is fetching; and the records that have come, by split. */
  readonly #asked = new Set<number>();
  readonly #whole = new Map<number, Pair[]>();
  readonly #coming = new Map<number, { pairs: Pair[]; of: number }>();
  readonly #envelopes = new Map<number, Pair>();
  /** Counts its beginnings: whatever was planned before the last one no longer counts. */
  #life = 0;

  constructor(job: Job, number: number) {
    super(job.simulation, `reduce-${number}`);
    this.number = number;
    this.label = `Reducer ${number}`;
    this.#job = job;
  }

  get idle(): boolean {
    return this.#trusted && this.part === undefined;
  }

  /** Records that map has made for its part and that it has not reduced. */
  get waiting(): number {
    return this.part === undefined
      ? 0
      : Math.max(0, Math.max(this.#job.madeFor(this.part), this.fetched) - this.reduced);
  }

  begin(part: number): void {
    // One that has stopped without being missed yet is given work as well: nobody knows.
    if (this.state === 'up') this.#forget();
    this.part = part;
    this.wake();
  }

  /** Looks for the next split to fetch from, unless it has something to do. */
  wake(): void {
    if (this.state === 'down' || this.part === undefined || this.doing !== 'waiting') return;
    const part = this.part;
    for (const task of this.#job.tasks) {
      const { doneBy, index } = task;
      if (this.#asked.has(index) || doneBy === undefined || doneBy.state === 'down') continue;
      this.#asked.add(index);
      const pairs = task.parts[part]!;
      if (pairs.length === 0) {
        this.#whole.set(index, []);
        continue;
      }
      this.doing = 'fetching';
      this.#coming.set(index, { pairs: [], of: pairs.length });
      this.#fetch(task, doneBy, pairs, 0);
      return;
    }
    if (this.#whole.size === SPLITS) this.#sort();
  }

  #fetch(task: MapTask, from: MapWorker, pairs: readonly Pair[], next: number): void {
    this.#later(FETCH_RECORD, () => {
      if (from.state === 'down' || task.doneBy !== from) {
        // Half a split is of no use: what has come is dropped, and all of it fetched anew from whoever maps it again.
        this.fetched -= this.#coming.get(task.index)!.pairs.length;
        this.#coming.delete(task.index);
        this.#asked.delete(task.index);
        this.doing = 'waiting';
        this.wake();
        return;
      }
      const pair = pairs[next]!;
      this.#envelopes.set(from.send(pair[0], task.index, this).id, pair);
      if (next + 1 < pairs.length) {
        this.#fetch(task, from, pairs, next + 1);
      } else {
        this.doing = 'waiting';
        this.wake();
      }
    });
  }

  /** A record has come. It stays here, so it is not answered: its acknowledgement would tell nobody anything. */
  accept(record: Request): void {
    const pair = this.#envelopes.get(record.id);
    this.#envelopes.delete(record.id);
    const coming = this.#coming.get(record.key);
    if (this.state === 'down' || pair === undefined || coming === undefined) return;
    this.#job.shuffled++;
    this.fetched++;
    coming.pairs.push(pair);
    if (coming.pairs.length < coming.of) return;
    this.#coming.delete(record.key);
    this.#whole.set(record.key, coming.pairs);
    this.wake();
  }

  #sort(): void {
    this.doing = 'reducing';
    const records = [...this.#whole.values()].flat();
    const values = new Map<string, number>();
    for (const [word] of records) values.set(word, (values.get(word) ?? 0) + 1);
    const result = addUp(records).sort(byWord);
    this.#later(SORT, () => this.#reduce(result, values, 0));
  }

  /** Once for each key, with all its values. */
  #reduce(result: readonly Pair[], values: ReadonlyMap<string, number>, next: number): void {
    const pair = result[next];
    if (pair === undefined) {
      const part = this.part!;
      this.part = undefined;
      this.doing = 'waiting';
      this.#job.reduced(part, result);
      this.#job.assign();
      return;
    }
    const records = values.get(pair[0])!;
    this.#later(records * REDUCE_RECORD, () => {
      this.reduced += records;
      this.simulation.call(this.simulation.request(this.number, pair[0]), this.#job.output, this);
      this.#reduce(result, values, next + 1);
    });
  }

  /** What is written to the output is not answered. */
  answered(): void {}

  crash(): void {
    if (this.state === 'down') return;
    this.state = 'down';
    this.#job.say(`${this.label} stops.`);
    const part = this.part;
    this.#forget();
    this.part = part;
    const life = this.#life;
    this.simulation.after(MISSED_AFTER, () => this.#life === life && this.#isMissed(), undefined);
  }

  recover(): void {
    if (this.state === 'up') return;
    if (this.#trusted) this.#isMissed();
    this.state = 'up';
    this.#trusted = true;
    this.#forget();
    this.#job.say(`${this.label} is back, with an empty disk.`);
    this.#job.assign();
  }

  #isMissed(): void {
    this.#trusted = false;
    const { part } = this;
    this.part = undefined;
    if (part !== undefined) this.#job.partMissed(part, this);
  }

  #forget(): void {
    this.#life++;
    this.part = undefined;
    this.doing = 'waiting';
    this.fetched = 0;
    this.reduced = 0;
    this.#asked.clear();
    this.#whole.clear();
    this.#coming.clear();
    this.#envelopes.clear();
  }

  #later(delay: number, action: () => void): void {
    const life = this.#life;
    this.simulation.after(delay, () => this.#life === life && action(), undefined);
  }
}

/** The distributed file system. What is written to it stays: a worker's end does not touch it. */
export class Output extends Station {
  constructor(simulation: Simulation) {
    super(simulation, 'output');
  }

  accept(): void {}
}

function byWord([a]: Pair, [b]: Pair): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
