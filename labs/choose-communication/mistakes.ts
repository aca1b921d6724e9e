/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const CHOICE = 'Each interaction is done in the way that suits it, for the first reason that holds';
const COST =
  'A chain of calls is there as often as all of its services together, and each keeps a thread for as long as those behind it take';

export default [
  {
    name: 'several-receivers-first',
    caughtBy: CHOICE,
    because: 'Several receivers are told by an event, although the caller cannot go on without their answers.',
    edits: [["if (outcome === 'now') {", "if (outcome === 'now' && receivers === 1) {"]],
  },
  {
    name: 'patience-runs-out-at-once',
    caughtBy: CHOICE,
    because: 'What takes just as long as anybody waits is called too slow.',
    edits: [['slowest > patience', 'slowest >= patience']],
  },
  {
    name: 'full-is-too-full',
    caughtBy: CHOICE,
    because: 'A peak that can just be served is called too much.',
    edits: [['peak > capacity', 'peak >= capacity']],
  },
  {
    name: 'many-before-slow',
    caughtBy: CHOICE,
    because: 'When both hold, the second reason is given.',
    edits: [['if (slowest > patience)', 'if (slowest > patience && peak <= capacity)']],
  },
  {
    name: 'slow-work-is-called-for',
    caughtBy: CHOICE,
    because: 'Whoever needs the outcome waits for it, for minutes if it takes those.',
    edits: [["    if (slowest > patience) return { style: 'accept', because: 'too-slow' };\n", '    void patience;\n']],
  },
  {
    name: 'a-rush-is-called-for',
    caughtBy: CHOICE,
    because: 'More than can be served is called for all the same, and waits in threads.',
    edits: [["    if (peak > capacity) return { style: 'accept', because: 'too-many' };\n", '    void capacity;\n']],
  },
  {
    name: 'a-rush-of-mails-is-promised',
    caughtBy: CHOICE,
    because: 'Slow work is promised to somebody who will never ask for it.',
    edits: [["if (outcome === 'now') {", "if (outcome === 'now' || slowest > patience) {"]],
  },
  {
    name: 'one-queue-for-all',
    caughtBy: CHOICE,
    because: 'Several receivers share one queue, in which each message goes to one of them.',
    edits: [["  if (receivers > 1) return { style: 'publish', because: 'many-receivers' };\n", '  void receivers;\n']],
  },
  {
    name: 'a-rush-is-told-to-all',
    caughtBy: CHOICE,
    because: 'Several receivers in a rush are told by an event, which brings the caller no outcome.',
    edits: [
      [
        "if (peak > capacity) return { style: 'accept', because: 'too-many' };",
        "if (peak > capacity) return { style: receivers > 1 ? 'publish' : 'accept', because: 'too-many' };",
      ],
    ],
  },
  {
    name: 'whole-milliseconds',
    caughtBy: CHOICE,
    because: 'Times are rounded before they are compared: 0.4 is not above 0.3 any more.',
    edits: [['slowest > patience', 'Math.round(slowest) > Math.round(patience)']],
  },
  {
    name: 'allows-a-speck',
    caughtBy: CHOICE,
    because: 'A tolerance, as for figures that were worked out: these were given, and above is above.',
    edits: [['peak > capacity', 'peak > capacity + 1e-9']],
  },
  {
    name: 'remembers-by-digits',
    caughtBy: CHOICE,
    because:
      'Choices are remembered under their figures, written one after the other: 1, 11 and 11, 1 are the same key.',
    edits: [
      [
        'export function choose({ outcome, receivers, slowest, patience, peak, capacity }: Interaction): Choice {',
        `const known = new Map<string, Choice>();

export function choose(asked: Interaction): Choice {
  const { outcome, receivers, slowest, patience, peak, capacity } = asked;
  const key = \`\${outcome}\${receivers}\${slowest}\${patience}\${peak}\${capacity}\`;
  const choice = known.get(key) ?? decide(asked);
  known.set(key, choice);
  return choice;
}

function decide({ outcome, receivers, slowest, patience, peak, capacity }: Interaction): Choice {`,
      ],
    ],
  },
  {
    name: 'the-weakest-link',
    caughtBy: COST,
    because: 'The chain is thought to be as available as its least available service.',
    edits: [['availability *= service.availability;', 'availability = Math.min(availability, service.availability);']],
  },
  {
    name: 'failures-add-up',
    caughtBy: COST,
    because: 'The shares of failures are added: nearly right while they are small, and below zero when they are not.',
    edits: [['availability *= service.availability;', 'availability -= 1 - service.availability;']],
  },
  {
    name: 'own-work-only',
    caughtBy: COST,
    because: 'Each service is thought to be free while it waits for the next.',
    edits: [['stay += service.mean / 1000;', 'stay = service.mean / 1000;']],
  },
  {
    name: 'those-before-it',
    caughtBy: COST,
    because: 'The times are added up from the front, as if each service waited for those that call it.',
    edits: [
      ['services.toReversed()', 'services'],
      ['threads.unshift', 'threads.push'],
    ],
  },
  {
    name: 'threads-backwards',
    caughtBy: COST,
    because: 'The figures are right, and in the order in which they were worked out.',
    edits: [['threads.unshift', 'threads.push']],
  },
  {
    name: 'whole-threads',
    caughtBy: COST,
    because: 'The figures are rounded up, though they are means.',
    edits: [['threads.unshift(rate * stay)', 'threads.unshift(Math.ceil(rate * stay))']],
  },
  {
    name: 'in-milliseconds',
    caughtBy: COST,
    because: 'Arrivals per second times milliseconds: a thousand times too many.',
    edits: [['service.mean / 1000', 'service.mean']],
  },
  {
    name: 'turns-the-list-round',
    caughtBy: COST,
    because: '`reverse` turns round the list of the caller, who finds its chain standing on its head.',
    edits: [['services.toReversed()', 'services.reverse()']],
  },
  {
    name: 'nine-places',
    caughtBy: COST,
    because: 'An availability of nine places is nothing at all where a long chain is hardly ever there.',
    edits: [['return { availability, threads }', 'return { availability: Number(availability.toFixed(9)), threads }']],
  },
  {
    name: 'three-places',
    caughtBy: COST,
    because: 'Threads are rounded to thousandths, and a few requests a day take none.',
    edits: [['threads.unshift(rate * stay)', 'threads.unshift(Number((rate * stay).toFixed(3)))']],
  },
  {
    name: 'whole-requests',
    caughtBy: COST,
    because: 'The rate is rounded: what arrives less than once in two seconds never arrives.',
    edits: [['threads.unshift(rate * stay)', 'threads.unshift(Math.round(rate) * stay)']],
  },
  {
    name: 'remembers-the-chain-alone',
    caughtBy: COST,
    because: 'Costs are remembered under the services, and the rate at which they were asked for first stays.',
    edits: [
      [
        'export function chainCost(rate: number, services: Service[]): ChainCost {',
        `const costs = new Map<string, ChainCost>();

export function chainCost(rate: number, services: Service[]): ChainCost {
  const key = JSON.stringify(services);
  const cost = costs.get(key) ?? workOut(rate, services);
  costs.set(key, cost);
  return cost;
}

function workOut(rate: number, services: Service[]): ChainCost {`,
      ],
    ],
  },
] satisfies Mistake[];
