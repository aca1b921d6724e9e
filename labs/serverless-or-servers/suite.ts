/** What a right placement is: Erlang's C beside published values, each side's bill and limits by themselves, and the choice between them. */
import { expect, fail, fc, forEachOf, format, property, solution, test } from '#grading';
import { FUNCTION, SERVER } from './offers.ts';
import { erlangC, isNearTheLimit, placed } from './other-way.ts';
import type { FunctionOffer, Offer, Phase, ServerOffer, Workload } from './types.ts';

const { waitShare, place } = solution<typeof import('./solution.ts')>();

function waits(servers: number, load: number, expected: number): void {
  const given = waitShare(servers, load);
  if (typeof given === 'number' && Math.abs(given - expected) <= 1e-9) return;
  fail(
    `Of the requests at ${servers} workers with a load of ${load}, a share of ${expected} waits, and not ${format(given)}.`,
    {
      expected: `${expected}, to nine decimal places`,
      actual: format(given),
    },
  );
}

test('waitShare gives the share of requests that wait, for few workers and for many', {
  marks: 0.5,
  why: 'Erlang worked it out in 1917 for telephone exchanges, and every fleet behind one queue is one.',
}, () => {
  // Published values, to six places; then the same and others by another formula, to nine.
  forEachOf(
    [
      [1, 0.7, 0.7],
      [2, 1.5, 0.642857],
      [5, 2.5, 0.130371],
      [10, 7, 0.221731],
      [10, 9, 0.668732],
    ] as const,
    ([servers, load, published]) => {
      const given = waitShare(servers, load);
      expect(Math.round(given * 1e6) / 1e6, `Published for ${servers} workers and a load of ${load}.`).toBe(published);
    },
  );
  forEachOf(
    [
      [1, 0],
      [7, 0],
      [1, 1],
      [1, 1.5],
      [3, 3],
      [3, 1e9],
      [1, 0.999],
      [1, 1e-9],
      // A little load is not none, and a little more is not the same.
      [1, 1e-4],
      [2, 1e-3],
      [2, 1.5],
      [2, 1.50000004],
      // One after the other, the digits of both are the same.
      [121, 0.5],
      [12, 10.5],
      [2, 1.999999],
      [170, 150],
      [171, 170.5],
      [200, 190],
      [1000, 900],
      [1000, 999.5],
      [1000, 1],
      // Hardly anybody waits, and more than nobody.
      [1, 5e-7],
      [100, 60],
      [500, 400],
      [1000, 850],
      [1000, 860],
      [1000, 1000],
      [6, 2.5],
      [5, 2.5],
    ] as const,
    ([servers, load]) => waits(servers, load, erlangC(servers, load)),
  );
  property(
    [fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1.1, noNaN: true })],
    (servers, utilisation) => waits(servers, servers * utilisation, erlangC(servers, servers * utilisation)),
    { runs: 25 },
  );
});

const WORKLOAD: Workload = {
  phases: [{ hours: 730, perHour: 360_000 }],
  serviceMs: 50,
  longestMs: 2_000,
  memoryMb: 1024,
  patienceMs: 200,
  slowPercent: 1,
};
interface Changes {
  workload?: Partial<Workload>;
  server?: Partial<ServerOffer>;
  function?: Partial<FunctionOffer>;
}

const NO_SERVERS: Partial<ServerOffer> = { most: 0 };
const NO_FUNCTIONS: Partial<FunctionOffer> = { longestMs: 0 };

function expectPlaced({ workload, server, function: fn }: Changes, why?: string): void {
  const asked: Workload = { ...WORKLOAD, ...workload };
  const offer: Offer = { server: { ...SERVER, ...server }, function: { ...FUNCTION, ...fn } };
  // Whether a share that is equal to the limit up to the last digits is above it is up to rounding.
  if (isNearTheLimit(asked, offer)) return;
  const { placement, reason } = placed(asked, offer);
  expect(place(asked, offer), why ?? reason).toEqual(placement);
}

const ALIKE: Phase[] = [
  { hours: 1, perHour: 11 },
  { hours: 11, perHour: 1 },
];
const phases = (...rates: readonly number[]): Phase[] => rates.map((perHour) => ({ hours: 100, perHour }));

test('Servers are as few as keep the objective in every phase with one of them lost', {
  marks: 1,
  why: 'Servers are bought for the worst hour, and for the worst moment in it: the one in which a machine is gone.',
}, () => {
  const only = (workload: Partial<Workload>, server: Partial<ServerOffer> = {}, why?: string) =>
    expectPlaced({ workload, server, function: NO_FUNCTIONS }, why);
  // A published example: 30 calls an hour of 5 minutes each, and at most one in ten may wait at all: 6 people, and one to spare.
  const callCentre = { phases: phases(30), serviceMs: 300_000, patienceMs: 0, slowPercent: 10 };
  const given = place(
    { ...WORKLOAD, ...callCentre },
    { server: { ...SERVER, slots: 1 }, function: { ...FUNCTION, longestMs: 0 } },
  );
  expect(Object(given).servers, 'Six of them let 5.9 % wait, five 13 %; one more is the spare.').toBe(7);
  forEachOf<[Partial<Workload>, Partial<ServerOffer>]>(
    [
      [callCentre, { slots: 1 }],
      [callCentre, { slots: 4 }],
      [{ ...callCentre, slowPercent: 14 }, { slots: 1 }],
      // Nothing to do: one has to be there, and one to spare.
      [{ phases: phases(0) }, {}],
      [{ phases: phases(0, 0) }, { slots: 1 }],
      [{ phases: phases(1) }, {}],
      // One an hour, and each takes an hour.
      [{ phases: phases(1), serviceMs: 3_600_000 }, { slots: 1 }],
      // The busiest phase decides, wherever it stands; quiet ones are paid for as well.
      [{ phases: phases(3600, 360_000, 36_000) }, {}],
      [{ phases: phases(360_000, 3600, 0) }, {}],
      [
        {
          phases: [
            { hours: 1, perHour: 720_000 },
            { hours: 729, perHour: 10 },
          ],
        },
        {},
      ],
      // More patience, and less; nobody slow, and everybody may be.
      [{ patienceMs: 0 }, {}],
      [{ patienceMs: 5000 }, {}],
      [{ slowPercent: 0, patienceMs: 0 }, { most: 60 }],
      [{ slowPercent: 100 }, {}],
      [{ slowPercent: 50, patienceMs: 0 }, {}],
      [{ slowPercent: 1, serviceMs: 1000 }, {}],
      // A load of exactly so many workers never settles.
      [{ phases: phases(72_000 * 4), slowPercent: 99 }, { slots: 4 }],
      [{ phases: phases(72_000 * 4 - 720), slowPercent: 99 }, { slots: 4 }],
      // Memory may allow fewer at once than there are slots, or none.
      [{ memoryMb: 4096 }, { slots: 8 }],
      [{ memoryMb: 4097 }, { slots: 8 }],
      [{ memoryMb: 8192 }, { slots: 8 }],
      [{ memoryMb: 8193 }, { slots: 8 }],
      [{ memoryMb: 1 }, { slots: 8 }],
      [{ phases: phases(0), memoryMb: 8193 }, {}],
      // As many as can be had, and one too few.
      [{}, { most: 5 }],
      [{}, { most: 4 }],
      [{}, { most: 3 }],
      [{ phases: phases(0) }, { most: 2 }],
      [{ phases: phases(0) }, { most: 1 }],
      [{ phases: phases(0) }, { most: 0 }],
      // Many workers in a server, and more than there are in the first part.
      [{ phases: phases(7_200_000) }, { slots: 64, memoryMb: 262_144 }],
      [
        { phases: phases(72_000_000), patienceMs: 60_000 },
        { slots: 64, memoryMb: 262_144 },
      ],
      [{ memoryMb: 1 }, { slots: 8, memoryMb: 2 ** 40 }],
      [{}, { slots: 2 ** 40 }],
      // Nobody is patient, and a request takes the shortest time that there is.
      [{ phases: phases(36_000_000), serviceMs: 1, patienceMs: 0 }, { slots: 1 }],
      // The last of many phases; and two that are alike, or read alike without a space.
      [{ phases: phases(10, 20, 30, 40, 360_000) }, {}],
      [
        { phases: [...[700, 600, 500].map((hours) => ({ hours, perHour: 36_000 })), { hours: 1, perHour: 360_000 }] },
        {},
      ],
      // One worker lets 1.0003 % wait too long with 16,088 an hour, and 1.03 % with 16,340.
      [{ phases: phases(16_088) }, { slots: 1 }],
      [{ phases: phases(16_340) }, { slots: 1 }],
      // How long the longest takes is nothing to a server.
      [{ longestMs: 1e12 }, {}],
      [{ phases: phases(36_000, 36_000) }, {}],
      [{ phases: ALIKE }, {}],
      // Other numbers, and the same digits one after the other: 5 and 11, 51 and 1; 2 and 8192, 28 and 192.
      [{ patienceMs: 5, slowPercent: 11 }, {}],
      [{ patienceMs: 51, slowPercent: 1 }, {}],
      [{}, { slots: 2, memoryMb: 8192 }],
      [{}, { slots: 28, memoryMb: 192 }],
    ],
    ([workload, server]) => only(workload, server),
  );
  property(
    [
      fc.array(fc.record({ hours: fc.integer({ min: 1, max: 700 }), perHour: fc.integer({ min: 0, max: 500_000 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.constantFrom(20, 50, 300),
      fc.constantFrom(0, 10, 100, 500),
      fc.constantFrom(1, 2, 8),
    ],
    (parts, serviceMs, patienceMs, slots) => only({ phases: parts, serviceMs, patienceMs }, { slots }),
    { runs: 20 },
  );
});

test('The bill of functions counts every request, its time and its memory, each rounded up by itself', {
  marks: 0.5,
  why: 'The price of one request looks like nothing. It is paid a thousand million times.',
}, () => {
  const only = (workload: Partial<Workload>, fn: Partial<FunctionOffer> = {}) =>
    expectPlaced({ workload, server: NO_SERVERS, function: fn });
  forEachOf<[Partial<Workload>, Partial<FunctionOffer>]>(
    [
      [{}, {}],
      [{ phases: phases(0) }, {}],
      [{ phases: phases(3600, 0, 360_000) }, {}],
      [
        {
          phases: [
            { hours: 670, perHour: 36_000 },
            { hours: 60, perHour: 360_000 },
          ],
        },
        {},
      ],
      [{ serviceMs: 1, memoryMb: 128 }, {}],
      [{ serviceMs: 1, memoryMb: 1 }, {}],
      [{ serviceMs: 1000, memoryMb: 1024 }, {}],
      [{ serviceMs: 1001, memoryMb: 1024 }, {}],
      [{ serviceMs: 200, memoryMb: 512 }, { nanoDollarsPerGbSecond: 13_334 }],
      [{ memoryMb: 1769 }, {}],
      [{}, { nanoDollarsPerRequest: 0 }],
      [{}, { nanoDollarsPerGbSecond: 0 }],
      [{ memoryMb: 512, serviceMs: 2 }, { nanoDollarsPerGbSecond: 1000 }],
      [{ memoryMb: 512, serviceMs: 2 }, { nanoDollarsPerGbSecond: 1001 }],
      [{ phases: phases(36_000, 36_000) }, {}],
      [{ phases: ALIKE, slowPercent: 100 }, {}],
      // Exactly one nano-dollar, a speck more, and a speck more than very many.
      [{ memoryMb: 1, serviceMs: 1 }, { nanoDollarsPerGbSecond: 1_024_000 }],
      [{ memoryMb: 1, serviceMs: 1 }, { nanoDollarsPerGbSecond: 1_024_001 }],
      [{ memoryMb: 1, serviceMs: 1, phases: phases(1000) }, { nanoDollarsPerGbSecond: 1_024_000 * 8_000_000_000 + 1 }],
      // 0.07 s × 100 is a little more than 7 in binary.
      [{ memoryMb: 1024, serviceMs: 70 }, { nanoDollarsPerGbSecond: 100 }],
      [{ memoryMb: 2048, serviceMs: 35 }, { nanoDollarsPerGbSecond: 100 }],
      [{ memoryMb: 1024, serviceMs: 110 }, { nanoDollarsPerGbSecond: 1100 }],
      [{ phases: [{ hours: 730, perHour: 3_000_000 }], serviceMs: 900 }, {}],
    ],
    ([workload, fn]) => only(workload, fn),
  );
  property(
    [fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 128, max: 10_240 }), fc.integer({ min: 20, max: 1_000_000 })],
    (serviceMs, memoryMb, perHour) => only({ serviceMs, memoryMb, phases: phases(perHour) }),
    { runs: 20 },
  );
});

test('Functions are ruled out by their limits, and by cold starts that are both too slow and too frequent', {
  marks: 0.5,
  why: 'Where few requests come, many of them come to a cold start. One in a hundred is enough to be your 99th percentile.',
}, () => {
  const only = (workload: Partial<Workload>, fn: Partial<FunctionOffer> = {}) =>
    expectPlaced({ workload, server: NO_SERVERS, function: fn });
  forEachOf<[Partial<Workload>, Partial<FunctionOffer>]>(
    [
      [{ longestMs: 900_000 }, {}],
      [{ longestMs: 900_001 }, {}],
      [{ memoryMb: 10_240 }, {}],
      [{ memoryMb: 10_241 }, {}],
      // 360,000 an hour for 50 ms each: 5 at once on average.
      [{}, { concurrency: 5 }],
      [{}, { concurrency: 4 }],
      // A millisecond more in an hour is above it.
      [{ phases: phases(18_000_000), serviceMs: 1 }, { concurrency: 5 }],
      [{ phases: phases(18_000_001), serviceMs: 1 }, { concurrency: 5 }],
      [{ phases: phases(10_000, 396_000, 10_000) }, { concurrency: 5 }],
      // Exactly 7 and 1, which are a little more when hours or seconds are divided out first.
      [{ phases: phases(720_000), serviceMs: 35 }, { concurrency: 7 }],
      [{ phases: phases(504_000), serviceMs: 50 }, { concurrency: 7 }],
      [{ phases: phases(120_000), serviceMs: 30 }, { concurrency: 1 }],
      [{ phases: phases(360_000), slowPercent: 100 }, { concurrency: 0 }],
      // Other limits, and the same digits one after the other.
      [{}, { memoryMb: 1024, concurrency: 15 }],
      [{}, { memoryMb: 102, concurrency: 415 }],
      [{ phases: phases(0) }, { concurrency: 0 }],
      [{ phases: phases(72_000_000), serviceMs: 100 }, { concurrency: 2000 }],
      // Every 10 min, at a keep-alive of 10 min: 37 % are cold. 28 an hour: 0.94 %; 27: 1.1 %.
      [{ phases: phases(6) }, {}],
      [{ phases: phases(6), slowPercent: 36 }, {}],
      [{ phases: phases(6), slowPercent: 37 }, {}],
      [{ phases: phases(28) }, {}],
      [{ phases: phases(27) }, {}],
      [{ phases: phases(27), slowPercent: 2 }, {}],
      [{ phases: phases(27) }, { keepAliveS: 700 }],
      // One an hour, at a keep-alive of a day.
      [{ phases: phases(1) }, { keepAliveS: 86_400 }],
      [{ phases: phases(6), slowPercent: 100 }, {}],
      // e^(−16,579 ÷ 3,600) is 0.99990 %, and e^(−16,578 ÷ 3,600) is 1.00018 %.
      [{ phases: phases(16_579) }, { keepAliveS: 1 }],
      [{ phases: phases(16_578) }, { keepAliveS: 1 }],
      [{ phases: phases(1000), slowPercent: 0 }, {}],
      // Nearly all are cold, and all may be slow.
      [{ phases: phases(1), slowPercent: 100, patienceMs: 0 }, { keepAliveS: 1 }],
      // A quiet phase is enough; one without any requests is not.
      [{ phases: phases(360_000, 6) }, {}],
      [{ phases: phases(6, 360_000) }, {}],
      [{ phases: phases(360_000, 0) }, {}],
      [{ phases: phases(0) }, {}],
      [{ phases: phases(0), slowPercent: 0 }, {}],
      // A cold start that nobody minds.
      [{ phases: phases(6), patienceMs: 800 }, {}],
      [{ phases: phases(6), patienceMs: 799 }, {}],
      [{ phases: phases(6), patienceMs: 0 }, { coldStartMs: 0 }],
    ],
    ([workload, fn]) => only(workload, fn),
  );
});

test('Of two that keep the objective the cheaper one is chosen, and none where neither does', {
  marks: 0.5,
  why: 'Functions are compared by the mean of the load, and servers by its peak. Which is cheaper depends on how far apart these two are.',
}, () => {
  const requestCost = 200 + 834;
  forEachOf<Changes>(
    [
      {},
      // The same number of requests in the month, spread evenly and in a few hours.
      { workload: { phases: [{ hours: 730, perHour: 360_000 }] } },
      {
        workload: {
          phases: [
            { hours: 669, perHour: 30 },
            { hours: 61, perHour: 4_308_000 },
          ],
        },
      },
      { workload: { phases: [{ hours: 730, perHour: 36_000 }] } },
      // It waits for others most of its time: a server does hundreds of these at once.
      { workload: { serviceMs: 200, memoryMb: 512 }, server: { slots: 200, memoryMb: 262_144 } },
      { workload: { serviceMs: 200, memoryMb: 512 } },
      // Equal to the nano-dollar, one less, one more.
      { workload: { phases: [{ hours: 1, perHour: 1000 }] }, server: { nanoDollarsPerHour: (1000 * requestCost) / 2 } },
      {
        workload: { phases: [{ hours: 1, perHour: 1000 }] },
        server: { nanoDollarsPerHour: (1000 * requestCost) / 2 - 1 },
      },
      {
        workload: { phases: [{ hours: 1, perHour: 1000 }] },
        server: { nanoDollarsPerHour: (1000 * requestCost) / 2 + 1 },
      },
      // The same of two thousand million nano-dollars.
      ...[-1, 0, 1].map((more) => ({
        workload: { phases: [{ hours: 1, perHour: 1 }], slowPercent: 100 },
        server: { nanoDollarsPerHour: 1e9 },
        function: { nanoDollarsPerRequest: 2e9 + more, nanoDollarsPerGbSecond: 0 },
      })),
      { workload: { phases: phases(0) } },
      { workload: { phases: phases(0) }, server: { nanoDollarsPerHour: 0 } },
      // One that is out does not win by being cheap.
      { server: { nanoDollarsPerHour: 0, most: 2 } },
      { function: { nanoDollarsPerRequest: 0, nanoDollarsPerGbSecond: 0, concurrency: 1 } },
      { workload: { phases: phases(6) } },
      { workload: { phases: phases(6, 0), memoryMb: 9000 } },
      // Neither.
      { server: NO_SERVERS, function: NO_FUNCTIONS },
      { workload: { longestMs: 1_000_000, memoryMb: 9000 } },
      { workload: { phases: phases(0) }, server: NO_SERVERS, function: { longestMs: 1 } },
      // Only one of them.
      { workload: { longestMs: 1_000_000 } },
      { workload: { memoryMb: 9000 } },
    ],
    (changes) => expectPlaced(changes),
  );
  property(
    [
      fc.array(
        fc.record({ hours: fc.integer({ min: 1, max: 700 }), perHour: fc.constantFrom(0, 10, 1000, 30_000, 300_000) }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      fc.constantFrom(20, 200),
      fc.constantFrom(0, 500, 1000),
      fc.constantFrom(2, 50),
    ],
    (parts, serviceMs, patienceMs, slots) =>
      expectPlaced({ workload: { phases: parts, serviceMs, patienceMs }, server: { slots, memoryMb: 65_536 } }),
    { runs: 25 },
  );
});
