import type { Command, OrderEvent, Orders, Status } from 'headroom/order-saga';

/** What is known of an order. Events add to it, in any order; what to do follows from it. */
interface Facts {
  placed: boolean;
  cancelled: boolean;
  stock: 'unknown' | 'reserved' | 'rejected' | 'released';
  payment: 'unknown' | 'captured' | 'declined' | 'refunded';
  decision: 'none' | 'confirmed' | 'rejected';
  sent: Set<Command['do']>;
}

export function createOrders(): Orders {
  const orders = new Map<string, Facts>();
  const handled = new Set<string>();

  function factsOf(order: string): Facts {
    const known = orders.get(order);
    if (known) return known;
    const facts: Facts = {
      placed: false,
      cancelled: false,
      stock: 'unknown',
      payment: 'unknown',
      decision: 'none',
      sent: new Set(),
    };
    orders.set(order, facts);
    return facts;
  }

  function note(facts: Facts, type: OrderEvent['type']): void {
    switch (type) {
      case 'OrderPlaced':
        facts.placed = true;
        break;
      case 'OrderCancelled':
        facts.cancelled = true;
        break;
      case 'StockReserved':
        facts.stock = 'reserved';
        break;
      case 'StockRejected':
        facts.stock = 'rejected';
        break;
      case 'StockReleased':
        facts.stock = 'released';
        break;
      case 'PaymentCaptured':
        facts.payment = 'captured';
        break;
      case 'PaymentDeclined':
        facts.payment = 'declined';
        break;
      case 'PaymentRefunded':
        facts.payment = 'refunded';
        break;
      case 'RefundFailed':
        // It has to be tried again: as if it had not been sent.
        facts.sent.delete('refund');
        break;
    }
  }

  /** The first that is clear stays: who was told "confirmed" is not told anything else later. */
  function decide(facts: Facts): void {
    if (facts.decision !== 'none') return;
    const { placed, cancelled, stock, payment } = facts;
    if (cancelled || stock === 'rejected' || payment === 'declined') facts.decision = 'rejected';
    else if (placed && stock === 'reserved' && payment === 'captured') facts.decision = 'confirmed';
  }

  /** All that is to be done by what is known. What has been sent already is among it. */
  function wanted({ placed, stock, payment, decision }: Facts): Command['do'][] {
    if (decision === 'confirmed') return ['confirm'];
    if (decision === 'rejected') {
      const back: Command['do'][] = ['reject'];
      if (stock === 'reserved') back.push('release');
      if (payment === 'captured') back.push('refund');
      return back;
    }
    if (!placed) return [];
    const asked: Command['do'][] = [];
    if (stock === 'unknown') asked.push('reserve');
    if (payment === 'unknown') asked.push('capture');
    return asked;
  }

  return {
    handle({ id, order, type }) {
      if (handled.has(id)) return [];
      handled.add(id);
      const facts = factsOf(order);
      note(facts, type);
      decide(facts);
      const fresh = wanted(facts).filter((each) => !facts.sent.has(each));
      return fresh.map((each) => {
        facts.sent.add(each);
        return { id: `${each} ${order}`, order, do: each };
      });
    },
    status(order): Status {
      const facts = orders.get(order);
      if (!facts) return 'unknown';
      const { decision, stock, payment, sent } = facts;
      if (decision === 'none') return 'pending';
      if (decision === 'confirmed') return 'confirmed';
      const stockIsOpen = stock === 'reserved' || (stock === 'unknown' && sent.has('reserve'));
      const paymentIsOpen = payment === 'captured' || (payment === 'unknown' && sent.has('capture'));
      return stockIsOpen || paymentIsOpen ? 'cancelling' : 'rejected';
    },
  };
}
