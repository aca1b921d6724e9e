import type { CustomerDatabase, OrderDatabase, Request, Row } from 'headroom/cross-partition-report';

/** The customers who paid most in a month. */
export function report({ month, limit }: Request, orders: OrderDatabase, customers: CustomerDatabase): Row[] {
  // Your code goes here.
  return [];
}
