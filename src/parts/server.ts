/**
 * A machine that works on several requests at once and lets others wait: its worker threads behind one queue, or a fleet seen as
 * a whole. How long it works is drawn; a crash fails whatever is inside; slowness lengthens what begins from then on.
 */
import {
  type Distribution,
  type EventHandle,
  Fifo,
  Histogram,
  Machine,
  type Random,
  type Request,
  type Simulation,
  TimeAverage,
} from '#simulation';

export interface ServerOptions {
  name: string;
  /** How long it works on one request, in ms. */
  service: Distribution;
  /** How many requests are served at once; 1 when left out. */
  servers?: number;
  /** How many may wait; more are rejected. No bound when left out. */
  queueLimit?: number;
}

/** The request that one of its servers holds, and the event that ends the work on it. */
interface Worker {
  request: Request | undefined;
  ends: EventHandle;
}

export class Server extends Machine {
  readonly servers: number;
  /** Times spent in the queue before service began, in ms. */
  readonly waits = new Histogram();
  readonly #service: Distribution;
  readonly #queueLimit: number;
  readonly #random: Random;
  readonly #busy = new TimeAverage();
  /** Servers of a machine that is up. */
  readonly #there: TimeAverage;
  readonly #queue = new Fifo<Request>();
  #workers: Worker[] = [];
  #idle: Worker[] = [];

  constructor(simulation: Simulation, options: ServerOptions) {
    super(simulation, options.name);
    const { service, servers = 1, queueLimit = Number.POSITIVE_INFINITY } = options;
    if (!(Number.isInteger(servers) && servers >= 1))
      throw new RangeError(`${this.name} cannot have ${servers} servers.`);
    if (!(queueLimit >= 0)) throw new RangeError(`The queue of ${this.name} cannot be limited to ${queueLimit}.`);
    this.servers = servers;
    this.#service = service;
    this.#queueLimit = queueLimit;
    this.#random = simulation.random(`${this.name}/service`);
    this.#there = new TimeAverage(servers, simulation.now);
  }

  get busy(): number {
    return this.#busy.value;
  }

  /** How many requests wait for a server. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** When the request at a place of its queue was first sent, in ms; 0 is the oldest place. Undefined where nobody waits. */
  bornAt(place: number): number | undefined {
    return this.#queue.at(place)?.born;
  }

  /** The time that servers spent on requests. */
  busyMilliseconds(now: number): number {
    return this.#busy.area(now);
  }

  /** The share of its time that was spent on requests, while it was up. */
  utilisation(now: number): number {
    return this.#busy.area(now) / this.#there.area(now);
  }

  override crash(): void {
    this.#there.add(-this.#there.value, this.simulation.now);
    super.crash();
  }

  override recover(): void {
    this.#there.add(this.servers - this.#there.value, this.simulation.now);
    super.recover();
  }

  override resetMeasures(now: number): void {
    super.resetMeasures(now);
    this.waits.reset();
    this.#busy.reset(now);
    this.#there.reset(now);
  }

  /** It does its work itself, and never hears of anybody. */
  answered(): void {
    throw new Error(`${this.name} has called nobody.`);
  }

  protected serve(request: Request): void {
    if (this.#busy.value < this.servers) this.#begin(request);
    else if (this.#queue.length < this.#queueLimit) this.#queue.push(request);
    else this.simulation.answer(request, 'rejected');
  }

  protected override forget(): void {
    for (const worker of this.#workers) {
      if (worker.request === undefined) continue;
      this.simulation.cancel(worker.ends);
      this.#free(worker);
    }
    while (this.#queue.length > 0) this.#queue.shift();
  }

  #begin(request: Request): void {
    const { simulation } = this;
    const worker = this.#idle.pop() ?? this.#newWorker();
    const time = this.#service.sample(this.#random) * this.slowness;
    worker.request = request;
    this.#busy.add(1, simulation.now);
    this.waits.record(simulation.now - request.arrivedAt);
    worker.ends = simulation.after(time, this.#worked, worker);
  }

  /** The next in line begins before the caller hears, so that what the caller does at once queues behind it. */
  readonly #worked = (worker: Worker): void => {
    const request = worker.request!;
    this.#free(worker);
    if (this.#queue.length > 0) this.#begin(this.#queue.shift()!);
    this.simulation.answer(request, 'ok');
  };

  #free(worker: Worker): void {
    worker.request = undefined;
    this.#idle.push(worker);
    this.#busy.add(-1, this.simulation.now);
  }

  #newWorker(): Worker {
    const worker: Worker = { request: undefined, ends: -1 };
    this.#workers.push(worker);
    return worker;
  }
}
