// A class that takes orders one by one, and a list that stays in order by putting each row into its place at the end.

import type { Customer, CustomerDatabase, Order, OrderDatabase, Request, Row } from 'headroom/cross-partition-report';

class Line implements Row {
  readonly customer: string;
  name: string | null = null;
  orders = 0;
  cents = 0;

  constructor(customer: string) {
    this.customer = customer;
  }
}

class Ledger {
  readonly #lines: Line[] = [];
  readonly #byCustomer = new Map<string, Line>();

  take({ customer, cents }: Order): void {
    let line = this.#byCustomer.get(customer);
    if (!line) {
      line = new Line(customer);
      this.#byCustomer.set(customer, line);
      this.#lines.push(line);
    }
    line.orders += 1;
    line.cents += cents;
  }

  best(limit: number): Line[] {
    const best: Line[] = [];
    for (const line of this.#lines) {
      const place = best.findIndex(
        (other) => other.cents < line.cents || (other.cents === line.cents && other.customer > line.customer),
      );
      if (place < 0) best.push(line);
      else best.splice(place, 0, line);
      if (best.length > limit) best.pop();
    }
    return best;
  }
}

export function report({ month, limit }: Request, orders: OrderDatabase, customers: CustomerDatabase): Row[] {
  if (!Number.isInteger(limit) || limit <= 0) throw new RangeError('limit is not a number of rows');
  const ledger = new Ledger();
  let page: Order[];
  let last = 0;
  do {
    page = orders.page(month, last);
    for (const order of page) {
      ledger.take(order);
      last = order.id;
    }
  } while (page.length >= 50);
  const best = ledger.best(limit);
  const found: Customer[] = [];
  for (let batch = 0; batch * 20 < best.length; batch++) {
    found.push(...customers.find(best.slice(batch * 20, batch * 20 + 20).map((line) => line.customer)));
  }
  for (const { id, name } of found) for (const line of best) if (line.customer === id) line.name = name;
  return best.map(({ customer, name, orders: count, cents }) => ({ customer, name, orders: count, cents }));
}
