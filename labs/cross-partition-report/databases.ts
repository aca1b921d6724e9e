/** The two databases as the tests and the picture know them: they answer, and they keep account of every query. */
import type { Customer, CustomerDatabase, Order, OrderDatabase } from './types.ts';

export const PAGE = 50;
export const BATCH = 20;

export interface Query {
  to: 'orders' | 'customers';
  /** How many rows came back. */
  rows: number;
  /** What it asked for: `after`, or the ids. */
  asked: number | readonly string[];
}

/** What happens between two queries: called with the number of queries so far, after each. */
export type Meanwhile = (queries: number, databases: Databases) => void;

export class Databases {
  orders: Order[];
  customers: Customer[];
  readonly month: string;
  readonly queries: Query[] = [];
  /** Every order that was given, by its id. */
  readonly given = new Map<number, Order>();
  /** What was asked and cannot be, in sentences. */
  readonly refused: string[] = [];
  readonly #meanwhile: Meanwhile;

  constructor(
    month: string,
    orders: readonly Order[],
    customers: readonly Customer[],
    meanwhile: Meanwhile = () => {},
  ) {
    this.month = month;
    this.orders = [...orders];
    this.customers = [...customers];
    this.#meanwhile = meanwhile;
  }

  readonly orderDatabase: OrderDatabase = {
    page: (month, after) => {
      const isNumber = typeof after === 'number' && !Number.isNaN(after);
      if (!isNumber) this.refused.push('orders.page was asked for orders after something that is no number.');
      const found = this.orders
        .filter(({ id }) => month === this.month && isNumber && id > after)
        .sort((a, b) => a.id - b.id)
        .slice(0, PAGE);
      for (const order of found) this.given.set(order.id, order);
      return this.#answer({ to: 'orders', rows: found.length, asked: after }, found);
    },
  };

  readonly customerDatabase: CustomerDatabase = {
    find: (ids) => {
      const asked = Array.isArray(ids) ? [...ids] : [];
      if (asked.length < 1 || asked.length > BATCH) {
        this.refused.push(`customers.find was asked for ${asked.length} ids: it takes 1 to ${BATCH}.`);
      } else if (new Set(asked).size < asked.length) {
        this.refused.push('customers.find was asked for the same id twice.');
      }
      // In the order of the names backwards: not in the order of the question.
      const found = this.customers.filter(({ id }) => asked.includes(id)).sort((a, b) => (a.name < b.name ? 1 : -1));
      return this.#answer({ to: 'customers', rows: found.length, asked }, found);
    },
  };

  count(to: Query['to']): number {
    return this.queries.filter((query) => query.to === to).length;
  }

  #answer<Answer>(query: Query, answer: Answer[]): Answer[] {
    this.queries.push(query);
    const copy = answer.map((each) => ({ ...each }));
    this.#meanwhile(this.queries.length, this);
    return copy;
  }
}
