/** A fleet of equal servers and what hands requests to them, either from one queue for all or at random into a queue of each. */

import { Server } from '#parts';
import {
  type Caller,
  exponential,
  Fifo,
  type Outcome,
  type Random,
  type Request,
  type Simulation,
  Station,
  TimeAverage,
} from '#simulation';

export interface FleetOptions {
  name: string;
  /** The servers are called `<serverName>/1` and so on. */
  serverName: string;
  servers: number;
  /** Requests a second that one server completes when it never pauses. */
  capacity: number;
  queues: 'one' | 'each';
  /** How many requests may wait for each server, on average; more are turned away. */
  queueLimit: number;
}

export class Fleet extends Station implements Caller {
  readonly servers: readonly Server[];
  readonly #queues: FleetOptions['queues'];
  readonly #queueLimit: number;
  readonly #queue = new Fifo<Request>();
  readonly #random: Random;
  readonly #up: TimeAverage;

  constructor(simulation: Simulation, { name, serverName, servers, capacity, queues, queueLimit }: FleetOptions) {
    super(simulation, name);
    this.#queues = queues;
    this.#queueLimit = servers * queueLimit;
    this.#random = simulation.random(`${name}/choice`);
    this.#up = new TimeAverage(servers, simulation.now);
    this.servers = Array.from(
      { length: servers },
      (_, index) =>
        new Server(simulation, {
          name: `${serverName}/${index + 1}`,
          service: exponential(1000 / capacity),
          queueLimit,
        }),
    );
  }

  /** Requests in the one queue; 0 where each server has its own. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** How many servers are up. */
  get up(): number {
    return this.#up.value;
  }

  /** How many servers work. */
  get busy(): number {
    return this.servers.reduce((sum, { busy }) => sum + busy, 0);
  }

  /** The time that servers were up, in server-milliseconds. */
  upMilliseconds(now: number): number {
    return this.#up.area(now);
  }

  /** The time that servers worked. */
  busyMilliseconds(now: number): number {
    return this.servers.reduce((sum, server) => sum + server.busyMilliseconds(now), 0);
  }

  accept(request: Request): void {
    const place = this.#queues === 'one' ? this.#idle() : this.#any();
    if (place >= 0) this.simulation.call(request, this.servers[place]!, this, place);
    else if (this.#queue.length < this.#queueLimit && this.up > 0) this.#queue.push(request);
    else this.simulation.answer(request, 'rejected');
  }

  answered(request: Request, outcome: Outcome, place: number): void {
    this.#feed(place);
    this.simulation.answer(request, outcome);
  }

  crash(place: number): void {
    const server = this.servers[place]!;
    if (!server.up) return;
    this.#up.add(-1, this.simulation.now);
    server.crash();
    if (this.up > 0) return;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift())
      this.simulation.answer(next, 'failed');
  }

  recover(place: number): void {
    const server = this.servers[place]!;
    if (server.up) return;
    this.#up.add(1, this.simulation.now);
    server.recover();
    this.#feed(place);
  }

  /** Gives the server the next request in line, if it is idle. */
  #feed(place: number): void {
    const server = this.servers[place]!;
    if (this.#queue.length > 0 && server.up && server.busy === 0)
      this.simulation.call(this.#queue.shift()!, server, this, place);
  }

  /** The first server that is idle; −1 when none is. */
  #idle(): number {
    return this.servers.findIndex(({ up, busy }) => up && busy === 0);
  }

  /** Any server that is up, all alike; −1 when none is. */
  #any(): number {
    let left = this.up === 0 ? -1 : this.#random.below(this.up);
    return left < 0 ? -1 : this.servers.findIndex(({ up }) => up && left-- === 0);
  }
}
