/**
 * Calls of one service that does so many a second, one after the other, and knows nothing of deadlines: it works on what its callers have given
 * up as well. For a while it does not work at all. Each call is decided by the learner's code, and so is whether one is made at all.
 */
import { Link } from '#parts';
import { attempt, shown } from '#scene';
import {
  type Caller,
  constant,
  exponential,
  Fifo,
  type Outcome,
  poisson,
  type Request,
  Simulation,
  Station,
} from '#simulation';
import type { Answer, Breaker, BreakerOptions, Call, CallRequest, Move, Policy } from './types.ts';

/** What the service can do, per second. */
export const CAPACITY = 100;
/** When it stops, in ms. */
export const STOPS_AT = 8_000;
const NEARBY = 2;
/** What a call that was turned away by the breaker costs nobody. */
const BREAKER: BreakerOptions = { calls: 20, rate: 50, openFor: 1_000, probes: 10 };

export interface Deciders {
  createCall(policy: Policy, request: CallRequest): Call;
  createBreaker(options: BreakerOptions): Breaker;
}

export interface CallsOptions {
  perSecond: number;
  /** How long the service stands still, in ms. */
  stillFor: number;
  policy: Policy;
  /** From the beginning of a call, in ms. */
  deadline: number;
  hasBreaker: boolean;
  /** Whether pauses have no length at all. */
  atOnce: boolean;
}

/** One server that takes what comes in its order, and stands still now and then. */
class Desk extends Station {
  readonly waiting = new Fifo<Request>();
  isStill = false;
  #busy = false;
  readonly #random;
  readonly #service = exponential(1000 / CAPACITY);

  constructor(simulation: Simulation) {
    super(simulation, 'service/1');
    this.#random = simulation.random('service/work');
  }

  get busy(): boolean {
    return this.#busy;
  }

  accept(request: Request): void {
    this.waiting.push(request);
    this.goOn();
  }

  goOn(): void {
    if (this.#busy || this.isStill) return;
    const next = this.waiting.shift();
    if (!next) return;
    this.#busy = true;
    this.simulation.after(this.#service.sample(this.#random), this.#ends, next);
  }

  readonly #ends = (request: Request): void => {
    this.#busy = false;
    this.simulation.answer(request, 'ok');
    this.goOn();
  };
}

/** Throws what the learner's functions throw when they are first called, and an Error when what they give is of no use. */
export function startCalls(deciders: Deciders, options: CallsOptions, seed: number) {
  const { perSecond, stillFor, policy, deadline, hasBreaker, atOnce } = options;
  const simulation = new Simulation(seed);
  const desk = new Desk(simulation);
  const link = new Link(simulation, { name: 'callers>service/1', to: desk, latency: constant(NEARBY) });
  const random = simulation.random('callers/chance');
  const told: { at: number; text: string }[] = [];
  const complain = (text: string) => {
    if (told.length < 4 && told.every((each) => each.text !== text)) told.push({ at: simulation.now, text });
  };
  const breaker = hasBreaker ? deciders.createBreaker(BREAKER) : undefined;
  const counts = { asked: 0, sent: 0, done: 0, failed: 0, turnedAway: 0 };

  interface Running {
    call: Call;
    attempt: number;
    isOver: boolean;
  }
  /** Whose attempts are on their way, by the ids of their requests. */
  const sent = new Map<number, { running: Running; attempt: number }>();

  const decide = (running: Running, what: string, ask: () => unknown): void => {
    const made = attempt(ask);
    if ('threw' in made) {
      complain(`${what} threw ${made.threw}. The call fails.`);
      ends(running, false);
    } else follow(running, made.answer as Move, what);
  };
  const follow = (running: Running, move: Move | null | undefined, what: string): void => {
    switch (move?.do) {
      case 'nothing':
        return;
      case 'send': {
        if (running.isOver) return;
        running.attempt = move.attempt;
        counts.sent++;
        const request = simulation.request(0, 'call');
        sent.set(request.id, { running, attempt: move.attempt });
        simulation.call(request, link, callers);
        wakes(running, move.until);
        return;
      }
      case 'pause':
        wakes(running, move.until);
        return;
      case 'done':
      case 'fail':
        ends(running, move.do === 'done');
        return;
      default:
        complain(`${what} gave ${shown(move)}, which is no move. The call fails.`);
        ends(running, false);
    }
  };
  const wakes = (running: Running, until: number): void => {
    const wait = Number.isFinite(until) ? Math.max(1, until - simulation.now) : 1;
    simulation.after(wait, ticks, running);
  };
  const ticks = (running: Running): void => {
    if (running.isOver) return;
    decide(running, 'tick', () => running.call.tick(simulation.now, atOnce ? 0 : random.uniform()));
  };
  const ends = (running: Running, isDone: boolean): void => {
    if (running.isOver) return;
    running.isOver = true;
    counts[isDone ? 'done' : 'failed']++;
    if (breaker) attempt(() => breaker.record(isDone ? 'ok' : 'failed', simulation.now));
  };
  const callers: Caller & { name: string } = {
    name: 'callers',
    answered(request: Request, outcome: Outcome) {
      const { running, attempt: of } = sent.get(request.id)!;
      sent.delete(request.id);
      simulation.release(request);
      const answer: Answer = outcome === 'ok' ? { status: 'ok', value: 'done' } : { status: 'error' };
      decide(running, 'answered', () =>
        running.call.answered(of, answer, simulation.now, atOnce ? 0 : random.uniform()),
      );
    },
  };

  const arrivals = poisson(perSecond);
  const times = simulation.random('callers/times');
  const comes = (): void => {
    simulation.after(arrivals.gap(simulation.now, times), comes, undefined);
    counts.asked++;
    if (breaker) {
      const made = attempt(() => breaker.allows(simulation.now));
      if (!('answer' in made) || made.answer !== true) {
        counts.turnedAway++;
        return;
      }
    }
    const call = deciders.createCall(policy, { idempotent: true, deadline: simulation.now + deadline });
    if (typeof call?.start !== 'function')
      throw new Error('createCall must return an object with the functions start, answered and tick.');
    const running: Running = { call, attempt: 0, isOver: false };
    decide(running, 'start', () => call.start(simulation.now));
  };
  simulation.after(arrivals.gap(0, times), comes, undefined);
  simulation.after(
    STOPS_AT,
    () => {
      desk.isStill = true;
    },
    undefined,
  );
  simulation.after(
    STOPS_AT + stillFor,
    () => {
      desk.isStill = false;
      desk.goOn();
    },
    undefined,
  );

  return { simulation, desk, counts, told, breakerState: () => breaker?.state() };
}
