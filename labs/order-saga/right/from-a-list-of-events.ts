// Keeps the events of each order and works everything out from the list, each time anew.
import type { Command, OrderEvent, Orders, Status } from 'headroom/order-saga';

type Type = OrderEvent['type'];

export function createOrders(): Orders {
  const lists = new Map<string, OrderEvent[]>();
  const commands = new Map<string, Command['do'][]>();

  const verdict = (types: Type[]): 'open' | 'yes' | 'no' => {
    const seen = new Set<Type>();
    for (const type of types) {
      seen.add(type);
      if (type === 'OrderCancelled' || type === 'StockRejected' || type === 'PaymentDeclined') return 'no';
      if (seen.has('OrderPlaced') && seen.has('StockReserved') && seen.has('PaymentCaptured')) return 'yes';
    }
    return 'open';
  };
  const has = (types: Type[], ...some: Type[]) => some.some((type) => types.includes(type));

  return {
    handle(event) {
      const list = lists.get(event.order) ?? [];
      if (list.some(({ id }) => id === event.id)) return [];
      list.push(event);
      lists.set(event.order, list);
      const types = list.map(({ type }) => type);
      const sent = commands.get(event.order) ?? [];
      commands.set(event.order, sent);
      const out: Command['do'][] = [];
      const once = (what: Command['do']) => {
        if (!sent.includes(what)) out.push(what);
      };
      const result = verdict(types);
      const paid = types.includes('PaymentCaptured') && !types.includes('PaymentRefunded');
      if (result === 'open' && types.includes('OrderPlaced')) {
        if (!has(types, 'StockReserved')) once('reserve');
        if (!has(types, 'PaymentCaptured')) once('capture');
      }
      if (result === 'yes') once('confirm');
      if (result === 'no') {
        once('reject');
        if (types.includes('StockReserved') && !types.includes('StockReleased')) once('release');
        if (paid) {
          once('refund');
          if (event.type === 'RefundFailed' && sent.includes('refund')) out.push('refund');
        }
      }
      sent.push(...out);
      return out.map((what) => ({ id: `${event.order}/${what}`, order: event.order, do: what }));
    },
    status(order): Status {
      const list = lists.get(order);
      if (!list) return 'unknown';
      const types = list.map(({ type }) => type);
      const sent = commands.get(order) ?? [];
      const result = verdict(types);
      if (result !== 'no') return result === 'yes' ? 'confirmed' : 'pending';
      const stockBack =
        has(types, 'StockRejected', 'StockReleased') || !(sent.includes('reserve') || has(types, 'StockReserved'));
      const moneyBack =
        has(types, 'PaymentDeclined', 'PaymentRefunded') ||
        !(sent.includes('capture') || has(types, 'PaymentCaptured'));
      return stockBack && moneyBack ? 'rejected' : 'cancelling';
    },
  };
}
