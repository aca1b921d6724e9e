/**
 * One running copy of a part of a system: it does its own work on a request, then goes through its steps (look in a cache, call a
 * database, send a message), and answers. A copy can be off, starting, up, draining, or down; and one that is up can be failing.
 */
import { Machine, type Outcome, type Request, type Simulation } from '#simulation';
import type { Cache } from './cache.ts';
import type { CloudFunction } from './function.ts';
import type { Server } from './server.ts';

/** Slots of a copy that is never busy: more than any scene or lab ever has in flight. */
export const UNLIMITED = 1_000_000;

export type CopyState = 'off' | 'starting' | 'up' | 'draining' | 'down';

/** What a step did at its beginning: the request is on its way, there was nothing to do, or the request has its outcome. */
export type Begun = 'away' | 'next' | Outcome;

/** One step of a copy's way through a request. */
export interface Step {
  /** To be called with `note` if the request is sent on: that is how its answer finds back. */
  begin(request: Request, copy: Copy, note: number): Begun;
  /** The request came back. Gives the outcome that ends it here, or undefined to go on with the next step. */
  end(request: Request, outcome: Outcome, copy: Copy, note: number): Outcome | undefined;
  /** The copy is about to answer the request, however it went. */
  left?(request: Request): void;
  /** The copy has crashed, and with it whatever it was doing. */
  lost?(copy: Copy): void;
}

export interface CopyOptions {
  name: string;
  /** Its place among the copies of its tier, from 0; 0 when left out. */
  place?: number;
  /** 'up' when left out. */
  state?: CopyState;
  /** Does its own work on each request; without it that takes no time. */
  work?: Server | CloudFunction;
  /** How many requests it works on at once; as many as there are when left out. */
  slots?: number;
  /** What it holds, if it is a cache. */
  contents?: Cache;
  /** May be shared by all copies of a tier, and filled once everything is wired. */
  steps: readonly Step[];
}

const OWN_WORK = 0;

export class Copy extends Machine {
  readonly place: number;
  readonly work: Server | CloudFunction | undefined;
  readonly slots: number;
  readonly contents: Cache | undefined;
  state: CopyState;
  /** Whether those who call it know it as one that serves. They learn of a change later than it happens. */
  listed: boolean;
  /** Told when the last request of a copy that is draining has left. */
  onDrained: () => void = () => {};
  readonly #steps: readonly Step[];
  #failing = false;
  #leaving: readonly Step[] | undefined;

  constructor(simulation: Simulation, options: CopyOptions) {
    super(simulation, options.name);
    const { place = 0, state = 'up', work, slots = UNLIMITED, contents, steps } = options;
    this.place = place;
    this.state = state;
    this.listed = state === 'up';
    this.work = work;
    this.slots = slots;
    this.contents = contents;
    this.#steps = steps;
  }

  get serves(): boolean {
    return (this.state === 'up' || this.state === 'draining') && !this.#failing;
  }

  /** Whether it answers everything with an error, at once, while those who call it think it well. */
  get failing(): boolean {
    return this.#failing;
  }

  /** How many requests are in it, those that wait for others included. */
  get inside(): number {
    return this.meter.inside.value;
  }

  override accept(request: Request): void {
    if (this.serves) this.serve(request);
    else this.#answer(request, 'failed');
  }

  answered(request: Request, outcome: Outcome, note: number): void {
    const ended = this.#endOf(request, outcome, note);
    if (ended === undefined) this.#goOn(request, note);
    else this.#answer(request, ended);
  }

  /** Whatever it was doing, or waiting for, is lost with it. */
  override crash(): void {
    this.state = 'down';
    this.contents?.clear();
    this.#stop();
    super.crash();
  }

  /** Answers everything inside and everything that comes with an error, at once, until it recovers; it does no work. */
  fail(): void {
    if (!this.serves) return;
    this.#failing = true;
    this.#stop();
  }

  override slow(factor: number): void {
    if (this.work && 'slow' in this.work) this.work.slow(factor);
  }

  /** Ends a crash, a failure or a slowness. */
  override recover(): void {
    if (this.state === 'down') this.state = 'up';
    this.#failing = false;
    super.recover();
    if (this.work && 'recover' in this.work) this.work.recover();
  }

  protected serve(request: Request): void {
    if (this.work) this.simulation.call(request, this.work, this, OWN_WORK);
    else this.#goOn(request, 0);
  }

  /** Ends everything inside as failed. What it has sent on comes back to nobody. */
  #stop(): void {
    for (const step of this.#steps) step.lost?.(this);
    this.contents?.leaveNobodyWaiting();
    this.simulation.abandon(this);
    if (this.work && 'crash' in this.work) this.work.crash();
  }

  #endOf(request: Request, outcome: Outcome, note: number): Outcome | undefined {
    if (note !== OWN_WORK) return this.#steps[note - 1]!.end(request, outcome, this, note);
    return outcome === 'ok' ? undefined : outcome;
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
    this.#leaving ??= this.#steps.filter(({ left }) => left !== undefined);
    for (const step of this.#leaving) step.left!(request);
    this.simulation.answer(request, outcome);
    if (this.state === 'draining' && this.inside === 0) this.onDrained();
  }
}
