/**
 * A sale of 48 seats. Customers hold, pay, give back or walk off, from servers whose clocks differ, over a network that loses requests and
 * answers; whoever hears nothing asks again, with the same request id. What decides about the seats is a learner's, or ours.
 */
import {
  type Begun,
  balanced,
  Client,
  Copy,
  call,
  makeCopies,
  roundRobin,
  Server,
  type Step,
  Tier,
  waysTo,
} from '#parts';
import { attempt } from '#scene';
import { constant, erlang, type Request, Simulation } from '#simulation';
import { Customers, type Errand } from './customers.ts';
import { Ledger, ROWS, SEATS } from './ledger.ts';
import type { Asked } from './sale.ts';
import type { Seats } from './types.ts';

const SERVERS = 3;
/** One way on the network, from a server to the seats, and what each of the two works on a request, in ms. */
const [NETWORK, NEARBY] = [40, 5];
const [SERVING, DECIDING] = [20, 80];
/** Requests that are worked on at once: nothing queues here. */
const SLOTS = 100;
/** A customer's browser hears of a loss after so many ms, and asks so often in all. */
const [NOTICED, ATTEMPTS] = [600, 5];
export interface SaleOptions {
  /** Customers who come per second. */
  perSecond: number;
  holdMs: number;
  /** The probability that a request or an answer is lost on the network. */
  loss: number;
  /** How far the clocks of the servers lie apart, in ms. */
  clocks: number;
}

/** What decides about the seats, and whether it looks at one as soon as a server has taken a request in. */
export interface Office {
  seats: Seats;
  look?(asked: Asked): void;
}

export type OpenOffice = (seatIds: string[], holdMs: number) => Office;

/** The sale at its beginning. */
export function startSale(open: OpenOffice, options: SaleOptions, seed: number) {
  const { perSecond, holdMs, loss, clocks } = options;
  const simulation = new Simulation(seed);
  const ledger = new Ledger(simulation, holdMs);
  const { seats, look } = open([...SEATS], holdMs);

  const working = (name: string, ms: number) => ({
    work: new Server(simulation, { name: `${name} work`, service: erlang(4, ms), servers: SLOTS }),
    slots: SLOTS,
  });
  const decides = step(({ body }) => decide(seats, body as Errand, ledger));
  const toRows = ROWS.map((row) => {
    const copies = makeCopies(simulation, row, 1, (name) => ({ ...working(name, DECIDING), steps: [decides] }));
    const tier = new Tier(simulation, row, copies);
    return waysTo(simulation, `service>${row}`, tier, { latency: constant(NEARBY) })[0]!;
  });
  const takesIn = step(({ body }, { place }) => {
    const errand = body as Errand;
    errand.now = Math.round(simulation.now + clocks * (place / (SERVERS - 1) - 0.5));
    look?.(errand);
    return 'next';
  });
  const asks = call(simulation, { pick: ({ key }) => toRows[key] });
  const services = makeCopies(simulation, 'service', SERVERS, (name) => ({
    ...working(name, SERVING),
    steps: [takesIn, asks],
  }));
  const service = new Tier(simulation, 'service', services);
  const doors = waysTo(simulation, 'customers>service', service, {
    latency: constant(NETWORK),
    loss,
    noticeAfter: NOTICED,
  });
  const internet = new Copy(simulation, {
    name: 'customers/internet',
    steps: [call(simulation, balanced(simulation, doors, roundRobin(), 'customers'))],
  });
  const browser = new Client(simulation, {
    name: 'customers/browser',
    to: internet,
    attempts: ATTEMPTS,
    backoff: () => 200,
  });
  return { simulation, ledger, service, customers: new Customers(simulation, ledger, browser, perSecond) };
}

/** A step that is done at once. */
function step(begin: (request: Request, copy: Copy) => Begun): Step {
  return { begin, end: () => undefined };
}

/** Asks for the decision. What throws is an error for the customer, who asks again. */
function decide(seats: Seats, errand: Errand, ledger: Ledger): Begun {
  const { operation, seat, customer, requestId, now } = errand;
  const asked = { operation, seat, customer, requestId, now };
  const made = attempt(() => seats[operation](seat, customer, requestId, now));
  if ('threw' in made) {
    ledger.threw(asked, made.threw);
    return 'failed';
  }
  errand.answer = made.answer;
  ledger.answered(asked, made.answer);
  return 'next';
}
