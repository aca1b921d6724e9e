/** What an order has to lead to, by its brief: the commands that follow from each event, and how it stands. */
import type { Command, OrderEvent, Status } from './types.ts';

type Type = OrderEvent['type'];
type Action = Command['do'];

const IS_BAD: readonly Type[] = ['OrderCancelled', 'StockRejected', 'PaymentDeclined'];

/** One order. Commands are looked for from what has been before, and not kept as a state. */
export class ModelOrder {
  readonly #types: Type[] = [];
  readonly #ids = new Set<string>();
  readonly #asked = new Set<Action>();
  #fate: 'open' | 'confirmed' | 'rejected' = 'open';

  take({ id, type }: Pick<OrderEvent, 'id' | 'type'>): Action[] {
    if (this.#ids.has(id)) return [];
    this.#ids.add(id);
    this.#types.push(type);
    const wasOpen = this.#fate === 'open';
    if (wasOpen && IS_BAD.includes(type)) this.#fate = 'rejected';
    if (
      wasOpen &&
      this.#fate === 'open' &&
      this.#has('OrderPlaced') &&
      this.#has('StockReserved') &&
      this.#has('PaymentCaptured')
    )
      this.#fate = 'confirmed';
    const due: Action[] = [];
    if (wasOpen && this.#fate === 'confirmed') due.push('confirm');
    if (wasOpen && this.#fate === 'rejected') due.push('reject');
    if (this.#fate === 'open' && type === 'OrderPlaced') {
      if (!this.#has('StockReserved')) due.push('reserve');
      if (!this.#has('PaymentCaptured')) due.push('capture');
    }
    if (this.#fate === 'rejected') {
      if (this.#has('StockReserved') && (wasOpen || type === 'StockReserved')) due.push('release');
      if (this.#has('PaymentCaptured') && (wasOpen || type === 'PaymentCaptured')) due.push('refund');
      if (type === 'RefundFailed' && !this.#has('PaymentRefunded')) due.push('refund');
    }
    for (const each of due) this.#asked.add(each);
    return due;
  }

  get status(): Status {
    if (this.#types.length === 0) return 'unknown';
    if (this.#fate !== 'rejected') return this.#fate === 'open' ? 'pending' : 'confirmed';
    const goods = this.#asked.has('reserve') || this.#has('StockReserved');
    const money = this.#asked.has('capture') || this.#has('PaymentCaptured');
    const goodsBack = this.#has('StockRejected') || this.#has('StockReleased');
    const moneyBack = this.#has('PaymentDeclined') || this.#has('PaymentRefunded');
    return (goods && !goodsBack) || (money && !moneyBack) ? 'cancelling' : 'rejected';
  }

  #has(type: Type): boolean {
    return this.#types.includes(type);
  }
}
