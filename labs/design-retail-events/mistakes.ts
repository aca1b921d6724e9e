/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const SOUND = 'The design is a sound architecture, built from the catalogue';
const ANSWERS = 'In the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms';
const DONE = 'Every order that was taken is paid and its goods are reserved 35 s after the rush';
const SURVIVES =
  'No single copy loses orders: whichever dies in the rush, at most 110 requests fail, after 5 s at least 99 % are answered again, and all orders are worked off in time';
const BILL = 'It serves the season for at most $4.85 an hour';

const PAYMENT = "{ id: 'payment', ...sold.payment, replicas: 9 },";
const EVENTS = "{ id: 'events', ...sold.events, replicas: 2 },";
const ASYNC = `{ from: 'orders', to: 'events' },
      { from: 'events', to: 'payment', kind: 'async' },
      { from: 'events', to: 'stock', kind: 'async' },`;

export default [
  {
    name: 'by-calls',
    caughtBy: ANSWERS,
    because:
      'The order service calls payment and stock itself, as it was before. Each order waits half a second for the bank, and most are turned away.',
    edits: [
      [`      ${EVENTS}\n`, ''],
      [ASYNC, "{ from: 'orders', to: 'payment' },\n      { from: 'orders', to: 'stock' },"],
    ],
  },
  {
    name: 'payment-while-the-shopper-waits',
    caughtBy: ANSWERS,
    because: 'Money is too important to wait: payment is called, and only the stock hears of it by an event.',
    edits: [
      [
        "{ from: 'events', to: 'payment', kind: 'async' },",
        "{ from: 'events', to: 'payment', kind: 'async' },\n      { from: 'orders', to: 'payment' },",
      ],
    ],
  },
  {
    name: 'one-database-for-all',
    caughtBy: DONE,
    because: 'Services by events, on one database: 2,400 writes at 40 a second. They scale together after all.',
    edits: [
      ["      { id: 'goods', ...sold.database, replicas: 2 },\n", ''],
      ["{ from: 'stock', to: 'goods' },", "{ from: 'stock', to: 'payments' },"],
    ],
  },
  {
    name: 'replicas-for-writes',
    caughtBy: DONE,
    because: 'One database with four copies, for twice the writes. One leader writes.',
    edits: [
      [
        "{ id: 'payments', ...sold.database, replicas: 2 },\n      { id: 'goods', ...sold.database, replicas: 2 },",
        "{ id: 'payments', ...sold.database, replicas: 4 },",
      ],
      ["{ from: 'stock', to: 'goods' },", "{ from: 'stock', to: 'payments' },"],
    ],
  },
  {
    name: 'sized-for-a-quiet-evening',
    caughtBy: DONE,
    because: 'Three payments manage the 10 orders of a quiet evening. The rush is never caught up with.',
    edits: [[PAYMENT, "{ id: 'payment', ...sold.payment, replicas: 3 },"]],
  },
  {
    name: 'no-payment-to-lose',
    caughtBy: SURVIVES,
    because: 'Seven catch up in time, and six do not.',
    edits: [[PAYMENT, "{ id: 'payment', ...sold.payment, replicas: 7 },"]],
  },
  {
    name: 'no-stock-to-lose',
    caughtBy: SURVIVES,
    because: 'Two catch up in time, and one does not.',
    edits: [['...sold.stock, replicas: 4', '...sold.stock, replicas: 2']],
  },
  {
    name: 'no-order-service-to-lose',
    caughtBy: SURVIVES,
    because: 'Three take the rush when nothing breaks, just so, and two do not.',
    edits: [['...sold.orderService, replicas: 5', '...sold.orderService, replicas: 3']],
  },
  {
    name: 'one-broker',
    caughtBy: SURVIVES,
    because: 'The broker frees all services of each other, and all of them hang on its one copy.',
    edits: [[EVENTS, "{ id: 'events', ...sold.events },"]],
  },
  {
    name: 'one-balancer',
    caughtBy: SURVIVES,
    because: 'One way in.',
    edits: [['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 1']],
  },
  {
    name: 'no-balancer',
    caughtBy: ANSWERS,
    because: 'Five order services, and shoppers know the address of one.',
    edits: [
      ["      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },\n", ''],
      [
        "{ from: 'shoppers', to: 'balancer' },\n      { from: 'balancer', to: 'orders' },",
        "{ from: 'shoppers', to: 'orders' },",
      ],
    ],
  },
  {
    name: 'nobody-reserves',
    caughtBy: SOUND,
    because: 'Orders are paid, and nobody keeps the goods.',
    edits: [
      ["      { id: 'stock', ...sold.stock, replicas: 4 },\n", ''],
      ["      { id: 'goods', ...sold.database, replicas: 2 },\n", ''],
      ["      { from: 'events', to: 'stock', kind: 'async' },\n", ''],
      ["      { from: 'stock', to: 'goods' },\n", ''],
    ],
  },
  {
    name: 'nobody-pays',
    caughtBy: SOUND,
    because:
      'Order services that call stock themselves, two halves with a database each: nothing waits, and nothing is ever paid.',
    edits: [
      [
        "{ id: 'orders', ...sold.orderService, replicas: 5 },\n      { id: 'events', ...sold.events, replicas: 2 },\n      { id: 'payment', ...sold.payment, replicas: 9 },\n      { id: 'stock', ...sold.stock, replicas: 4 },\n      { id: 'payments', ...sold.database, replicas: 2 },\n      { id: 'goods', ...sold.database, replicas: 2 },",
        '...[1, 2].flatMap((half) => [\n        { id: `orders-${half}`, ...sold.orderService, replicas: 5 },\n        { id: `stock-${half}`, ...sold.stock, replicas: 5 },\n        { id: `goods-${half}`, ...sold.database, replicas: 2 },\n      ]),',
      ],
      [
        "{ from: 'balancer', to: 'orders' },\n      { from: 'orders', to: 'events' },\n      { from: 'events', to: 'payment', kind: 'async' },\n      { from: 'events', to: 'stock', kind: 'async' },\n      { from: 'payment', to: 'payments' },\n      { from: 'stock', to: 'goods' },",
        "...[1, 2].flatMap((half) => [\n        { from: 'balancer', to: `orders-${half}` },\n        { from: `orders-${half}`, to: `stock-${half}` },\n        { from: `stock-${half}`, to: `goods-${half}` },\n      ]),",
      ],
    ],
  },
  {
    name: 'scaled-for-the-peak',
    caughtBy: BILL,
    because:
      'As many payments as the rush has orders, as if they had to be done at once. That is what the events are for.',
    edits: [[PAYMENT, "{ id: 'payment', ...sold.payment, replicas: 16 },"]],
  },
  {
    name: 'everything-doubled',
    caughtBy: BILL,
    because: 'Calm nerves for twice the money.',
    edits: [
      [PAYMENT, "{ id: 'payment', ...sold.payment, replicas: 18 },"],
      ['...sold.orderService, replicas: 5', '...sold.orderService, replicas: 10'],
      ['...sold.stock, replicas: 4', '...sold.stock, replicas: 8'],
    ],
  },
] satisfies Mistake[];
