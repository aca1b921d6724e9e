/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const SOUND = 'The design is a sound architecture, built from the catalogue';
const ANSWERS = 'With nothing broken, at least 99.9 % of the requests are answered, 99 in 100 within 450 ms';
const SURVIVES =
  'No single copy takes the shop down: whichever dies, at most 500 requests fail, and after 5 s at least 99 % are answered again';
const BILL = 'It serves the day for at most $6.60 an hour';

const SHARDS = '...shards.map((id) => ({ id, ...sold.shard, replicas: 2 })),';
const LINKS = "...shards.map((to) => ({ from: 'router', to })),";
const NAMES = "['a', 'b', 'c', 'd', 'e', 'f']";

export default [
  {
    name: 'the-largest-machine',
    caughtBy: ANSWERS,
    because: 'Made by those who scale up: the largest database that is sold, and one replica.',
    edits: [
      [
        `{ id: 'router', ...sold.router, replicas: 2 },\n      ${SHARDS}`,
        "{ id: 'database', ...sold.database, replicas: 2 },",
      ],
      [`{ from: 'shop', to: 'router' },\n      ${LINKS}`, "{ from: 'shop', to: 'database' },"],
    ],
  },
  {
    name: 'many-replicas',
    caughtBy: ANSWERS,
    because: 'Made by those who add replicas until it is enough. It never is: each write goes to the leader.',
    edits: [
      [
        `{ id: 'router', ...sold.router, replicas: 2 },\n      ${SHARDS}`,
        "{ id: 'database', ...sold.database, replicas: 6 },",
      ],
      [`{ from: 'shop', to: 'router' },\n      ${LINKS}`, "{ from: 'shop', to: 'database' },"],
    ],
  },
  {
    name: 'one-shard-of-twelve',
    caughtBy: ANSWERS,
    because: 'Made by those who take copies for parts: one shard with twelve copies has one leader.',
    edits: [
      [NAMES, "['a']"],
      ['...sold.shard, replicas: 2', '...sold.shard, replicas: 12'],
    ],
  },
  {
    name: 'four-of-three',
    caughtBy: ANSWERS,
    because:
      'Made by those who have twelve machines for shards, and make four parts of three copies: safer, and each leader has half as many writes again.',
    edits: [
      [NAMES, "['a', 'b', 'c', 'd']"],
      ['...sold.shard, replicas: 2', '...sold.shard, replicas: 3'],
    ],
  },
  {
    name: 'shards-and-the-old-database',
    caughtBy: ANSWERS,
    because: 'Made by those who put shards beside the old database: it is still asked for everything.',
    edits: [
      [SHARDS, `${SHARDS}\n      { id: 'old', ...sold.database },`],
      [LINKS, `${LINKS}\n      { from: 'shop', to: 'old' },`],
    ],
  },
  {
    name: 'no-balancer',
    caughtBy: ANSWERS,
    because: 'Made by those who look at the data only: customers know the first of the shop’s servers.',
    edits: [
      ["{ id: 'balancer', ...sold.loadBalancer, replicas: 2 },\n      ", ''],
      [
        "{ from: 'customers', to: 'balancer' },\n      { from: 'balancer', to: 'shop' },",
        "{ from: 'customers', to: 'shop' },",
      ],
    ],
  },
  {
    name: 'five-shards',
    caughtBy: SURVIVES,
    because:
      'Made by those who size for the day on which nothing breaks: one copy alone would have to do 88 a second, and can do 80.',
    edits: [[NAMES, "['a', 'b', 'c', 'd', 'e']"]],
  },
  {
    name: 'twelve-without-copies',
    caughtBy: SURVIVES,
    because: 'Made by those who partition and do not replicate: with each machine a twelfth of the customers is gone.',
    edits: [
      [NAMES, "['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']"],
      ['...sold.shard, replicas: 2', '...sold.shard, replicas: 1'],
    ],
  },
  {
    name: 'one-without-a-copy',
    caughtBy: SURVIVES,
    because: 'Made by those who forget one of many: one shard has no second copy.',
    edits: [['...sold.shard, replicas: 2', "...sold.shard, replicas: id.endsWith('f') ? 1 : 2"]],
  },
  {
    name: 'one-router',
    caughtBy: SURVIVES,
    because: 'Made by those who take the router for a wire. It is a machine, and the only way to the data.',
    edits: [["{ id: 'router', ...sold.router, replicas: 2 }", "{ id: 'router', ...sold.router }"]],
  },
  {
    name: 'one-balancer',
    caughtBy: SURVIVES,
    because: 'Made by those who buy a load balancer for its availability, and forget that it is a machine as well.',
    edits: [['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer']],
  },
  {
    name: 'two-shop-servers',
    caughtBy: SURVIVES,
    because: 'Made by those who scale the data and leave the servers before it as they were.',
    edits: [['...sold.application, replicas: 4', '...sold.application, replicas: 2']],
  },
  {
    name: 'three-copies-of-each',
    caughtBy: BILL,
    because:
      'Made by those who take three copies because everybody does: the third has little to do here, and costs as much.',
    edits: [['...sold.shard, replicas: 2', '...sold.shard, replicas: 3']],
  },
  {
    name: 'nine-shards',
    caughtBy: BILL,
    because: 'Made by those who add shards to be sure: half of every machine is idle, even with one of them dead.',
    edits: [[NAMES, "['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']"]],
  },
  {
    name: 'cheap-and-full',
    caughtBy: BILL,
    because: 'Made by those who look at the bill first: two shards are cheap, and turn most of the customers away.',
    edits: [[NAMES, "['a', 'b']"]],
  },
  {
    name: 'larger-shards',
    caughtBy: SOUND,
    because: 'Made by those who scale up on paper: nobody sells a shard of 200 requests a second.',
    edits: [['...sold.shard, replicas: 2', '...sold.shard, capacity: 200, replicas: 2']],
  },
  {
    name: 'by-function',
    caughtBy: SOUND,
    because:
      'Made by those who split by function as well: a request would ask both databases, and do all of the work twice.',
    edits: [
      [
        `{ id: 'router', ...sold.router, replicas: 2 },\n      ${SHARDS}`,
        "{ id: 'orders', ...sold.database, replicas: 2 },\n      { id: 'products', ...sold.database, replicas: 2 },",
      ],
      [
        `{ from: 'shop', to: 'router' },\n      ${LINKS}`,
        "{ from: 'shop', to: 'orders' },\n      { from: 'shop', to: 'products' },",
      ],
    ],
  },
  {
    name: 'past-the-router',
    caughtBy: SOUND,
    because: 'Made by those who let the shop ask the shards itself, and keep the router for the picture.',
    edits: [[LINKS, "...shards.map((to) => ({ from: 'shop', to })),"]],
  },
  {
    name: 'a-sixth-each',
    caughtBy: SOUND,
    because: 'Made by those who say with `share` that each shard gets a sixth. The key decides, and not a weight.',
    edits: [[LINKS, "...shards.map((to) => ({ from: 'router', to, share: 1 / 6 })),"]],
  },
  {
    name: 'a-router-for-each-half',
    caughtBy: SOUND,
    because:
      'Made by those who give each half of the shop a router and shards of its own: what one half writes, the other never finds.',
    edits: [
      [
        "{ id: 'shop', ...sold.application, replicas: 4 },\n      { id: 'router', ...sold.router, replicas: 2 },",
        '...[1, 2].flatMap((half) => [\n        { id: `shop-${half}`, ...sold.application, replicas: 2 },\n        { id: `router-${half}`, ...sold.router, replicas: 2 },\n      ]),',
      ],
      [
        "{ from: 'balancer', to: 'shop' },\n      { from: 'shop', to: 'router' },\n      ...shards.map((to) => ({ from: 'router', to })),",
        "...[1, 2].flatMap((half) => [\n        { from: 'balancer', to: `shop-${half}` },\n        { from: `shop-${half}`, to: `router-${half}` },\n        ...shards.slice(3 * half - 3, 3 * half).map((to) => ({ from: `router-${half}`, to })),\n      ]),",
      ],
    ],
  },
  {
    name: 'three-servers-for-the-shop',
    caughtBy: SURVIVES,
    because:
      'Made by those who count the servers of a day without a death: two cannot carry it, and their queues only hide it for a while.',
    edits: [['...sold.application, replicas: 4', '...sold.application, replicas: 3']],
  },
  {
    name: 'a-shard-nobody-asks',
    caughtBy: SOUND,
    because: 'Made by those who draw a shard and forget its link.',
    edits: [[LINKS, "...shards.slice(1).map((to) => ({ from: 'router', to })),"]],
  },
  {
    name: 'another-draw-each-time',
    caughtBy: SOUND,
    because: 'Made by those who let a design depend on what was called before.',
    edits: [
      ['export function design()', 'let calls = 0;\n\nexport function design()'],
      ['...sold.application, replicas: 4', '...sold.application, replicas: 4 + (calls++ % 2)'],
    ],
  },
] satisfies Mistake[];
