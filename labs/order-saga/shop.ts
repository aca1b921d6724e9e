/** A small shop in which messages arrive at any time, and one of them twice: whoever takes goods and money counts them. */
import {
  type Effect,
  type Execution,
  type Explorable,
  type Input,
  Memory,
  type Program,
  shownOrder,
  tryEveryOrder,
  type World,
  type WrongOrder,
} from '#exploration';
import { fail, format, newCase } from '#grading';
import type { Command, OrderEvent, Orders } from './types.ts';

const ORDERS = 'orders';
const STOCK = 'stock';
const PAYMENT = 'payment';
const ORDER = '7';

/** What a customer does. */
export interface Ask {
  does: 'place' | 'cancel';
}
export interface Answer {
  ok: boolean;
}
type Told = Input<Ask>;
type Does = Effect<Answer>;

/** How a shop goes: whether there are goods and money, how often a refund fails first, and whether the customer cancels. */
export interface Shop {
  goods: boolean;
  money: boolean;
  refundFails: number;
  cancels: boolean;
}

/** The learner's orders did something that none may do; the message says what, for the learner. */
export class NotOrders extends Error {
  override readonly name = 'NotOrders';
}

export type CreateOrders = () => unknown;

const RECEIVERS: Readonly<Record<Command['do'], string>> = {
  reserve: STOCK,
  release: STOCK,
  capture: PAYMENT,
  refund: PAYMENT,
  confirm: 'customer',
  reject: 'customer',
};

class OrdersActor implements Explorable<Ask, Answer> {
  readonly #create: CreateOrders;
  #orders!: Orders;

  constructor(create: CreateOrders) {
    this.#create = create;
  }

  start(): void {
    this.#orders = this.#create() as Orders;
  }

  exec(event: Told): Does[] {
    const told: OrderEvent =
      'asked' in event
        ? { id: event.asked.id, order: ORDER, type: event.asked.does === 'place' ? 'OrderPlaced' : 'OrderCancelled' }
        : (event.message as OrderEvent);
    const commands = this.#orders.handle({ ...told });
    if (!Array.isArray(commands))
      throw new NotOrders(`handle returned ${format(commands)} instead of a list of commands.`);
    const sent = commands.map((command): Does => {
      const to = RECEIVERS[command?.do];
      if (to === undefined || typeof command.id !== 'string')
        throw new NotOrders(`handle returned ${format(command)}, which is no command.`);
      return { do: 'send', to, message: { id: command.id, order: command.order, do: command.do } satisfies Command };
    });
    return 'asked' in event ? [...sent, { do: 'reply', id: event.asked.id, ok: true }] : sent;
  }
}

/** Stock or payment: does each command once, by its id, and answers each time with the same event. */
class ServiceActor implements Explorable<Ask, Answer> {
  readonly #has: boolean;
  readonly #events: { taken: OrderEvent['type']; refused: OrderEvent['type']; back: OrderEvent['type'] };
  readonly #failures: number;
  #answers = new Map<string, OrderEvent>();
  #failed = 0;
  #made = 0;

  constructor(
    has: boolean,
    events: { taken: OrderEvent['type']; refused: OrderEvent['type']; back: OrderEvent['type'] },
    failures = 0,
  ) {
    this.#has = has;
    this.#events = events;
    this.#failures = failures;
  }

  start(): void {
    this.#answers = new Map();
    this.#failed = 0;
    this.#made = 0;
  }

  exec(event: Told): Does[] {
    if (!('message' in event)) return [];
    const { id, order, do: what } = event.message as Command;
    const known = this.#answers.get(id);
    if (known) return [{ do: 'send', to: ORDERS, message: known }];
    const { taken, refused, back } = this.#events;
    const answer = (type: OrderEvent['type']): OrderEvent => ({ id: `${serviceOf(what)}${++this.#made}`, order, type });
    if (what === 'refund' && this.#failed < this.#failures) {
      this.#failed++;
      return [{ do: 'send', to: ORDERS, message: answer('RefundFailed') }];
    }
    const isTaking = what === 'reserve' || what === 'capture';
    const made = answer(isTaking ? (this.#has ? taken : refused) : back);
    this.#answers.set(id, made);
    return [{ do: 'send', to: ORDERS, message: made }];
  }
}

const serviceOf = (what: Command['do']): string => `${what === 'reserve' || what === 'release' ? 'stock' : 'payment'}-`;

/** Who is told. */
class CustomerActor implements Explorable<Ask, Answer> {
  start(): void {}
  exec(): Does[] {
    return [];
  }
}

function worldOf(create: CreateOrders, { goods, money, refundFails }: Shop): World<Ask, Answer> {
  const memory = new Memory<Ask, Answer>((id) => {
    if (id === ORDERS) return new OrdersActor(create);
    if (id === STOCK)
      return new ServiceActor(goods, { taken: 'StockReserved', refused: 'StockRejected', back: 'StockReleased' });
    if (id === PAYMENT)
      return new ServiceActor(
        money,
        { taken: 'PaymentCaptured', refused: 'PaymentDeclined', back: 'PaymentRefunded' },
        refundFails,
      );
    return new CustomerActor();
  });
  return { actors: [ORDERS, STOCK, PAYMENT, 'customer'], memory };
}

function programOf({ cancels }: Shop): Program<Ask> {
  return {
    clients: [
      { name: 'Ada', asks: [{ actor: ORDERS, ask: { does: 'place' } }] },
      ...(cancels ? [{ name: 'a clock', asks: [{ actor: ORDERS, ask: { does: 'cancel' as const } }] }] : []),
    ],
  };
}

const WORDS = {
  ask: ({ does }: Ask) => (does === 'place' ? 'places order 7' : 'cancels order 7'),
  answer: () => '',
  message: (message: unknown) => {
    const { do: what, type, id } = message as Partial<Command> & Partial<OrderEvent>;
    return `${what ?? type} (${id})`;
  },
};

/** What is wrong when all is quiet, in a sentence. */
function wrongWith({ events, isOver, underWay }: Execution<Ask, Answer>, shop: Shop): string | undefined {
  if (!isOver || underWay.length > 0) return undefined;
  /** How often each was done: by different ids. */
  const done = new Map<Command['do'], Set<string>>();
  const answered = new Set<OrderEvent['type']>();
  for (const { item, sent } of events) {
    if (!('message' in item.body)) continue;
    const { do: what, id } = item.body.message as Partial<Command>;
    if (what === undefined) continue;
    const isFailure = sent.some(
      ({ body }) => 'message' in body && (body.message as OrderEvent).type === 'RefundFailed',
    );
    for (const { body } of sent) if ('message' in body) answered.add((body.message as OrderEvent).type);
    if (!isFailure) done.set(what, (done.get(what) ?? new Set()).add(id!));
  }
  const times = (what: Command['do']): number => done.get(what)?.size ?? 0;
  const [taken, refunded] = [shop.money ? times('capture') : 0, times('refund')];
  const [kept, released] = [shop.goods ? times('reserve') : 0, times('release')];
  const told = `The customer was told ${times('confirm') > 0 ? '“confirmed”' : ''}${times('confirm') > 0 && times('reject') > 0 ? ' and ' : ''}${times('reject') > 0 ? '“rejected”' : ''}`;
  if (times('confirm') + times('reject') === 0) return 'When all is quiet, the customer has been told nothing.';
  if (times('confirm') > 0 && times('reject') > 0) return `${told}.`;
  if (taken > 1) return `The money was taken ${taken} times: capture came with ${taken} different ids.`;
  if (times('confirm') > 0) {
    if (taken - refunded !== 1)
      return `${told}, and the shop has ${taken - refunded === 0 ? 'no money' : 'money twice'} for it.`;
    if (kept - released !== 1) return `${told}, and no goods are kept for the order.`;
    return undefined;
  }
  if (taken > 0 && !answered.has('PaymentRefunded')) return `${told}, and the money was taken and not given back.`;
  if (refunded > 1) return `The money was given back ${refunded} times: refund came with ${refunded} different ids.`;
  if (kept > 0 && !answered.has('StockReleased')) return `${told}, and the goods are kept for ever.`;
  return undefined;
}

/** Tries every order of each shop, with up to one message that comes twice, and fails at the first that is wrong. */
export function holdsInEveryShop(create: CreateOrders, shops: readonly Shop[]): void {
  tryEveryOrder(
    shops,
    (shop) => ({ world: worldOf(create, shop), program: programOf(shop), faults: { most: 1, twice: true } }),
    (execution, shop) => (execution.fault ? undefined : wrongWith(execution, shop)),
    (wrong) => tell(create, wrong),
  );
}

function tell(
  create: CreateOrders,
  { run: shop, execution, problem, nth }: WrongOrder<Shop, Ask, Answer, string>,
): never {
  newCase();
  const details = shownOrder(execution, {
    words: WORDS,
    title: 'An order in which events and commands arrive',
    told: JSON.stringify(shop),
  });
  try {
    const actor = new OrdersActor(create);
    actor.start();
    for (const { actor: at, history } of execution.events) if (at === ORDERS) actor.exec(history.input!);
  } catch (thrown) {
    if (thrown instanceof NotOrders) fail(thrown.message, details);
    throw thrown;
  }
  const { goods, money } = shop;
  fail(
    `${problem ?? 'Told the same again, it does something else.'} (There ${goods ? 'are goods' : 'are no goods'}, and the payment is ${money ? 'good' : 'declined'}.) ${nth}`,
    { ...details, expected: 'money for goods, or both back, and one word to the customer' },
  );
}

/** For ./stepping.ts. */
export function staged(shop: Shop, create: CreateOrders) {
  return {
    world: worldOf(create, shop),
    program: programOf(shop),
    may: { repeat: true },
    judge: (execution: Execution<Ask, Answer>) => wrongWith(execution, shop),
    words: WORDS,
  };
}
