/** The users of a system. An open source sends whatever happens; closed users wait for an answer and think before they ask again. */
import { Meter } from '../measures/meter.ts';
import { TimeSeries } from '../measures/time-series.ts';
import type { Distribution } from '../random/distributions.ts';
import type { Random } from '../random/random.ts';
import type { Caller, Outcome, Request } from '../request.ts';
import type { Simulation } from '../simulation.ts';
import type { Station } from '../station.ts';
import type { Arrivals } from './arrivals.ts';
import { type Drawn, drawTraffic, type Traffic } from './traffic.ts';

export interface SourceOptions extends Traffic {
  name: string;
  to: Station;
  /** The width of the windows of its time series in ms; without it there is none. */
  window?: number;
}

/** What open sources and closed users share: they make requests, and measure what users see. */
abstract class Source implements Caller {
  readonly name: string;
  /** What users see: asked, answered, response times. */
  readonly meter: Meter;
  readonly series: TimeSeries | undefined;
  protected readonly simulation: Simulation;
  protected readonly random: Random;
  readonly #to: Station;
  readonly #draw: (random: Random) => Readonly<Drawn>;
  readonly #trafficRandom: Random;

  constructor(simulation: Simulation, options: SourceOptions) {
    this.simulation = simulation;
    this.name = options.name;
    this.meter = new Meter(simulation.now);
    this.#to = options.to;
    this.#draw = drawTraffic(options);
    this.random = simulation.random(`${options.name}/times`);
    this.#trafficRandom = simulation.random(`${options.name}/traffic`);
    this.series = options.window === undefined ? undefined : new TimeSeries(options.window);
    simulation.addMeasured(this);
  }

  answered(request: Request, outcome: Outcome): void {
    const { now } = this.simulation;
    this.meter.leave(request.born, now, outcome);
    this.series?.ended(now, now - request.born, outcome);
    this.simulation.release(request);
  }

  resetMeasures(now: number): void {
    this.meter.reset(now);
  }

  protected send(): void {
    const { key, kind } = this.#draw(this.#trafficRandom);
    this.meter.arrive(this.simulation.now);
    this.series?.asked(this.simulation.now);
    this.simulation.call(this.simulation.request(key, kind), this.#to, this);
  }
}

/** Sends requests as they arrive, whether the system keeps up or not. It begins at once. */
export class OpenSource extends Source {
  readonly #arrivals: Arrivals;
  /** When it sends no more. */
  readonly #until: number;

  constructor(simulation: Simulation, options: SourceOptions & { arrivals: Arrivals; until?: number }) {
    super(simulation, options);
    this.#arrivals = options.arrivals;
    this.#until = options.until ?? Number.POSITIVE_INFINITY;
    this.#next();
  }

  #next(): void {
    const gap = this.#arrivals.gap(this.simulation.now, this.random);
    if (this.simulation.now + gap < this.#until) this.simulation.after(gap, this.#arrive, undefined);
  }

  readonly #arrive = (): void => {
    this.#next();
    this.send();
  };
}

/** A number of users, each of whom asks, waits for the end of it, thinks, and asks again. All begin by thinking. */
export class ClosedUsers extends Source {
  readonly #think: Distribution;

  constructor(simulation: Simulation, options: SourceOptions & { users: number; think: Distribution }) {
    super(simulation, options);
    this.#think = options.think;
    for (let user = 0; user < options.users; user++) this.#thinks();
  }

  override answered(request: Request, outcome: Outcome): void {
    super.answered(request, outcome);
    this.#thinks();
  }

  #thinks(): void {
    this.simulation.after(this.#think.sample(this.random), this.#asks, undefined);
  }

  readonly #asks = (): void => this.send();
}
