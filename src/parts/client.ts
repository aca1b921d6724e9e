/**
 * The side that calls: it waits so long and no longer, and tries again. An attempt that was given up goes on through the system
 * all the same, and costs work that nobody wants any more, as it does in life.
 */
import {
  type Caller,
  type EventHandle,
  type Outcome,
  power,
  type Random,
  type Request,
  type Simulation,
  Station,
} from '#simulation';

/** The wait before a retry in ms; `retry` is 1 for the first. */
export type Backoff = (retry: number, random: () => number) => number;

export interface ClientOptions {
  name: string;
  to: Station;
  /** How long an attempt may take, in ms; for ever when left out. */
  timeout?: number;
  /** How many attempts there may be in all; 1 when left out. */
  attempts?: number;
  /** Retries follow at once when left out. */
  backoff?: Backoff;
}

/** One request that was asked of the client, and the attempt that is on its way for it. */
interface Asking {
  index: number;
  request: Request | undefined;
  attempts: number;
  /** The id of the current attempt; 0 between attempts. */
  current: number;
  timer: EventHandle;
}

export class Client extends Station implements Caller {
  /** Attempts that were sent, first ones and retries. */
  attempts = 0;
  readonly #to: Station;
  readonly #timeout: number;
  readonly #attempts: number;
  readonly #backoff: Backoff;
  readonly #random: Random;
  readonly #draw = () => this.#random.uniform();
  #askings: Asking[] = [];
  #spare: Asking[] = [];

  constructor(simulation: Simulation, options: ClientOptions) {
    super(simulation, options.name);
    const { timeout = Number.POSITIVE_INFINITY, attempts = 1, backoff = () => 0 } = options;
    if (!(timeout > 0)) throw new RangeError(`${this.name} cannot wait ${timeout} ms.`);
    if (!(Number.isInteger(attempts) && attempts >= 1))
      throw new RangeError(`${this.name} cannot try ${attempts} times.`);
    this.#to = options.to;
    this.#timeout = timeout;
    this.#attempts = attempts;
    this.#backoff = backoff;
    this.#random = simulation.random(`${this.name}/backoff`);
  }

  accept(request: Request): void {
    const asking = this.#spare.pop() ?? this.#newAsking();
    asking.request = request;
    asking.attempts = 0;
    this.#attempt(asking);
  }

  answered(attempt: Request, outcome: Outcome, note: number): void {
    const asking = this.#askings[note]!;
    const current = asking.current === attempt.id;
    this.simulation.release(attempt);
    if (!current) return;
    this.simulation.cancel(asking.timer);
    this.#ended(asking, outcome);
  }

  override resetMeasures(now: number): void {
    super.resetMeasures(now);
    this.attempts = 0;
  }

  readonly #attempt = (asking: Asking): void => {
    const attempt = this.simulation.copy(asking.request!);
    this.attempts++;
    asking.attempts++;
    asking.current = attempt.id;
    if (this.#timeout < Number.POSITIVE_INFINITY) {
      asking.timer = this.simulation.after(this.#timeout, this.#givesUp, asking);
    }
    this.simulation.call(attempt, this.#to, this, asking.index);
  };

  readonly #givesUp = (asking: Asking): void => this.#ended(asking, 'timeout');

  #ended(asking: Asking, outcome: Outcome): void {
    asking.current = 0;
    if (outcome !== 'ok' && asking.attempts < this.#attempts) {
      this.simulation.after(this.#backoff(asking.attempts, this.#draw), this.#attempt, asking);
      return;
    }
    const request = asking.request!;
    asking.request = undefined;
    this.#spare.push(asking);
    this.simulation.answer(request, outcome);
  }

  #newAsking(): Asking {
    const asking: Asking = { index: this.#askings.length, request: undefined, attempts: 0, current: 0, timer: -1 };
    this.#askings.push(asking);
    return asking;
  }
}

/** Waits that double from `first` up to `greatest` ms, each cut to a random part of itself ("full jitter"). */
export function exponentialBackoff(first: number, greatest: number): Backoff {
  return (retry, random) => random() * Math.min(greatest, first * power(2, Math.min(retry, 1000) - 1));
}
