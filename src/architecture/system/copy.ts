/**
 * One running copy of a node: it does its own work on a request, then goes through the steps that its links ask for (look in
 * a cache, call a database, send a message), and answers. A copy can be off, starting, up, or down.
 */
import {
  type Caller,
  type CloudFunction,
  type Outcome,
  type Request,
  type Server,
  type Simulation,
  Station,
} from '#simulation';
import type { Contents } from './contents.ts';

/** Slots of a copy without a capacity: more than any scene or lab ever has in flight. */
export const UNLIMITED = 1_000_000;

export type CopyState = 'off' | 'starting' | 'up' | 'draining' | 'down';

/** What a step did at its beginning: the request is on its way, there was nothing to do, or the request has its outcome. */
export type Begun = 'away' | 'next' | Outcome;

/** One step of a copy's way through a request. */
export interface Step {
  /** To be called with `note` if the request is sent on: that is how its answer finds back. */
  begin(request: Request, copy: Copy, note: number): Begun;
  /** The request came back. Gives the outcome that ends it here, or undefined to go on with the next step. */
  end(request: Request, outcome: Outcome): Outcome | undefined;
}

export interface CopyOptions {
  name: string;
  /** Its place among the copies of its node, from 0. */
  place: number;
  state: CopyState;
  /** Does its own work on each request; without it that takes no time. */
  work?: Server | CloudFunction;
  /** How many requests it works on at once. */
  slots: number;
  /** What it holds, if it is a cache. */
  contents?: Contents;
  /** Shared by all copies of the node, and filled once everything is wired. */
  steps: readonly Step[];
}

const OWN_WORK = 0;

export class Copy extends Station implements Caller {
  readonly place: number;
  readonly work: Server | CloudFunction | undefined;
  readonly slots: number;
  readonly contents: Contents | undefined;
  state: CopyState;
  /** Whether those who call it know it as one that serves. They learn of a change later than it happens. */
  listed: boolean;
  /** Told when the last request of a copy that is draining has left. */
  onDrained: () => void = () => {};
  readonly #steps: readonly Step[];

  constructor(simulation: Simulation, { name, place, state, work, slots, contents, steps }: CopyOptions) {
    super(simulation, name);
    this.place = place;
    this.state = state;
    this.listed = state === 'up';
    this.work = work;
    this.slots = slots;
    this.contents = contents;
    this.#steps = steps;
  }

  get serves(): boolean {
    return this.state === 'up' || this.state === 'draining';
  }

  /** How many requests are in it, those that wait for others included. */
  get inside(): number {
    return this.meter.inside.value;
  }

  accept(request: Request): void {
    if (!this.serves) this.#answer(request, 'failed');
    else if (this.work) this.simulation.call(request, this.work, this, OWN_WORK);
    else this.#goOn(request, 0);
  }

  answered(request: Request, outcome: Outcome, note: number): void {
    // Whatever a copy was waiting for when it crashed is lost with it.
    if (!this.serves) {
      this.#answer(request, 'failed');
      return;
    }
    const ended =
      note === OWN_WORK ? (outcome === 'ok' ? undefined : outcome) : this.#steps[note - 1]!.end(request, outcome);
    if (ended === undefined) this.#goOn(request, note);
    else this.#answer(request, ended);
  }

  crash(): void {
    this.state = 'down';
    if (this.work && 'crash' in this.work) this.work.crash();
    this.contents?.clear();
  }

  slow(factor: number): void {
    if (this.work && 'slow' in this.work) this.work.slow(factor);
  }

  /** Ends a crash or a slowness. */
  recover(): void {
    if (this.state === 'down') this.state = 'up';
    if (this.work && 'recover' in this.work) this.work.recover();
  }

  #goOn(request: Request, from: number): void {
    for (let place = from; place < this.#steps.length; place++) {
      const begun = this.#steps[place]!.begin(request, this, place + 1);
      if (begun === 'away') return;
      if (begun === 'next') continue;
      this.#answer(request, begun);
      return;
    }
    this.#answer(request, 'ok');
  }

  #answer(request: Request, outcome: Outcome): void {
    this.simulation.answer(request, outcome);
    if (this.state === 'draining' && this.inside === 0) this.onDrained();
  }
}
