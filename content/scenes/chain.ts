/**
 * Lesson 11: four services in a row, each of which keeps a thread while it waits for the next. The last becomes slow. Beside it the same four with
 * a queue before the last. Those who only browse need the first service and nothing else.
 */
import { sketch } from '#architecture';
import { Client, Link } from '#parts';
import { at, atEnd, chart, choice, defineScene, perSecond, type SceneInput, slider, type World, world } from '#scene';
import {
  type Caller,
  constant,
  type Distribution,
  exponential,
  Fifo,
  OpenSource,
  type Outcome,
  poisson,
  type Random,
  type Request,
  Simulation,
  Station,
} from '#simulation';
import { whole } from '#words';

/** What each service does itself for one request, in ms; the bank takes longer. */
const [OWN, BANK] = [20, 40];
/** Requests that may wait for a thread of a service; more are turned away. */
const ROOM = 50;
/** From one service to the next, in ms. */
const NEARBY = 2;
/** When the bank is slow, in s. */
export const [SLOW_FROM, SLOW_TO] = [6, 18];

/** A service with so many threads. A request keeps its thread until it is answered, whatever it waits for. */
class Service extends Station implements Caller {
  readonly waiting = new Fifo<Request>();
  busy = 0;
  slowness = 1;
  onFree: () => void = () => {};
  readonly threads: number;
  readonly #work: Distribution;
  readonly #next: Station | undefined;
  readonly #random: Random;

  constructor(simulation: Simulation, name: string, threads: number, mean: number, next?: Station) {
    super(simulation, name);
    this.threads = threads;
    this.#work = exponential(mean);
    this.#next = next;
    this.#random = simulation.random(`${name}/work`);
  }

  accept(request: Request): void {
    if (this.busy < this.threads) this.#begin(request);
    else if (this.waiting.length < ROOM) this.waiting.push(request);
    else this.simulation.answer(request, 'rejected');
  }

  answered(call: Request, outcome: Outcome): void {
    const request = call.body as Request;
    this.simulation.release(call);
    this.#end(request, outcome);
  }

  #begin(request: Request): void {
    this.busy++;
    this.simulation.after(this.slowness * this.#work.sample(this.#random), this.#goesOn, request);
  }

  readonly #goesOn = (request: Request): void => {
    if (!this.#next || request.kind === 'browse') {
      this.#end(request, 'ok');
      return;
    }
    this.simulation.call(
      this.simulation.copy({ key: 0, kind: request.kind, origin: request.origin, body: request }),
      this.#next,
      this,
    );
  };

  #end(request: Request, outcome: Outcome): void {
    this.busy--;
    this.simulation.answer(request, outcome);
    const next = this.waiting.shift();
    if (next) this.#begin(next);
    else this.onFree();
  }
}

/** Takes everything in at once, and gives it to a service whenever that has a thread free. */
class Mailbox extends Station implements Caller {
  readonly kept = new Fifo<number>();
  /** From being taken in to the end of the work on it, in ms, of those that ended since this was last asked. */
  #ages = { sum: 0, count: 0 };
  #out = 0;
  readonly #service: Service;
  readonly #link: Link;

  constructor(simulation: Simulation, name: string, service: Service) {
    super(simulation, name);
    this.#service = service;
    this.#link = new Link(simulation, { name: `${name}>bank`, to: service, latency: constant(NEARBY) });
  }

  accept(request: Request): void {
    this.kept.push(this.simulation.now);
    this.simulation.answer(request, 'ok');
    this.#gives();
  }

  answered(delivery: Request): void {
    this.#ages.sum += this.simulation.now - delivery.key;
    this.#ages.count++;
    this.#out--;
    this.simulation.release(delivery);
    this.#gives();
  }

  /** The mean age in s; NaN when nothing has ended. */
  age(): number {
    const { sum, count } = this.#ages;
    this.#ages = { sum: 0, count: 0 };
    return sum / count / 1000;
  }

  #gives(): void {
    while (this.kept.length > 0 && this.#out < this.#service.threads) {
      this.#out++;
      this.simulation.call(this.simulation.request(this.kept.shift()!, 'order'), this.#link, this);
    }
  }
}

const TIMEOUTS = { none: Number.POSITIVE_INFINITY, long: 1000, short: 100 };

const knobs = {
  slowness: slider(`${SLOW_FROM} s to ${SLOW_TO} s: the bank takes`, { min: 1, max: 30, value: 10, unit: '× as long' }),
  rate: slider('Orders, and as many who browse', { min: 20, max: 120, step: 10, value: 100, unit: '/s' }),
  threads: slider('Threads of each service', { min: 5, max: 60, step: 5, value: 20 }),
  timeout: choice(
    'A call of the bank waits',
    { none: 'as long as it takes', long: 'for 1 s', short: 'for 0.1 s' },
    'none',
  ),
};

export default defineScene({
  title: 'A slow service at the end of a chain',
  seconds: 36,
  pace: 2,
  still: 12,
  knobs,
  worlds(input) {
    return [chainWorld('Each calls the next', false, input), chainWorld('A queue before the bank', true, input)];
  },
});

function chainWorld(title: string, isQueued: boolean, { seed, settings, tick }: SceneInput<typeof knobs>): World {
  const { slowness, rate, threads, timeout } = settings;
  const simulation = new Simulation(seed);
  const bank = new Service(simulation, 'bank/1', threads, BANK);
  const link = (from: string, to: Station) =>
    new Link(simulation, { name: `${from}>${to.name.split('/')[0]}/1`, to, latency: constant(NEARBY) });
  const mailbox = isQueued ? new Mailbox(simulation, 'queue/1', bank) : undefined;
  const caller =
    mailbox ??
    new Client(simulation, { name: 'payments/calls', to: link('payments', bank), timeout: TIMEOUTS[timeout] });
  const payments = new Service(simulation, 'payments/1', threads, OWN, mailbox ? link('payments', mailbox) : caller);
  const orders = new Service(simulation, 'orders/1', threads, OWN, link('orders', payments));
  const gateway = new Service(simulation, 'gateway/1', threads, OWN, link('gateway', orders));
  const source = (kind: 'order' | 'browse') =>
    new OpenSource(simulation, {
      name: `customers ${kind}`,
      to: link(`customers ${kind}`, gateway),
      arrivals: poisson(rate),
      kinds: { [kind]: 1 },
    });
  const [ordering, browsing] = [source('order'), source('browse')];
  simulation.after(
    SLOW_FROM * 1000,
    () => {
      bank.slowness = slowness;
    },
    undefined,
  );
  simulation.after(
    SLOW_TO * 1000,
    () => {
      bank.slowness = 1;
    },
    undefined,
  );

  const failed = ({ meter }: OpenSource) => {
    const { ok: _ok, ...others } = meter.ended;
    return Object.values(others).reduce((sum, count) => sum + count, 0);
  };
  const view = (service: Service) => () => ({
    copies: Array.from({ length: threads }, (_, nth) => ({ state: 'up' as const, busy: nth < service.busy ? 1 : 0 })),
    waiting: service.waiting.length,
  });
  return world({
    title,
    simulation,
    architecture: sketch(
      title,
      `customers: client "Customers" > gateway: service "Gateway" > orders: service "Orders" > payments: service "Payments" > ${
        isQueued ? 'queue: queue "Queue" > ' : ''
      }bank: service "Bank"`,
    ),
    nodes: {
      gateway: view(gateway),
      orders: view(orders),
      payments: view(payments),
      bank: view(bank),
      ...(mailbox && { queue: () => ({ copies: [], waiting: mailbox.kept.length }) }),
    },
    says: { customers: () => `${whole(failed(browsing))} turned away` },
    charts: [
      chart('Browsing that fails', 'per second', { failed: perSecond(() => failed(browsing), tick) }),
      chart('Orders that fail', 'per second', { failed: perSecond(() => failed(ordering), tick) }),
      chart('Threads of the gateway that are taken', 'threads', { taken: () => gateway.busy }),
      chart('Orders in the queue', 'orders', { waiting: () => mailbox?.kept.length ?? 0 }),
      chart('From acceptance to payment', 's', { mean: () => mailbox?.age() ?? Number.NaN }),
    ],
    tells: [
      slowness > 1 && at(SLOW_FROM, `The bank takes ${slowness} times as long from now on.`),
      slowness > 1 && at(SLOW_TO, 'The bank is as quick as before.'),
      atEnd(
        () => `${whole(failed(ordering))} orders failed, and ${whole(failed(browsing))} customers could not browse.`,
      ),
    ],
    oneIn: 10,
  });
}
