/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const SOUND = 'The design is a sound architecture, built from the catalogue';
const ANSWERS =
  'All day at least 99.8 % of the requests are answered, 99 in 100 within 2,000 ms, in the spikes as well';
const SURVIVES =
  'No single copy takes the platform down: whichever dies in a spike, at most 500 requests fail, and after 4 s at least 99 % are answered again';
const BILL = 'Averaged over the day it costs at most $5.90 an hour';

const API = "{ id: 'api', ...sold.application, replicas: 6 },";
const FUNCTION = "      { id: 'burst', ...sold.function },\n";
const FUNCTION_LINKS = "      { from: 'burst', to: 'cache' },\n      { from: 'burst', to: 'database' },\n";
const TO_FUNCTION = "      { from: 'balancer', to: 'burst' },\n";
const withoutFunction: [string, string][] = [
  [FUNCTION, ''],
  [TO_FUNCTION, ''],
  [FUNCTION_LINKS, ''],
];

export default [
  {
    name: 'servers-for-the-spike',
    caughtBy: BILL,
    because:
      'Made by those who size for the greatest load: it answers everything, and idles for nine tenths of the day.',
    edits: [...withoutFunction, [API, "{ id: 'api', ...sold.application, replicas: 16 },"]],
  },
  {
    name: 'functions-for-everything',
    caughtBy: BILL,
    because: 'Made by those to whom paid by use means cheap: the calm is steady work, and dear there.',
    edits: [
      [`      ${API}\n`, ''],
      ["      { from: 'balancer', to: 'api' },\n", ''],
      ["      { from: 'api', to: 'cache' },\n      { from: 'api', to: 'database' },\n", ''],
    ],
  },
  {
    name: 'all-of-them-kept-ready',
    caughtBy: BILL,
    because: 'Made by those who fear cold starts: twenty instances are ready all day, for forty seconds.',
    edits: [["{ id: 'burst', ...sold.function }", "{ id: 'burst', ...sold.function, provisioned: 20 }"]],
  },
  {
    name: 'a-scaling-fleet',
    caughtBy: ANSWERS,
    because: 'Made by those who scale the servers: the first new one starts when the spike is over.',
    edits: [
      ...withoutFunction,
      [
        API,
        "{ id: 'api', ...sold.application, autoscale: { minimum: 6, maximum: 30, target: 0.6, warmUp: 30, cooldown: 20 } },",
      ],
    ],
  },
  {
    name: 'in-turn',
    caughtBy: ANSWERS,
    because: 'Made by those who leave the policy out: each application gets as much as the whole function.',
    edits: [[", policy: 'least-connections'", '']],
  },
  {
    name: 'the-less-busy-of-two',
    caughtBy: ANSWERS,
    because:
      'Made by those who like two choices: the function is one of seven, and is not even looked at most of the time.',
    edits: [["policy: 'least-connections'", "policy: 'two-choices'"]],
  },
  {
    name: 'no-cache',
    caughtBy: ANSWERS,
    because: 'Made by those who scale the front and forget what stands behind: the database gets all of a spike.',
    edits: [
      ["      { id: 'cache', ...sold.cache, replicas: 2 },\n", ''],
      ["      { from: 'api', to: 'cache' },\n", ''],
      ["      { from: 'burst', to: 'cache' },\n", ''],
    ],
  },
  {
    name: 'a-function-without-its-cache',
    caughtBy: ANSWERS,
    because: 'Made by those who link the cache to the servers only: what the function does goes to the database.',
    edits: [["      { from: 'burst', to: 'cache' },\n", '']],
  },
  {
    name: 'one-server',
    caughtBy: ANSWERS,
    because:
      'Made by those who save on servers: the one is always full, and each spike begins with a cold start for nearly everybody.',
    edits: [[API, "{ id: 'api', ...sold.application, replicas: 1 },"]],
  },
  {
    name: 'no-balancer',
    caughtBy: ANSWERS,
    because: 'Made by those who let viewers call the servers: they know one address.',
    edits: [
      ["      { id: 'balancer', ...sold.loadBalancer, replicas: 2, policy: 'least-connections' },\n", ''],
      [
        "      { from: 'viewers', to: 'balancer' },\n      { from: 'balancer', to: 'api' },\n      { from: 'balancer', to: 'burst' },\n",
        "      { from: 'viewers', to: 'api' },\n      { from: 'viewers', to: 'burst' },\n",
      ],
    ],
  },
  {
    name: 'one-balancer',
    caughtBy: SURVIVES,
    because: 'Made by those who double everything but the door.',
    edits: [['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 1']],
  },
  {
    name: 'one-database',
    caughtBy: SURVIVES,
    because: 'Made by those for whom the cache is a second copy of the data: writes, and what is not cached, fail.',
    edits: [['...sold.database, replicas: 2', '...sold.database, replicas: 1']],
  },
  {
    name: 'an-instant-function',
    caughtBy: SOUND,
    because: 'Made by those who plan with functions that have no cold start.',
    edits: [["{ id: 'burst', ...sold.function }", "{ id: 'burst', ...sold.function, coldStart: 0 }"]],
  },
  {
    name: 'copies-of-a-function',
    caughtBy: SOUND,
    because: 'Made by those who count a function like servers: it has as many instances as it needs.',
    edits: [["{ id: 'burst', ...sold.function }", "{ id: 'burst', ...sold.function, replicas: 20 }"]],
  },
  {
    name: 'more-ready-than-may-be',
    caughtBy: SOUND,
    because: 'Made by those who keep more instances ready than may run at once.',
    edits: [["{ id: 'burst', ...sold.function }", "{ id: 'burst', ...sold.function, provisioned: 200 }"]],
  },
  {
    name: 'ready-servers',
    caughtBy: SOUND,
    because: 'Made by those who provision servers: what is provisioned is a function.',
    edits: [[API, "{ id: 'api', ...sold.application, replicas: 6, provisioned: 6 },"]],
  },
  {
    name: 'instant-servers',
    caughtBy: SOUND,
    because: 'Made by those who plan with machines that are there the moment they are ordered.',
    edits: [
      [
        API,
        "{ id: 'api', ...sold.application, autoscale: { minimum: 6, maximum: 30, target: 0.6, warmUp: 0, cooldown: 20 } },",
      ],
    ],
  },
  {
    name: 'a-function-without-data',
    caughtBy: SOUND,
    because: 'Made by those who forget that a function needs the same data as the servers.',
    edits: [[FUNCTION_LINKS, "      { from: 'burst', to: 'cache' },\n"]],
  },
  {
    name: 'a-database-for-the-function',
    caughtBy: SOUND,
    because: 'Made by those who let the function stand alone: what it writes in a spike, the servers never find.',
    edits: [
      [
        "{ id: 'database', ...sold.database, replicas: 2 },",
        "{ id: 'database', ...sold.database, replicas: 2 },\n      { id: 'burst-data', ...sold.database, replicas: 2 },",
      ],
      ["{ from: 'burst', to: 'database' },", "{ from: 'burst', to: 'burst-data' },"],
      ['...sold.application, replicas: 6', '...sold.application, replicas: 5'],
    ],
  },
  {
    name: 'a-cache-for-the-function',
    caughtBy: SOUND,
    because: 'Made by those who let the function remember by itself: what the servers write stays old in its cache.',
    edits: [
      [
        "{ id: 'cache', ...sold.cache, replicas: 2 },",
        "{ id: 'cache', ...sold.cache, replicas: 2 },\n      { id: 'burst-cache', ...sold.cache, replicas: 2 },",
      ],
      ["{ from: 'burst', to: 'cache' },", "{ from: 'burst', to: 'burst-cache' },"],
    ],
  },
  {
    name: 'servers-past-the-cache',
    caughtBy: SOUND,
    because:
      'Made by those who keep the cache for the function: what the servers write past it, the function goes on reading as it was.',
    edits: [["      { from: 'api', to: 'cache' },\n", '']],
  },
  {
    name: 'changes-the-thousandth-time',
    caughtBy: SOUND,
    because: 'Made by those who count calls: the design is the same as often as they thought anybody would look.',
    edits: [
      [
        'export function design(): Architecture {\n',
        'let calls = 0;\nexport function design(): Architecture {\n  calls++;\n',
      ],
      ['...sold.database, replicas: 2', '...sold.database, replicas: calls > 999 ? 3 : 2'],
    ],
  },
] satisfies Mistake[];
