/** Which way of talking suits an interaction, by the rules of the brief; and what a chain of synchronous calls costs, by Little's law. */
import { expect, fc, forEachOf, property, solution, test } from '#grading';
import type { Choice, Interaction, Service } from './types.ts';

const { choose, chainCost } = solution<typeof import('./solution.ts')>();

const QUICK: Interaction = { outcome: 'now', receivers: 1, slowest: 80, patience: 300, peak: 50, capacity: 200 };
const choice = (style: Choice['style'], because: Choice['because']): Choice => ({ style, because });

const CALL = choice('call', 'answer-needed');
const TOO_SLOW = choice('accept', 'too-slow');
const TOO_MANY = choice('accept', 'too-many');
const PUBLISH = choice('publish', 'many-receivers');
const LATER = choice('queue', 'answer-later');
const HANDED_OVER = choice('queue', 'handed-over');

/** What an interaction is, the figures in which it differs from a quick question, what suits it, and why. */
const CASES: readonly [what: string, figures: Partial<Interaction>, expected: Choice][] = [
  ['Is the password right?', {}, CALL],
  ['Is it in stock? Three services are asked together, and all of them have to answer.', { receivers: 3 }, CALL],
  ['It takes just as long as anybody waits.', { slowest: 300 }, CALL],
  ['It takes a moment longer than anybody waits.', { slowest: 300.5 }, TOO_SLOW],
  ['As many ask as can be served.', { peak: 200 }, CALL],
  ['One more asks than can be served.', { peak: 201 }, TOO_MANY],
  ['A film is encoded, for minutes.', { slowest: 600_000, patience: 2000, peak: 3, capacity: 4 }, TOO_SLOW],
  ['A sale opens.', { peak: 5000 }, TOO_MANY],
  ['Too slow and too many.', { slowest: 400, peak: 5000 }, TOO_SLOW],
  ['Too slow, and several have to know.', { slowest: 400, receivers: 4 }, TOO_SLOW],
  [
    'An order was placed: the warehouse, the accounts and the statistics have to know.',
    { outcome: 'never', receivers: 3 },
    PUBLISH,
  ],
  ['Two have to know, and will say what came of it.', { outcome: 'later', receivers: 2 }, PUBLISH],
  ['A parcel is sent, and a label comes back some time.', { outcome: 'later' }, LATER],
  ['A mail is sent.', { outcome: 'never' }, HANDED_OVER],
  ['A mail is sent, slowly, in a rush.', { outcome: 'never', slowest: 9000, peak: 5000 }, HANDED_OVER],
  ['A report is made overnight.', { outcome: 'later', slowest: 1e7, peak: 300 }, LATER],
];

test('Each interaction is done in the way that suits it, for the first reason that holds', {
  marks: 0.5,
  why: 'Whoever needs the answer to go on has to wait for something; whoever does not should not.',
}, () => {
  forEachOf(CASES, ([what, figures, expected]) => expect(choose({ ...QUICK, ...figures }), what).toEqual(expected));
  // Figures that say nothing where nobody waits; and zeros.
  for (const outcome of ['later', 'never'] as const)
    for (const [slowest, patience] of [
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      for (const [peak, capacity] of [
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const)
        forEachOf([1, 2, 1000], (receivers) =>
          expect(
            choose({ outcome, receivers, slowest, patience, peak, capacity }),
            'Nobody waits for the outcome.',
          ).toEqual(receivers > 1 ? PUBLISH : outcome === 'later' ? LATER : HANDED_OVER),
        );
  forEachOf(
    [
      [0, 0, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ] as const,
    ([slowest, patience, peak, capacity]) =>
      expect(choose({ outcome: 'now', receivers: 1, slowest, patience, peak, capacity }), 'Equal is enough.').toEqual(
        slowest > patience ? TOO_SLOW : peak > capacity ? TOO_MANY : CALL,
      ),
  );
});

const LAW =
  'Requests in a service = arrivals per second × the seconds that each stays, and it stays until all behind it have answered.';

function costs(rate: number, services: readonly Service[]): void {
  const cost = chainCost(rate, [...services]);
  const availability = services.reduce((product, service) => product * service.availability, 1);
  expect(cost.availability, 'Every service of the chain has to be there.').toBeCloseTo(availability, 1e-9);
  expect(cost.threads, 'There is one figure for each service, in the order of the chain.').toHaveLength(
    services.length,
  );
  for (const [place, threads] of cost.threads.entries()) {
    const stay = services.slice(place).reduce((sum, { mean }) => sum + mean, 0);
    expect(threads, LAW).toBeCloseTo((rate * stay) / 1000, 1e-6 * Math.max(1, rate));
  }
}

test('A chain of calls is there as often as all of its services together, and each keeps a thread for as long as those behind it take', {
  marks: 0.5,
  why: 'The slowest service at the end of a chain takes the threads of every service before it.',
}, () => {
  const nines = (mean: number): Service => ({ availability: 0.999, mean });
  forEachOf<[number, Service[]]>(
    [
      [100, [nines(50)]],
      [100, [nines(20), nines(20), nines(20), nines(40)]],
      [1000, [nines(0), nines(500)]],
      [1000, [nines(500), nines(0)]],
      [0, [nines(50), nines(50)]],
      [100, []],
      [10, [{ availability: 0, mean: 10 }, nines(10)]],
      [
        10,
        [
          { availability: 1, mean: 10 },
          { availability: 0.5, mean: 30 },
        ],
      ],
      [
        4000,
        [
          { availability: 0.9, mean: 1 },
          { availability: 0.8, mean: 2 },
          { availability: 0.7, mean: 4 },
          { availability: 0.6, mean: 8 },
        ],
      ],
    ],
    ([rate, services]) => costs(rate, services),
  );
  property(
    [
      fc.integer({ min: 1, max: 1000 }),
      fc.array(fc.record({ availability: fc.constantFrom(0.9, 0.99, 0.999, 1), mean: fc.nat(400) }), { maxLength: 8 }),
    ],
    costs,
    { runs: 30 },
  );
});
