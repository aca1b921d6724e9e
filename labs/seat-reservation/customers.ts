/**
 * The customers of a sale: they look at the plan, ask for a seat, and then pay for it in time or too late, give it back, or walk off.
 */
import { type Caller, type Outcome, poisson, type Request, type Simulation, type Station } from '#simulation';
import { type Ledger, rowOf, SEATS } from './ledger.ts';
import { type Asked, isOk, type Operation } from './sale.ts';

/** So often the plan of free seats is drawn anew, in ms. */
const PLAN_EVERY = 1000;
/** A customer who was refused looks for another seat so often. */
const TRIES = 4;

/** What a customer's request carries. Its time is that of the server it came to last; its answer is written where it is decided. */
export interface Errand extends Asked {
  answer: unknown;
}

/** One customer. What they will do is drawn as they come, so that it is the same whoever decides. */
interface Customer {
  name: string;
  /** Which of the free seats they would like, from 0 for the first to 1 for the last; one for each try. */
  tastes: number[];
  /** What they do with a seat that they hold, and after how many ms. */
  intent: Operation | 'nothing';
  after: number;
  /** Whether their plan is so old that any seat looks free; and whether they click twice on what has gone well. */
  hasOldPlan: boolean;
  clicksTwice: boolean;
  requests: number;
}

export class Customers implements Caller {
  readonly name = 'customers';
  /** How many have been told that the seat is theirs, how many have paid and been told that it is not. */
  tickets = 0;
  moneyBack = 0;
  readonly #simulation: Simulation;
  readonly #browser: Station;
  #free: string[] = [];
  /** Whose errands are on their way, by the ids of their requests. */
  readonly #waiting = new Map<number, Customer>();

  constructor(simulation: Simulation, ledger: Ledger, browser: Station, perSecond: number) {
    this.#simulation = simulation;
    this.#browser = browser;
    const arrivals = poisson(perSecond);
    const times = simulation.random('customers/times');
    let count = 0;
    const comes = () => {
      simulation.after(arrivals.gap(simulation.now, times), comes, undefined);
      this.#looks(this.#newCustomer(++count));
    };
    const draws = () => {
      const states = ledger.states();
      this.#free = SEATS.filter((_, place) => states[place] === 'free');
      simulation.after(PLAN_EVERY, draws, undefined);
    };
    draws();
    simulation.after(arrivals.gap(0, times), comes, undefined);
  }

  #newCustomer(number: number): Customer {
    const random = this.#simulation.random(`customer ${number}`);
    const chance = random.uniform();
    return {
      name: `c${number}`,
      tastes: Array.from({ length: TRIES }, () => random.uniform() ** 2),
      intent: chance < 0.7 ? 'confirm' : chance < 0.85 ? 'release' : 'nothing',
      after: 1000 + 2500 * random.exponential(),
      hasOldPlan: random.uniform() < 0.1,
      clicksTwice: random.uniform() < 0.1,
      requests: 0,
    };
  }

  /** Asks for one of the seats that the plan shows as free. */
  readonly #looks = (customer: Customer): void => {
    const seats = customer.hasOldPlan ? SEATS : this.#free;
    const taste = customer.tastes.pop();
    if (taste === undefined || seats.length === 0) return;
    this.#asks(customer, 'hold', seats[Math.floor(taste * seats.length)]!);
  };

  /** Sends a request of its own. The answer to a second click is not waited for. */
  #asks(customer: Customer, operation: Operation, seat: string, isSecond = false): void {
    const requestId = `${customer.name}-${++customer.requests}`;
    const errand: Errand = { operation, seat, customer: customer.name, requestId, now: 0, answer: undefined };
    const request = this.#simulation.request(rowOf(seat), operation, errand);
    if (!isSecond) this.#waiting.set(request.id, customer);
    this.#simulation.call(request, this.#browser, this);
  }

  answered(request: Request, outcome: Outcome): void {
    const customer = this.#waiting.get(request.id);
    this.#waiting.delete(request.id);
    const { operation, seat, answer } = request.body as Errand;
    this.#simulation.release(request);
    // Whoever has had no answer at all, goes.
    if (!customer || outcome !== 'ok') return;
    if (customer.clicksTwice && isOk(answer)) this.#asks(customer, operation, seat, true);
    if (operation === 'confirm') {
      if (isOk(answer)) this.tickets++;
      else this.moneyBack++;
    } else if (operation === 'hold' && isOk(answer)) {
      const { intent } = customer;
      if (intent === 'nothing') return;
      this.#simulation.after(customer.after, () => this.#asks(customer, intent, seat), undefined);
    } else if (operation === 'hold') {
      this.#simulation.after(PLAN_EVERY, this.#looks, customer);
    }
  }
}
