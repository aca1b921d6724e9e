/** What a right calculator does. Expected fleets are worked out in whole numbers, independently of the solution. */
import {
  anyDecimal,
  atMostSteps,
  boundaryFractions,
  boundaryIntegers,
  boundaryNumbers,
  expect,
  Fraction,
  fail,
  fc,
  forEachOf,
  NOT_FINITE,
  newCase,
  property,
  repeat,
  solution,
  test,
} from '#grading';
import { counted, whole } from '#words';
import type { Fleet, Plan } from './types.ts';

const { calculateRequiredServers } = solution<typeof import('./solution.ts')>();

const ALWAYS = ['replicate-or-shard-data', 'isolate-slow-services', 'monitor'];

/** The smallest n ≥ 1 with rate × 100 ≤ n × capacity × target, in exact fractions. */
function smallestFleet({ requestRate, capacityPerServer, targetUtilisation }: Fleet): number {
  const share = Fraction.of(capacityPerServer).times(Fraction.of(targetUtilisation));
  const needed = Fraction.of(requestRate).times(Fraction.of(100)).over(share).ceiling();
  return Number(needed < 1n ? 1n : needed);
}

function actionFor(required: number, { currentServers }: Fleet): Plan['action'] {
  return required > currentServers ? 'scale-out' : required < currentServers ? 'scale-in' : 'hold';
}

/** Whether the rate is over 90 % of what the current fleet carries at its target. */
function isNearlyFull({ currentServers, requestRate, capacityPerServer, targetUtilisation }: Fleet): boolean {
  const carried = [currentServers, capacityPerServer, targetUtilisation, 0.009].map((value) => Fraction.of(value));
  return Fraction.of(requestRate).compare(carried.reduce((product, factor) => product.times(factor))) > 0;
}

function fleet(requestRate: number, capacityPerServer: number, targetUtilisation: number, currentServers = 1): Fleet {
  return { currentServers, requestRate, capacityPerServer, targetUtilisation };
}

/** A decimal as people type them, `units` ÷ 10^`places`: the number nearest to it. */
const decimal = (units: number | bigint, places: number): number => Number(`${units}e-${places}`);
const typed = (min: number, max: number, places: number): fc.Arbitrary<number> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: places })).map(([units, at]) => decimal(units, at));

const anyFleet = fc
  .tuple(typed(1, 5_000, 3), typed(100, 20_000, 2), fc.integer({ min: 5, max: 100 }))
  .map(([rate, capacity, target]) => fleet(rate, capacity, target));

/** Counts of servers stay below this, so that one more or fewer is another number. */
const MOST_SERVERS = 2 ** 53;

/** Any finite number above 0, to both ends of what there is. */
const ABOVE_ZERO = { min: Number.MIN_VALUE };

/** Fleets at the edges of numbers, each of them small enough to be counted. */
const EDGE_FLEETS: Fleet[] = [
  ...boundaryNumbers(ABOVE_ZERO).flatMap((value) => [
    fleet(value, 1, 100, 2),
    fleet(value, 0.7, 30, 3),
    fleet(1, value, 33.3),
  ]),
  ...boundaryNumbers({ min: Number.MIN_VALUE, max: 100 }).map((target) => fleet(70, 100, target, 7)),
  ...boundaryIntegers({ min: 1 }).map((servers) => fleet(70, 100, 70, servers)),
].filter((asked) => Number.isFinite(asked.requestRate) && smallestFleet(asked) < MOST_SERVERS);

test('A server of 1,000 requests per second at 70 % counts as 700', { marks: 0.5 }, () => {
  expect(calculateRequiredServers(fleet(2100, 1000, 70)).requiredServers, '2,100 ÷ 700 is exactly 3.').toBe(3);
  expect(
    calculateRequiredServers(fleet(2101, 1000, 70)).requiredServers,
    'One request more needs one server more.',
  ).toBe(4);
  expect(
    calculateRequiredServers(fleet(2500, 1000, 70)).requiredServers,
    '2,500 ÷ 700 is 3.57, and a fleet is whole.',
  ).toBe(4);
  expect(calculateRequiredServers(fleet(50, 100, 100)).requiredServers, 'Half a server is one server.').toBe(1);
});

test('The fleet is always large enough, and one server fewer would not be', {
  marks: 0.5,
  why: 'The target is a promise about the average: too few servers break it, too many cost money for nothing.',
}, () => {
  // Whole inputs whose exact answer lies clearly between two whole numbers: only the rule itself is asked for here.
  const clear = fc
    .tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 100 }))
    .filter(([rate, capacity, target]) => (rate * 100) % (capacity * target) !== 0);
  property([clear, fc.integer({ min: 1, max: 500 })], ([rate, capacity, target], servers) => {
    const { requiredServers } = calculateRequiredServers(fleet(rate, capacity, target, servers));
    expect(requiredServers).toBeInteger();
    const carries = (n: number): boolean => rate * 100 <= n * capacity * target;
    const details = (n: number): string =>
      `${n} × ${capacity} × ${target} ÷ 100 = ${(n * capacity * target) / 100} rps`;
    if (!carries(requiredServers))
      fail(
        `${counted(requiredServers, 'server is', 'servers are')} too few for ${rate} rps: ${requiredServers === 1 ? 'it carries' : 'they carry'} ${details(requiredServers)}.`,
      );
    if (requiredServers > 1 && carries(requiredServers - 1)) {
      fail(
        `${requiredServers} servers are too many for ${rate} rps: one fewer carries ${details(requiredServers - 1)}.`,
      );
    }
  });
});

/** Rates that are over what so many servers carry, by so little that whoever allows for rounding lets them pass. */
const JUST_OVER: [rate: number, capacity: number, target: number, servers: number][] = [
  [700.0000001, 1000, 70, 2],
  [27.000000000000004, 5, 20, 28],
  [0.5, 0.9999999999999998, 50.00000000000001, 2],
  [2_100_000_000_001, 1, 70, 3_000_000_000_002],
  [70_000_000_000_000.1, 100, 70, 1_000_000_000_001],
  [123_456_789_012_345, 1, 100, 123_456_789_012_345],
  [123_456_789_012_344.5, 1, 100, 123_456_789_012_345],
];

test('A load that fits exactly needs no extra server, whole numbers or decimals', {
  marks: 1,
  why: 'Binary floating point cannot hold 0.29: a rounding speck above a whole number must not buy a server.',
}, () => {
  expect(calculateRequiredServers(fleet(29, 100, 29)).requiredServers, '100 rps at 29 % is 29 rps.').toBe(1);
  expect(calculateRequiredServers(fleet(29, 50, 58)).requiredServers, '50 rps at 58 % is 29 rps.').toBe(1);
  const fits = (capacity: number, target: number, servers: number): void => {
    const share = [servers, capacity, target].map((value) => Fraction.of(value));
    const { top, bottom } = share.reduce((product, factor) => product.times(factor));
    const asked = fleet(decimal(top, String(bottom).length + 1), capacity, target, servers);
    const why = `${servers} × ${capacity} × ${target} % is exactly the rate.`;
    expect(calculateRequiredServers(asked).requiredServers, why).toBe(servers);
  };
  // What is typed has 15 digits at most, the rate included: more are not exact in a number.
  forEachOf([3, 41, 1_003, 100_003, 10_000_019, 2_000_000_011], (servers) => fits(7, 29, servers));
  forEachOf([3, 1_003, 1_000_003, 200_000_003], (servers) => fits(0.7, 33.3, servers));
  forEachOf([0.000001, 0.00000125, 0.000000000003, 1e-15, 1e12], (capacity) => fits(capacity, 29, 3));
  forEachOf([0.1, 0.01, 0.00007, 99.9999999], (target) => fits(100, target, 3));
  // As 0.1 + 33.2 prints in a program: all seventeen digits count.
  fits(100, 33.300000000000004, 1);
  forEachOf(JUST_OVER, ([rate, capacity, target, expected]) => {
    const why = `The rate is a little more than ${counted(expected - 1, 'server carries', 'servers carry')}, and the target must not be passed.`;
    expect(calculateRequiredServers(fleet(rate, capacity, target)).requiredServers, why).toBe(expected);
  });
  property(
    [typed(1, 5_000, 2), typed(1, 1_000, 1).filter((target) => target <= 100), fc.integer({ min: 1, max: 400 })],
    fits,
    {
      runs: 80,
    },
  );
  property(
    [anyFleet],
    (asked) => {
      expect(calculateRequiredServers(asked).requiredServers).toBe(smallestFleet(asked));
    },
    { runs: 40 },
  );
});

/** Powers of ten whose numbers print with an exponent: of one digit, of two and of three, and to both ends. */
const EXPONENTS = [
  ...[-7, -8, -9, -10, -11, -12, -15, -16, -20, -21, -22, -23, -30, -50, -99, -100, -101, -200, -300, -307],
  ...[21, 22, 23, 24, 25, 26, 30, 50, 99, 100, 101, 200, 300, 307],
];

test('Numbers that print with an exponent, such as 1e-7 and 1e21, are right too', { marks: 0.5 }, () => {
  expect(calculateRequiredServers(fleet(3e-7, 1e-7, 100)).requiredServers, '3e-7 ÷ 1e-7 is 3.').toBe(3);
  expect(calculateRequiredServers(fleet(1e21, 5e20, 50)).requiredServers, '1e21 ÷ 2.5e20 is 4.').toBe(4);
  expect(calculateRequiredServers(fleet(0.3, 0.1, 100)).requiredServers, '0.3 ÷ 0.1 is 3.').toBe(3);
  const isRight = (asked: Fleet): void => {
    const { requestRate, capacityPerServer, targetUtilisation } = asked;
    const why = `What is asked for is ${requestRate} × 100 ÷ (${capacityPerServer} × ${targetUtilisation}), rounded up, as these numbers print.`;
    expect(calculateRequiredServers(asked).requiredServers, why).toBe(smallestFleet(asked));
  };
  forEachOf(EDGE_FLEETS, isRight);
  // One server's share is too small for a number, though each factor is one.
  isRight(fleet(3e-323, 1e-300, 1e-30));
  // The least target there is, and the greatest rate; and whole numbers that print without an exponent, as 3 to 1, and neither is that in binary.
  isRight(fleet(Number.MIN_VALUE, 1, Number.MIN_VALUE));
  isRight(fleet(Number.MAX_VALUE, 1e308, 100));
  isRight(fleet(243_194_380_507_636_380, 81_064_793_502_545_460, 100));
  // So many servers that a quotient in binary is off by a half.
  forEachOf(
    Array.from({ length: 36 }, (_, nth) => nth),
    (nth) => isRight(fleet(123_456_789_012_345 + 7_919 * nth, 0.07, decimal(701 + nth, 1))),
  );
  // Exactly three servers' worth, and a little more: as they print, for what a number holds in binary is neither.
  forEachOf(EXPONENTS, (exponent) => {
    isRight(fleet(Number(`2.1e${exponent}`), Number(`7e${exponent - 1}`), 100));
    isRight(fleet(Number(`2.1000001e${exponent}`), Number(`7e${exponent - 1}`), 100));
    isRight(fleet(Number(`2.7e${exponent}`), Number(`9e${exponent}`), 10));
    if (exponent < 0) isRight(fleet(Number(`3.3e${exponent}`), 1, Number(`3e${exponent}`)));
  });
  property(
    [fc.tuple(anyDecimal({ min: 1e-20 }), anyDecimal({ min: 1e-20 }), anyDecimal({ min: 1e-20, max: 100 }))],
    ([rate, capacity, target]) => {
      const asked = fleet(rate, capacity, target);
      if (smallestFleet(asked) < MOST_SERVERS) isRight(asked);
    },
    { runs: 60 },
  );
});

/** More than what somebody who keeps the latest 256 or 1,000 answers, or counts in a byte, gets right. */
const MANY_CALLS = 1_100;

/** Many times what any of the right answers needs. */
const MOST_STEPS = 20_000;

test('The cost does not grow with the fleet', {
  marks: 0.5,
  why: 'A calculator that counts servers one by one is slowest when the fleet is large: when it is needed most.',
}, () => {
  // Digit by digit is fine, or by doubling and halving; a hundred thousand turns of a loop, or of an array, are not.
  for (const servers of [1, 10, 100, 1_999, 9_999, 100_000, 1e6, 1e9, 1e12]) {
    for (const [required, current] of [
      [servers, 1],
      [1, servers],
      [servers, servers],
    ] as const) {
      const asked = fleet(required * 70, 100, 70, current);
      const what = `With ${whole(servers)} servers ${required === servers ? 'required' : 'there now'} the answer`;
      atMostSteps(MOST_STEPS, { what, however: 'Whatever the fleet' }, () => {
        expect(calculateRequiredServers(asked).requiredServers).toBe(required);
      });
    }
  }
});

test('No load at all needs one server', {
  marks: 0.5,
  why: 'Somebody has to be there to answer the first request.',
}, () => {
  const none = (capacity: number, target: number, servers: number): void => {
    for (const rate of [0, -0]) {
      const plan = calculateRequiredServers(fleet(rate, capacity, target, servers));
      expect(plan.requiredServers).toBe(1);
      expect(plan.action, `One server is required, ${servers} are there.`).toBe(servers > 1 ? 'scale-in' : 'hold');
      expect(inOrder(plan.advice), 'Without load nothing is nearly full, and the rest is always advised.').toEqual(
        inOrder(ALWAYS),
      );
    }
  };
  forEachOf([1, 2, 3, 2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1], (servers) => none(100, 70, servers));
  forEachOf(boundaryNumbers(ABOVE_ZERO), (capacity) => none(capacity, 70, 2));
  none(100, 100, 2);
  property([typed(1, 20_000, 2), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 50 })], none, {
    runs: 30,
  });
});

test('The action says which way the fleet has to change', { marks: 0.5 }, () => {
  const says = (asked: Fleet): void => {
    newCase();
    const required = smallestFleet(asked);
    const { action } = calculateRequiredServers(asked);
    expect(action, `${required} are required, ${asked.currentServers} are there.`).toBe(actionFor(required, asked));
  };
  // Fleets near the answer, where the three actions meet; then some anywhere.
  const near = (asked: Fleet): void => {
    const required = smallestFleet(asked);
    for (const currentServers of [required, required + 1, Math.max(1, required - 1)])
      says({ ...asked, currentServers });
  };
  forEachOf([1, 2, 3, 10, 1_000, 2 ** 24, 2 ** 31 - 1, 2 ** 32, 1e12], (servers) => {
    near(fleet(servers * 70, 100, 70));
    near(fleet(servers * 100, 100, 100));
  });
  forEachOf(boundaryIntegers({ min: 1 }), (servers) => says(fleet(0.5, 100, 70, servers)));
  forEachOf(boundaryIntegers({ min: 1 }), (servers) => says(fleet(7_000_000, 100, 70, servers)));
  property(
    [anyFleet, fc.integer({ min: 1, max: 300 })],
    (asked, currentServers) => {
      says({ ...asked, currentServers });
      near(asked);
    },
    { runs: 30 },
  );
});

/** What is advised beside what is always advised. */
function extraFor(asked: Fleet): string[] {
  const extra: string[] = isNearlyFull(asked) ? ['add-caching'] : [];
  return actionFor(smallestFleet(asked), asked) === 'scale-out' ? ['add-load-balancing', ...extra] : extra;
}

/** The order of advice is not asked. */
const inOrder = (advice: unknown): unknown => (Array.isArray(advice) ? [...advice].sort() : advice);

function expectAdvice(input: Fleet, extra: string[], why: string): void {
  newCase();
  const { advice } = calculateRequiredServers(input);
  expect(inOrder(advice), why).toEqual(inOrder([...ALWAYS, ...extra]));
}

test('Load balancing is advised exactly when scaling out; the other three always', { marks: 0.5 }, () => {
  expectAdvice(fleet(700, 1000, 70, 2), [], 'Scaling in, at half of the load: only what is always advised.');
  expectAdvice(fleet(800, 1000, 70, 2), [], 'Holding, at 57 % of the load.');
  expectAdvice(fleet(2500, 1000, 70, 1), ['add-load-balancing', 'add-caching'], 'Scaling out, far over the load.');
});

test('Caching is advised exactly when the rate is over 90 % of what the fleet carries at its target', {
  marks: 0.5,
  why: 'At exactly 90 % it is not over 90 %. The fleet that counts is the current one, at its target.',
}, () => {
  expectAdvice(fleet(1260, 1000, 70, 2), [], '1,260 is exactly 90 % of 2 × 700.');
  expectAdvice(
    fleet(1261, 1000, 70, 2),
    ['add-caching'],
    '1,261 is over 90 % of 2 × 700, and two servers still carry it.',
  );
  const why = (asked: Fleet): string =>
    `${asked.requestRate} is ${isNearlyFull(asked) ? '' : 'not '}over 90 % of ${asked.currentServers} × ${asked.capacityPerServer} × ${asked.targetUtilisation} %.`;
  const judged = (asked: Fleet): void => expectAdvice(asked, extraFor(asked), why(asked));
  // The fleet that counts is the one that is there, however large, not the one that is required.
  forEachOf(boundaryIntegers({ min: 1, max: 1e13 }), (servers) => {
    for (const rate of [63 * servers, 63 * servers + 1]) judged(fleet(rate, 100, 70, servers));
  });
  forEachOf(
    EDGE_FLEETS.filter((_, index) => index % 8 === 0),
    judged,
  );
  // 1,000 × rate and 9 × servers × capacity × target, which lie 1 apart: over by it, then under by it, all numbers whole.
  forEachOf([0, 1, 1e3, 1e6, 1e9, 1e11, 1e12], (many) => {
    judged(fleet(999 * many + 1, 1_000 * many + 1, 37, 3));
    judged(fleet(8_001 * many + 8, 1_000 * many + 1, 7, 127));
  });
  property(
    [fc.integer({ min: 1, max: 200 }), typed(1, 3_000, 1), fc.integer({ min: 1, max: 100 })],
    (servers, capacity, target) => {
      // Exactly 90 %, in decimals, and a little more.
      const { top, bottom } = Fraction.of(capacity).times(Fraction.of(servers * target * 9));
      const places = String(bottom).length + 2;
      judged(fleet(decimal(top, places), capacity, target, servers));
      judged(fleet(decimal(top * 1000n + 1n, places + 3), capacity, target, servers));
    },
    { runs: 40 },
  );
});

test('Bad input is a RangeError that names the parameter', {
  marks: 0.5,
  why: 'A plan made from nonsense is worse than no plan.',
}, () => {
  const below = [-Number.MIN_VALUE, -1e-7, -0.5, -1, -(2 ** 31), -(2 ** 32) - 1, -1e21, -Number.MAX_VALUE];
  const bad: [keyof Fleet, readonly [number, ...number[]]][] = [
    [
      'currentServers',
      [0, -0, -2, -2.5, ...NOT_FINITE, ...boundaryFractions({ min: 0 }), -(2 ** 31), 1 - 2 ** 32, -1e21],
    ],
    ['requestRate', [-100, ...NOT_FINITE, ...below]],
    ['capacityPerServer', [0, -0, -50, ...NOT_FINITE, ...below]],
    ['targetUtilisation', [0, -0, -70, ...NOT_FINITE, 100.00000000000001, 101, 1_000, 2 ** 32 + 50, 1e21, ...below]],
  ];
  const parameters = bad.map(([name]) => name);
  const refuses = (asked: Fleet, atFault: readonly (keyof Fleet)[], why?: string): void => {
    newCase();
    expect(() => calculateRequiredServers(asked), why).toThrow('RangeError', atFault, parameters);
  };
  for (const [parameter, values] of bad) {
    for (const wrong of values) refuses({ ...fleet(100, 50, 70, 2), [parameter]: wrong }, [parameter]);
  }
  // Where the answer would be known without looking at what is wrong: no load, a load beyond any fleet, one server, all of its capacity.
  for (const others of [
    fleet(0, 50, 70, 2),
    fleet(1e21, 50, 70, 2),
    fleet(100, 50, 100, 1),
    fleet(100, 1e21, 70, 1),
    fleet(1, 1, 100, 1e12),
  ]) {
    for (const [parameter, [first]] of bad) {
      for (const wrong of [first, -1, ...NOT_FINITE])
        refuses(
          { ...others, [parameter]: wrong },
          [parameter],
          'Each parameter is looked at, whatever the others are.',
        );
    }
  }
  for (const [index, [one, [first]]] of bad.entries()) {
    for (const [other, [second]] of bad.slice(index + 1)) {
      const asked = fleet(100, 50, 70, 2);
      refuses({ ...asked, [one]: first, [other]: second }, [one, other], 'Two are wrong: naming either will do.');
      refuses({ ...asked, [one]: Number.NaN, [other]: Number.NaN }, [one, other]);
    }
  }
  refuses(fleet(Number.NaN, Number.NaN, Number.NaN, Number.NaN), parameters, 'All are wrong: naming any one will do.');
});

/** Input that nearly is that of a fleet of three at 100 %: without a sign, a fraction or what is over 100 it is the same. */
const NEARLY_GOOD: readonly [keyof Fleet, number][] = [
  ['currentServers', -3],
  ['currentServers', 3.5],
  ['requestRate', -2_500],
  ['capacityPerServer', -1_000],
  ['targetUtilisation', -100],
  ['targetUtilisation', 101],
];

/** The whole plan, its advice in the order of the alphabet. */
function planFor(asked: Fleet): Plan {
  const requiredServers = smallestFleet(asked);
  return {
    requiredServers,
    action: actionFor(requiredServers, asked),
    advice: inOrder([...ALWAYS, ...extraFor(asked)]) as Plan['advice'],
  };
}

test('The same fleet gets the same plan, whatever was asked or refused before', {
  marks: 0.5,
  why: 'A function of its input has nothing to remember. What it does remember, it will some day mistake for something else.',
}, () => {
  const gets = (asked: Fleet, why: string): void => {
    const plan = calculateRequiredServers(asked);
    const sorted = Array.isArray(plan?.advice) ? { ...plan, advice: inOrder(plan.advice) } : plan;
    expect(sorted, why).toEqual(planFor(asked));
  };
  const usual = fleet(2_500, 1_000, 70, 3);
  forEachOf(
    [fleet(2_500, 1_000, 70, 9), fleet(900, 1_000, 70, 3), fleet(2_500, 900, 70, 3), fleet(2_500, 1_000, 35, 3)],
    (other) => {
      for (const asked of [usual, other, usual]) gets(asked, 'Two fleets that differ in one number are two fleets.');
    },
  );
  // Whose capacity and target are the same digits in a row; whose product or quotient is the same number in binary.
  for (const [one, other] of [
    [fleet(5, 1, 12), fleet(5, 11, 2)],
    [fleet(0.8, 1.6, 50), fleet(0.8, 1.5999999999999999, 50)],
    [fleet(27, 5, 20), fleet(27.000000000000004, 5, 20)],
  ] as const) {
    newCase();
    for (const asked of [one, other]) gets(asked, 'Two fleets that nearly look the same are two fleets.');
  }
  // Whose four numbers are the same digits, in a row, in another order, or in sum.
  for (const [a, b, c, d] of [
    [1, 1, 1, 11],
    [1, 12, 3, 31],
  ] as const) {
    newCase();
    for (const [rate, capacity, target, servers] of [
      [a, b, c, d],
      [a, b, d, c],
      [a, d, b, c],
      [d, a, b, c],
      [c, d, a, b],
    ] as const)
      gets(fleet(rate, capacity, target, servers), 'The same digits in other places are another fleet.');
  }
  forEachOf(['currentServers', 'requestRate', 'capacityPerServer', 'targetUtilisation'] as const, (parameter) => {
    gets(usual, 'Before anything was refused.');
    for (const wrong of [Number.NaN, -1]) {
      // Nothing of it is like what is asked for next, so that a part of it that is left behind shows.
      const refused = { ...fleet(9_000, 10, 50, 40), [parameter]: wrong };
      expect(() => calculateRequiredServers(refused)).toThrow('RangeError', parameter);
      for (const asked of [usual, fleet(700, 1_000, 70, 5)]) gets(asked, 'What was refused before changes nothing.');
    }
  });
  forEachOf(NEARLY_GOOD, ([parameter, wrong]) => {
    const asked = fleet(2_500, 1_000, 100, 3);
    gets(asked, 'Nothing is wrong with this one.');
    expect(
      () => calculateRequiredServers({ ...asked, [parameter]: wrong }),
      'It nearly looks like what has just been answered, and is refused all the same.',
    ).toThrow('RangeError', parameter);
  });
  newCase();
  repeat(
    Array.from({ length: MANY_CALLS }, (_, nth) => [
      calculateRequiredServers,
      fleet(nth, 1 + (nth % 7), 70, 1 + (nth % 11)),
    ]),
  );
  newCase();
  for (const asked of [
    usual,
    fleet(0, 100, 70, 1),
    fleet(0, 100, 70, 2),
    fleet(10, 4, 70, 11),
    fleet(1_050, 1, 70, 6),
    usual,
  ])
    gets(asked, `The calculator has been asked ${whole(MANY_CALLS)} times by now, and nothing has changed.`);
});
