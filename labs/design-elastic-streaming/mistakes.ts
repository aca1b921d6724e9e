/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'a-cache-for-each-half',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because:
      'Made by those who give each half of the servers a cache: what is written by way of one stays old in the other.',
    edits: [
      [
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },\n      {\n        id: 'application',\n        ...sold.application,\n        autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },\n      },\n      { id: 'cache', ...sold.cache, replicas: 2 },",
        '...[1, 2].flatMap((half) => [\n        { id: `web-${half}`, ...sold.web, autoscale: { minimum: 2, maximum: 6, target: 0.5, warmUp: 10, cooldown: 20 } },\n        { id: `application-${half}`, ...sold.application, autoscale: { minimum: 2, maximum: 12, target: 0.5, warmUp: 10, cooldown: 20 } },\n        { id: `cache-${half}`, ...sold.cache, replicas: 2 },\n      ]),',
      ],
      [
        "{ from: 'balancer', to: 'web' },\n      { from: 'web', to: 'application' },\n      { from: 'application', to: 'cache' },\n      { from: 'application', to: 'database' },",
        "...[1, 2].flatMap((half) => [\n        { from: 'balancer', to: `web-${half}` },\n        { from: `web-${half}`, to: `application-${half}` },\n        { from: `application-${half}`, to: `cache-${half}` },\n        { from: `application-${half}`, to: 'database' },\n      ]),",
      ],
    ],
  },
  {
    name: 'a-fleet-for-the-average',
    caughtBy: 'All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well',
    because: 'Made by those who divide the requests of the day by its seconds.',
    edits: [
      [
        `{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },
      {
        id: 'application',
        ...sold.application,
        autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },
      },`,
        `{ id: 'web', ...sold.web, replicas: 2 },
      { id: 'application', ...sold.application, replicas: 5 },`,
      ],
    ],
  },
  {
    name: 'a-fleet-for-the-peak',
    caughtBy: 'Averaged over the day it costs at most $4.20 an hour',
    because:
      'Made by those who size for the greatest load and leave it running: half an hour of football pays for a day of idling.',
    edits: [
      [
        `{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },
      {
        id: 'application',
        ...sold.application,
        autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },
      },`,
        `{ id: 'web', ...sold.web, replicas: 5 },
      { id: 'application', ...sold.application, replicas: 9 },`,
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
        "{ id: 'database', ...sold.database, replicas: 2 },",
        "{ id: 'database', ...sold.database, replicas: calls > 2 ? 3 : 2 },",
      ],
    ],
  },
  {
    name: 'elastic-database',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who would like the database to scale itself like everything else.',
    edits: [
      [
        "{ id: 'database', ...sold.database, replicas: 2 },",
        "{ id: 'database', ...sold.database, autoscale: { minimum: 2, maximum: 6, target: 0.5, warmUp: 10 } },",
      ],
    ],
  },
  {
    name: 'instant-servers',
    caughtBy: 'The design is a sound architecture, built from the catalogue',
    because: 'Made by those who plan with machines that are there the moment they are ordered.',
    edits: [
      [
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },",
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 0, cooldown: 20 } },",
      ],
      [
        'autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },',
        'autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 0, cooldown: 20 },',
      ],
    ],
  },
  {
    name: 'maximum-below-the-peak',
    caughtBy: 'All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well',
    because: 'Made by those who cap the bill with the maximum: at the peak the tier asks for more and may not have it.',
    edits: [
      [
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },",
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 3, target: 0.5, warmUp: 10, cooldown: 20 } },",
      ],
      [
        'autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },',
        'autoscale: { minimum: 4, maximum: 5, target: 0.5, warmUp: 10, cooldown: 20 },',
      ],
    ],
  },
  {
    name: 'never-shrinks',
    caughtBy: 'Averaged over the day it costs at most $4.20 an hour',
    because:
      'Made by those who fear flapping more than the bill: with ten minutes of cooldown nothing is given back that day.',
    edits: [
      [
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },",
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 600 } },",
      ],
      [
        'autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },',
        'autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 600 },',
      ],
    ],
  },
  {
    name: 'many-addresses',
    caughtBy: 'All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well',
    because:
      'Made by those who draw each web server as a node of its own, so that viewers might balance: they know one of them.',
    edits: [
      ["      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },\n", ''],
      [
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },",
        '...[1, 2, 3, 4, 5].map((n) => ({ id: `web-${n}`, ...sold.web })),',
      ],
      [
        "{ from: 'viewers', to: 'balancer' },\n      { from: 'balancer', to: 'web' },\n      { from: 'web', to: 'application' },",
        "...[1, 2, 3, 4, 5].flatMap((n) => [\n        { from: 'viewers', to: `web-${n}` },\n        { from: `web-${n}`, to: 'application' },\n      ]),",
      ],
    ],
  },
  {
    name: 'no-balancer',
    caughtBy: 'All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well',
    because: 'Made by those who let a tier grow that the viewers know by one address.',
    edits: [
      [
        `{ id: 'viewers', kind: 'client' },
      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },`,
        "{ id: 'viewers', kind: 'client' },",
      ],
      [
        `{ from: 'viewers', to: 'balancer' },
      { from: 'balancer', to: 'web' },`,
        "{ from: 'viewers', to: 'web' },",
      ],
    ],
  },
  {
    name: 'no-cache',
    caughtBy: 'All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well',
    because: 'Made by those who scale the servers and send all they serve to a database that does not scale.',
    edits: [
      [
        `{ id: 'cache', ...sold.cache, replicas: 2 },
      { id: 'database', ...sold.database, replicas: 2 },`,
        "{ id: 'database', ...sold.database, replicas: 2 },",
      ],
      [
        `{ from: 'web', to: 'application' },
      { from: 'application', to: 'cache' },`,
        "{ from: 'web', to: 'application' },",
      ],
    ],
  },
  {
    name: 'no-headroom',
    caughtBy: 'All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well',
    because:
      'Made by those who want every machine they pay for to be busy: at 90 % the queue is there before the new machine is.',
    edits: [
      [
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },",
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.9, warmUp: 10, cooldown: 20 } },",
      ],
      [
        'autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },',
        'autoscale: { minimum: 4, maximum: 16, target: 0.9, warmUp: 10, cooldown: 20 },',
      ],
    ],
  },
  {
    name: 'one-balancer',
    caughtBy:
      'No single copy ends the match: whichever dies at the peak, at most 160 requests fail, and after 5 s at least 99 % are answered again',
    because: 'Made by those who put one door before an elastic house.',
    edits: [["{ id: 'balancer', ...sold.loadBalancer, replicas: 2 },", "{ id: 'balancer', ...sold.loadBalancer },"]],
  },
  {
    name: 'one-cache',
    caughtBy:
      'No single copy ends the match: whichever dies at the peak, at most 160 requests fail, and after 5 s at least 99 % are answered again',
    because: 'Made by those who say that a cache holds nothing that is not elsewhere: elsewhere cannot carry the peak.',
    edits: [["{ id: 'cache', ...sold.cache, replicas: 2 },", "{ id: 'cache', ...sold.cache },"]],
  },
  {
    name: 'one-database',
    caughtBy:
      'No single copy ends the match: whichever dies at the peak, at most 160 requests fail, and after 5 s at least 99 % are answered again',
    because: 'Made by those who make the servers elastic and forget what they all call.',
    edits: [["{ id: 'database', ...sold.database, replicas: 2 },", "{ id: 'database', ...sold.database },"]],
  },
  {
    name: 'one-tier-scales',
    caughtBy: 'All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well',
    because: 'Made by those who scale what viewers see: the web servers wait for applications that nobody scaled.',
    edits: [
      [
        `{
        id: 'application',
        ...sold.application,
        autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },
      },`,
        "{ id: 'application', ...sold.application, replicas: 4 },",
      ],
    ],
  },
  {
    name: 'too-timid-a-target',
    caughtBy: 'Averaged over the day it costs at most $4.20 an hour',
    because: 'Made by those who answer every slow request with a lower target.',
    edits: [
      [
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 8, target: 0.5, warmUp: 10, cooldown: 20 } },",
        "{ id: 'web', ...sold.web, autoscale: { minimum: 3, maximum: 16, target: 0.2, warmUp: 10, cooldown: 20 } },",
      ],
      [
        'autoscale: { minimum: 4, maximum: 16, target: 0.5, warmUp: 10, cooldown: 20 },',
        'autoscale: { minimum: 6, maximum: 32, target: 0.2, warmUp: 10, cooldown: 20 },',
      ],
    ],
  },
] satisfies Mistake[];
