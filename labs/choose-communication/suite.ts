/** Which way of talking suits an interaction, by the rules of the brief; and what a chain of synchronous calls costs, by Little's law. */
import { expect, fc, forEachOf, newCase, property, solution, test } from '#grading';
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

/** Why the same is asked once more, or nearly the same. */
const AFTER_OTHERS = 'The answer depends on what is asked alone, and not on what was asked before.';

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
  ['Too many, and several have to answer.', { peak: 5000, receivers: 3 }, TOO_MANY],
  [
    'An order was placed: the warehouse, the accounts and the statistics have to know.',
    { outcome: 'never', receivers: 3 },
    PUBLISH,
  ],
  ['Two have to know, and will say what came of it.', { outcome: 'later', receivers: 2 }, PUBLISH],
  ['A parcel is sent, and a label comes back some time.', { outcome: 'later' }, LATER],
  ['A mail is sent.', { outcome: 'never' }, HANDED_OVER],
  ['A mail is sent, slowly, in a rush.', { outcome: 'never', slowest: 9000, peak: 5000 }, HANDED_OVER],
  ['Nobody asks, and nothing takes time.', { slowest: 0, patience: 0, peak: 0, capacity: 0 }, CALL],
  ['The whole world has to know.', { outcome: 'never', receivers: 2 ** 32 + 1 }, PUBLISH],
  ['A report is made overnight.', { outcome: 'later', slowest: 1e7, peak: 300 }, LATER],
];

/** Figures of which the first is above the second: as text, rounded, in 32 bits, or give or take a little, it is not. */
const ABOVE = [
  [11, 1],
  [0.4, 0.3],
  [10, 9.5],
  [0.1 + 0.2, 0.3],
  [Number.MIN_VALUE, 0],
  [2 ** 32, 1],
  [1e21, 9_999],
  [0.01, 1e-7],
] as const;

/** Of time and of load there is more than enough, just enough or too little, where nobody waits. */
const NOBODY_WAITS = [
  { slowest: 1, patience: 0, peak: 0, capacity: 1 },
  { slowest: 0, patience: 1, peak: 1, capacity: 0 },
  { slowest: 1, patience: 0, peak: 1, capacity: 0 },
  { slowest: 1, patience: 1, peak: 1, capacity: 1 },
] as const;

/** Each is another than the one before, in one figure or in how the same digits are shared out. */
const ONE_AFTER_ANOTHER: readonly [figures: Partial<Interaction>, expected: Choice][] = [
  [{}, CALL],
  [{ patience: 50 }, TOO_SLOW],
  [{}, CALL],
  [{ capacity: 20 }, TOO_MANY],
  [{ receivers: 1, slowest: 11, patience: 5 }, TOO_SLOW],
  [{ receivers: 11, slowest: 1, patience: 5 }, CALL],
  [{ slowest: 5, patience: 2, peak: 22 }, TOO_SLOW],
  [{ slowest: 5, patience: 22, peak: 2 }, CALL],
];

test('Each interaction is done in the way that suits it, for the first reason that holds', {
  marks: 0.5,
  why: 'Whoever needs the answer to go on has to wait for something; whoever does not should not.',
}, () => {
  forEachOf(CASES, ([what, figures, expected]) => expect(choose({ ...QUICK, ...figures }), what).toEqual(expected));
  for (const outcome of ['later', 'never'] as const)
    for (const figures of NOBODY_WAITS)
      forEachOf([1, 2, 257], (receivers) =>
        expect(choose({ outcome, receivers, ...figures }), 'Nobody waits for the outcome.').toEqual(
          receivers > 1 ? PUBLISH : outcome === 'later' ? LATER : HANDED_OVER,
        ),
      );
  forEachOf(ABOVE, ([more, less]) => {
    for (const [asked, offered] of [
      [more, less],
      [less, more],
    ] as const) {
      const why = `${asked} is ${asked > offered ? '' : 'not '}above ${offered}: figures are compared as they stand.`;
      const slow = choose({ ...QUICK, slowest: asked, patience: offered });
      expect(slow, why).toEqual(asked > offered ? TOO_SLOW : CALL);
      const many = choose({ ...QUICK, peak: asked, capacity: offered });
      expect(many, why).toEqual(asked > offered ? TOO_MANY : CALL);
    }
  });
  newCase();
  for (const [figures, expected] of ONE_AFTER_ANOTHER)
    expect(choose({ ...QUICK, ...figures }), AFTER_OTHERS).toEqual(expected);
});

const LAW =
  'Requests in a service = arrivals per second × the seconds that each stays, and it stays until all behind it have answered.';

/** Requires the right cost. The brief allows a billionth of the availability, and a millionth of a thread for each request per second. */
function costs(rate: number, services: readonly Service[], note = ''): void {
  const cost = chainCost(rate, [...services]);
  const availability = services.reduce((product, service) => product * service.availability, 1);
  const all = `Every service of the chain has to be there.${note}`;
  expect(cost.availability, all).toBeCloseTo(availability, 1e-9 * availability);
  expect(cost.threads, 'There is one figure for each service, in the order of the chain.').toHaveLength(
    services.length,
  );
  for (const [place, threads] of cost.threads.entries()) {
    const stay = services.slice(place).reduce((sum, { mean }) => sum + mean, 0);
    expect(threads, LAW + note).toBeCloseTo((rate * stay) / 1000, 1e-6 * rate);
  }
}

test('A chain of calls is there as often as all of its services together, and each keeps a thread for as long as those behind it take', {
  marks: 0.5,
  why: 'The slowest service at the end of a chain takes the threads of every service before it.',
}, () => {
  const service = (availability: number, mean: number): Service => ({ availability, mean });
  const nines = (mean: number): Service => service(0.999, mean);
  forEachOf<[number, Service[]]>(
    [
      [100, [nines(50)]],
      [100, [nines(20), nines(20), nines(20), nines(40)]],
      [1000, [nines(0), nines(500)]],
      [1000, [nines(500), nines(0)]],
      [0, [nines(50), nines(50)]],
      [100, []],
      [10, [service(0, 10), nines(10)]],
      [10, [service(1, 10), service(0.5, 30)]],
      [4000, [service(0.9, 1), service(0.8, 2), service(0.7, 4), service(0.6, 8)]],
      // A few requests a day; work of hours; and a long chain of specks, which is hardly ever there.
      [0.0001, [nines(1_234.5678), nines(0.4)]],
      [1000, [nines(0.5), nines(12_345_678.912)]],
      [1000, Array.from({ length: 40 }, () => service(0.5, 0.00004))],
      // As many as nobody expects, and as many of which hardly any is ever missing.
      [10, Array.from({ length: 300 }, (_, nth) => service(0.9999, nth % 7))],
      [10, Array.from({ length: 40 }, () => service(0.99995, 1))],
    ],
    ([rate, services]) => costs(rate, services),
  );
  newCase();
  for (const [rate, services] of [
    [2, [service(0.5, 10)]],
    [2.4, [service(0.5, 10)]],
    [2.4, [service(0.51, 0)]],
    [2.4, [service(0.99999991, 0)]],
    [2.4, [service(0.99999994, 0)]],
    [2.4, [service(0.51, 0), service(0.51, 0)]],
    [1, [service(1, 10)]],
    [11, [service(1, 0)]],
  ] as const)
    costs(rate, services, ` ${AFTER_OTHERS}`);
  property(
    [
      fc.integer({ min: 1, max: 1000 }),
      fc.array(fc.record({ availability: fc.constantFrom(0.9, 0.99, 0.999, 1), mean: fc.nat(400) }), { maxLength: 8 }),
    ],
    costs,
    { runs: 12 },
  );
});
