/** What a right plan is. Expected fleets are found by trying every count of every type, in whole numbers. */
import { expect, fail, fc, newCase, property, solution, test } from '#grading';
import type { MachineType, Plan } from './types.ts';

const { plan } = solution<typeof import('./solution.ts')>();

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
    fail(`With ${survive} of ${found.count} machines lost none is left: at least one has to stand.`, details);
  }
  if (standing * offer.capacity < peak) {
    const serves = typed(standing * offer.capacity, ratePlaces);
    fail(
      `With ${survive} of ${found.count} machines lost, ${left}, which serve ${serves} rps. The peak is ${rate} rps.`,
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
  marks: 0.5,
  why: 'A spare is one machine: the smaller the machines, the less each spare costs.',
}, () => {
  const small = { capacity: 100, price: 10 };
  const large = { capacity: 1000, price: 60 };
  property([wholeMarket], check, {
    runs: 250,
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
  property([exactFit], check, { runs: 150 });
  property([exactTie], check, { runs: 150 });

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

test('Bad input is a RangeError that names the parameter or the field', {
  marks: 0.25,
  why: 'A plan made from nonsense is worse than no plan, and the bill comes with it.',
}, () => {
  const good: MachineType = { name: 'good', capacityRps: 100, pricePerHour: 0.1, available: 50 };
  const never = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const refuses = (ask: () => Plan, parameter: string): void => {
    newCase();
    expect(ask).toThrow('RangeError', parameter);
  };
  for (const wrong of [-1, -0.001, ...never]) refuses(() => plan(wrong, [good], 1), 'peakRps');
  for (const wrong of [-1, 0.5, 1.5, ...never]) refuses(() => plan(100, [good], wrong), 'survive');
  const fields: [keyof MachineType, number[]][] = [
    ['capacityRps', [0, -5, ...never]],
    ['pricePerHour', [0, -0.1, ...never]],
    ['available', [-1, 2.5, ...never]],
  ];
  for (const [field, values] of fields) {
    for (const wrong of values) {
      const bad = { ...good, name: 'bad', [field]: wrong };
      refuses(() => plan(100, [bad], 0), field);
      refuses(() => plan(100, [good, bad], 0), field);
    }
  }
  // Bad input comes before what the catalogue cannot do.
  refuses(() => plan(Number.NaN, [], 0), 'peakRps');
  refuses(() => plan(100, [{ ...good, available: 0 }], -1), 'survive');
  refuses(() => plan(1e9, [good, { ...good, pricePerHour: 0 }], 0), 'pricePerHour');
});
