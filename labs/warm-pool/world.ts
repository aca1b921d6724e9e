/**
 * A function behind a pool that the code of the lab decides about: who finds a warm environment, who waits for a cold start, who is turned
 * away. Times are shortened: seconds stand for the minutes that platforms keep idle environments.
 */
import { Link } from '#parts';
import { attempt, shown } from '#scene';
import {
  type Arrivals,
  type Caller,
  constant,
  Machine,
  OpenSource,
  type Outcome,
  type Random,
  type Request,
  Simulation,
  Station,
  traced,
  uniform,
} from '#simulation';
import type { Counts, Pool, PoolOptions } from './types.ts';

export type CreatePool = (options: PoolOptions) => Pool;

/** A cold start, the least and the most work on a request, and the way from the gateway to it, in ms. */
export const COLD_START = 1_000;
const WORK = [300, 500] as const;
const WAY = 10;
/** When the rush comes, in s. */
export const RUSH_AT = 31;
/** How long the busy time of the load lasts, in s, from the moment of the rush on; and its rates per second before, in and after it. */
const BUSY_FOR = 5;
const [CALM, BUSY] = [2, 25];
const MOST_TOLD = 5;

export interface FunctionOptions {
  seed: number;
  pool: PoolOptions;
  /** Requests at a fixed interval with a rush of many at once, or at random with a busy time. */
  traffic: 'rush' | 'timer' | 'load';
  /** Seconds from one request of the timer to the next. */
  every: number;
  /** Requests that come at once in a rush. */
  rush: number;
  /** Environments that are started ahead, so many seconds before the rush; none when 0. */
  ahead: { count: number; seconds: number };
  window: number;
}

export interface Served {
  simulation: Simulation;
  callers: OpenSource;
  /** What the pool counts now, and how many of the busy ones are still starting. */
  counts(): Counts & { beginning: number };
  told: readonly { at: number; text: string }[];
}

const NOTHING: Counts = {
  busy: 0,
  idle: 0,
  starting: 0,
  warm: 0,
  cold: 0,
  throttled: 0,
  idleProvisionedMs: 0,
  idleMs: 0,
};

/** Where the function runs: an environment for each request in progress, as the pool says. */
class Platform extends Machine {
  beginning = 0;
  readonly #pool: Pool;
  readonly #tell: (text: string) => void;
  readonly #busy = new Set<string>();
  readonly #random: Random;
  readonly #work = uniform(...WORK);

  constructor(simulation: Simulation, pool: Pool, tell: (text: string) => void) {
    super(simulation, 'function/1');
    this.#pool = pool;
    this.#tell = tell;
    this.#random = simulation.random('function/work');
  }

  protected serve(request: Request): void {
    const made = attempt(() => this.#pool.arrive(this.simulation.now));
    if ('threw' in made) {
      this.#tell(`arrive threw ${made.threw}. The request fails.`);
      this.simulation.answer(request, 'failed');
      return;
    }
    const { start, environment } = Object(made.answer) as { start?: unknown; environment?: unknown };
    if (start === 'throttled') {
      this.simulation.answer(request, 'rejected');
      return;
    }
    const isUsable = typeof environment === 'string' && !this.#busy.has(environment);
    if ((start !== 'warm' && start !== 'cold') || !isUsable) {
      this.#tell(`arrive gave ${shown(made.answer)}${isUsable ? '' : ', and that is no environment that is free'}.`);
      this.simulation.answer(request, 'failed');
      return;
    }
    this.#busy.add(environment as string);
    const run = { request, environment: environment as string };
    if (start === 'warm') this.after(this.#work.sample(this.#random), this.#done, run);
    else {
      this.beginning++;
      this.after(COLD_START, this.#begun, run);
    }
  }

  answered(): void {
    // It calls nobody.
  }

  readonly #begun = (run: { request: Request; environment: string }): void => {
    this.beginning--;
    this.after(this.#work.sample(this.#random), this.#done, run);
  };

  readonly #done = ({ request, environment }: { request: Request; environment: string }): void => {
    this.#busy.delete(environment);
    const made = attempt(() => this.#pool.finished(environment, this.simulation.now));
    if ('threw' in made) this.#tell(`finished threw ${made.threw}.`);
    this.simulation.answer(request, 'ok');
  };
}

/** One after the other at a fixed interval in ms, and so many more at the moment of the rush. */
function atTimes(every: number, crowd: number): Arrivals {
  let [ticks, before, toCome] = [1, 0, crowd];
  return {
    gap() {
      const isRush = toCome > 0 && ticks * every >= RUSH_AT * 1000;
      const next = isRush ? RUSH_AT * 1000 : ticks * every;
      if (isRush) toCome--;
      else ticks++;
      const gap = next - before;
      before = next;
      return gap;
    },
  };
}

/** The door: it passes every request on. */
class Gateway extends Station implements Caller {
  readonly #to: Station;

  constructor(simulation: Simulation, to: Station) {
    super(simulation, 'gateway/1');
    this.#to = to;
  }

  accept(request: Request): void {
    this.simulation.call(request, this.#to, this);
  }

  answered(request: Request, outcome: Outcome): void {
    this.simulation.answer(request, outcome);
  }
}

export function startFunction(create: CreatePool, options: FunctionOptions): Served {
  const { seed, pool: poolOptions, traffic, every, rush, ahead, window } = options;
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  const tell = (text: string) => {
    if (told.length < MOST_TOLD && told.every((each) => each.text !== text)) told.push({ at: simulation.now, text });
  };
  const pool = create({ ...poolOptions });
  const platform = new Platform(simulation, pool, tell);
  const arrivals =
    traffic === 'load'
      ? traced([
          { from: 0, perSecond: CALM },
          { from: RUSH_AT * 1000, perSecond: BUSY },
          { from: (RUSH_AT + BUSY_FOR) * 1000, perSecond: CALM },
        ])
      : atTimes(every * 1000, traffic === 'rush' ? rush : 0);
  const way = (name: string, to: Station) => new Link(simulation, { name, to, latency: constant(WAY) });
  const gateway = new Gateway(simulation, way('gateway>function', platform));
  const callers = new OpenSource(simulation, {
    name: 'callers/users',
    to: way('callers>gateway', gateway),
    arrivals,
    window,
  });
  if (ahead.count > 0) {
    const begin = () => {
      const made = attempt(() => pool.prewarm(ahead.count, simulation.now));
      if ('threw' in made) tell(`prewarm threw ${made.threw}.`);
    };
    simulation.after((RUSH_AT - ahead.seconds) * 1000, begin, undefined);
  }
  const counts = () => {
    const made = attempt(() => pool.counts(simulation.now));
    if ('threw' in made) tell(`counts threw ${made.threw}.`);
    const given = 'threw' in made ? {} : Object(made.answer);
    return { ...NOTHING, ...given, beginning: platform.beginning } as Counts & { beginning: number };
  };
  return { simulation, callers, counts, told };
}
