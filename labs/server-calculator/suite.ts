/** What a right calculator does. Expected fleets are worked out in whole numbers, independently of the solution. */
import { expect, fail, fc, type Growth, newCase, property, solution, steadyCost, test } from '#grading';
import type { Fleet } from './types.ts';

const { calculateRequiredServers } = solution<typeof import('./solution.ts')>();

const ALWAYS = ['replicate-or-shard-data', 'isolate-slow-services', 'monitor'];

/** A decimal input as people type them, kept beside the whole number it stands for: `units` ÷ 10^`places`. */
interface Typed {
  units: number;
  places: number;
}

const value = ({ units, places }: Typed): number => Number(`${units}e-${places}`);

/** Whole-number oracle: the smallest n ≥ 1 with rate × 100 ≤ n × capacity × target. */
function smallestFleet(rate: Typed, capacity: Typed, target: Typed): bigint {
  const places = BigInt(capacity.places + target.places);
  const load = BigInt(rate.units) * 100n * 10n ** places;
  const share = BigInt(capacity.units) * BigInt(target.units) * 10n ** BigInt(rate.places);
  const whole = load / share;
  const fleet = whole * share === load ? whole : whole + 1n;
  return fleet < 1n ? 1n : fleet;
}

function fleet(requestRate: number, capacityPerServer: number, targetUtilisation: number, currentServers = 1): Fleet {
  return { currentServers, requestRate, capacityPerServer, targetUtilisation };
}

const typed = (min: number, max: number, places: number): fc.Arbitrary<Typed> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: places })).map(([units, at]) => ({ units, places: at }));

const anyFleet = fc.tuple(typed(0, 5_000, 3), typed(100, 20_000, 2), fc.integer({ min: 5, max: 100 }));

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
  marks: 1,
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
      fail(`${requiredServers} servers are too few for ${rate} rps: they carry ${details(requiredServers)}.`);
    if (requiredServers > 1 && carries(requiredServers - 1)) {
      fail(
        `${requiredServers} servers are too many for ${rate} rps: one fewer carries ${details(requiredServers - 1)}.`,
      );
    }
  });
});

test('A load that fits exactly needs no extra server, whole numbers or decimals', {
  marks: 1,
  why: 'Binary floating point cannot hold 0.29: a rounding speck above a whole number must not buy a server.',
}, () => {
  expect(calculateRequiredServers(fleet(29, 100, 29)).requiredServers, '100 rps at 29 % is 29 rps.').toBe(1);
  expect(calculateRequiredServers(fleet(29, 50, 58)).requiredServers, '50 rps at 58 % is 29 rps.').toBe(1);
  const exactFit = fc.tuple(typed(1, 5_000, 2), typed(1, 1_000, 1), fc.integer({ min: 1, max: 400 }));
  property(
    [exactFit.filter(([, target]) => value(target) <= 100)],
    ([capacity, target, servers]) => {
      const units = BigInt(capacity.units) * BigInt(target.units) * BigInt(servers);
      const rate = { units: Number(units), places: capacity.places + target.places + 2 };
      const asked = fleet(value(rate), value(capacity), value(target), servers);
      expect(
        calculateRequiredServers(asked).requiredServers,
        `${servers} × ${value(capacity)} × ${value(target)} % is exactly the rate.`,
      ).toBe(servers);
    },
    { runs: 200 },
  );
  property([anyFleet], ([rate, capacity, target]) => {
    const expected = smallestFleet(rate, capacity, { units: target, places: 0 });
    expect(calculateRequiredServers(fleet(value(rate), value(capacity), target)).requiredServers).toBe(
      Number(expected),
    );
  });
});

test('Numbers that print with an exponent, such as 1e-7 and 1e21, are right too', { marks: 0.5 }, () => {
  expect(calculateRequiredServers(fleet(3e-7, 1e-7, 100)).requiredServers, '3e-7 ÷ 1e-7 is 3.').toBe(3);
  expect(calculateRequiredServers(fleet(1e21, 5e20, 50)).requiredServers, '1e21 ÷ 2.5e20 is 4.').toBe(4);
  expect(calculateRequiredServers(fleet(0.3, 0.1, 100)).requiredServers, '0.3 ÷ 0.1 is 3.').toBe(3);
});

test('The cost does not grow with the fleet', {
  marks: 0.5,
  why: 'A calculator that counts servers one by one is slowest when the fleet is large: when it is needed most.',
}, () => {
  // Logarithmic is fine, digit by digit for instance; a hundred thousand turns of a loop are not.
  const grows = {
    counted: 'servers',
    sizes: [10, 1_000, 100_000],
    ample: (few: number) => 5 * few + 1_000,
    most: 4_000,
  } satisfies Partial<Growth>;
  steadyCost({ with: 'the fleet', ...grows }, (servers) => () => {
    expect(calculateRequiredServers(fleet(servers * 70, 100, 70)).requiredServers).toBe(servers);
  });
  steadyCost({ with: 'the fleet there is', ...grows }, (servers) => () => {
    expect(calculateRequiredServers(fleet(140, 100, 70, servers)).requiredServers).toBe(2);
  });
  steadyCost({ with: 'both fleets', ...grows }, (servers) => () => {
    expect(calculateRequiredServers(fleet(servers * 70, 100, 70, servers)).action).toBe('hold');
  });
});

test('No load at all needs one server', {
  marks: 0.5,
  why: 'Somebody has to be there to answer the first request.',
}, () => {
  property(
    [typed(1, 20_000, 2), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 50 })],
    (capacity, target, servers) => {
      const plan = calculateRequiredServers(fleet(0, value(capacity), target, servers));
      expect(plan.requiredServers).toBe(1);
    },
  );
});

test('The action says which way the fleet has to change', { marks: 0.5 }, () => {
  property([anyFleet, fc.integer({ min: 1, max: 300 })], ([rate, capacity, target], servers) => {
    const required = Number(smallestFleet(rate, capacity, { units: target, places: 0 }));
    const expected = required > servers ? 'scale-out' : required < servers ? 'scale-in' : 'hold';
    // Start from fleets near the answer as well, where the three actions meet.
    for (const current of [servers, required, required + 1, Math.max(1, required - 1)]) {
      newCase();
      const { action } = calculateRequiredServers(fleet(value(rate), value(capacity), target, current));
      const wanted =
        current === servers ? expected : required > current ? 'scale-out' : required < current ? 'scale-in' : 'hold';
      expect(action, `${required} are required, ${current} are there.`).toBe(wanted);
    }
  });
});

function expectAdvice(input: Fleet, extra: string[], why: string): void {
  newCase();
  const { advice } = calculateRequiredServers(input);
  expect(Array.isArray(advice) ? [...advice].sort() : advice, why).toEqual([...ALWAYS, ...extra].sort());
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
  property(
    [fc.integer({ min: 1, max: 200 }), typed(1, 3_000, 1), fc.integer({ min: 1, max: 100 })],
    (servers, capacity, target) => {
      // Exactly 90 %, in decimals: servers × capacity × target ÷ 100 × 0.9.
      const rate = { units: servers * capacity.units * target * 9, places: capacity.places + 3 };
      expectAdvice(
        fleet(value(rate), value(capacity), target, servers),
        [],
        'This is exactly 90 %, which is not over 90 %.',
      );
    },
  );
});

test('Bad input is a RangeError that names the parameter', {
  marks: 0.5,
  why: 'A plan made from nonsense is worse than no plan.',
}, () => {
  const bad: [keyof Fleet, number[]][] = [
    ['currentServers', [0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY]],
    ['requestRate', [-1, -0.001, Number.NaN, Number.POSITIVE_INFINITY]],
    ['capacityPerServer', [0, -5, Number.NaN, Number.POSITIVE_INFINITY]],
    ['targetUtilisation', [0, -10, 100.5, Number.NaN, Number.POSITIVE_INFINITY]],
  ];
  for (const [parameter, values] of bad) {
    for (const wrong of values) {
      expect(() => calculateRequiredServers({ ...fleet(100, 50, 70, 2), [parameter]: wrong })).toThrow(
        'RangeError',
        parameter,
      );
    }
  }
});
