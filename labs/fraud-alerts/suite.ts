/**
 * What right alerts are. Windows are held to those of Flink's own tests; alerts to a journal that works everything out anew (journal.ts), in every
 * order in which a few payments can come, with each of them a second time at every place.
 */
import {
  anyString,
  BOUNDARY_STRINGS,
  boundaryFractions,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  LOOKALIKES,
  longString,
  NOT_FINITE,
  newCase,
  numbered,
  permutations,
  property,
  repeat,
  solution,
  steadyCost,
  test,
} from '#grading';
import { alertsIn, Journal, windowsAround } from './journal.ts';
import type { Alert, Rules, Transaction, Windows } from './types.ts';

const { windowsOf, createFraudAlerts } = solution<typeof import('./solution.ts')>({
  methods: { createFraudAlerts: ['see'] },
});

const pairs = (windows: readonly (readonly [number, number])[]) => windows.map(([start, end]) => ({ start, end }));

/** Apache Flink, TumblingEventTimeWindowsTest and SlidingEventTimeWindowsTest: size, slide, offset, time, windows. */
const FLINK: readonly [windows: Windows, at: number, expected: [number, number][]][] = [
  ...([0, 4999, 5000] as const).map((at): (typeof FLINK)[number] => [
    { size: 5000, slide: 5000, offset: 0 },
    at,
    [at < 5000 ? [0, 5000] : [5000, 10_000]],
  ]),
  ...([100, 5099, 5100] as const).map((at): (typeof FLINK)[number] => [
    { size: 5000, slide: 5000, offset: 100 },
    at,
    [at < 5100 ? [100, 5100] : [5100, 10_100]],
  ]),
  ...([0, 4899, 4900] as const).map((at): (typeof FLINK)[number] => [
    { size: 5000, slide: 5000, offset: -100 },
    at,
    [at < 4900 ? [-100, 4900] : [4900, 9900]],
  ]),
  ...([0, 4999, 5000] as const).map((at): (typeof FLINK)[number] => {
    const first = at < 4999 ? -4000 : at < 5000 ? 0 : 1000;
    return [
      { size: 5000, slide: 1000, offset: 0 },
      at,
      [0, 1, 2, 3, 4].map((nth) => [first + nth * 1000, first + nth * 1000 + 5000]),
    ];
  }),
];

test('A time falls into every window that has begun and is not over, the earliest first', {
  marks: 0.5,
  why: 'Windows belong to the clock and not to the events, so that whoever computes them, and whenever, gets the same.',
}, () => {
  for (const [windows, at, expected] of FLINK) {
    newCase();
    expect(windowsOf(at, windows), 'Apache Flink puts this time into these windows.').toEqual(pairs(expected));
  }
  const holds = (at: number, windows: Windows): void =>
    expect(
      windowsOf(at, windows),
      `Windows begin at ${windows.offset}, every ${windows.slide} ms before and after it, and last ${windows.size} ms.`,
    ).toEqual(windowsAround(at, windows));
  const times = [
    -1,
    1,
    -5000,
    -5001,
    -4999,
    -999,
    -1000,
    999,
    1000,
    1001,
    2 ** 31,
    -(2 ** 31),
    1_795_680_000_001,
    -(2 ** 50) + 1,
  ];
  for (const at of times) {
    for (const [size, slide] of [
      [5000, 5000],
      [5000, 1000],
      [5000, 3000],
      [1000, 999],
      [7, 1],
      [1, 1],
    ] as const)
      for (const offset of [0, 100, -100, 12_345, -12_345])
        forEachOf([{ size, slide, offset }], (windows) => holds(at, windows));
  }
  property(
    [
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: -20, max: 20 }),
    ],
    (at, one, other, offset) => holds(at, { size: Math.max(one, other), slide: Math.min(one, other), offset }),
    { runs: 60 },
  );
});

const RULES: Rules = { size: 100, slide: 50, offset: 0, lateness: 1000, most: 2, limit: 500 };

/** `pay('ann', 10, 200)`; ids are counted where none is given. */
const pay = (account: string, at: number, amount = 0, id = `${account} at ${at} of ${amount}`): Transaction => ({
  id,
  account,
  amount,
  at,
});

const sorted = (alerts: readonly Alert[]) =>
  [...alerts].sort((a, b) => a.start - b.start || (a.rule < b.rule ? 1 : a.rule > b.rule ? -1 : 0));

/** Shows payments one after the other; each answer has to be the journal's. */
function play(transactions: readonly Transaction[], rules: Partial<Rules> = {}): Alert[] {
  newCase();
  const all = { ...RULES, ...rules };
  const alerts = createFraudAlerts(all);
  const journal = new Journal(all);
  const told: Alert[] = [];
  for (const transaction of transactions) {
    const { because, ...expected } = journal.see(transaction);
    const why = `${because[0]!.toUpperCase()}${because.slice(1)}.`;
    const seen: unknown = alerts.see(transaction);
    // Within one answer the order is free.
    const given = seen as { alerts?: Alert[] } | null | undefined;
    const isList =
      Array.isArray(given?.alerts) && given.alerts.every((each) => typeof each === 'object' && each !== null);
    expect(isList ? { ...given, alerts: sorted(given!.alerts!) } : seen, why).toEqual(expected);
    told.push(...expected.alerts);
  }
  return told;
}

test('An account is told of once for each window and rule, when it passes a limit by the time of its payments', {
  marks: 0.5,
  why: 'An alarm that rings for each event is switched off. One that rings by the time of arrival rings for a slow network.',
}, () => {
  const three = [pay('ann', 10), pay('ann', 60), pay('ann', 90), pay('ann', 95), pay('ann', 99)];
  play(three);
  play([pay('ann', 10), pay('ann', 60), pay('ben', 90), pay('ben', 95), pay('ann', 99), pay('ben', 70)]);
  // At the limit, and one cent above; in one payment; the amount without the count, and the other way round.
  play([pay('ann', 10, 300), pay('ann', 20, 200), pay('ann', 30, 1), pay('ann', 40, 1)], { most: 9 });
  play([pay('ann', 10, 500), pay('ben', 10, 501), pay('ann', 49, 0), pay('ann', 50, 1)], { most: 9 });
  play([pay('ann', 10), pay('ann', 20), pay('ann', 30)], { limit: 0 });
  play([pay('ann', 10, 1), pay('ann', 20), pay('ann', 30)], { limit: 0 });
  play([pay('ann', 10), pay('ann', 20), pay('ann', 150), pay('ann', 250)], { most: 0 });
  play([pay('ann', 10, 400), pay('ann', 20, 400), pay('ann', 30, 400)], { most: 2 });
  play([pay('ann', 10, 1), pay('ann', 11, 1), pay('ann', 12, 1)], { most: 0, limit: 0 });
  // More cents than 32 bits hold, and limits that large.
  play([pay('ann', 10, 2e9), pay('ann', 20, 2e9), pay('ann', 30, 2e9)], { limit: 3e9, most: 2 ** 32 });
  play([pay('ann', 10, 2 ** 32), pay('ann', 20, 1), pay('ann', 30, 1)], { limit: 2 ** 32 });
  play([pay('ann', 10, 2 ** 52), pay('ann', 20, 2 ** 52 - 1), pay('ann', 30, 1)], { limit: 2 ** 53 - 1 });
  busyAccount();
  // At the borders of a window.
  for (const at of [0, 49, 50, 51, 99, 100, 101, 149, 150])
    play([pay('ann', 50, 1), pay('ann', 51, 2), pay('ann', at, 3), pay('ann', at, 4)], { limit: 1_000_000 });
  for (const [size, slide] of [
    [100, 100],
    [100, 30],
    [60, 50],
    [1, 1],
  ] as const)
    play(
      [5, 40, 59, 60, 61, 99, 100, 101, 130].map((at) => pay('ann', at, 200)),
      { size, slide },
    );
  // Payments of one moment, and before zero; with an offset.
  play([pay('ann', 10, 1), pay('ann', 10, 2), pay('ann', 10, 3), pay('ann', 10, 4)]);
  play([-120, -101, -100, -51, -50, -1, 0].map((at) => pay('ann', at, 10)));
  for (const offset of [17, -17, -100, 12_345])
    play(
      [-120, -101, -100, -51, -50, -1, 0].map((at) => pay('ann', at, 10)),
      { offset },
    );
  play([1_795_680_000_000, 1_795_680_000_049, 1_795_680_000_050].map((at) => pay('ann', at, 10)));
  const long = longString(300);
  const pairs = [
    ...LOOKALIKES,
    ['__proto__', 'constructor'],
    ['toString', 'valueOf'],
    [`${long}1`, `${long}2`],
  ] as const;
  for (const [one, other] of pairs) {
    play([pay(one, 10), pay(other, 20), pay(one, 30), pay(other, 40), pay(one, 45)]);
    play([pay('ann', 10, 0, one), pay('ann', 20, 0, other), pay('ann', 30, 0, `${one}${other}`)]);
  }
  // The name of an account and the start of a window, written one after the other, may read as those of another.
  play([pay('a1', 60), pay('a1', 70), pay('a', 160), pay('a', 170)]);
  play([pay('a-', 60), pay('a-', 70), pay('a', -40), pay('a', -30)]);
  for (const text of BOUNDARY_STRINGS)
    play(
      [1, 2, 3].map((at) => pay(text, at)),
      { size: 50 },
    );
});

/** One account with very many payments in one window: what was told is not told again, and what was not yet is told at last. */
function busyAccount(): void {
  newCase();
  const { see } = createFraudAlerts({ ...RULES, slide: 100, most: 1, limit: 2_000 });
  const more = 1_022;
  see(pay('ann', 10, 1));
  const expected = { account: 'ann', start: 0, end: 100 };
  expect(see(pay('ann', 11, 1)), 'It is the second payment in this window.').toEqual({
    outcome: 'counted',
    alerts: [{ ...expected, rule: 'count' }],
  });
  repeat([[see, { ...pay('ann', 12, 1), id: numbered('p') }]], more);
  expect(
    see(pay('ann', 13, 976)),
    'There are 1,025 payments in this window, which was told long ago, and they come to exactly 2,000 cents.',
  ).toEqual({ outcome: 'counted', alerts: [] });
  expect(see(pay('ann', 14, 1)), 'With this payment they come to 2,001 cents, and the limit is 2,000.').toEqual({
    outcome: 'counted',
    alerts: [{ ...expected, rule: 'amount' }],
  });
}

const SETS: readonly Transaction[][] = [
  [pay('ann', 10), pay('ann', 60), pay('ann', 90), pay('ann', 140)],
  [pay('ann', 10, 300), pay('ann', 90, 300), pay('ben', 50, 900), pay('ann', 120, 300)],
];

test('What is told does not depend on the order in which payments come, nor on how often each of them comes', {
  marks: 0.5,
  why: 'A broker delivers at least once, and in no order that anybody could count on.',
}, () => {
  for (const set of SETS) {
    for (const order of permutations(set)) {
      play(order);
      for (const again of order) play([...order, again, again]);
    }
    const [first, ...rest] = set as [Transaction, ...Transaction[]];
    for (const order of permutations(rest)) {
      for (let place = 0; place <= rest.length; place++)
        play([first, ...order.slice(0, place), first, ...order.slice(place)]);
      isTheSame([...order, first, ...order]);
    }
  }
  property(
    [
      fc.array(fc.tuple(fc.constantFrom('ann', 'ben'), fc.nat(300), fc.nat(400)), { minLength: 1, maxLength: 12 }),
      fc.nat(7),
    ],
    (drawn, turn) => {
      const set = drawn.map(([account, at, amount]) => pay(account, at, amount));
      isTheSame([...set, ...set.slice(turn), ...set.slice(0, turn)]);
    },
    { runs: 30 },
  );
  // Whatever the id: any text is one.
  for (const id of ['', ' ', '0', 'false', 'null', 'undefined', '__proto__', 'constructor', 'toString', 'size'])
    play([pay('ann', 10, 0, id), pay('ann', 10, 0, id), pay('ann', 20), pay('ann', 10, 0, id)]);
  property(
    [anyString(), anyString()],
    (one, other) => play([pay(one, 1), pay(other, 2, 0, 'b'), pay(one, 3, 0, 'c')]),
    { runs: 10 },
  );
});

/** Altogether the same is told as when the payments are sorted by their times, each once. */
function isTheSame(transactions: readonly Transaction[]): void {
  const told = play(transactions);
  const expected = alertsIn(transactions, RULES);
  const key = ({ account, start, rule }: Alert) => `${account} ${start} ${rule}`;
  const [one, other] = [told, expected].map((alerts) => alerts.map(key).sort());
  if (format(one) !== format(other)) fail(`Altogether ${format(one)} was told, instead of ${format(other)}.`);
}

test('A window is closed when the latest payment is so much later than its end, and what comes after that is late', {
  marks: 0.5,
  why: 'Whoever waits for ever keeps everything for ever. A promise of how late an event may be is what lets a window end.',
}, () => {
  const rules = { lateness: 30 };
  // The windows of 10 are [-50, 50) and [0, 100): they are closed from 80 and from 130 on.
  for (const latest of [79, 80, 81, 129, 130, 131, 1000]) {
    play([pay('ann', 10), pay('ann', 20), pay('ben', latest), pay('ann', 30), pay('ann', 40)], rules);
    play(
      [
        pay('ann', 10, 0, 'a'),
        pay('ben', latest),
        pay('ann', 10, 0, 'a'),
        pay('ann', 20),
        pay('ann', 30),
        pay('ann', 49),
      ],
      rules,
    );
    play([pay('ben', latest), pay('ann', 10, 900), pay('ann', 60, 900), pay('ann', 99, 900)], rules);
  }
  for (const lateness of [0, 1, 49, 50, 51, 100]) {
    play(
      [0, 49, 50, 99, 100, 149, 150, 50, 99, 100, 149, 0].map((at, nth) => pay('ann', at, 100, `p${nth}`)),
      { lateness },
    );
    play(
      [10, 300, 10, 260, 199, 200, 201, 10].map((at) => pay('ann', at, 600)),
      { lateness },
    );
  }
  // Some windows of a payment are closed: it counts in all the others, and is known from then on.
  for (const latest of [130, 180, 230, 280])
    play([pay('ben', latest), pay('ann', 149, 300, 'd'), pay('ann', 149, 300, 'd'), pay('ann', 140, 300)], {
      ...rules,
      size: 200,
      most: 0,
    });
  // The first payment of all is the latest, wherever it lies: zero is a time like any other.
  for (const first of [-500, -1_795_680_000_000])
    play(
      [0, 20, -60, -80, -120, 50].map((after) => pay('ann', first + after, 200)),
      rules,
    );
  // Lateness is as long as it is said to be, whatever the size: an hour, and years.
  for (const lateness of [3_600_000, 2 ** 40])
    play([pay('ben', lateness / 2), pay('ann', 0), pay('ann', 0), pay('ben', lateness + 99), pay('ann', 1)], {
      lateness,
    });
  // One account's payment closes the windows of all; what was late moves nothing, and is not remembered.
  play([pay('ann', 10), pay('ben', 500), pay('ann', 10), pay('ann', 480), pay('ann', 480), pay('ann', 485)], rules);
  play([pay('ben', 500), pay('ann', 10), pay('ann', 10), pay('ann', 470), pay('ann', 475), pay('ann', 480)], rules);
  // Windows that are apart, and far apart.
  play(
    [
      pay('ann', 0),
      pay('ann', 10_000),
      pay('ann', 9_990),
      pay('ann', 9_985),
      pay('ann', 1e12),
      pay('ann', 1e12 - 1),
      pay('ann', 1e12 - 2),
    ],
    rules,
  );
  property(
    [
      fc.array(fc.tuple(fc.constantFrom('ann', 'ben'), fc.nat(400), fc.constantFrom(0, 100, 300)), {
        minLength: 1,
        maxLength: 25,
        size: 'max',
      }),
    ],
    (drawn) =>
      void play(
        drawn.map(([account, at, amount]) => pay(account, at, amount)),
        rules,
      ),
    { runs: 40 },
  );
});

/** What is open is kept, however much that is: accounts and ids in one window, and windows side by side. */
function manyAtOnce(): void {
  const many = 1_200;
  newCase();
  const busy = createFraudAlerts({ ...RULES, most: 1 });
  repeat(Array.from({ length: many }, (_, nth) => [busy.see, pay(`a${nth}`, 10, 1)] as const));
  expect(busy.see(pay('a0', 10, 1)), '1,200 payments were counted, this one first.').toEqual({
    outcome: 'duplicate',
    alerts: [],
  });
  const second = busy.see(pay('a0', 60, 1));
  expect(second, 'Its account has paid before, in the window from 0 to 100.').toEqual({
    outcome: 'counted',
    alerts: [{ account: 'a0', start: 0, end: 100, rule: 'count' }],
  });
  newCase();
  const slow = createFraudAlerts({ ...RULES, slide: 100, lateness: 1_000_000, most: 1 });
  repeat(Array.from({ length: 300 }, (_, nth) => [slow.see, pay('ann', nth * 100, 1)] as const));
  expect(
    slow.see(pay('ann', 50, 1)),
    'Her first payment was in this window, which is open: 1,000,000 ms have not passed.',
  ).toEqual({ outcome: 'counted', alerts: [{ account: 'ann', start: 0, end: 100, rule: 'count' }] });
}

const NAMES = ['size', 'slide', 'offset', 'lateness', 'most', 'limit', 'amount', 'at'];

test('What is closed is forgotten, however long it runs and however many accounts there are; and what makes no sense is refused', {
  marks: 0.5,
  why: 'A stream has no end. Whatever is kept for each event, for ever, fills any memory.',
}, () => {
  steadyCost(
    {
      with: 'what was seen',
      counted: 'payments',
      sizes: [20, 500, 3_700],
      ample: (few) => 2 * few + 3000,
      most: 40_000,
      work: '10 payments, of which some bring alerts, some are duplicates and some are late',
    },
    (size) => {
      const { see } = createFraudAlerts({ ...RULES, lateness: 100 });
      // All at one time: that many accounts are open at once.
      repeat(Array.from({ length: size }, (_, nth) => [see, pay(`a${nth}`, 10, 1)] as const));
      const others = [pay('b1', 12, 1), pay('b2', 12, 1)];
      const telling = [pay('a1', 12, 501), pay('b9', 12, 501)];
      const known = [1, 2, 3].map((nth) => pay(`a${size - nth}`, 10, 1));
      const late = [pay('a2', -200, 1), pay('b8', -300, 1), pay('b9', -400, 1)];
      return () => repeat([...others, ...telling, ...known, ...late].map((each) => [see, each] as const));
    },
  );
  steadyCost(
    {
      with: 'the time it has run',
      counted: 'payments',
      sizes: [20, 500, 3_700],
      ample: (few) => 2 * few + 3000,
      most: 40_000,
      work: '10 payments',
    },
    (size) => {
      const { see } = createFraudAlerts({ ...RULES, lateness: 100 });
      repeat(Array.from({ length: size }, (_, nth) => [see, pay('ann', nth * 50, 1)] as const));
      return () => repeat(Array.from({ length: 10 }, (_, nth) => [see, pay('ann', (size + nth) * 50, 1)] as const));
    },
  );

  manyAtOnce();
  const wrong = [...NOT_FINITE, ...boundaryFractions({ min: -10, max: 1000 }).slice(0, 6), 2 ** 53];
  const refused = (name: keyof Rules, values: readonly number[], rules: Rules = RULES): void =>
    forEachOf(values, (value) =>
      expect(() => createFraudAlerts({ ...rules, [name]: value }), 'By such rules nothing could be counted.').toThrow(
        'RangeError',
        name,
        NAMES,
      ),
    );
  for (const name of ['size', 'slide'] as const) refused(name, [0, -1, ...wrong]);
  for (const name of ['lateness', 'most', 'limit'] as const) refused(name, [-1, ...wrong]);
  refused('offset', wrong);
  refused('slide', [101, 1000]);
  newCase();
  const alerts = createFraudAlerts(RULES);
  alerts.see(pay('ann', 10, 0, 'a'));
  for (const amount of [-1, ...wrong])
    for (const [payment, why] of [
      [pay('ann', 5000, 0, 'b'), 'Nobody has paid that.'],
      [pay('ann', -5000, 0, 'b'), 'Nobody has paid that. It is refused before anything asks whether it is late.'],
      [pay('ann', 10, 0, 'a'), 'Nobody has paid that. It is refused before anything asks whether its id is known.'],
    ] as const)
      expect(() => alerts.see({ ...payment, amount }), why).toThrow('RangeError', 'amount', NAMES);
  for (const at of wrong)
    expect(
      () => alerts.see({ ...pay('ann', 0, 0, 'b'), at }),
      'There is no such time, and no window that holds it.',
    ).toThrow('RangeError', 'at', NAMES);
  expect(alerts.see(pay('ann', 20, 0, 'b')), 'What was refused has not been counted, and has closed nothing.').toEqual({
    outcome: 'counted',
    alerts: [],
  });
  expect(alerts.see(pay('ann', 30, 0, 'c')), 'It is the third payment of each window.').toMatchObject({
    outcome: 'counted',
  });
});
