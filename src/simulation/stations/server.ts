/**
 * A station with a number of equal servers behind one queue: a machine with worker threads, or a fleet seen as a whole. It can
 * crash, slow down and recover, and its number of servers can change while it runs.
 */
import type { EventHandle } from '../event-queue.ts';
import { Fifo } from '../fifo.ts';
import { Histogram } from '../measures/histogram.ts';
import { TimeAverage } from '../measures/time-average.ts';
import type { Distribution } from '../random/distributions.ts';
import type { Random } from '../random/random.ts';
import type { Caller, Outcome, Request } from '../request.ts';
import type { Simulation } from '../simulation.ts';
import { Station } from '../station.ts';

export interface ServerOptions {
  name: string;
  /** How long a server works on one request, in ms. */
  service: Distribution;
  /** Kinds of requests that take a time of their own. */
  serviceByKind?: Readonly<Record<string, Distribution>>;
  /** How many requests are served at once; 1 when left out. */
  servers?: number;
  /** How many may wait; more are rejected. No bound when left out. */
  queueLimit?: number;
  /** What a server calls after its own work. It stays busy until the answer comes, as a thread that waits does. */
  behind?: Station;
}

/** One server: the request it holds, the event that ends its own work on it, and the id of what it sent to the station behind. */
interface Worker {
  index: number;
  request: Request | undefined;
  ends: EventHandle;
  sent: number;
}

export class Server extends Station implements Caller {
  /** Times spent in the queue before service began, in ms. */
  readonly waits = new Histogram();
  readonly #options: ServerOptions;
  readonly #queueLimit: number;
  readonly #random: Random;
  readonly #busy = new TimeAverage();
  readonly #size: TimeAverage;
  readonly #queue = new Fifo<Request>();
  #workers: Worker[] = [];
  #idle: Worker[] = [];
  #up = true;
  #slowness = 1;

  constructor(simulation: Simulation, options: ServerOptions) {
    super(simulation, options.name);
    const { servers = 1, queueLimit = Number.POSITIVE_INFINITY } = options;
    if (!(Number.isInteger(servers) && servers >= 1))
      throw new RangeError(`${this.name} cannot have ${servers} servers.`);
    if (!(queueLimit >= 0)) throw new RangeError(`The queue of ${this.name} cannot be limited to ${queueLimit}.`);
    this.#options = options;
    this.#queueLimit = queueLimit;
    this.#random = simulation.random(`${this.name}/service`);
    this.#size = new TimeAverage(servers, simulation.now);
  }

  get up(): boolean {
    return this.#up;
  }

  /** How many servers there are now. */
  get servers(): number {
    return this.#size.value;
  }

  get busy(): number {
    return this.#busy.value;
  }

  /** How many requests wait for a server. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** The time that servers spent on requests. */
  busyMilliseconds(now: number): number {
    return this.#busy.area(now);
  }

  /** The share of the servers' time that was spent on requests. */
  utilisation(now: number): number {
    return this.#busy.area(now) / this.#size.area(now);
  }

  /** The time that servers were there, busy or not: what is paid for. */
  machineMilliseconds(now: number): number {
    return this.#size.area(now);
  }

  accept(request: Request): void {
    if (!this.#up) this.simulation.answer(request, 'failed');
    else if (this.#busy.value < this.#size.value) this.#begin(request);
    else if (this.#queue.length < this.#queueLimit) this.#queue.push(request);
    else this.simulation.answer(request, 'rejected');
  }

  /** Ends every request inside as failed, and fails new ones at once, until it recovers. */
  crash(): void {
    this.#up = false;
    const inside: Request[] = [];
    for (const worker of this.#workers) {
      if (worker.request === undefined) continue;
      inside.push(worker.request);
      this.simulation.cancel(worker.ends);
      this.#free(worker);
    }
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) inside.push(next);
    for (const request of inside) this.simulation.answer(request, 'failed');
  }

  /** Multiplies the service times that begin from now on. */
  slow(factor: number): void {
    if (!(factor > 0)) throw new RangeError(`${this.name} cannot be slowed by a factor of ${factor}.`);
    this.#slowness = factor;
  }

  /** Ends a crash or a slowness. */
  recover(): void {
    this.#up = true;
    this.#slowness = 1;
  }

  /** Changes the number of servers. A busy server that is taken away finishes its request first, unpaid. */
  resize(servers: number): void {
    if (!(Number.isInteger(servers) && servers >= 1))
      throw new RangeError(`${this.name} cannot have ${servers} servers.`);
    this.#size.add(servers - this.#size.value, this.simulation.now);
    this.#beginWaiting();
  }

  override resetMeasures(now: number): void {
    super.resetMeasures(now);
    this.waits.reset();
    this.#busy.reset(now);
    this.#size.reset(now);
  }

  /** The station behind has answered. After a crash nobody listens any more. */
  answered(sent: Request, outcome: Outcome, note: number): void {
    const worker = this.#workers[note]!;
    const { request } = worker;
    const expected = worker.sent === sent.id;
    this.simulation.release(sent);
    if (!expected || request === undefined) return;
    this.#free(worker);
    this.#end(request, outcome);
  }

  #begin(request: Request): void {
    const { simulation } = this;
    const { service, serviceByKind } = this.#options;
    const worker = this.#idle.pop() ?? this.#newWorker();
    const time = (serviceByKind?.[request.kind] ?? service).sample(this.#random) * this.#slowness;
    worker.request = request;
    this.#busy.add(1, simulation.now);
    this.waits.record(simulation.now - request.arrivedAt);
    worker.ends = simulation.after(time, this.#worked, worker);
  }

  readonly #worked = (worker: Worker): void => {
    const request = worker.request!;
    const { behind } = this.#options;
    if (behind !== undefined) {
      const sent = this.simulation.copy(request);
      worker.sent = sent.id;
      this.simulation.call(sent, behind, this, worker.index);
    } else {
      this.#free(worker);
      this.#end(request, 'ok');
    }
  };

  /** The next in line begins before the caller hears, so that what the caller does at once queues behind it. */
  #end(request: Request, outcome: Outcome): void {
    this.#beginWaiting();
    this.simulation.answer(request, outcome);
  }

  #beginWaiting(): void {
    while (this.#queue.length > 0 && this.#busy.value < this.#size.value) this.#begin(this.#queue.shift()!);
  }

  #free(worker: Worker): void {
    worker.request = undefined;
    worker.sent = 0;
    this.#idle.push(worker);
    this.#busy.add(-1, this.simulation.now);
  }

  #newWorker(): Worker {
    const worker: Worker = { index: this.#workers.length, request: undefined, ends: -1, sent: 0 };
    this.#workers.push(worker);
    return worker;
  }
}
