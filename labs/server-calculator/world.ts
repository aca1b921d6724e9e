/**
 * A tier of equal servers and the balancer before it, either with one queue for all of them or with a queue for each, drawn at
 * random. The servers are those of the notation; that one queue feeds them all is what no notation says.
 */
import { balanced, Copy, call, makeCopies, Server, Tier, uniformlyAtRandom, waysTo } from '#parts';
import {
  type Caller,
  constant,
  exponential,
  Fifo,
  type Outcome,
  type Request,
  type Simulation,
  Station,
} from '#simulation';

export interface FleetOptions {
  servers: number;
  /** Requests a second that one server completes when it never pauses. */
  capacity: number;
  queues: 'one' | 'each';
  /** How many requests may wait for each server, on average; more are turned away. */
  queueLimit: number;
}

export interface Fleet {
  /** Where requests come in. */
  balancer: Station;
  servers: Tier;
  /** Requests in the one queue; 0 where each server has its own. */
  waiting(): number;
}

/** The servers are called `servers/1` and so on, and what stands before them `balancer`. */
export function startFleet(simulation: Simulation, { servers, capacity, queues, queueLimit }: FleetOptions): Fleet {
  const service = exponential(1000 / capacity);
  const tier = new Tier(
    simulation,
    'servers',
    makeCopies(simulation, 'servers', servers, (name) => ({
      work: new Server(simulation, { name: `${name} work`, service, queueLimit }),
      slots: 1,
      steps: [],
    })),
  );
  if (queues === 'one') {
    const line = new OneQueue(simulation, 'balancer', tier, servers * queueLimit);
    return { balancer: line, servers: tier, waiting: () => line.waiting };
  }
  const ways = waysTo(simulation, 'balancer>servers', tier, { latency: constant(0) });
  const route = balanced(simulation, ways, uniformlyAtRandom(), 'balancer');
  const balancer = new Copy(simulation, { name: 'balancer', steps: [call(simulation, route)] });
  return { balancer, servers: tier, waiting: () => 0 };
}

/** Whoever is idle takes the next in line, so nobody waits while anybody is idle. */
class OneQueue extends Station implements Caller {
  readonly #tier: Tier;
  readonly #limit: number;
  readonly #line = new Fifo<Request>();

  constructor(simulation: Simulation, name: string, tier: Tier, limit: number) {
    super(simulation, name);
    this.#tier = tier;
    this.#limit = limit;
    tier.whenCrashed(() => this.#failAll());
    tier.whenChanged(() => this.#feed());
  }

  get waiting(): number {
    return this.#line.length;
  }

  accept(request: Request): void {
    const idle = this.#tier.copies.find(isIdle);
    if (idle) this.simulation.call(request, idle, this, idle.place);
    else if (this.#line.length < this.#limit && this.#tier.count('up') > 0) this.#line.push(request);
    else this.simulation.answer(request, 'rejected');
  }

  answered(request: Request, outcome: Outcome): void {
    this.#feed();
    this.simulation.answer(request, outcome);
  }

  #feed(): void {
    for (const copy of this.#tier.copies) {
      if (this.#line.length === 0) return;
      if (isIdle(copy)) this.simulation.call(this.#line.shift()!, copy, this, copy.place);
    }
  }

  /** When the last server is lost, nobody will come for those who wait. */
  #failAll(): void {
    if (this.#tier.count('up') > 0) return;
    for (let next = this.#line.shift(); next !== undefined; next = this.#line.shift())
      this.simulation.answer(next, 'failed');
  }
}

function isIdle({ state, inside }: Copy): boolean {
  return state === 'up' && inside === 0;
}
