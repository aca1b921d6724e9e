/**
 * The machines of the cluster. A map worker keeps what it made on its own disk; a reducer fetches its part of every split from those
 * disks, record by record, sorts it, and reduces it word by word. What a crash ends, ends without a word (see Machine).
 */
import { Link } from '#parts';
import { constant, Machine, type Request, type Simulation, Station } from '#simulation';
import {
  type Document,
  groupsOf,
  type Line,
  recordsByReducer,
  reduceGroup,
  runMapTask,
  type WordCount,
  type WordRecord,
} from './map-reduce.ts';

/** In ms: between two records that a reducer fetches, and on the way; to sort; to reduce a record. */
const FETCH_RECORD = 60;
const ON_THE_WAY = 300;
const SORT = 500;
const REDUCE_RECORD = 60;

export interface Split {
  document: Document;
  /** How long a sound worker takes to map it, in ms. */
  time: number;
}

/** What a job is, as far as those who work for it must know. */
export interface Work {
  functions: WordCount;
  /** When a map task combines: the passes of a plan. */
  combining: number[];
  reducers: number;
  /** How many times longer every step takes than usual, where there is little to see; 1 when left out. */
  slowed?: number;
  /** Stands before the names of its stations, where another job runs in the same simulation. */
  prefix?: string;
}

/** What the coordinator knows of a task: to reduce a part, or to map a split. */
export interface Task {
  index: number;
  label: string;
  /** Who is on it: nobody, one worker, or one and its backup. */
  on: Set<Worker>;
  /** When it was given to somebody last, in ms. */
  since: number;
  doneBy: Worker | undefined;
}

export interface MapTask extends Task, Split {
  doneBy: MapWorker | undefined;
}

/** What a worker knows of the others. */
export interface Cluster {
  readonly simulation: Simulation;
  readonly options: Work;
  readonly tasks: readonly MapTask[];
  readonly mapWorkers: readonly MapWorker[];
  readonly output: Store;
  /** The lines of each part. They appear whole: nobody reads what a reducer has not finished. */
  readonly results: Map<number, readonly Line[]>;
  /** Records that came to a reducer; those that were fetched again included. */
  shuffled: number;
}

/** Work, step by step: how long the next step takes in ms, or undefined to wait until there is news of others. */
type Steps = Generator<number | undefined, void>;

export abstract class Worker extends Machine {
  readonly label: string;
  protected readonly job: Cluster;
  /** What it is on; the body is the task. */
  #request: Request | undefined;
  #steps: Steps | undefined;
  #waits = false;

  constructor(job: Cluster, name: string, label: string) {
    super(job.simulation, `${job.options.prefix ?? ''}${name}`);
    this.job = job;
    this.label = label;
  }

  get task(): Task | undefined {
    return this.#request?.body as Task | undefined;
  }

  /** There is news: if that is what it waits for, it goes on. */
  wake(): void {
    if (this.#waits) this.#goOn();
  }

  /** What a worker sends is kept where it comes to, and not answered. */
  answered(): void {}

  protected serve(request: Request): void {
    this.#request = request;
    this.#steps = this.work(request.body as MapTask);
    this.#goOn();
  }

  protected abstract work(task: MapTask): Steps;

  protected override forget(): void {
    this.#request = undefined;
    this.#waits = false;
  }

  readonly #goOn = (): void => {
    const { value: delay, done } = this.#steps!.next();
    this.#waits = !done && delay === undefined;
    if (delay !== undefined) this.after(delay, this.#goOn, undefined);
    if (!done) return;
    const request = this.#request!;
    this.#request = undefined;
    this.simulation.answer(request, 'ok');
  };
}

export class MapWorker extends Worker {
  /** What came of its map tasks: for each split the records for each reducer. */
  readonly disk = new Map<number, ReadonlyMap<number, readonly WordRecord[]>>();

  /** How many of them are for reducers that `wanted` holds. */
  recordsFor(wanted: (reducer: number) => boolean): number {
    const parts = [...this.disk.values()].flatMap((output) => [...output]);
    return parts.reduce((sum, [reducer, records]) => sum + (wanted(reducer) ? records.length : 0), 0);
  }

  protected *work({ index, document, time }: MapTask): Steps {
    yield time * this.slowness;
    const { functions, reducers, combining } = this.job.options;
    this.disk.set(index, recordsByReducer(runMapTask(functions, [document], reducers, combining)));
  }

  protected override forget(): void {
    super.forget();
    this.disk.clear();
  }
}

/** The records of one split for one reducer, and how many of them have come. */
interface Fetch {
  split: number;
  records: readonly WordRecord[];
  came: number;
}

export class Reducer extends Worker {
  doing: 'waiting' | 'fetching' | 'reducing' = 'waiting';
  /** Records of its part that it has fetched, and those that it has reduced. */
  fetched = 0;
  reduced = 0;
  readonly #fetches = new Map<number, Fetch>();
  /** Where records come to. */
  readonly #inbox = new Store(this.simulation, `${this.name}/inbox`, ({ body }) => this.#receive(body as Fetch));
  readonly #links = new Map<MapWorker, Link>();

  /** Records that map workers hold for its part and that it has not reduced. */
  get waiting(): number {
    const part = this.task?.index;
    if (part === undefined) return 0;
    const held = this.job.mapWorkers.reduce((sum, each) => sum + each.recordsFor((reducer) => reducer === part), 0);
    return Math.max(held, this.fetched) - this.reduced;
  }

  protected *work({ index: part }: Task): Steps {
    const { tasks, options, results, output } = this.job;
    const { slowed = 1 } = options;
    const isWhole = () =>
      this.#fetches.size === tasks.length &&
      [...this.#fetches.values()].every(({ came, records }) => came === records.length);
    this.#empty();
    while (!isWhole()) {
      const ready = tasks.find(({ index, doneBy }) => !this.#fetches.has(index) && doneBy?.disk.has(index));
      this.doing = ready ? 'fetching' : 'waiting';
      if (ready) yield* this.#fetch(ready.index, ready.doneBy!, part);
      else yield undefined;
    }
    this.doing = 'reducing';
    const groups = groupsOf([...this.#fetches.values()].flatMap(({ records }) => records));
    yield SORT * slowed;
    const lines: Line[] = [];
    for (const group of groups) {
      yield group[1].length * REDUCE_RECORD * slowed;
      lines.push(reduceGroup(options.functions, part, group, []));
      this.reduced += group[1].length;
      this.simulation.call(this.simulation.request(part, 'line'), output, this);
    }
    results.set(part, lines);
    this.doing = 'waiting';
  }

  *#fetch(split: number, from: MapWorker, part: number): Steps {
    const onDisk = () => from.disk.get(split)?.get(part);
    const fetch: Fetch = { split, records: onDisk() ?? [], came: 0 };
    this.#fetches.set(split, fetch);
    for (const [word] of fetch.records) {
      yield FETCH_RECORD * (this.job.options.slowed ?? 1);
      if (onDisk() !== fetch.records) {
        // Half a split is of no use: what has come is dropped, and all of it fetched anew from whoever maps it again.
        this.fetched -= fetch.came;
        this.#fetches.delete(split);
        return;
      }
      this.simulation.call(this.simulation.request(split, word, fetch), this.#linkFrom(from), from);
    }
  }

  /** A record has come. One of a fetch that was given up is of no use either. */
  #receive(fetch: Fetch): void {
    if (this.#fetches.get(fetch.split) !== fetch) return;
    this.job.shuffled++;
    this.fetched++;
    fetch.came++;
    this.wake();
  }

  #linkFrom(from: MapWorker): Link {
    const name = `${from.name} to ${this.name}`;
    const link =
      this.#links.get(from) ?? new Link(this.simulation, { name, to: this.#inbox, latency: constant(ON_THE_WAY) });
    this.#links.set(from, link);
    return link;
  }

  #empty(): void {
    this.doing = 'waiting';
    this.fetched = 0;
    this.reduced = 0;
    this.#fetches.clear();
  }

  protected override forget(): void {
    super.forget();
    this.#empty();
  }
}

/** What is written here stays, and is not answered: nobody waits for it. */
export class Store extends Station {
  readonly #keep: (request: Request) => void;

  constructor(simulation: Simulation, name: string, keep: (request: Request) => void = () => {}) {
    super(simulation, name);
    this.#keep = keep;
  }

  accept(request: Request): void {
    this.#keep(request);
  }
}
