/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const SOUND = 'The design is a sound architecture, built from the catalogue';
const ANSWERS =
  'With nothing broken, at least 99.9 % of the requests are answered, half within 230 ms and 99 in 100 within 1,200 ms';
const SURVIVES =
  'No single copy takes the service down: whichever dies, at most 420 requests fail, and after 5 s at least 99 % are answered again';
const BILL = 'It serves the day for at most $7.80 an hour';

const SHARDS = "['metadata-a', 'metadata-b', 'metadata-c']";

export default [
  {
    name: 'one-database',
    caughtBy: ANSWERS,
    because: 'Made by those who replicate and do not shard: one leader for 48 writes a second, and six copies of it.',
    edits: [
      [SHARDS, "['metadata-a']"],
      ['...sold.shard, replicas: 2', '...sold.shard, replicas: 6'],
    ],
  },
  {
    name: 'two-shards-and-no-cache',
    caughtBy: ANSWERS,
    because: 'Made by those who shard and think that this is enough: every page is read from the shards.',
    edits: [
      [SHARDS, "['metadata-a', 'metadata-b']"],
      ["      { id: 'cache', ...sold.cache, replicas: 2 },\n", ''],
      ["      { from: 'application', to: 'cache' },\n", ''],
    ],
  },
  {
    name: 'storage-for-the-misses-only',
    caughtBy: ANSWERS,
    because: 'Made by those who forget the uploads: they go past the edges, and the storage is full.',
    edits: [['...sold.storage, replicas: 4', '...sold.storage, replicas: 2']],
  },
  {
    name: 'no-spare-storage',
    caughtBy: SURVIVES,
    because: 'Made by those who count the spare among those that work: with one of three dead, two cannot do it.',
    edits: [['...sold.storage, replicas: 4', '...sold.storage, replicas: 3']],
  },
  {
    name: 'one-balancer',
    caughtBy: SURVIVES,
    because: 'Made by those who buy a load balancer for its availability, and forget that it is a machine as well.',
    edits: [['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer']],
  },
  {
    name: 'two-web-servers',
    caughtBy: SURVIVES,
    because: 'Made by those who size for the day on which nothing breaks.',
    edits: [['...sold.web, replicas: 3', '...sold.web, replicas: 2']],
  },
  {
    name: 'two-applications',
    caughtBy: SURVIVES,
    because: 'Made by those who add a spare where the viewers come in, and not behind it.',
    edits: [['...sold.application, replicas: 3', '...sold.application, replicas: 2']],
  },
  {
    name: 'shards-without-copies',
    caughtBy: SURVIVES,
    because: 'Made by those who partition and do not replicate: with each machine a sixth of all metadata is gone.',
    edits: [
      [SHARDS, "['a', 'b', 'c', 'd', 'e', 'f']"],
      ['...sold.shard, replicas: 2', '...sold.shard'],
    ],
  },
  {
    name: 'one-shard-without-a-copy',
    caughtBy: SURVIVES,
    because: 'Made by those who forget one of several.',
    edits: [['...sold.shard, replicas: 2', "...sold.shard, replicas: id === 'metadata-c' ? 1 : 2"]],
  },
  {
    name: 'more-of-everything',
    caughtBy: BILL,
    because: 'Made by those who take one more of each: safe, and nobody has looked at the bill.',
    edits: [
      ['...sold.edge, replicas: 3', '...sold.edge, replicas: 5'],
      ['...sold.web, replicas: 3', '...sold.web, replicas: 4'],
      ['...sold.application, replicas: 3', '...sold.application, replicas: 4'],
      ['...sold.storage, replicas: 4', '...sold.storage, replicas: 5'],
    ],
  },
  {
    name: 'three-copies-of-rows',
    caughtBy: BILL,
    because: 'Made by those who take three copies because everybody does.',
    edits: [['...sold.shard, replicas: 2', '...sold.shard, replicas: 3']],
  },
  {
    name: 'cheap-and-full',
    caughtBy: BILL,
    because: 'Made by those who look at the bill first: one web server turns away many of those who want a page.',
    edits: [['...sold.web, replicas: 3', '...sold.web']],
  },
  {
    name: 'one-edge',
    caughtBy: ANSWERS,
    because: 'Made by those who buy an edge, because the picture has one: it does 110 of 160 requests a second.',
    edits: [['...sold.edge, replicas: 3', '...sold.edge']],
  },
  {
    name: 'no-edge-to-lose',
    caughtBy: SURVIVES,
    because: 'Made by those who count the edges that the videos need, and none that may die.',
    edits: [['...sold.edge, replicas: 3', '...sold.edge, replicas: 2']],
  },
  {
    name: 'pages-from-edges',
    caughtBy: SOUND,
    because: 'Made by those who send everything through the edges: they have nowhere to fetch a page from.',
    edits: [["{ from: 'viewers', to: 'balancer', latency: 70 },", "{ from: 'edges', to: 'balancer', latency: 70 },"]],
  },
  {
    name: 'no-distance',
    caughtBy: SOUND,
    because: 'Made by those who forget that the edges are elsewhere.',
    edits: [["{ from: 'edges', to: 'videos', latency: 70 }", "{ from: 'edges', to: 'videos' }"]],
  },
  {
    name: 'two-sets-of-edges',
    caughtBy: SOUND,
    because:
      'Made by those who draw the edges of two continents as two nodes: a request takes one of the ways, and pages would get a third.',
    edits: [
      [
        "{ id: 'edges', ...sold.edge, replicas: 3 },",
        "{ id: 'edges', ...sold.edge, replicas: 2 },\n      { id: 'edges-2', ...sold.edge },",
      ],
      [
        "{ from: 'edges', to: 'videos', latency: 70 },",
        "{ from: 'edges', to: 'videos', latency: 70 },\n      { from: 'viewers', to: 'edges-2', latency: 5 },\n      { from: 'edges-2', to: 'videos', latency: 70 },",
      ],
    ],
  },
  {
    name: 'shards-for-each-application',
    caughtBy: SOUND,
    because:
      'Made by those who link two applications to two shards each: what one writes, the other looks for elsewhere.',
    edits: [
      [
        "{ id: 'web', ...sold.web, replicas: 3 },\n      { id: 'application', ...sold.application, replicas: 3 },",
        '...[1, 2].flatMap((half) => [\n        { id: `web-${half}`, ...sold.web, replicas: 2 },\n        { id: `application-${half}`, ...sold.application, replicas: 2 },\n      ]),',
      ],
      [
        "{ from: 'balancer', to: 'web' },\n      { from: 'web', to: 'application' },\n      { from: 'application', to: 'cache' },\n      ...shards.map((to) => ({ from: 'application', to })),",
        "...[1, 2].flatMap((half) => [\n        { from: 'balancer', to: `web-${half}` },\n        { from: `web-${half}`, to: `application-${half}` },\n        { from: `application-${half}`, to: 'cache' },\n        ...shards.slice(half - 1, half + 1).map((to) => ({ from: `application-${half}`, to })),\n      ]),",
      ],
    ],
  },
  {
    name: 'larger-shards',
    caughtBy: SOUND,
    because: 'Made by those who scale up on paper.',
    edits: [['...sold.shard, replicas: 2', '...sold.shard, capacity: 450, replicas: 2']],
  },
  {
    name: 'another-draw-each-time',
    caughtBy: SOUND,
    because: 'Made by those who let a design depend on what was called before.',
    edits: [
      ['export function design()', 'let calls = 0;\n\nexport function design()'],
      ['...sold.web, replicas: 3', '...sold.web, replicas: 3 + (calls++ % 2)'],
    ],
  },
] satisfies Mistake[];
