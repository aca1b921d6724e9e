/**
 * A network path to a station: requests and answers take time on it, can be lost, and find no way while it is cut. Who sends over
 * it learns of that later than it happens.
 */
import {
  type Caller,
  type Distribution,
  type Outcome,
  type Random,
  type Request,
  type Simulation,
  Station,
} from '#simulation';

/** From a loss, a crash or a recovery until those concerned know of it, in ms. */
export const NOTICED_AFTER = 1_000;

export interface LinkOptions {
  name: string;
  to: Station;
  /** The time one way, in ms, drawn anew for each message; messages may overtake each other. */
  latency: Distribution;
  /** The probability that a message is lost, one way; 0 when left out. */
  loss?: number;
  /** How long after a loss the sender's network reports it, in ms; `NOTICED_AFTER` when left out. */
  noticeAfter?: number;
}

export class Link extends Station implements Caller {
  /** Whether those who send over it know it as whole. */
  listed = true;
  readonly #to: Station;
  readonly #latency: Distribution;
  readonly #loss: number;
  readonly #noticeAfter: number;
  readonly #random: Random;
  #cut = false;
  #slowness = 1;

  constructor(simulation: Simulation, { name, to, latency, loss = 0, noticeAfter = NOTICED_AFTER }: LinkOptions) {
    super(simulation, name);
    if (!(loss >= 0 && loss <= 1)) throw new RangeError(`${name} cannot lose a message with probability ${loss}.`);
    this.#to = to;
    this.#latency = latency;
    this.#loss = loss;
    this.#noticeAfter = noticeAfter;
    this.#random = simulation.random(`${name}/messages`);
  }

  get isCut(): boolean {
    return this.#cut;
  }

  accept(request: Request): void {
    this.simulation.after(this.#time(), this.#arrive, request);
  }

  answered(request: Request, outcome: Outcome): void {
    this.simulation.after(this.#time(), this.#return[outcome], request);
  }

  /** Loses whatever is on its way, and everything that follows, until it recovers. */
  cut(): void {
    this.#cut = true;
  }

  /** Multiplies the latencies that begin from now on. */
  slow(factor: number): void {
    if (!(factor > 0)) throw new RangeError(`${this.name} cannot be slowed by a factor of ${factor}.`);
    this.#slowness = factor;
  }

  /** Ends a cut or a slowness. */
  recover(): void {
    this.#cut = false;
    this.#slowness = 1;
  }

  #time(): number {
    return this.#latency.sample(this.#random) * this.#slowness;
  }

  /** Whether a message that should arrive now does not. */
  #loses(): boolean {
    return this.#cut || (this.#loss > 0 && this.#random.uniform() < this.#loss);
  }

  readonly #arrive = (request: Request): void => {
    if (this.#loses()) this.simulation.after(this.#noticeAfter, this.#report, request);
    else this.simulation.call(request, this.#to, this);
  };

  readonly #report = (request: Request): void => this.simulation.answer(request, 'lost');

  /** One action for each outcome, made once, so that an answer on its way needs no record of its own. */
  readonly #return: Readonly<Record<Outcome, (request: Request) => void>> = {
    ok: (request) => this.#comesBack(request, 'ok'),
    rejected: (request) => this.#comesBack(request, 'rejected'),
    failed: (request) => this.#comesBack(request, 'failed'),
    lost: (request) => this.#comesBack(request, 'lost'),
    timeout: (request) => this.#comesBack(request, 'timeout'),
  };

  #comesBack(request: Request, outcome: Outcome): void {
    if (this.#loses()) this.simulation.after(this.#noticeAfter, this.#report, request);
    else this.simulation.answer(request, outcome);
  }
}

/** Cuts some links at once, or mends them. When those who send there have noticed, the links are listed so, and `then` is called. */
export function strikeLinks(
  simulation: Simulation,
  links: readonly Link[],
  does: 'cut' | 'recover',
  then: () => void,
): void {
  for (const link of links) link[does]();
  const noticed = () => {
    for (const link of links) link.listed = does === 'recover';
    then();
  };
  simulation.after(NOTICED_AFTER, noticed, undefined);
}
