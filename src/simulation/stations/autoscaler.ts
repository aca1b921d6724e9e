/**
 * Changes the number of servers of a station by what it observes. New servers take a while before they serve; servers that go
 * finish what they have. The rule is a plain function, so that anybody can write one.
 */
import type { EventHandle } from '../event-queue.ts';
import { TimeAverage } from '../measures/time-average.ts';
import type { Simulation } from '../simulation.ts';
import type { Server } from './server.ts';

export interface Observation {
  /** In ms. */
  now: number;
  /** Servers that serve. */
  servers: number;
  /** Servers that were ordered and do not serve yet. */
  starting: number;
  /** The share of the servers' time that was spent on requests since the last look. */
  utilisation: number;
  /** Requests that wait for a server. */
  waiting: number;
}

/** How many servers there should be, those that are starting included. */
export type ScalingRule = (observation: Observation) => number;

export interface AutoscalerOptions {
  server: Server;
  rule: ScalingRule;
  /** The time between two looks, in ms. */
  every: number;
  minimum: number;
  maximum: number;
  /** From order to service, in ms. */
  warmUp: number;
}

export class Autoscaler {
  readonly #simulation: Simulation;
  readonly #options: AutoscalerOptions;
  readonly #starting: TimeAverage;
  /** The starts that are planned, the next one first. */
  #orders: EventHandle[] = [];
  #busyBefore = 0;
  #serversBefore = 0;

  constructor(simulation: Simulation, options: AutoscalerOptions) {
    if (!(options.minimum >= 1)) throw new RangeError(`An autoscaler cannot keep ${options.minimum} servers.`);
    if (!(options.every > 0)) throw new RangeError(`An autoscaler cannot look every ${options.every} ms.`);
    this.#simulation = simulation;
    this.#options = options;
    this.#starting = new TimeAverage(0, simulation.now);
    this.resetMeasures();
    simulation.addMeasured(this);
    simulation.after(options.every, this.#look, undefined);
  }

  get starting(): number {
    return this.#starting.value;
  }

  /** The time of all servers, those that were starting included: what is paid for. */
  machineMilliseconds(now: number): number {
    return this.#options.server.machineMilliseconds(now) + this.#starting.area(now);
  }

  resetMeasures(): void {
    const { now } = this.#simulation;
    this.#starting.reset(now);
    this.#busyBefore = this.#options.server.busyMilliseconds(now);
    this.#serversBefore = this.#options.server.machineMilliseconds(now);
  }

  readonly #look = (): void => {
    const { server, rule, every, minimum, maximum } = this.#options;
    const { now } = this.#simulation;
    const busy = server.busyMilliseconds(now);
    const servers = server.machineMilliseconds(now);
    const time = servers - this.#serversBefore;
    const utilisation = time > 0 ? (busy - this.#busyBefore) / time : 0;
    this.#busyBefore = busy;
    this.#serversBefore = servers;
    const observed = { now, servers: server.servers, starting: this.starting, utilisation, waiting: server.waiting };
    const wanted = rule(observed);
    if (!Number.isFinite(wanted)) throw new RangeError(`The scaling rule asked for ${wanted} servers.`);
    this.#scale(Math.min(maximum, Math.max(minimum, Math.round(wanted))) - server.servers - this.starting);
    this.#simulation.after(every, this.#look, undefined);
  };

  /** Orders servers, or takes away: first the latest orders, then servers that serve. */
  #scale(change: number): void {
    const { server, warmUp } = this.#options;
    for (let count = 0; count < change; count++) {
      this.#orders.push(this.#simulation.after(warmUp, this.#started, undefined));
      this.#starting.add(1, this.#simulation.now);
    }
    let surplus = Math.max(0, -change);
    for (; surplus > 0 && this.#orders.length > 0; surplus--) {
      this.#simulation.cancel(this.#orders.pop()!);
      this.#starting.add(-1, this.#simulation.now);
    }
    if (surplus > 0) server.resize(server.servers - surplus);
  }

  readonly #started = (): void => {
    this.#orders.shift();
    this.#starting.add(-1, this.#simulation.now);
    this.#options.server.resize(this.#options.server.servers + 1);
  };
}

/**
 * The rule of the Kubernetes horizontal pod autoscaler: serving × utilisation ÷ target, rounded up. No change while the ratio is
 * within 10 % of 1, and servers that are starting are not recalled while those that serve are above the target.
 */
export function targetUtilisation(target: number): ScalingRule {
  if (!(target > 0)) throw new RangeError(`A target utilisation cannot be ${target}.`);
  return ({ servers, starting, utilisation }) => {
    const ratio = utilisation / target;
    // The tolerance bears the rounding of the ratio itself.
    if (Math.abs(ratio - 1) <= 0.1 + 1e-9) return servers + starting;
    const wanted = Math.max(0, Math.ceil(servers * ratio - 1e-9));
    return ratio > 1 ? Math.max(servers + starting, wanted) : wanted;
  };
}
