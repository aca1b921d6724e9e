/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const ERLANG = 'waitShare gives the share of requests that wait, for few workers and for many';
const SERVERS = 'Servers are as few as keep the objective in every phase with one of them lost';
const BILL = 'The bill of functions counts every request, its time and its memory, each rounded up by itself';
const LIMITS = 'Functions are ruled out by their limits, and by cold starts that are both too slow and too frequent';
const CHOICE = 'Of two that keep the objective the cheaper one is chosen, and none where neither does';

export default [
  {
    name: 'erlang-b',
    caughtBy: ERLANG,
    because:
      'Erlang’s B is the share that is turned away where nobody can wait. It is smaller than the share that waits.',
    edits: [['return blocked / (1 - (load / servers) * (1 - blocked));', 'return blocked;']],
  },
  {
    name: 'factorials',
    caughtBy: ERLANG,
    because: 'The formula as it stands: 171! is more than a number can hold, and the result is NaN.',
    edits: [
      [
        'let blocked = 1;\n  for (let count = 1; count <= servers; count++) blocked = (load * blocked) / (count + load * blocked);',
        `const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  let sum = 0;
  for (let k = 0; k <= servers; k++) sum += load ** k / factorial(k);
  const blocked = load ** servers / factorial(servers) / sum;`,
      ],
    ],
  },
  {
    name: 'a-little-is-nothing',
    caughtBy: ERLANG,
    because:
      'A load of less than a thousandth is taken for none, and nobody waits: of nine decimal places three are right.',
    edits: [['if (load >= servers) return 1;', 'if (load >= servers) return 1;\n  if (load <= 1e-3) return 0;']],
  },
  {
    name: 'remembers-under-joined-digits',
    caughtBy: ERLANG,
    because: 'What was worked out is kept under both numbers one after the other: 121 and 0.5 read like 12 and 10.5.',
    edits: [
      ['export function waitShare(', 'const known = new Map<string, number>();\n\nexport function waitShare('],
      [
        '  let blocked = 1;',
        "  const before = known.get([servers, load].join(''));\n  if (before !== undefined) return before;\n  let blocked = 1;",
      ],
      [
        'return blocked / (1 - (load / servers) * (1 - blocked));',
        "const share = blocked / (1 - (load / servers) * (1 - blocked));\n  known.set([servers, load].join(''), share);\n  return share;",
      ],
    ],
  },
  {
    name: 'one-queue-each',
    caughtBy: ERLANG,
    because: 'Each worker is taken for a queue of its own, in which the share that waits is the utilisation.',
    edits: [['return blocked / (1 - (load / servers) * (1 - blocked));', 'return blocked > 0 ? load / servers : 0;']],
  },
  {
    name: 'full-is-fine',
    caughtBy: ERLANG,
    because: 'The formula is also used where there is no long run, and gives something.',
    edits: [['if (load >= servers) return 1;\n', '']],
  },
  {
    name: 'no-spare',
    caughtBy: SERVERS,
    because: 'The fleet keeps its objective as long as all of it stands.',
    edits: [
      ['for (let left = 1; left + 1 <= most; left++) {', 'for (let left = 1; left <= most; left++) {'],
      [
        "return { on: 'servers', servers: left + 1, nanoDollars: (left + 1) * hours * nanoDollarsPerHour };",
        "return { on: 'servers', servers: left, nanoDollars: left * hours * nanoDollarsPerHour };",
      ],
    ],
  },
  {
    name: 'a-spare-worker',
    caughtBy: SERVERS,
    because: 'The spare is counted as one worker. With a server go all of its workers.',
    edits: [['isContent(phase, workload, left * each)', 'isContent(phase, workload, (left + 1) * each - 1)']],
  },
  {
    name: 'by-utilisation',
    caughtBy: SERVERS,
    because: 'Workers for the load, rounded up, as if requests came evenly.',
    edits: [['? waitShare(workers, load) *', '? 0 * waitShare(workers, load) *']],
  },
  {
    name: 'waiting-at-all',
    caughtBy: SERVERS,
    because: 'Everybody who waits counts as slow, however short the wait.',
    edits: [[' * Math.exp((-(workers - load) * patienceMs) / serviceMs)', '']],
  },
  {
    name: 'for-the-mean',
    caughtBy: SERVERS,
    because: 'Servers are bought for the average hour of the month.',
    edits: [
      [
        'if (!workload.phases.every((phase) => isContent(phase, workload, left * each))) continue;\n    const hours = workload.phases.reduce((sum, phase) => sum + phase.hours, 0);',
        `const hours = workload.phases.reduce((sum, phase) => sum + phase.hours, 0);
    const perHour = workload.phases.reduce((sum, phase) => sum + phase.hours * phase.perHour, 0) / hours;
    if (!isContent({ hours, perHour }, workload, left * each)) continue;`,
      ],
    ],
  },
  {
    name: 'paid-when-busy',
    caughtBy: SERVERS,
    because: 'Servers are paid only for the hours that have requests.',
    edits: [
      ['(sum, phase) => sum + phase.hours, 0)', '(sum, phase) => sum + (phase.perHour > 0 ? phase.hours : 0), 0)'],
    ],
  },
  {
    name: 'slots-without-memory',
    caughtBy: SERVERS,
    because: 'All slots are used, whether their requests fit into the memory or not.',
    edits: [['Math.min(slots, Math.floor(memoryMb / workload.memoryMb))', 'memoryMb < workload.memoryMb ? 0 : slots']],
  },
  {
    name: 'a-part-of-a-request-fits',
    caughtBy: SERVERS,
    because: 'Memory for one and a half requests is taken for one and a half workers.',
    edits: [['Math.floor(memoryMb / workload.memoryMb)', 'Math.round(memoryMb / workload.memoryMb)']],
  },
  {
    name: 'an-empty-phase-needs-servers',
    caughtBy: SERVERS,
    because: 'Without load, no server at all: nobody is there when the first request comes.',
    edits: [
      [
        'for (let left = 1; left',
        'for (let left = workload.phases.every(({ perHour }) => perHour === 0) ? 0 : 1; left',
      ],
    ],
  },
  {
    name: 'strictly-fewer-slow',
    caughtBy: SERVERS,
    because: '“At most 100 %” read as “less than”: where everybody may wait, nothing is good enough.',
    edits: [['slow * 100 <= slowPercent', 'slow * 100 < slowPercent']],
  },
  {
    name: 'one-too-many-can-be-had',
    caughtBy: SERVERS,
    because: 'The limit is compared before the spare is added.',
    edits: [['left + 1 <= most', 'left <= most']],
  },
  {
    name: 'at-most-a-thousand-workers',
    caughtBy: SERVERS,
    because:
      'More workers than waitShare is asked for by itself are taken for a thousand, and no number of servers is enough.',
    edits: [['isContent(phase, workload, left * each)', 'isContent(phase, workload, Math.min(1000, left * each))']],
  },
  {
    name: 'rounds-the-month',
    caughtBy: BILL,
    because: 'The bill is rounded once at its end, and not for each request.',
    edits: [
      [
        'const time = Math.ceil((serviceMs * memoryMb * offer.nanoDollarsPerGbSecond) / (1000 * MB_A_GB));',
        'const time = (serviceMs * memoryMb * offer.nanoDollarsPerGbSecond) / (1000 * MB_A_GB);',
      ],
      [
        'nanoDollars: requests * (offer.nanoDollarsPerRequest + time)',
        'nanoDollars: Math.ceil(requests * (offer.nanoDollarsPerRequest + time))',
      ],
    ],
  },
  {
    name: 'a-thousand-megabytes',
    caughtBy: BILL,
    because: 'A GB is taken for 1,000 MB.',
    edits: [['const MB_A_GB = 1024;', 'const MB_A_GB = 1000;']],
  },
  {
    name: 'rounds-to-seconds',
    caughtBy: BILL,
    because: 'Each request is paid for whole seconds, as it was years ago for whole 100 ms.',
    edits: [['Math.ceil((serviceMs * memoryMb', 'Math.ceil((Math.ceil(serviceMs / 1000) * 1000 * memoryMb']],
  },
  {
    name: 'requests-for-nothing',
    caughtBy: BILL,
    because: 'Only time and memory are paid for; the fee for each request is forgotten.',
    edits: [['requests * (offer.nanoDollarsPerRequest + time)', 'requests * time']],
  },
  {
    name: 'the-busiest-hour-all-month',
    caughtBy: BILL,
    because: 'Functions are billed like servers, for the peak.',
    edits: [
      [
        'const requests = phases.reduce((sum, { hours, perHour }) => sum + hours * perHour, 0);',
        'const peak = Math.max(...phases.map(({ perHour }) => perHour));\n  const requests = phases.reduce((sum, { hours }) => sum + hours * peak, 0);',
      ],
    ],
  },
  {
    name: 'at-the-limit-is-over',
    caughtBy: LIMITS,
    because: 'A request that takes exactly as long as is allowed is refused.',
    edits: [['longestMs > offer.longestMs', 'longestMs >= offer.longestMs']],
  },
  {
    name: 'memory-is-no-limit',
    caughtBy: LIMITS,
    because: 'That a function has a limit of memory is forgotten.',
    edits: [[' || memoryMb > offer.memoryMb', '']],
  },
  {
    name: 'concurrency-of-the-first-phase',
    caughtBy: LIMITS,
    because: 'How many run at once is looked at in the first phase only.',
    edits: [
      [
        'phases.some((phase) => loadOf(phase, workload) > offer.concurrency)',
        'phases.slice(0, 1).some((phase) => loadOf(phase, workload) > offer.concurrency)',
      ],
    ],
  },
  {
    name: 'concurrency-in-binary',
    caughtBy: LIMITS,
    because:
      'The rate in seconds times the time in seconds: 200 a second for 0.035 s are a little more than 7 in binary.',
    edits: [
      [
        'phases.some((phase) => loadOf(phase, workload) > offer.concurrency)',
        'phases.some(({ perHour }) => (perHour / SECONDS_AN_HOUR) * (serviceMs / 1000) > offer.concurrency)',
      ],
    ],
  },
  {
    name: 'no-concurrency-is-no-limit',
    caughtBy: LIMITS,
    because: 'A limit of 0 is read as none.',
    edits: [
      [
        'if (phases.some((phase) => loadOf(phase, workload) > offer.concurrency))',
        'if (offer.concurrency && phases.some((phase) => loadOf(phase, workload) > offer.concurrency))',
      ],
    ],
  },
  {
    name: 'rate-for-concurrency',
    caughtBy: LIMITS,
    because:
      'Requests a second are compared with how many may run at once. At 50 ms each, twenty a second are one at once.',
    edits: [['loadOf(phase, workload) > offer.concurrency', 'phase.perHour / SECONDS_AN_HOUR > offer.concurrency']],
  },
  {
    name: 'cold-starts-are-rare',
    caughtBy: LIMITS,
    because: 'Cold starts are taken for a matter of the first request.',
    edits: [['if (phases.some((phase) => isTooCold(phase, workload, offer))) return null;\n', '']],
  },
  {
    name: 'cold-starts-always-count',
    caughtBy: LIMITS,
    because: 'A cold start counts as slow, also when it is shorter than anybody’s patience.',
    edits: [['perHour === 0 || offer.coldStartMs <= patienceMs', 'perHour === 0']],
  },
  {
    name: 'cold-in-an-empty-phase',
    caughtBy: LIMITS,
    because: 'In a phase without requests, e^0 is 1: all of no requests would be cold.',
    edits: [['perHour === 0 || offer.coldStartMs', 'offer.coldStartMs']],
  },
  {
    name: 'keep-alive-in-the-wrong-unit',
    caughtBy: LIMITS,
    because: 'Requests an hour times seconds: nothing is ever cold.',
    edits: [['(-perHour / SECONDS_AN_HOUR) * offer.keepAliveS', '-perHour * offer.keepAliveS']],
  },
  {
    name: 'servers-at-the-same-price',
    caughtBy: CHOICE,
    because: 'At the same price servers win.',
    edits: [['servers.nanoDollars < functions.nanoDollars', 'servers.nanoDollars <= functions.nanoDollars']],
  },
  {
    name: 'functions-first',
    caughtBy: CHOICE,
    because: 'Functions are taken wherever they can run.',
    edits: [['servers.nanoDollars < functions.nanoDollars ? servers : functions', 'functions']],
  },
  {
    name: 'none-if-one-is-out',
    caughtBy: CHOICE,
    because: 'Where one of the two is out there is nothing to compare, and so no answer.',
    edits: [['return functions ?? servers;', 'return null;']],
  },
  {
    name: 'seconds-in-binary',
    caughtBy: BILL,
    because:
      '0.07 s × 100 is a little more than 7 in binary, and rounded up it is 8: for each of a thousand million requests.',
    edits: [
      [
        '(serviceMs * memoryMb * offer.nanoDollarsPerGbSecond) / (1000 * MB_A_GB)',
        '(serviceMs / 1000) * (memoryMb / MB_A_GB) * offer.nanoDollarsPerGbSecond',
      ],
    ],
  },
] satisfies Mistake[];
