/**
 * A station that can break. What a machine was doing, or waiting for, when it crashed is lost: nothing of it reaches the life
 * that begins when it recovers. What it keeps on disk is the subclass's own affair.
 */
import type { Action } from './event-queue.ts';
import type { Caller, Outcome, Request } from './request.ts';
import { Station } from './station.ts';

interface Planned {
  life: number;
  action: Action<unknown>;
  payload: unknown;
}

export abstract class Machine extends Station implements Caller {
  #up = true;
  #slowness = 1;
  /** How often it has crashed. */
  #life = 0;

  get up(): boolean {
    return this.#up;
  }

  /** What its times are to be multiplied by: 1 for one that is well. */
  get slowness(): number {
    return this.#slowness;
  }

  /** A machine that is down refuses everything at once. */
  accept(request: Request): void {
    if (this.#up) this.serve(request);
    else this.simulation.answer(request, 'failed');
  }

  /** Hears of what it has called in this life; never of what it called before it crashed. */
  abstract answered(request: Request, outcome: Outcome, note: number): void;

  /**
   * Stops. Everything inside ends as failed at once; what it has passed on ends as failed when it comes back; what it has sent
   * on its own account is gone (see `Simulation.abandon`). To a machine that is down nothing more happens.
   */
  crash(): void {
    if (!this.#up) return;
    this.#up = false;
    this.#life++;
    this.forget();
    this.simulation.abandon(this);
  }

  /** Ends a crash or a slowness. */
  recover(): void {
    this.#up = true;
    this.#slowness = 1;
  }

  /** Multiplies the times that begin from now on. */
  slow(factor: number): void {
    if (!(factor > 0 && factor < Number.POSITIVE_INFINITY))
      throw new RangeError(`${this.name} cannot be slowed by a factor of ${factor}.`);
    this.#slowness = factor;
  }

  /** Takes a request in, while it is up. */
  protected abstract serve(request: Request): void;

  /** Empties what it had in memory, in a crash, before anybody hears of it. The requests inside are ended for it. */
  protected forget(): void {}

  /** Runs `action(payload)` after a delay in ms, unless it crashes before. */
  protected after<Payload>(delay: number, action: Action<Payload>, payload: Payload): void {
    this.simulation.after(delay, this.#due, { life: this.#life, action: action as Action<unknown>, payload });
  }

  readonly #due = ({ life, action, payload }: Planned): void => {
    if (life === this.#life) action(payload);
  };
}
