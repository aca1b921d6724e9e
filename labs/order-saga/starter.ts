import type { Orders } from 'headroom/order-saga';

export function createOrders(): Orders {
  // Your code goes here. What has to be known of an order, and what follows from it?
  return {
    handle: (event) => [],
    status: (order) => 'unknown',
  };
}
