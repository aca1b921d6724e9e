/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'a-cache-for-each-half',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because:
      'Made by those who give each half of the servers a cache: what is sold by way of one is still free in the other.',
    edits: [
      [
        "{ id: 'shop', ...sold.web, replicas: 6 },\n      { id: 'cache', ...sold.cache, replicas: 2 },",
        '...[1, 2].flatMap((half) => [\n        { id: `shop-${half}`, ...sold.web, replicas: 3 },\n        { id: `cache-${half}`, ...sold.cache, replicas: 2 },\n      ]),',
      ],
      [
        "{ from: 'balancer', to: 'shop' },\n      { from: 'shop', to: 'cache' },\n      { from: 'shop', to: 'seats' },\n      { from: 'shop', to: 'orders' },",
        "...[1, 2].flatMap((half) => [\n        { from: 'balancer', to: `shop-${half}` },\n        { from: `shop-${half}`, to: `cache-${half}` },\n        { from: `shop-${half}`, to: 'seats' },\n        { from: `shop-${half}`, to: 'orders' },\n      ]),",
      ],
    ],
  },
  {
    name: 'changes-the-third-time',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who count calls: the design is the same as often as they thought anybody would look.',
    edits: [
      [
        `export function design(): Architecture {
`,
        `let calls = 0;
export function design(): Architecture {
  calls++;
`,
      ],
      [
        "{ id: 'seats', ...sold.database, replicas: 2 },",
        "{ id: 'seats', ...sold.database, replicas: calls > 2 ? 3 : 2 },",
      ],
    ],
  },
  {
    name: 'clerks-write-nothing',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who forget the last link: the orders are taken out of the queue and go nowhere.',
    edits: [
      [
        `{ from: 'orders', to: 'clerks', kind: 'async' },
      { from: 'clerks', to: 'seats' },`,
        "{ from: 'orders', to: 'clerks', kind: 'async' },",
      ],
    ],
  },
  {
    name: 'everything-doubled',
    caughtBy: 'It serves the sale for at most $5.75 an hour',
    because: 'Made by those who buy calm nerves: twice the servers, twice the clerks, and four databases.',
    edits: [
      ["{ id: 'shop', ...sold.web, replicas: 6 },", "{ id: 'shop', ...sold.web, replicas: 12 },"],
      [
        `{ id: 'clerks', ...sold.worker, replicas: 5 },
      { id: 'seats', ...sold.database, replicas: 2 },`,
        `{ id: 'clerks', ...sold.worker, replicas: 10 },
      { id: 'seats', ...sold.database, replicas: 4 },`,
      ],
    ],
  },
  {
    name: 'many-addresses',
    caughtBy: 'Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms',
    because:
      'Made by those who draw each server of the shop as a node of its own, so that visitors might balance: they know one of them.',
    edits: [
      ["      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },\n", ''],
      [
        "{ id: 'shop', ...sold.web, replicas: 6 },",
        '...[1, 2, 3, 4, 5, 6].map((n) => ({ id: `shop-${n}`, ...sold.web })),',
      ],
      [
        "{ from: 'visitors', to: 'balancer' },\n      { from: 'balancer', to: 'shop' },\n      { from: 'shop', to: 'cache' },\n      { from: 'shop', to: 'seats' },\n      { from: 'shop', to: 'orders' },",
        "...[1, 2, 3, 4, 5, 6].flatMap((n) => [\n        { from: 'visitors', to: `shop-${n}` },\n        { from: `shop-${n}`, to: 'cache' },\n        { from: `shop-${n}`, to: 'seats' },\n        { from: `shop-${n}`, to: 'orders' },\n      ]),",
      ],
    ],
  },
  {
    name: 'no-balancer',
    caughtBy: 'Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms',
    because: 'Made by those who start six servers and tell the visitors one address.',
    edits: [
      [
        `{ id: 'visitors', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },`,
        "{ id: 'visitors', kind: 'client' },",
      ],
      [
        `{ from: 'visitors', to: 'balancer' },
      { from: 'balancer', to: 'shop' },`,
        "{ from: 'visitors', to: 'shop' },",
      ],
    ],
  },
  {
    name: 'no-cache',
    caughtBy: 'Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms',
    because: 'Made by those who protect the writes and forget that everybody reloads the page.',
    edits: [
      [
        `{ id: 'shop', ...sold.web, replicas: 6 },
      { id: 'cache', ...sold.cache, replicas: 2 },`,
        "{ id: 'shop', ...sold.web, replicas: 6 },",
      ],
      [
        `{ from: 'balancer', to: 'shop' },
      { from: 'shop', to: 'cache' },`,
        "{ from: 'balancer', to: 'shop' },",
      ],
    ],
  },
  {
    name: 'no-clerk-to-lose',
    caughtBy:
      'No single copy spoils the sale: whichever dies in the rush, at most 520 requests fail, after 5 s at least 99 % are answered again, and all queued requests are done in time',
    because: 'Made by those who count exactly the clerks that the orders need.',
    edits: [["{ id: 'clerks', ...sold.worker, replicas: 5 },", "{ id: 'clerks', ...sold.worker, replicas: 3 },"]],
  },
  {
    name: 'no-queue',
    caughtBy: 'Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms',
    because:
      'Made by those who let every order wait at the database: visitors wait with it, and from the third second on they are turned away.',
    edits: [
      [
        `{ id: 'cache', ...sold.cache, replicas: 2 },
      { id: 'orders', ...sold.queue, replicas: 2 },
      { id: 'clerks', ...sold.worker, replicas: 5 },`,
        "{ id: 'cache', ...sold.cache, replicas: 2 },",
      ],
      [
        `{ from: 'shop', to: 'seats' },
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks', kind: 'async' },
      { from: 'clerks', to: 'seats' },`,
        "{ from: 'shop', to: 'seats' },",
      ],
    ],
  },
  {
    name: 'no-server-to-lose',
    caughtBy:
      'No single copy spoils the sale: whichever dies in the rush, at most 520 requests fail, after 5 s at least 99 % are answered again, and all queued requests are done in time',
    because: 'Made by those who run the servers that the rush needs, and none to lose.',
    edits: [["{ id: 'shop', ...sold.web, replicas: 6 },", "{ id: 'shop', ...sold.web, replicas: 4 },"]],
  },
  {
    name: 'nobody-empties-the-queue',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who draw the queue and stop there.',
    edits: [
      [
        `{ id: 'orders', ...sold.queue, replicas: 2 },
      { id: 'clerks', ...sold.worker, replicas: 5 },`,
        "{ id: 'orders', ...sold.queue, replicas: 2 },",
      ],
      [
        `{ from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks', kind: 'async' },
      { from: 'clerks', to: 'seats' },`,
        "{ from: 'shop', to: 'orders' },",
      ],
    ],
  },
  {
    name: 'one-cache',
    caughtBy:
      'No single copy spoils the sale: whichever dies in the rush, at most 520 requests fail, after 5 s at least 99 % are answered again, and all queued requests are done in time',
    because: 'Made by those who call a cache optional: without it 320 reads a second arrive at a database for 40.',
    edits: [["{ id: 'cache', ...sold.cache, replicas: 2 },", "{ id: 'cache', ...sold.cache },"]],
  },
  {
    name: 'one-database',
    caughtBy:
      'No single copy spoils the sale: whichever dies in the rush, at most 520 requests fail, after 5 s at least 99 % are answered again, and all queued requests are done in time',
    because: 'Made by those who see that one leader writes anyway, and so run only one.',
    edits: [["{ id: 'seats', ...sold.database, replicas: 2 },", "{ id: 'seats', ...sold.database },"]],
  },
  {
    name: 'one-queue',
    caughtBy:
      'No single copy spoils the sale: whichever dies in the rush, at most 520 requests fail, after 5 s at least 99 % are answered again, and all queued requests are done in time',
    because: 'Made by those who add a queue for resilience and run one copy of it.',
    edits: [["{ id: 'orders', ...sold.queue, replicas: 2 },", "{ id: 'orders', ...sold.queue },"]],
  },
  {
    name: 'past-the-shop',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because:
      'Made by those who save the web servers: visitors wait in a queue, and workers hand them straight to the database.',
    edits: [
      [
        "{ from: 'visitors', to: 'balancer' },",
        "{ from: 'visitors', to: 'balancer' },\n      { from: 'visitors', to: 'orders' },",
      ],
    ],
  },
  {
    name: 'replicas-for-writes',
    caughtBy: 'Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms',
    because:
      'Made by those who add replicas for more orders: replicas read, and one leader writes, however many there are.',
    edits: [
      [
        `{ id: 'orders', ...sold.queue, replicas: 2 },
      { id: 'clerks', ...sold.worker, replicas: 5 },
      { id: 'seats', ...sold.database, replicas: 2 },`,
        "{ id: 'seats', ...sold.database, replicas: 4 },",
      ],
      [
        `{ from: 'shop', to: 'seats' },
      { from: 'shop', to: 'orders' },
      { from: 'orders', to: 'clerks', kind: 'async' },
      { from: 'clerks', to: 'seats' },`,
        "{ from: 'shop', to: 'seats' },",
      ],
    ],
  },
  {
    name: 'room-for-a-crowd',
    of: 'right/waiting-room.ts',
    caughtBy: 'Every request that was put into a queue is done 47 s after the opening',
    because: 'Made by those who open the door wide: whoever is let in stands before a database that cannot serve them.',
    edits: [['capacity: 20, latency: 500, replicas: 8', 'capacity: 20, latency: 500, replicas: 16']],
  },
  {
    name: 'room-nearly-shut',
    of: 'right/waiting-room.ts',
    caughtBy: 'Every request that was put into a queue is done 47 s after the opening',
    because: 'Made by those who protect the shop so well that half of the crowd still stands outside at the end.',
    edits: [['capacity: 20, latency: 500, replicas: 8', 'capacity: 20, latency: 500, replicas: 4']],
  },
  {
    name: 'room-with-one-queue',
    of: 'right/waiting-room.ts',
    caughtBy:
      'No single copy spoils the sale: whichever dies in the rush, at most 520 requests fail, after 5 s at least 99 % are answered again, and all queued requests are done in time',
    because: 'Made by those who forget that a waiting room is a machine too: everybody stands before it.',
    edits: [['capacity: 500, latency: 2, replicas: 2', 'capacity: 500, latency: 2']],
  },
  {
    name: 'sized-for-every-day',
    caughtBy: 'Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms',
    because: 'Made by those who size for the average day: two servers were always enough.',
    edits: [["{ id: 'shop', ...sold.web, replicas: 6 },", "{ id: 'shop', ...sold.web, replicas: 2 },"]],
  },
  {
    name: 'too-few-clerks',
    caughtBy: 'Every request that was put into a queue is done 47 s after the opening',
    because:
      'Made by those who think that a queue ends the problem: it only moves it, and somebody has to work it off.',
    edits: [["{ id: 'clerks', ...sold.worker, replicas: 5 },", "{ id: 'clerks', ...sold.worker, replicas: 2 },"]],
  },
  {
    name: 'two-databases',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who split the load over two databases: both sell row 7 seat 12.',
    edits: [
      [
        "{ id: 'seats', ...sold.database, replicas: 2 },",
        `{ id: 'seats', ...sold.database, replicas: 2 },
      { id: 'seats-2', ...sold.database, replicas: 2 },`,
      ],
      [
        "{ from: 'clerks', to: 'seats' },",
        `{ from: 'clerks', to: 'seats' },
      { from: 'shop', to: 'seats-2' },
      { from: 'clerks', to: 'seats-2' },`,
      ],
    ],
  },
] satisfies Mistake[];
