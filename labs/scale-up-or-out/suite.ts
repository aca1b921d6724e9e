/** What a right plan is. Expected fleets are found by trying every count of every type, in whole numbers. */
import {
  anyDecimal,
  atMostSteps,
  BOUNDARY_STRINGS,
  boundaryFractions,
  boundaryIntegers,
  boundaryNumbers,
  expect,
  fail,
  fc,
  forEachOf,
  kept,
  LOOKALIKES,
  longString,
  NOT_FINITE,
  newCase,
  property,
  repeat,
  SEPARATORS,
  solution,
  test,
} from '#grading';
import { counted } from '#words';
import { bestPlan } from './best.ts';
import type { MachineType, Plan } from './types.ts';

const { plan } = solution<typeof import('./solution.ts')>();

/** More types than somebody looks at who stops after 100 or 256, and not too many for a recursion. */
const MANY_TYPES = 260;

/** More questions than somebody remembers who keeps the latest 256 or 1,000. */
const MANY_CALLS = 1_100;

/** A machine type in whole units: of 10^-places rps, and of 10^-places money. */
interface Offer {
  capacity: number;
  price: number;
  available?: number | undefined;
}

interface Market {
  peak: number;
  offers: Offer[];
  survive: number;
  /** Decimal places of the rates and of the prices: 700 units at 3 places are 0.7. */
  ratePlaces: number;
  pricePlaces: number;
}

/** Reads 700 at 3 places as 0.7: the number nearest to the decimal, as if somebody had typed it. */
const typed = (units: number, places: number): number => Number(`${units}e-${places}`);

const nameOf = (index: number): string => `type-${index + 1}`;

function catalogueOf({ offers, ratePlaces, pricePlaces }: Market): MachineType[] {
  return offers.map(({ capacity, price, available }, index) => ({
    name: nameOf(index),
    capacityRps: typed(capacity, ratePlaces),
    pricePerHour: typed(price, pricePlaces),
    ...(available !== undefined && { available }),
  }));
}

interface Fleet extends Plan {
  /** In whole units, exact. */
  price: number;
}

/** The smallest fleet of each type that can do it, found by adding machines one at a time. */
function fleets({ peak, offers, survive }: Market): Fleet[] {
  return offers.flatMap(({ capacity, price, available }, index) => {
    let count = survive + 1;
    while ((count - survive) * capacity < peak) count++;
    if (available !== undefined && count > available) return [];
    return [{ machine: nameOf(index), count, price: count * price }];
  });
}

/** The cheapest; among equals the one with fewer machines; among those the first. `toSorted` is stable. */
const choose = (candidates: Fleet[]): Fleet | undefined =>
  candidates.toSorted((a, b) => a.price - b.price || a.count - b.count)[0];

/** Asks for a plan and says what is wrong with it, if anything is. */
function check(market: Market): void {
  const { peak, offers, survive, ratePlaces, pricePlaces } = market;
  const rate = typed(peak, ratePlaces);
  const candidates = fleets(market);
  const best = choose(candidates);
  const ask = (): Plan => plan(rate, catalogueOf(market), survive);
  if (!best) {
    expect(
      ask,
      offers.length === 0
        ? 'An empty catalogue can serve nothing, and a plan without machines is no plan.'
        : 'No type has enough machines available: a plan that cannot be bought is worse than an error.',
    ).toThrow('Error', 'catalogue');
    return;
  }
  const found = ask();
  expect(found).toSatisfy(
    (value: unknown) => typeof value === 'object' && value !== null && 'machine' in value && 'count' in value,
    "an object such as { machine: 'type-1', count: 3 }",
  );
  if (found.machine === best.machine && found.count === best.count) return;

  const money = (units: number): string => String(typed(units, pricePlaces));
  const describe = ({ machine, count, price }: Fleet): string => `${count} × ${machine} for ${money(price)} an hour`;
  const details = { expected: `{ machine: "${best.machine}", count: ${best.count} }: ${describe(best)}` };
  const index = offers.findIndex((_, at) => nameOf(at) === found.machine);
  const offer = offers[index];
  if (!offer) fail(`The catalogue has no type called ${JSON.stringify(found.machine)}.`, details);
  expect(found.count, 'A fleet is a whole number of machines.').toBeInteger();
  const standing = found.count - survive;
  const left = standing === 1 ? 'one is left' : `${Math.max(0, standing)} are left`;
  if (standing < 1) {
    fail(
      `With ${survive} of ${counted(found.count, 'machine')} lost none is left: at least one has to stand.`,
      details,
    );
  }
  if (standing * offer.capacity < peak) {
    const serves = typed(standing * offer.capacity, ratePlaces);
    fail(
      `With ${survive} of ${counted(found.count, 'machine')} lost, ${left}, which serve ${serves} rps. The peak is ${rate} rps.`,
      details,
    );
  }
  if (offer.available !== undefined && found.count > offer.available) {
    fail(`${found.count} × ${found.machine} cannot be had: ${offer.available} are available.`, details);
  }
  const mine: Fleet = { ...found, price: found.count * offer.price };
  const smallest = candidates.find(({ machine }) => machine === found.machine);
  const problem =
    smallest && smallest.count < found.count
      ? `${smallest.count} × ${found.machine} would do: with ${survive} lost, they serve ${typed((smallest.count - survive) * offer.capacity, ratePlaces)} rps.`
      : mine.price > best.price
        ? `${describe(best)} would do too, and is cheaper.`
        : `${describe(best)} costs the same, and ${best.count < found.count ? 'has fewer machines' : 'is listed first'}.`;
  fail(`${describe(mine)} is not the plan: ${problem}`, { ...details, actual: describe(mine) });
}

/** Asks for a plan where the right one is known in exact fractions; nobody could be asked for 2⁵³ machines. */
function expectBest(peak: number, catalogue: MachineType[], survive: number, why: string): void {
  const best = bestPlan(peak, catalogue, survive);
  if (best && best.count >= 2 ** 53) return;
  if (best) expect(plan(peak, catalogue, survive), why).toEqual(best);
  else expect(() => plan(peak, catalogue, survive), why).toThrow('Error', 'catalogue');
}

const type = (capacityRps: number, pricePerHour: number, available?: number, name = 'only'): MachineType => ({
  name,
  capacityRps,
  pricePerHour,
  ...(available !== undefined && { available }),
});

const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const survive = whole(0, 4);

/** Whole numbers, as in the brief's examples: large machines may be dearer or cheaper for what they can do. */
const wholeMarket: fc.Arbitrary<Market> = fc.record({
  peak: fc.oneof(fc.constant(0), whole(1, 60), whole(1, 3_000)),
  offers: fc.array(
    fc.record({
      capacity: whole(1, 60).map((n) => n * 10),
      price: whole(1, 40),
      available: fc.option(whole(0, 12), { nil: undefined }),
    }),
    { maxLength: 5 },
  ),
  survive,
  ratePlaces: fc.constant(0),
  pricePlaces: fc.constant(0),
});

const market = (peak: number, offers: Offer[], lost: number): Market => ({
  peak,
  offers,
  survive: lost,
  ratePlaces: 0,
  pricePlaces: 0,
});

test('The plan is the cheapest fleet of one type that still serves the peak with any `survive` machines lost', {
  marks: 0.25,
  why: 'A spare is one machine: the smaller the machines, the less each spare costs.',
}, () => {
  const small = { capacity: 100, price: 10 };
  const large = { capacity: 1000, price: 60 };
  property([wholeMarket], check, {
    runs: 120,
    examples: [
      [market(1000, [small, large], 0)],
      [market(1000, [small, large], 1)],
      [market(0, [small, large], 2)],
      [market(1, [], 0)],
      [market(0, [], 0)],
      [market(1000, [{ ...small, available: 10 }], 1)],
      [market(1000, [{ ...small, available: 11 }], 1)],
      [market(1000, [{ ...small, available: 10 }, large], 1)],
      [market(0, [{ ...small, available: 0 }], 0)],
      // Equal prices: two of the second against four of the first; then two alike.
      [
        market(
          400,
          [
            { capacity: 100, price: 10 },
            { capacity: 200, price: 20 },
          ],
          0,
        ),
      ],
      [
        market(
          400,
          [
            { capacity: 200, price: 20 },
            { capacity: 100, price: 10 },
          ],
          0,
        ),
      ],
      [
        market(
          150,
          [
            { capacity: 200, price: 20 },
            { capacity: 300, price: 20 },
          ],
          1,
        ),
      ],
    ],
  });
  forEachOf([...BOUNDARY_STRINGS, longString(300), longString(5_000)], (name) => {
    const why = 'A name may be any string, and is given back as it is.';
    expectBest(100, [type(10, 2, undefined, 'other'), type(100, 1, undefined, name)], 0, why);
  });
  forEachOf(LOOKALIKES, ([one, other]) => {
    const why = 'Two names that look alike are two names.';
    expectBest(100, [type(10, 2, undefined, one), type(100, 1, undefined, other)], 0, why);
    expectBest(100, [type(100, 1, undefined, one), type(10, 2, undefined, other)], 0, why);
  });
  forEachOf(boundaryIntegers({ min: 1, max: 2 ** 53 - 10 }), (count) => {
    for (const available of [count - 1, count]) {
      expectBest(
        count,
        [type(1, 1, available)],
        0,
        `${counted(count, 'machine is', 'machines are')} needed, and ${available} available.`,
      );
    }
    expectBest(0, [type(1, 1, count)], count, `With ${count} lost one more must stand, and ${count} are available.`);
    expectBest(7, [type(1, 1)], count, `${count} machines may be lost, and 7 must stand.`);
  });
  // Many types: the best is the first, the last, or somewhere between them.
  forEachOf([0, 1, 64, 100, 128, 129], (at) => {
    const types = Array.from({ length: 130 }, (_, index) => type(10, index === at ? 1 : 2, undefined, nameOf(index)));
    expectBest(100, types, 1, `Of 130 types number ${at + 1} costs half as much as all the others.`);
  });
  newCase();
  const most = Array.from({ length: MANY_TYPES }, (_, index) =>
    type(10, index === MANY_TYPES - 1 ? 1 : 2, undefined, nameOf(index)),
  );
  expectBest(100, most, 1, `Of ${MANY_TYPES} types the last costs half as much as all the others.`);
  // Alike in all that counts, whatever they are called and however large they are: the first of them wins.
  forEachOf(
    [
      ['z', 'a'],
      ['a', 'z'],
      ['10', '9'],
      ['', 'a'],
    ] as const,
    ([first, second]) => {
      for (const [one, other] of [
        [200, 300],
        [300, 200],
        [200, 200],
      ] as const) {
        const types = [type(1, 50, undefined, 'dear'), type(one, 20, undefined, first), type(other, 20, 9, second)];
        expectBest(150, types, 1, 'They cost the same, and two of either are needed: the type listed first wins.');
      }
    },
  );
  forEachOf([2 ** 30, 2 ** 31 - 1, 1e9, 2 ** 32, 3e9, 1e12], (count) => {
    const types = [type(1, 1, undefined, 'small'), type(3, 3, undefined, 'large')];
    for (const listed of [types, types.toReversed()])
      expectBest(3 * count, listed, 0, `${count} × large and ${3 * count} × small cost the same.`);
  });
  // −0 is 0: no load, none lost, none to be had.
  newCase();
  expectBest(-0, [type(10, 1)], 2, 'A peak of −0 is a peak of 0.');
  expectBest(70, [type(10, 1)], -0, 'To survive −0 losses is to survive none.');
  expectBest(70, [type(10, 1, -0, 'none'), type(10, 2, undefined, 'some')], 0, 'Of −0 machines there is none.');
  expectBest(70, [type(10, 1, -0, 'none')], 0, 'Of −0 machines there is none.');
  forEachOf([2 ** 53, 1e16, 1e21, 1e300, Number.MAX_VALUE], (many) => {
    expectBest(70, [type(10, 1, many)], 2, 'A limit is any whole number, and this one is a large one.');
    expectBest(70, [type(10, 1, 9)], many, 'Any whole number may be lost, and so many are not available.');
  });
});

/** A peak that `standing` machines of the first type serve exactly, in decimals. */
const exactFit: fc.Arbitrary<Market> = fc
  .record({
    capacity: whole(1, 400),
    standing: whole(1, 60),
    other: fc.record({ capacity: whole(1, 900), price: whole(1, 5_000) }),
    price: whole(1, 5_000),
    survive,
    ratePlaces: whole(1, 4),
    pricePlaces: whole(1, 3),
  })
  .map(({ capacity, standing, other, price, ...rest }) => ({
    peak: capacity * standing,
    offers: [{ capacity, price }, other],
    ...rest,
  }));

/** Two types whose fleets cost exactly the same, in decimals: n machines at m units and m machines at n units. */
const exactTie: fc.Arbitrary<Market> = fc
  .record({
    first: whole(1, 40),
    second: whole(1, 40),
    price: whole(1, 40),
    survive: whole(0, 3),
    pricePlaces: whole(1, 3),
  })
  .map(({ first, second, price, survive: lost, pricePlaces }) => ({
    peak: first * second,
    offers: [
      { capacity: second, price: price * (second + lost) },
      { capacity: first, price: price * (first + lost) },
    ],
    survive: lost,
    ratePlaces: 0,
    pricePlaces,
  }));

/** Many times what any of the right answers needs for one type. */
const MOST_STEPS = 20_000;

/** Powers of ten whose numbers print with an exponent: of one digit, of two and of three, and to both ends. */
const EXPONENTS = [
  ...[-7, -8, -9, -10, -11, -12, -15, -16, -20, -21, -22, -23, -30, -50, -99, -100, -101, -200, -300, -307],
  ...[21, 22, 23, 24, 25, 26, 30, 50, 99, 100, 101, 200, 300, 307],
];

/** Peaks, losses and limits, one of them large at a time. */
const COSTS: [peak: number, survive: number, available?: number][] = [1e5, 1e6, 1e9, 1e12].flatMap((many) => [
  [many, 0],
  [70, many],
  [70, 1, many],
  [many, many, 4 * many],
]);

test('Decimals are exact, for rates and for prices, and so are very small, very large and very many', {
  marks: 0.25,
  why: 'Binary floating point cannot hold 0.7: a speck above a whole number must not buy a machine, nor win a tie.',
}, () => {
  check({ ...market(21, [{ capacity: 7, price: 1 }], 0), ratePlaces: 1 });
  check({
    ...market(
      21,
      [
        { capacity: 7, price: 7 },
        { capacity: 21, price: 21 },
      ],
      0,
    ),
    ratePlaces: 1,
    pricePlaces: 1,
  });
  property([exactFit], check, { runs: 60 });
  property([exactTie], check, { runs: 60 });

  // To both ends of what there is.
  const edges = boundaryNumbers({ min: Number.MIN_VALUE });
  forEachOf(edges, (value) => {
    const why = 'Each number counts as the decimal that it prints as.';
    expectBest(value, [type(0.7, 1)], 0, why);
    expectBest(70, [type(value, 1)], 1, why);
    expectBest(
      3,
      [
        type(1, Math.min(3 * value, Number.MAX_VALUE), undefined, 'a'),
        type(3, value, undefined, 'b'),
        type(2, value, undefined, 'c'),
      ],
      1,
      why,
    );
  });
  expectBest(1.5e-323, [type(5e-324, 1)], 0, '1.5e-323 ÷ 5e-324 is 3.');
  const least = [type(1, 5e-324, undefined, 'two'), type(2, 1e-323, undefined, 'one')];
  expectBest(2, least, 0, '2 × 5e-324 is 1e-323, and one machine is fewer than two.');
  // Exactly three machines' worth or price, and a little more: as they print, for what a number holds in binary is neither.
  forEachOf(EXPONENTS, (exponent) => {
    const of = (digits: number, less = 0): number => Number(`${digits}e${exponent - less}`);
    const why = 'Each number counts as the decimal that it prints as.';
    const named = (capacity: number, price: number): MachineType[] => [
      type(1, of(7, 1), undefined, 'three'),
      type(capacity, price, undefined, 'one'),
    ];
    for (const rate of [2.1, 2.1000001]) expectBest(of(rate), [type(of(7, 1), 1)], 0, why);
    for (const price of [2.1, 2.1000001]) expectBest(3, named(3, of(price)), 0, why);
  });
  // In whole numbers, too: 10¹⁵ + 1 machines at 10¹⁵ − 1, and 10¹⁵ at 10¹⁵, which is 1 more.
  forEachOf([1e15 - 1, 1e15], (price) => {
    const types = [type(1, price, undefined, 'more'), type(1.000000000000001, 1e15, undefined, 'fewer')];
    for (const listed of [types, types.toReversed()])
      expectBest(1e15 + 1, listed, 0, 'Of two fleets the cheaper one wins, by however little.');
  });
  newCase();
  expectBest(
    123_456_789_012_345_680_000,
    [type(12_345_678_901_234_568, 1)],
    0,
    'Ten thousand times as much, as printed.',
  );
  property(
    [
      anyDecimal({ min: 1e-20 }),
      fc.array(fc.tuple(anyDecimal({ min: 1e-20 }), anyDecimal({ min: 1e-20 })), { maxLength: 4 }),
      survive,
    ],
    (peak, offers, lost) => {
      const catalogue = offers.map(([capacity, price], index) => type(capacity, price, undefined, nameOf(index)));
      expectBest(peak, catalogue, lost, 'Each number counts as the decimal that it prints as.');
    },
    { runs: 40 },
  );
  for (const [peak, lost, available] of COSTS) {
    const what = `For ${peak} rps with ${counted(lost, 'machine')} lost and ${available ?? 'any number'} available the plan`;
    atMostSteps(MOST_STEPS, { what, however: 'However many machines' }, () => {
      expectBest(peak, [type(0.7, 0.1, available)], lost, 'The work must not grow.');
    });
  }

  newCase();
  const machine = (capacityRps: number, pricePerHour: number): MachineType[] => [
    { name: 'only', capacityRps, pricePerHour },
  ];
  const expectCount = (found: Plan, count: number, why: string): void => {
    expect(found, why).toEqual({ machine: 'only', count });
    newCase();
  };
  expectCount(plan(3e-7, machine(1e-7, 1e-9), 1), 4, '3e-7 ÷ 1e-7 is 3, and one is spare.');
  expectCount(plan(1e22, machine(2.5e21, 3e21), 0), 4, '1e22 ÷ 2.5e21 is 4.');
  expectCount(plan(700.0000001, machine(700, 1), 0), 2, 'One machine serves 700 rps, and this is more.');
  expectCount(plan(1.000000000000001, machine(1, 1), 0), 2, 'One machine serves 1 rps, and this is more.');
  expectCount(
    plan(2e12, machine(0.5, 0.01), 1_000_000),
    4_000_001_000_000,
    'Two machines for each rps, and a million.',
  );
  expect(
    plan(
      4e15,
      [
        { name: 'half', capacityRps: 0.5, pricePerHour: 0.1 },
        { name: 'whole', capacityRps: 1, pricePerHour: 0.2 },
        { name: 'bargain', capacityRps: 1, pricePerHour: 0.199999999999999 },
      ],
      0,
    ),
    'Eight thousand million million at 0.1 cost as much as half as many at 0.2, and a little less is less.',
  ).toEqual({ machine: 'bargain', count: 4e15 });
});

const CAN_BE_WRONG = ['peakRps', 'survive', 'capacityRps', 'pricePerHour', 'available'];

test('Bad input is a RangeError that names the parameter or the field', {
  marks: 0.25,
  why: 'A plan made from nonsense is worse than no plan, and the bill comes with it.',
}, () => {
  const good: MachineType = { name: 'good', capacityRps: 100, pricePerHour: 0.1, available: 50 };
  const below = [-Number.MIN_VALUE, -1e-7, -(2 ** 31), 1 - 2 ** 32, -1e21];
  const notWhole = [...boundaryFractions({ min: 0 }), ...below];
  const refuses = (ask: () => Plan, atFault: string | readonly string[], why?: string): void => {
    newCase();
    expect(ask, why).toThrow('RangeError', atFault, CAN_BE_WRONG);
  };
  for (const wrong of [-1, -0.001, ...NOT_FINITE, ...below]) refuses(() => plan(wrong, [good], 1), 'peakRps');
  for (const wrong of [-1, 0.5, 1.5, ...NOT_FINITE, ...notWhole]) refuses(() => plan(100, [good], wrong), 'survive');
  const fields: [keyof MachineType, number[]][] = [
    ['capacityRps', [0, -0, -5, ...NOT_FINITE, -Number.MIN_VALUE, -1e21]],
    ['pricePerHour', [0, -0, -0.1, ...NOT_FINITE, -Number.MIN_VALUE, -1e21]],
    ['available', [-1, 2.5, ...NOT_FINITE, ...notWhole]],
  ];
  const plain = new Set([0, -1, 2.5, Number.NaN]);
  for (const [field, values] of fields) {
    for (const wrong of values) {
      const bad = { ...good, name: 'bad', [field]: wrong };
      refuses(() => plan(100, [bad], 0), field);
      refuses(() => plan(100, [good, bad], 0), field);
      // Where it would never be chosen: too few to be had, none at all, far too dear or too small, or last of many.
      if (field !== 'available') refuses(() => plan(100, [{ ...bad, available: 0 }, good], 0), field);
      if (!plain.has(wrong)) continue;
      refuses(() => plan(100, [{ ...bad, ...(field !== 'available' && { available: 1 }) }, good], 9), field);
      for (const price of [1_000, 1e9, 1e21])
        refuses(() => plan(0, [good, { ...bad, pricePerHour: price, [field]: wrong }], 0), field);
      refuses(() => plan(0, [good, { ...bad, capacityRps: 1e-9, [field]: wrong }], 0), field);
      refuses(
        () => plan(100, [...Array.from({ length: 40 }, (_, at) => ({ ...good, name: nameOf(at) })), bad], 0),
        field,
      );
    }
    const [wrong] = values;
    for (const name of CAN_BE_WRONG) {
      const bad = { ...good, name, [field]: wrong };
      refuses(() => plan(100, [bad], 0), field, `The type is called ${name}, and what is wrong is its ${field}.`);
    }
    const types = Array.from({ length: MANY_TYPES }, (_, at) => ({ ...good, name: nameOf(at) }));
    refuses(() => plan(100, [...types, { ...good, name: 'bad', [field]: wrong }], 0), field);
    refuses(() => plan(100, [{ ...good, name: 'bad', [field]: wrong }, ...types.slice(0, 9)], 0), field);
  }
  // Bad input comes before what the catalogue cannot do: it is empty, has nothing, or too few.
  const first = 'Bad input comes first: it is a RangeError even where the catalogue could not do it.';
  const none = { ...good, available: 0 };
  for (const wrong of [-1, ...NOT_FINITE]) {
    for (const catalogue of [[], [none], [none, { ...good, name: 'few', available: 1 }]]) {
      refuses(() => plan(wrong, catalogue, 2), 'peakRps', first);
      refuses(() => plan(1e9, catalogue, wrong), 'survive', first);
    }
    for (const field of ['capacityRps', 'pricePerHour'] as const) {
      for (const catalogue of [
        [none, { ...none, name: 'bad' }],
        [none, { ...good, name: 'bad' }],
      ])
        refuses(() => plan(1e9, catalogue.with(1, { ...catalogue[1]!, [field]: wrong }), 0), field, first);
      refuses(() => plan(0, [{ ...none, [field]: wrong }], 0), field, first);
    }
    refuses(() => plan(1e9, [none, { ...good, name: 'bad', available: wrong }], 0), 'available', first);
    refuses(() => plan(1e9, [{ ...good, name: 'bad', available: wrong }, none], 0), 'available', first);
  }
  const either = 'Two things are wrong: naming either will do.';
  for (const [index, one] of CAN_BE_WRONG.entries()) {
    for (const other of CAN_BE_WRONG.slice(index + 1)) {
      const value = (name: string, right: number): number => (name === one || name === other ? Number.NaN : right);
      const entry = { ...good, capacityRps: value('capacityRps', 100), pricePerHour: value('pricePerHour', 0.1) };
      const bad = { ...entry, available: value('available', 50) };
      for (const catalogue of [[bad], [{ ...good, name: 'other' }, bad]])
        refuses(() => plan(value('peakRps', 100), catalogue, value('survive', 1)), [one, other], either);
    }
  }
});

test('The same question gets the same plan, whatever was asked or refused before', {
  marks: 0.25,
  why: 'A function of its input has nothing to remember. What it does remember, it will some day mistake for something else.',
}, () => {
  const again = 'The plan depends on what it is asked now, not on what was asked before.';
  const usual = [type(100, 0.1, 50, 'small'), type(1_000, 0.6, 4, 'large')];
  const ask = (why = again): void => {
    expectBest(1_000, usual, 0, why);
    expectBest(1_000, usual, 1, why);
  };
  // The same names mean another offer each time.
  forEachOf([{ capacityRps: 10 }, { pricePerHour: 9 }, { available: 0 }, { available: 1 }], (other) => {
    ask();
    for (const at of [0, 1]) {
      const changed = usual.with(at, { ...usual[at]!, ...other });
      expectBest(1_000, changed, 0, 'The same names, and another offer: what was known of them no longer holds.');
      expectBest(1_000, changed, 3, again);
    }
    expectBest(5, usual, 0, again);
    expectBest(1_000, usual.toReversed(), 0, again);
    ask();
  });
  forEachOf(
    [
      (): Plan => plan(Number.NaN, usual, 3),
      (): Plan => plan(70, usual, -1),
      (): Plan => plan(70, usual.with(1, { ...usual[1]!, capacityRps: 0 }), 3),
      (): Plan => plan(70, usual.with(1, { ...usual[1]!, pricePerHour: Number.NaN }), 3),
      (): Plan => plan(70, usual.with(0, { ...usual[0]!, available: 0.5 }), 3),
    ],
    (refused) => {
      ask();
      expect(refused).toThrow('RangeError');
      ask('What was refused before changes nothing.');
      expect(() => plan(1e9, usual, 0)).toThrow('Error', 'catalogue');
      expect(() => plan(1, [], 0)).toThrow('Error', 'catalogue');
      ask('What no fleet could do before changes nothing.');
    },
  );
  newCase();
  // The caller's own catalogue, handed in time after time.
  const own = kept([type(100, 0.1, 30, 'small'), type(1_000, 0.6, 4, 'large')]);
  for (const [peak, lost] of [
    ...[0, 1, 2, 0, 1, 2].map((few) => [1_000, few] as const),
    // Without a space between them both read 111.
    [1, 11],
    [11, 1],
  ] as const)
    expect(plan(peak, own, lost), 'The catalogue is handed in again, and must be what it was.').toEqual(
      bestPlan(peak, own, lost),
    );
  // Two questions of the same types in another order, or of the same characters in other places.
  const named = (...names: string[]): MachineType[] => names.map((name) => type(100, 1, undefined, name));
  const pairs: [peak: number, catalogue: MachineType[], lost: number][][] = [
    [
      [1, [type(100, 1)], 11],
      [11, [type(100, 1)], 1],
    ],
    [
      [22, [type(1, 11)], 0],
      [22, [type(11, 1)], 0],
    ],
    [
      [22, [type(1, 1, 30, 'only1')], 0],
      [22, [type(11, 1, 30, 'only')], 0],
    ],
    [
      [5, [type(1, 1, 11)], 0],
      [5, [type(1, 11, 1)], 0],
    ],
    [
      [5, named('a', 'b'), 0],
      [5, named('b', 'a'), 0],
    ],
    ...SEPARATORS.flatMap((between) => {
      const joined = ['a', 100, 1, '', 'b'].join(between);
      return [
        [named(`a${between}b`, 'c'), named('a', `b${between}c`)],
        [[type(100, 1, undefined, 'a'), type(10, 2, undefined, 'b')], [type(10, 2, undefined, joined)]],
      ].map((both) => both.map((catalogue) => [100, catalogue, 0] as [number, MachineType[], number]));
    }),
  ];
  forEachOf(pairs, (alike) => {
    for (const [peak, catalogue, lost] of alike)
      expectBest(peak, catalogue, lost, 'Another question than the one before, though it looks much like it.');
  });
  newCase();
  repeat(Array.from({ length: MANY_CALLS }, (_, nth) => [plan, nth, [type(1 + (nth % 7), 1)], nth % 5]));
  newCase();
  ask(`There have been ${MANY_CALLS} other questions by now, and nothing has changed.`);
  for (const peak of [0, 1, 7, MANY_CALLS]) expectBest(peak, [type(7, 1)], 1, again);
});
