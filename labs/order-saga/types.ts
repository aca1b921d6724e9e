/** What happens to orders, and what is to be done about it. */

export interface OrderEvent {
  /** The same when an event comes again, and another for each other event. */
  id: string;
  order: string;
  type:
    | 'OrderPlaced'
    | 'OrderCancelled'
    | 'StockReserved'
    | 'StockRejected'
    | 'StockReleased'
    | 'PaymentCaptured'
    | 'PaymentDeclined'
    | 'PaymentRefunded'
    | 'RefundFailed';
}

export interface Command {
  /** By which its receiver knows one that comes again. */
  id: string;
  order: string;
  do:
    | 'reserve' // stock: keep the goods for this order
    | 'release' // stock: the goods are free again
    | 'capture' // payment: take the money
    | 'refund' // payment: give it back
    | 'confirm' // customer: your order is on its way
    | 'reject'; // customer: there is no order
}

export type Status = 'unknown' | 'pending' | 'confirmed' | 'cancelling' | 'rejected';

export interface Orders {
  /** Takes in an event, and gives the commands that follow from it, in any order. */
  handle(event: OrderEvent): Command[];
  /** How an order stands. */
  status(order: string): Status;
}
