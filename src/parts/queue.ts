/**
 * Messages that wait for whoever works on them. Who sends is answered as soon as the message is stored; how it is delivered, and
 * delivered again, is said in `line.ts`. Nothing that was stored is lost; what fails too often is set aside as dead.
 */
import { Histogram, type Request, type Simulation } from '#simulation';
import type { Step } from './copy.ts';
import { type DeliveryOptions, type Holder, Line } from './line.ts';
import type { Way } from './routes.ts';
import { agesIn, type Tier } from './tier.ts';

export interface BacklogOptions {
  name: string;
  /** The machines that hold the messages: while none of them serves, nothing is delivered. */
  tier: Tier;
  /** The groups of consumers, by the ways to their copies. */
  groups: readonly (readonly Way[])[];
}

/** Everything that a queue or a topic holds, and what is measured of it. */
export abstract class Backlog implements Holder {
  readonly name: string;
  /** From sending to the end of the work on it, in ms, one for each message and group. */
  readonly ages = new Histogram();
  done = 0;
  /** How often a message came back, and how many were set aside instead. */
  redelivered = 0;
  dead = 0;
  protected readonly simulation: Simulation;
  readonly #tier: Tier;

  constructor(simulation: Simulation, { name, tier, groups }: BacklogOptions) {
    this.simulation = simulation;
    this.name = name;
    this.#tier = tier;
    tier.whenChanged(() => this.deliver());
    for (const each of new Set(groups.flat().map((way) => way.tier))) each.whenChanged(() => this.consumersChanged());
    simulation.addMeasured(this);
  }

  /** Takes a message in. */
  abstract store(request: Request): void;

  protected abstract get lines(): readonly Line[];

  /** Messages that wait for a consumer, those to be delivered again included. */
  get waiting(): number {
    return this.lines.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** How old some of those that wait are, in ms, spread evenly over its lines. */
  waitingAges(): number[] {
    return this.lines.flatMap((line) => agesIn(line, line.waiting, this.simulation.now));
  }

  /** Messages that were delivered, and that nobody has acknowledged or given up yet. */
  get delivered(): number {
    return this.lines.reduce((sum, { delivered }) => sum + delivered, 0);
  }

  /** Whether one of the machines that hold the messages is there. */
  get serves(): boolean {
    return this.#tier.copies.some(({ serves }) => serves);
  }

  protected consumersChanged(): void {
    this.deliver();
  }

  protected deliver(): void {
    for (const line of this.lines) line.deliver();
  }

  resetMeasures(): void {
    this.ages.reset();
    this.done = 0;
    this.redelivered = 0;
    this.dead = 0;
  }
}

export interface QueueOptions extends BacklogOptions, DeliveryOptions {
  /** `one`: the groups share the messages. `all`: each group gets every message, as from a topic without partitions. */
  deliverTo: 'one' | 'all';
}

export class Queue extends Backlog {
  protected readonly lines: readonly Line[];

  constructor(simulation: Simulation, options: QueueOptions) {
    super(simulation, options);
    const { groups, deliverTo } = options;
    const shares = deliverTo === 'all' || groups.length === 0 ? groups : [groups.flat()];
    this.lines = shares.map((ways) => {
      const line = new Line(simulation, this, options);
      line.assign(ways);
      return line;
    });
  }

  store(request: Request): void {
    for (const line of this.lines) {
      line.push(request);
      line.deliver();
    }
  }
}

/** What a queue or a topic does with a request: keeps the message, and answers that it has it. */
export function store(backlog: Backlog): Step {
  return {
    begin(request) {
      backlog.store(request);
      return 'ok';
    },
    end: () => undefined,
  };
}
