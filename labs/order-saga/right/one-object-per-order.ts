// A small object for each order, with two legs that are alike: goods and money.
import type { Command, Orders, Status } from 'headroom/order-saga';

class Leg {
  state: 'idle' | 'asked' | 'taken' | 'refused' | 'returning' | 'returned' = 'idle';
  readonly take: Command['do'];
  readonly giveBack: Command['do'];
  constructor(take: Command['do'], giveBack: Command['do']) {
    this.take = take;
    this.giveBack = giveBack;
  }
  get settled(): boolean {
    return this.state === 'idle' || this.state === 'refused' || this.state === 'returned';
  }
}

class Order {
  goods = new Leg('reserve', 'release');
  money = new Leg('capture', 'refund');
  placed = false;
  fate: 'open' | 'good' | 'bad' = 'open';
  told = false;

  next(): Command['do'][] {
    const commands: Command['do'][] = [];
    const legs = [this.goods, this.money];
    if (this.fate === 'open' && this.placed && legs.every(({ state }) => state === 'taken')) this.fate = 'good';
    if (this.fate !== 'open' && !this.told) {
      this.told = true;
      commands.push(this.fate === 'good' ? 'confirm' : 'reject');
    }
    for (const leg of legs) {
      if (this.fate === 'open' && this.placed && leg.state === 'idle') {
        leg.state = 'asked';
        commands.push(leg.take);
      }
      if (this.fate === 'bad' && leg.state === 'taken') {
        leg.state = 'returning';
        commands.push(leg.giveBack);
      }
    }
    return commands;
  }
}

export function createOrders(): Orders {
  const all = new Map<string, Order>();
  const known = new Map<string, true>();
  return {
    handle(event) {
      if (known.has(event.id)) return [];
      known.set(event.id, true);
      let order = all.get(event.order);
      if (!order) {
        order = new Order();
        all.set(event.order, order);
      }
      const { goods, money } = order;
      if (event.type === 'OrderPlaced') order.placed = true;
      if (event.type === 'StockReserved') goods.state = 'taken';
      if (event.type === 'StockRejected') goods.state = 'refused';
      if (event.type === 'StockReleased') goods.state = 'returned';
      if (event.type === 'PaymentCaptured') money.state = 'taken';
      if (event.type === 'PaymentDeclined') money.state = 'refused';
      if (event.type === 'PaymentRefunded') money.state = 'returned';
      if (event.type === 'RefundFailed' && money.state === 'returning') money.state = 'taken';
      const isBad = ['OrderCancelled', 'StockRejected', 'PaymentDeclined'].includes(event.type);
      if (order.fate === 'open' && isBad) order.fate = 'bad';
      return order.next().map((what) => ({ id: JSON.stringify([event.order, what]), order: event.order, do: what }));
    },
    status(id): Status {
      const order = all.get(id);
      if (!order) return 'unknown';
      if (order.fate === 'open') return 'pending';
      if (order.fate === 'good') return 'confirmed';
      return order.goods.settled && order.money.settled ? 'rejected' : 'cancelling';
    },
  };
}
