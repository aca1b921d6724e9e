/**
 * The machines of the cluster. A map worker keeps what it made on its own disk; a reducer fetches its part of every split from those
 * disks, record by record, sorts it, and reduces it word by word. What a crash ends, ends without a word (see Machine).
 */
import { Link } from '#parts';
import { constant, Machine, type Request, type Simulation, Station } from '#simulation';
import { groupsOf, type Line, recordsByReducer, reduceGroup, runMapTask, type WordRecord } from './map-reduce.ts';
import type { Job, MapTask, Task } from './world.ts';

/** In ms: between two records that a reducer fetches, and on the way; to sort; to reduce a record. */
const FETCH_RECORD = 60;
const ON_THE_WAY = 300;
const SORT = 500;
const REDUCE_RECORD = 60;

export abstract class Worker extends Machine {
  readonly label: string;
  /** The request that it is on; its body is the task. */
  protected request: Request | undefined;
  protected readonly job: Job;

  constructor(job: Job, name: string, label: string) {
    super(job.simulation, `${job.options.prefix ?? ''}${name}`);
    this.job = job;
    this.label = label;
  }

  get task(): Task | undefined {
    return this.request?.body as Task | undefined;
  }

  /** What a worker sends is kept where it comes to, and not answered. */
  answered(): void {}

  protected serve(request: Request): void {
    this.request = request;
    this.begin(request.body as MapTask);
  }

  protected abstract begin(task: MapTask): void;

  protected done(): void {
    const request = this.request!;
    this.request = undefined;
    this.simulation.answer(request, 'ok');
  }

  protected override forget(): void {
    this.request = undefined;
  }
}

export class MapWorker extends Worker {
  /** What came of its map tasks: for each split the records for each reducer. */
  readonly disk = new Map<number, ReadonlyMap<number, readonly WordRecord[]>>();

  /** How many of them are for reducers that `wanted` holds. */
  recordsFor(wanted: (reducer: number) => boolean): number {
    const parts = [...this.disk.values()].flatMap((output) => [...output]);
    return parts.reduce((sum, [reducer, records]) => sum + (wanted(reducer) ? records.length : 0), 0);
  }

  protected begin(task: MapTask): void {
    this.after(task.time * this.slowness, this.#map, task);
  }

  readonly #map = ({ index, document }: MapTask): void => {
    const { functions, reducers, combining } = this.job.options;
    this.disk.set(index, recordsByReducer(runMapTask(functions, [document], reducers, combining)));
    this.done();
  };

  protected override forget(): void {
    super.forget();
    this.disk.clear();
  }
}

/** The records of one split for one reducer: how many of them were sent, and how many have come. */
interface Fetch {
  split: number;
  from: MapWorker;
  records: readonly WordRecord[];
  sent: number;
  came: number;
}

export class Reducer extends Worker {
  doing: 'waiting' | 'fetching' | 'reducing' = 'waiting';
  /** Records of its part that it has fetched, and those that it has reduced. */
  fetched = 0;
  reduced = 0;
  readonly #fetches = new Map<number, Fetch>();
  /** Words with all their counts, and what came of those that are reduced. */
  #groups: ReturnType<typeof groupsOf> = [];
  #lines: Line[] = [];
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

  protected begin(): void {
    this.#empty();
    this.look();
  }

  /** Looks for a split to fetch from, unless it has something to do. */
  look(): void {
    if (!this.task || this.doing !== 'waiting') return;
    const fetches = [...this.#fetches.values()];
    const next = this.job.tasks.find(({ index, doneBy }) => !this.#fetches.has(index) && doneBy?.disk.has(index));
    if (next) {
      const from = next.doneBy!;
      const records = from.disk.get(next.index)!.get(this.task.index) ?? [];
      const fetch = { split: next.index, from, records, sent: 0, came: 0 };
      this.#fetches.set(next.index, fetch);
      this.#fetch(fetch);
    } else if (
      fetches.length === this.job.tasks.length &&
      fetches.every(({ came, records }) => came === records.length)
    ) {
      this.doing = 'reducing';
      this.#groups = groupsOf(fetches.flatMap(({ records }) => records));
      this.#lines = [];
      this.after(SORT, this.#reduce, undefined);
    }
  }

  #fetch(fetch: Fetch): void {
    const more = fetch.sent < fetch.records.length;
    this.doing = more ? 'fetching' : 'waiting';
    if (more) this.after(FETCH_RECORD, this.#fetchRecord, fetch);
    else this.look();
  }

  readonly #fetchRecord = (fetch: Fetch): void => {
    const { split, from, records } = fetch;
    if (from.disk.get(split)?.get(this.task!.index) === records) {
      const [word] = records[fetch.sent++]!;
      this.simulation.call(this.simulation.request(split, word, fetch), this.#linkFrom(from), from);
    } else {
      // Half a split is of no use: what has come is dropped, and all of it fetched anew from whoever maps it again.
      this.fetched -= fetch.came;
      this.#fetches.delete(split);
      fetch.sent = records.length;
    }
    this.#fetch(fetch);
  };

  /** A record has come. One of a fetch that was given up is of no use either. */
  #receive(fetch: Fetch): void {
    if (this.#fetches.get(fetch.split) !== fetch) return;
    this.job.shuffled++;
    this.fetched++;
    fetch.came++;
    this.look();
  }

  readonly #reduce = (): void => {
    const group = this.#groups[this.#lines.length];
    if (group) {
      this.after(group[1].length * REDUCE_RECORD, this.#reduceWord, group);
    } else {
      this.job.results.set(this.task!.index, this.#lines);
      this.doing = 'waiting';
      this.done();
    }
  };

  readonly #reduceWord = (group: [word: string, counts: number[]]): void => {
    this.#lines.push(reduceGroup(this.job.options.functions, this.task!.index, group, []));
    this.reduced += group[1].length;
    this.simulation.call(this.simulation.request(0, 'line'), this.job.output, this);
    this.#reduce();
  };

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
