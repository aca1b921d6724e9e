/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'another-draw-each-time',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who let a design depend on what was called before.',
    edits: [
      [
        `} as const;
`,
        `} as const;

let calls = 0;
`,
      ],
      ["{ id: 'web', ...sold.web, replicas: 3 },", "{ id: 'web', ...sold.web, replicas: 3 + (calls++ % 2) },"],
    ],
  },
  {
    name: 'bigger-machines',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who scale up on paper: nobody sells a web server of 1,000 requests a second.',
    edits: [["{ id: 'web', ...sold.web, replicas: 3 },", "{ id: 'web', ...sold.web, capacity: 1000, replicas: 2 },"]],
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
        "{ id: 'metadata-2', ...sold.shard, replicas: 2 },",
        "{ id: 'metadata-2', ...sold.shard, replicas: calls > 2 ? 3 : 2 },",
      ],
    ],
  },
  {
    name: 'copies-for-writes',
    caughtBy:
      'With nothing broken, at least 99.9 % of the requests are answered, half within 50 ms and 99 in 100 within 900 ms',
    because: 'Made by those who give one shard six copies: they read, and one leader writes, however many there are.',
    edits: [
      [
        `{ id: 'metadata-1', ...sold.shard, replicas: 2 },
      { id: 'metadata-2', ...sold.shard, replicas: 2 },
      { id: 'metadata-3', ...sold.shard, replicas: 2 },
      { id: 'metadata-4', ...sold.shard, replicas: 2 },`,
        "{ id: 'metadata-1', ...sold.shard, replicas: 6 },",
      ],
      [
        `{ from: 'application', to: 'metadata-1' },
      { from: 'application', to: 'metadata-2' },
      { from: 'application', to: 'metadata-3' },
      { from: 'application', to: 'metadata-4' },`,
        "{ from: 'application', to: 'metadata-1' },",
      ],
    ],
  },
  {
    name: 'metadata-not-linked',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who draw the shards and forget to say who calls them.',
    edits: [
      [
        `{ from: 'application', to: 'cache' },
      { from: 'application', to: 'metadata-1' },
      { from: 'application', to: 'metadata-2' },
      { from: 'application', to: 'metadata-3' },
      { from: 'application', to: 'metadata-4' },`,
        "{ from: 'application', to: 'cache' },",
      ],
    ],
  },
  {
    name: 'does-not-wait',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because:
      'Made by those who make a call faster by not waiting for it: the viewer would get an answer without the title.',
    edits: [
      ["{ from: 'application', to: 'metadata-1' },", "{ from: 'application', to: 'metadata-1', kind: 'async' },"],
    ],
  },
  {
    name: 'many-addresses',
    caughtBy:
      'With nothing broken, at least 99.9 % of the requests are answered, half within 50 ms and 99 in 100 within 900 ms',
    because:
      'Made by those who draw each web server as a node of its own, so that the CDN might balance: it knows one of them.',
    edits: [
      ["      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },\n", ''],
      [
        "{ id: 'web', ...sold.web, replicas: 3 },",
        "{ id: 'web-1', ...sold.web },\n      { id: 'web-2', ...sold.web },\n      { id: 'web-3', ...sold.web },",
      ],
      [
        "{ from: 'edge', to: 'balancer', latency: 50 },\n      { from: 'balancer', to: 'web' },\n      { from: 'web', to: 'application' },",
        "...['web-1', 'web-2', 'web-3'].flatMap((web) => [\n        { from: 'edge', to: web, latency: 50 },\n        { from: web, to: 'application' },\n      ]),",
      ],
    ],
  },
  {
    name: 'no-balancer',
    caughtBy:
      'With nothing broken, at least 99.9 % of the requests are answered, half within 50 ms and 99 in 100 within 900 ms',
    because: 'Made by those who add servers and expect the users to find them: all know the first address only.',
    edits: [
      [
        `{ id: 'edge', ...sold.cdn, replicas: 2 },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },`,
        "{ id: 'edge', ...sold.cdn, replicas: 2 },",
      ],
      [
        `{ from: 'edge', to: 'balancer', latency: 50 },
      { from: 'balancer', to: 'web' },`,
        "{ from: 'edge', to: 'web', latency: 50 },",
      ],
    ],
  },
  {
    name: 'no-cache',
    caughtBy:
      'With nothing broken, at least 99.9 % of the requests are answered, half within 50 ms and 99 in 100 within 900 ms',
    because: 'Made by those who trust the edges alone: the shards get every miss.',
    edits: [
      [
        `{ id: 'application', ...sold.application, replicas: 4 },
      { id: 'cache', ...sold.largeCache, replicas: 2 },`,
        "{ id: 'application', ...sold.application, replicas: 4 },",
      ],
      [
        `{ from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },`,
        "{ from: 'web', to: 'application' },",
      ],
    ],
  },
  {
    name: 'no-cdn',
    caughtBy:
      'With nothing broken, at least 99.9 % of the requests are answered, half within 50 ms and 99 in 100 within 900 ms',
    because: 'Made by those who size the data centre for everything: nothing is overloaded, and everybody is far away.',
    edits: [
      [
        `{ id: 'viewers', kind: 'client' },
      { id: 'edge', ...sold.cdn, replicas: 2 },`,
        "{ id: 'viewers', kind: 'client' },",
      ],
      [
        `{ id: 'web', ...sold.web, replicas: 3 },
      { id: 'application', ...sold.application, replicas: 4 },`,
        `{ id: 'web', ...sold.web, replicas: 4 },
      { id: 'application', ...sold.application, replicas: 7 },`,
      ],
      [
        `{ from: 'viewers', to: 'edge', latency: 5 },
      { from: 'edge', to: 'balancer', latency: 50 },`,
        "{ from: 'viewers', to: 'balancer', latency: 50 },",
      ],
    ],
  },
  {
    name: 'no-distance',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who forget that the viewers are elsewhere.',
    edits: [
      [
        `{ from: 'viewers', to: 'edge', latency: 5 },
      { from: 'edge', to: 'balancer', latency: 50 },`,
        `{ from: 'viewers', to: 'edge' },
      { from: 'edge', to: 'balancer' },`,
      ],
    ],
  },
  {
    name: 'one-balancer',
    caughtBy:
      'No single copy takes the platform down: whichever dies, at most 430 requests fail, and after 5 s at least 99 % are answered again',
    because: 'Made by those who buy a load balancer for its availability, and forget that it is a machine as well.',
    edits: [["{ id: 'balancer', ...sold.loadBalancer, replicas: 2 },", "{ id: 'balancer', ...sold.loadBalancer },"]],
  },
  {
    name: 'shards-without-a-copy',
    caughtBy:
      'No single copy takes the platform down: whichever dies, at most 430 requests fail, and after 5 s at least 99 % are answered again',
    because: 'Made by those who take sharding for a kind of replication: each shard has what no other has.',
    edits: [
      [
        `{ id: 'metadata-1', ...sold.shard, replicas: 2 },
      { id: 'metadata-2', ...sold.shard, replicas: 2 },
      { id: 'metadata-3', ...sold.shard, replicas: 2 },
      { id: 'metadata-4', ...sold.shard, replicas: 2 },`,
        `{ id: 'metadata-1', ...sold.shard },
      { id: 'metadata-2', ...sold.shard },
      { id: 'metadata-3', ...sold.shard },
      { id: 'metadata-4', ...sold.shard },`,
      ],
    ],
  },
  {
    name: 'one-database',
    of: 'right/one-large-database.ts',
    caughtBy:
      'No single copy takes the platform down: whichever dies, at most 430 requests fail, and after 5 s at least 99 % are answered again',
    because:
      'Made by those who buy the large machine because it does not get too small, and forget that it dies like any other.',
    edits: [
      ["kind: 'database', capacity: 50, latency: 40, replicas: 2", "kind: 'database', capacity: 50, latency: 40"],
    ],
  },
  {
    name: 'one-storage',
    caughtBy:
      'No single copy takes the platform down: whichever dies, at most 430 requests fail, and after 5 s at least 99 % are answered again',
    because: 'Made by those who think of storage as a place and not as a machine.',
    edits: [["{ id: 'videos', ...sold.storage, replicas: 2 },", "{ id: 'videos', ...sold.storage },"]],
  },
  {
    name: 'too-few-to-lose-one',
    caughtBy:
      'No single copy takes the platform down: whichever dies, at most 430 requests fail, and after 5 s at least 99 % are answered again',
    because: 'Made by those who size a tier for the load, and count the spare among the ones that work.',
    edits: [["{ id: 'web', ...sold.web, replicas: 3 },", "{ id: 'web', ...sold.web, replicas: 2 },"]],
  },
  {
    name: 'two-halves-of-the-metadata',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because:
      'Made by those who give each half of the servers its own shards: what one half writes, the other never finds.',
    edits: [
      [
        "{ id: 'web', ...sold.web, replicas: 3 },\n      { id: 'application', ...sold.application, replicas: 4 },",
        '...[1, 2].flatMap((half) => [\n        { id: `web-${half}`, ...sold.web, replicas: 2 },\n        { id: `application-${half}`, ...sold.application, replicas: 3 },\n      ]),',
      ],
      [
        "{ from: 'balancer', to: 'web' },\n      { from: 'web', to: 'application' },\n      { from: 'application', to: 'cache' },\n      { from: 'application', to: 'metadata-1' },\n      { from: 'application', to: 'metadata-2' },\n      { from: 'application', to: 'metadata-3' },\n      { from: 'application', to: 'metadata-4' },\n      { from: 'application', to: 'videos' },",
        "...[1, 2].flatMap((half) => [\n        { from: 'balancer', to: `web-${half}` },\n        { from: `web-${half}`, to: `application-${half}` },\n        { from: `application-${half}`, to: 'cache' },\n        { from: `application-${half}`, to: `metadata-${half}` },\n        { from: `application-${half}`, to: `metadata-${half + 2}` },\n        { from: `application-${half}`, to: 'videos' },\n      ]),",
      ],
    ],
  },
  {
    name: 'two-of-everything-and-then-some',
    caughtBy: 'It serves the evening for at most $6.50 an hour',
    because: 'Made by those who double whatever might fail: it is safe, and nobody has looked at the bill.',
    edits: [
      ["{ id: 'edge', ...sold.cdn, replicas: 2 },", "{ id: 'edge', ...sold.cdn, replicas: 3 },"],
      [
        `{ id: 'web', ...sold.web, replicas: 3 },
      { id: 'application', ...sold.application, replicas: 4 },`,
        `{ id: 'web', ...sold.web, replicas: 6 },
      { id: 'application', ...sold.application, replicas: 8 },`,
      ],
      [
        `{ id: 'metadata-3', ...sold.shard, replicas: 2 },
      { id: 'metadata-4', ...sold.shard, replicas: 2 },
      { id: 'videos', ...sold.storage, replicas: 2 },`,
        `{ id: 'metadata-3', ...sold.shard, replicas: 4 },
      { id: 'videos', ...sold.storage, replicas: 4 },`,
      ],
    ],
  },
] satisfies Mistake[];
