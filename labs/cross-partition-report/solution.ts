import type { CustomerDatabase, Order, OrderDatabase, Request, Row } from 'headroom/cross-partition-report';

/** What the databases give and take in one query. */
const PAGE = 50;
const BATCH = 20;

/** All orders of the month. A page that is not full is the last one: there is no need to ask for an empty one after it. */
function* ordersOf(month: string, orders: OrderDatabase): Generator<Order> {
  for (let after = 0; ; ) {
    const page = orders.page(month, after);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}

export function report({ month, limit }: Request, orders: OrderDatabase, customers: CustomerDatabase): Row[] {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit must be a whole number, 1 or more');

  const rows = new Map<string, Row>();
  for (const { customer, cents } of ordersOf(month, orders)) {
    const row = rows.get(customer) ?? { customer, name: null, orders: 0, cents: 0 };
    rows.set(customer, { ...row, orders: row.orders + 1, cents: row.cents + cents });
  }

  // Nobody is asked for who is not shown, so the list is cut before the other database hears of it.
  const shown = [...rows.values()]
    .sort((a, b) => b.cents - a.cents || (a.customer < b.customer ? -1 : 1))
    .slice(0, limit);
  for (let from = 0; from < shown.length; from += BATCH) {
    const batch = shown.slice(from, from + BATCH);
    const found = customers.find(batch.map(({ customer }) => customer));
    const names = new Map(found.map(({ id, name }) => [id, name]));
    for (const row of batch) row.name = names.get(row.customer) ?? null;
  }
  return shown;
}
