/** What right orders do: every order of small sets of events beside a model, and a shop in which money and goods are counted. */
import {
  BOUNDARY_STRINGS,
  expect,
  fail,
  forEachOf,
  format,
  LOOKALIKES,
  longString,
  newCase,
  permutations,
  repeat,
  solution,
  test,
} from '#grading';
import { ModelOrder } from './model.ts';
import { holdsInEveryShop } from './shop.ts';
import type { Command, OrderEvent, Status } from './types.ts';

const { createOrders } = solution<typeof import('./solution.ts')>({
  methods: { createOrders: ['handle', 'status'] },
});

type Type = OrderEvent['type'];

/** Why an order stands as it does. */
const STANDS: Readonly<Record<Status, string>> = {
  unknown: 'There has been no event of this order.',
  pending: 'Nothing is decided yet.',
  confirmed: 'It was placed, and goods and money were there before anything spoke against it: that is final.',
  cancelling: 'It is rejected, and something was asked for and not answered, or is still to be given back.',
  rejected: 'It is rejected, and nothing is left to do.',
};

/** Why commands look as they do. */
const SENT = 'What handle returns is sent as it is: whoever gets it has to know what to do, and for which order.';
const NAMED = 'A receiver does once what has one name, however often it comes.';

/** The learner's orders beside a model of each. Events are numbered by their place, and commands by order and action. */
class Pair {
  readonly #orders = createOrders();
  readonly #models = new Map<string, ModelOrder>();
  /** The id of each command that has been seen, and what it was. */
  readonly #names: Map<string, string>;
  readonly #ids = new Map<string, string>();

  /** Copies that share the names are to name the same commands alike. */
  constructor(names = new Map<string, string>()) {
    this.#names = names;
  }

  take(type: Type, { id = type as string, order = '7', why = '' } = {}): void {
    const model = this.#modelOf(order);
    const expected = model.take({ id, type }).toSorted();
    const commands = this.#orders.handle({ id, order, type });
    if (!Array.isArray(commands))
      fail(`handle returned ${format(commands)} instead of a list of commands.`, { why: SENT });
    for (const command of commands) this.#name(command, order);
    const actions = commands.map((command) => command.do).toSorted();
    expect(actions, `After ${type} these commands follow: ${expected.join(', ') || 'none'}. ${why}`.trim()).toEqual(
      expected,
    );
    this.look(order);
  }

  /** The ids of all commands so far. */
  get names(): string[] {
    return [...this.#ids.keys()];
  }

  /** So many other orders are called off. */
  others(count: number): void {
    const { handle } = this.#orders;
    repeat(
      Array.from(
        { length: count },
        (_, nth) => [handle, { id: `other ${nth}`, order: `other ${nth}`, type: 'OrderCancelled' }] as const,
      ),
    );
  }

  look(order = '7', why = ''): void {
    const { status } = this.#modelOf(order);
    expect(this.#orders.status(order), `${STANDS[status]} ${why}`.trim()).toBe(status);
  }

  #name(command: Command, order: string): void {
    const isCommand = typeof command === 'object' && command !== null && typeof command.id === 'string';
    if (!isCommand || command.order !== order)
      fail(`${format(command)} is no command for the order ${format(order)}: { id, order, do }.`, { why: SENT });
    const what = JSON.stringify([order, command.do]);
    const [other, earlier] = [this.#ids.get(command.id), this.#names.get(what)];
    if (other !== undefined && other !== what)
      fail(`${format(command)} has the id of another command: ${format(JSON.parse(other))}.`, { why: NAMED });
    if (earlier !== undefined && earlier !== command.id)
      fail(`${format(command)} was called ${format(earlier)} before. Its receiver cannot know that it is the same.`, {
        why: NAMED,
      });
    this.#ids.set(command.id, what);
    this.#names.set(what, command.id);
  }

  #modelOf(order: string): ModelOrder {
    const model = this.#models.get(order) ?? new ModelOrder();
    this.#models.set(order, model);
    return model;
  }
}

test('An order is confirmed once goods and money are there, in whatever order that becomes known, and each is asked for once', {
  marks: 0.5,
  why: 'Stock and payment work side by side, and nobody can say which is first.',
}, () => {
  forEachOf(permutations<Type>(['OrderPlaced', 'StockReserved', 'PaymentCaptured']), (types) => {
    const pair = new Pair();
    // To ask how it stands changes nothing: it is unknown still.
    for (let time = 0; time < 2; time++) pair.look();
    for (const type of types) pair.take(type);
  });
  // What comes after it is too late.
  forEachOf(['OrderCancelled'] as const, (late) => {
    const pair = new Pair();
    for (const type of ['OrderPlaced', 'PaymentCaptured', 'StockReserved', late] as const) pair.take(type);
    pair.take(late, { id: 'by the clock' });
  });
  // Orders have nothing to do with each other, whatever they are called.
  forEachOf([LOOKALIKES[0]!, ['__proto__', 'constructor'], ['', 'toString']] as const, ([one, other]) => {
    const pair = new Pair();
    for (const order of [one, other]) pair.take('OrderPlaced', { id: `placed ${order}`, order });
    pair.take('StockReserved', { id: 's', order: one });
    pair.take('PaymentCaptured', { id: 'p', order: other });
    pair.look(one);
    pair.take('PaymentCaptured', { id: 'q', order: one });
    pair.take('StockReserved', { id: 't', order: other });
    pair.look(one);
  });
  // Nor those that look alike, to whoever trims, folds case, or knows only whole characters.
  newCase();
  const pair = new Pair();
  for (const order of [...BOUNDARY_STRINGS, '\ud801']) {
    const why = 'Orders whose names only look alike are two.';
    pair.look(order, why);
    pair.take('OrderPlaced', { id: `placed ${order}`, order, why });
  }
});

/** What may become of an order that is not confirmed, without the answers to what is given back. */
const BAD: readonly (readonly Type[])[] = [
  ['OrderPlaced', 'StockRejected', 'PaymentCaptured'],
  ['OrderPlaced', 'StockReserved', 'PaymentDeclined'],
  ['OrderPlaced', 'StockRejected', 'PaymentDeclined'],
  ['OrderPlaced', 'OrderCancelled'],
  ['OrderPlaced', 'OrderCancelled', 'StockReserved', 'PaymentCaptured'],
  ['OrderPlaced', 'OrderCancelled', 'StockReserved', 'PaymentDeclined'],
  // Of one that has not been placed nothing was asked for.
  ['OrderCancelled', 'StockReserved'],
  ['OrderCancelled', 'PaymentCaptured'],
  ['StockReserved', 'PaymentDeclined'],
  ['StockRejected', 'PaymentCaptured'],
  ['OrderCancelled', 'StockReserved', 'PaymentCaptured'],
];

test('An order that cannot be is rejected once, and what was taken is given back, also what becomes known later', {
  marks: 1,
  why: 'Nothing rolls back by itself: whoever took money has to give it back, even when they hear of it last.',
}, () => {
  for (const set of BAD)
    forEachOf(permutations(set), (types) => {
      const pair = new Pair();
      for (const type of types) pair.take(type);
      if (types.includes('StockReserved')) pair.take('StockReleased');
      if (types.includes('PaymentCaptured')) pair.take('PaymentRefunded');
    });
  // By the customer and by the clock: each of the two is an event of its own, and from the second nothing follows.
  const cancelled = (by: string) => ({
    id: `cancelled by ${by}`,
    why: 'An order may be cancelled by several events: from the second on nothing follows.',
  });
  forEachOf(permutations<Type>(['OrderPlaced', 'PaymentCaptured', 'OrderCancelled']), (types) => {
    for (const early of [true, false]) {
      newCase();
      const pair = new Pair();
      for (const type of types) {
        pair.take(type);
        if (early && type === 'OrderCancelled') pair.take(type, cancelled('the clock'));
      }
      if (!early) pair.take('OrderCancelled', cancelled('the clock'));
    }
  });
  forEachOf([true, false], (isPlaced) => {
    const pair = new Pair();
    if (isPlaced) pair.take('OrderPlaced');
    for (const type of ['StockReserved', 'OrderCancelled', 'PaymentCaptured', 'StockReleased'] as const) {
      pair.take(type);
      if (type !== 'StockReserved') pair.take('OrderCancelled', cancelled(`the clock, after ${type}`));
    }
    pair.take('PaymentRefunded');
    pair.take('OrderCancelled', cancelled('the clock, when all is back'));
  });
  // Each customer is told, whatever the other order is called.
  newCase();
  const pair = new Pair();
  const long = longString(300);
  for (const order of new Set([...LOOKALIKES.flat(), '', 'none', 'null', 'undefined', `${long}1`, `${long}2`]))
    pair.take('OrderCancelled', {
      id: `cancelled ${order}`,
      order,
      why: 'Orders whose names only look alike are two.',
    });
});

test('An event that comes again changes nothing, and a command has the same name each time', {
  marks: 0.5,
  why: 'At least once means: now and then twice. What is done by name is done once.',
}, () => {
  const histories: readonly (readonly Type[])[] = [
    ['OrderPlaced', 'StockReserved', 'PaymentCaptured'],
    ['OrderPlaced', 'PaymentCaptured', 'StockRejected', 'PaymentRefunded'],
    ['OrderCancelled', 'OrderPlaced'],
    [
      'OrderPlaced',
      'OrderCancelled',
      'PaymentCaptured',
      'RefundFailed',
      'StockReserved',
      'StockReleased',
      'PaymentRefunded',
    ],
  ];
  forEachOf(histories, (types) => {
    const names = new Map<string, string>();
    const pair = new Pair(names);
    for (const [place, type] of types.entries()) {
      pair.take(type);
      for (const earlier of types.slice(0, place + 1)) pair.take(earlier);
    }
    // Told the same, another copy names everything alike, whatever it was told of other orders before.
    const copy = new Pair(names);
    copy.take('OrderPlaced', { id: 'other', order: '8' });
    for (const type of types) copy.take(type);
    // Two that are there at the same time do not know what the other was told.
    const both = [new Pair(names), new Pair(names)];
    for (const type of types)
      for (const each of both) each.take(type, { why: 'Two copies know nothing of each other.' });
  });
  // A failed refund is what shows whether an event is known: each leads to a command, and the same one again to none.
  newCase();
  const failing = new Pair();
  for (const type of ['PaymentCaptured', 'OrderCancelled'] as const) failing.take(type);
  for (const id of [...BOUNDARY_STRINGS, '\ud801'])
    for (const why of ['No event before it had exactly this id.', 'An event with this id came just before.'])
      failing.take('RefundFailed', { id, why });
  // An order may be called as a command of another one is: the names of its own commands are others still.
  const rejected = ['OrderPlaced', 'OrderCancelled', 'StockReserved', 'PaymentCaptured'] as const;
  const confirmed = ['OrderPlaced', 'StockReserved', 'PaymentCaptured'] as const;
  forEachOf([rejected, confirmed], (types) => {
    const pair = new Pair();
    for (const type of types) pair.take(type);
    for (const order of pair.names)
      if (order !== '7') for (const type of rejected) pair.take(type, { id: `${type} of ${order}`, order });
  });
  // However long it has run: an event that comes again after 1,100 others is known still.
  const pair = new Pair();
  for (const type of ['OrderPlaced', 'PaymentCaptured', 'StockRejected', 'RefundFailed'] as const) pair.take(type);
  pair.others(1_100);
  for (const type of ['OrderPlaced', 'PaymentCaptured', 'RefundFailed'] as const) pair.take(type);
  // Whatever becomes of other orders meanwhile, one that is cancelled before it is placed among them.
  for (const type of ['OrderCancelled', 'OrderPlaced'] as const) pair.take(type, { id: `${type} of 9`, order: '9' });
  for (const type of ['OrderPlaced', 'PaymentCaptured', 'RefundFailed'] as const) pair.take(type);
  // One that is done with stays what it is.
  newCase();
  const done = new Pair();
  for (const type of ['OrderPlaced', 'StockRejected', 'PaymentDeclined'] as const) done.take(type);
  for (const type of confirmed) done.take(type, { id: `${type} of 8`, order: '8' });
  done.others(100);
  for (const order of ['7', '8']) done.look(order, 'A hundred other orders have come since.');
  for (const type of ['StockRejected', 'OrderPlaced'] as const) done.take(type);
});

test('A refund that has failed is tried again, and an order is not done with before all is back', {
  marks: 0.5,
  why: 'A compensation that is tried once is a hope. Somebody’s money hangs on it.',
}, () => {
  forEachOf([1, 2, 12], (failures) => {
    const pair = new Pair();
    pair.take('OrderPlaced');
    pair.take('PaymentCaptured');
    pair.take('StockRejected');
    for (let nth = 1; nth <= failures; nth++) {
      pair.take('RefundFailed', { id: `failed ${nth}` });
      pair.take('RefundFailed', { id: `failed ${nth}` });
    }
    pair.take('PaymentRefunded');
    pair.take('RefundFailed', { id: 'comes late' });
    pair.look();
  });
  forEachOf(permutations<Type>(['StockReleased', 'PaymentRefunded', 'RefundFailed']), (answers) => {
    const pair = new Pair();
    for (const type of ['OrderPlaced', 'StockReserved', 'OrderCancelled', 'PaymentCaptured'] as const) pair.take(type);
    for (const type of answers) pair.take(type);
  });
});

test('In a shop where every message may come at any time, and one of them twice, nobody pays for nothing', {
  marks: 0.5,
  why: 'That is what customers see of all this.',
}, () => {
  const both = [true, false];
  holdsInEveryShop(
    createOrders,
    both.flatMap((goods) =>
      both.flatMap((money) =>
        [false, true].map((cancels) => ({ goods, money, cancels, refundFails: money && !goods && !cancels ? 1 : 0 })),
      ),
    ),
  );
});
