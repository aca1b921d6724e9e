// All pages are read first, by recursion; sums are in two tables; names are asked for by cutting the list piece by piece.

import type { CustomerDatabase, Order, OrderDatabase, Request, Row } from 'headroom/cross-partition-report';

const readFrom = (orders: OrderDatabase, month: string, after: number): Order[] => {
  const page = orders.page(month, after);
  const last = page[page.length - 1];
  return page.length === 50 && last ? page.concat(readFrom(orders, month, last.id)) : page;
};

export const report = (request: Request, orders: OrderDatabase, customers: CustomerDatabase): Row[] => {
  const { limit } = request;
  if (!(limit >= 1) || limit % 1 !== 0) throw new RangeError(`No limit can be ${limit}.`);

  const counts = new Map<string, number>();
  const sums = new Map<string, number>();
  for (const each of readFrom(orders, request.month, 0)) {
    counts.set(each.customer, 1 + (counts.get(each.customer) || 0));
    sums.set(each.customer, each.cents + (sums.get(each.customer) || 0));
  }

  const ids = Array.from(counts.keys());
  ids.sort();
  ids.sort((a, b) => sums.get(b)! - sums.get(a)!);
  if (ids.length > limit) ids.length = limit;

  const names = new Map<string, string>();
  const left = [...ids];
  while (left.length > 0) for (const found of customers.find(left.splice(0, 20))) names.set(found.id, found.name);

  return ids.map((customer) => ({
    customer,
    name: names.has(customer) ? names.get(customer)! : null,
    orders: counts.get(customer)!,
    cents: sums.get(customer)!,
  }));
};
