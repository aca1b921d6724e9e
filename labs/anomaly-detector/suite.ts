/** What a right detector says, held to a journal that keeps everything (journal.ts); its figures also where careless sums cancel. */
import {
  BOUNDARY_STRINGS,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  LOOKALIKES,
  NOT_FINITE,
  newCase,
  numbered,
  property,
  repeat,
  solution,
  steadyCost,
  test,
} from '#grading';
import { Journal, statistics } from './journal.ts';
import type { Reading, Rules, Verdict } from './types.ts';

const { createDetector } = solution<typeof import('./solution.ts')>({
  methods: { createDetector: ['see', 'baseline'] },
});

const RULES: Rules = { learn: 4, threshold: 3, floor: 0.5, relearn: 3 };

/** Readings of one sensor, one second apart. */
const readings = (values: readonly number[], sensor = 's1', from = 0): Reading[] =>
  values.map((value, nth) => ({ sensor, at: from + nth * 1000, value }));

/** To a millionth; and to `slack`, for nobody's sum is more exact than the numbers in it. */
const isNear = (one: number, other: number, slack: number): boolean =>
  one === other ||
  (Number.isFinite(one - other) && Math.abs(one - other) <= 1e-6 * Math.max(Math.abs(one), Math.abs(other)) + slack);

/** Shows readings one after the other; each verdict has to be the journal’s, and in the end what is normal for each sensor. */
function play(shown: readonly Reading[], rules: Partial<Rules> = {}): void {
  newCase();
  const all = { ...RULES, ...rules };
  const detector = createDetector(all);
  const journal = new Journal(all);
  // What rounding leaves of sums: a few times what tells two numbers apart that are as large as those that were learned from.
  let slack = 0;
  for (const reading of shown) {
    const spread = Math.max(all.floor, journal.baseline(reading.sensor)?.deviation ?? 0);
    const { because, ...expected } = journal.see(reading);
    const why = `${because[0]!.toUpperCase()}${because.slice(1)}.`;
    const seen = detector.see(reading);
    expect(seen, why).toMatchObject({ verdict: expected.verdict });
    if (!isNear((seen as Verdict).score, expected.score, slack / spread))
      fail(`The score is ${format((seen as Verdict).score)}, and should be ${expected.score}.`, {
        expected: String(expected.score),
        actual: format((seen as Verdict).score),
        why,
      });
    if (['learning', 'normal'].includes(expected.verdict)) slack = Math.max(slack, 1e-14 * Math.abs(reading.value));
  }
  for (const sensor of new Set(shown.map((reading) => reading.sensor))) {
    const expected = journal.baseline(sensor);
    const given = detector.baseline(sensor);
    const isRight =
      expected === null
        ? given === null
        : given !== null &&
          given?.count === expected.count &&
          isNear(given.mean, expected.mean, slack) &&
          isNear(given.deviation, expected.deviation, slack);
    if (!isRight)
      fail(
        `The baseline of ${format(sensor)} is ${format(given)}, and should be ${format(expected)}, to a millionth.`,
        {
          expected: format(expected),
          actual: format(given),
        },
      );
  }
}

test('A sensor is learned from first, then each reading is measured against those before it, in deviations', {
  marks: 1,
  why: 'Whether 80 degrees are too many depends on which machine it is. A number alone says nothing.',
}, () => {
  play(readings([10, 12, 11, 13]));
  play(readings([10, 12, 11, 13, 12, 14, 20, 12, 8, 3, 11]));
  // On the border, and beside it: the mean is 10 and the floor 1.
  const still = [10, 10, 10, 10];
  for (const value of [13, 13.001, 7, 6.999, 10, 12.999, 13.0000005, 6.9999995, 12.9999995])
    play(readings([...still, value, value]), { floor: 1 });
  // A sensor that always says the same; and one whose deviation is just the floor.
  for (const floor of [0.001, 0.5, 5]) play(readings([...still, 10.4, 11, 12, 30, 9]), { floor });
  for (const learn of [2, 3, 7]) play(readings([1, 2, 4, 8, 16, 3, 5, 4, 60, 4, 3]), { learn });
  for (const threshold of [0.5, 1, 2.5, 6]) play(readings([1, 2, 4, 3, 2, 3, 9, 1, 5, 4, 3]), { threshold });
  // So far away that the score, or the distance already, is more than a number can say: it is Infinity.
  play(readings([...still, 1e300, 10, 11]), { floor: 1e-15 });
  play(readings([-4e307, -4e307, 1.6e308, -4e307]), { learn: 2 });
  // So it is, however much is let pass.
  for (const threshold of [1e300, Number.MAX_VALUE])
    play(readings([-4e307, -4e307, 1.6e308, 1.7e308, -4e307]), { learn: 2, threshold, floor: 1e-15 });
  // More are learned from than a byte counts; and what is long known weighs as what is new.
  play(readings(Array.from({ length: 300 }, (_, nth) => (nth * 37) % 11)), { learn: 290 });
  play(readings([...Array.from({ length: 120 }, (_, nth) => (nth * 37) % 11), -11, 5, 22, 5, -14]), {
    threshold: 4,
    relearn: 2,
  });
  // An alarm does not teach: were 100 learned, 60 would be normal.
  play(readings([10, 11, 9, 10, 100, 60, 10, 60]), { relearn: 10 });
  play(readings([-5, -3, -4, -4, -20, -4, 0, -4]));
  // Each sensor for itself.
  const two = readings([10, 11, 9, 10, 10, 30]).flatMap((reading): Reading[] => [
    reading,
    { ...reading, sensor: 's2', value: 100 + 5 * reading.value },
  ]);
  play(two);
  forEachOf([...LOOKALIKES, ['__proto__', 'constructor'], ['toString', 'valueOf']] as const, ([one, other]) =>
    play(
      [1, 2, 3, 2, 9].flatMap((value, nth) => [
        { sensor: one, at: nth, value },
        { sensor: other, at: nth, value: -value },
      ]),
    ),
  );
  forEachOf(BOUNDARY_STRINGS, (sensor) => play(readings([1, 2, 1, 2, 9], sensor)));
  newCase();
  const asked = createDetector(RULES);
  for (const name of ['s1', '', '__proto__', 'constructor'])
    for (const why of ['It was never seen.', 'It was asked about, and never seen. To ask is no reading.'])
      expect(asked.baseline(name), why).toBe(null);
  newCase();
  const many = createDetector(RULES);
  repeat([[many.see, { sensor: numbered('s'), at: 1, value: 7 }]], 1_500);
  for (const nth of [0, 1, 1_499])
    expect(many.baseline(`s${nth}`), 'Each of 1,500 sensors has had one reading.').toEqual({
      count: 1,
      mean: 7,
      deviation: 0,
    });
  property(
    [fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 40, size: 'max' })],
    (values) => play(readings(values)),
    { runs: 40 },
  );
});

test('So many anomalies in a row are how it is now: what was normal is forgotten, and learned anew', {
  marks: 0.5,
  why: 'After a repair the machine runs warmer, and it will not be as before. An alarm that rings for ever is switched off.',
}, () => {
  const base = [10, 11, 9, 10];
  for (const relearn of [1, 2, 3, 5]) {
    play(readings([...base, 50, 51, 49, 50, 50, 51, 49, 50, 51, 10, 10, 10, 10, 10, 10]), { relearn });
    // In a row: one that is normal in between begins the count anew; one that is ignored does not.
    play(readings([...base, 50, 50, 10, 50, 50, 10, 50, 50, 50, 50, 50, 50]), { relearn });
    const row = readings([...base, 50, 50, 50, 50, 50, 50, 50, 50]);
    play(
      row.flatMap((reading) => [
        reading,
        { ...reading, value: 10 },
        { ...reading, at: Number.NaN },
        { ...reading, at: reading.at + 1, value: Number.NaN },
      ]),
      { relearn },
    );
    // Whatever is normal for another sensor meanwhile.
    play(
      row.flatMap((reading, nth) => [reading, { ...reading, sensor: 's2', value: 10 + (nth % 3) }]),
      { relearn },
    );
  }
  // A reading at exactly the threshold is normal, and begins the count of anomalies anew.
  play(readings([0, 0, 100, 3, 100, 100, 5]), { learn: 2, floor: 1, relearn: 2 });
  play(readings([0, 0, 100, -3, -100, 2]), { learn: 2, floor: 1, relearn: 2 });
  // What comes after is far from what was before, and near each other: nothing of the old is left in the figures.
  for (const far of [1e9, -1e9])
    play(readings([0, 0, far, far + 0.25, far + 0.5, far + 0.75]), { learn: 2, relearn: 1 });
  // Up and down are both anomalies.
  play(readings([...base, 50, -30, 50, 7, 8, 7, 8, 7]));
  // A fault that lasts all day.
  const relearn = 1_500;
  newCase();
  const { see } = createDetector({ ...RULES, relearn });
  const alarm = (nth: number) => ({ sensor: 's1', at: base.length + nth, value: 50 });
  repeat([
    ...base.map((value, at) => [see, { sensor: 's1', at, value }] as const),
    ...Array.from({ length: relearn - 1 }, (_, nth) => [see, alarm(nth)] as const),
  ]);
  expect(see(alarm(relearn - 1)), 'It is the last of 1,500 anomalies in a row.').toMatchObject({ verdict: 'anomaly' });
  expect(see(alarm(relearn)), '1,500 anomalies have come in a row: it is learned anew.').toEqual({
    verdict: 'learning',
    score: 0,
  });
});

test('What is no reading, comes twice or comes too late is ignored, and moves nothing', {
  marks: 0.5,
  why: 'A gateway that reconnects sends an hour at once, and some of it a second time. Counted twice, it looks calmer than it is.',
}, () => {
  const some = readings([10, 12, 11, 13, 12, 30, 12]);
  play(some.flatMap((reading) => [reading, reading]));
  play(some.flatMap((reading, nth) => [reading, ...some.slice(0, nth)]));
  for (const wrong of NOT_FINITE) {
    play(some.flatMap((reading): Reading[] => [{ ...reading, value: wrong }, reading, { ...reading, at: wrong }]));
    play([{ sensor: 's1', at: 0, value: wrong }]);
    play([{ sensor: 's1', at: wrong, value: 1 }]);
  }
  // The latest is each sensor’s own; times need not be regular, nor above zero.
  play([
    { sensor: 'a', at: 5000, value: 1 },
    { sensor: 'b', at: 10, value: 1 },
    { sensor: 'b', at: 9.5, value: 9 },
    { sensor: 'b', at: 10.5, value: 2 },
    { sensor: 'a', at: 4999, value: 7 },
  ]);
  play([-3, -2, -2, -1, 0, -0, 1e-9, 2 ** 40].map((at, nth) => ({ sensor: 'a', at, value: nth })));
  // Any finite number is a time, however large.
  play([-1e308, -1e17, -(2 ** 53), 0.5, 2 ** 53, 1e17, 1e17, 1e308].map((at) => ({ sensor: 'a', at, value: 1 })));
  // What was learned is forgotten, and not when the latest reading was made.
  play(
    [0, 1, 2, 3, 5.5, 5.25, 5, 5.5, 5.75].map((at) => ({ sensor: 'a', at, value: at < 5 ? 10 : 90 })),
    { relearn: 1 },
  );
  // A reading that is far from all others is an anomaly the first time and ignored the second.
  play([...readings([10, 11, 9, 10, 90]), ...readings([90], 's1', 4000), ...readings([91, 92], 's1', 5000)]);
});

test('The figures are right for values far from zero, and nothing takes longer the more has been seen', {
  marks: 0.5,
  why: 'A sum of squares less a square of sums is a small number taken from two huge ones. It can even be below zero.',
}, () => {
  // 4, 7, 13 and 16 have a variance of 30, wherever they lie.
  for (const offset of [0, 1e6, -1e6, 1e7, 1e9, -1e9]) {
    const values = [4, 7, 13, 16].map((value) => value + offset);
    play(readings([...values, offset + 10, offset + 60]));
    newCase();
    const detector = createDetector({ ...RULES, learn: 4 });
    for (const reading of readings(values)) detector.see(reading);
    const given = detector.baseline('s1');
    expect(
      given?.deviation ?? null,
      'The variance of 4, 7, 13 and 16 is 30, and stays 30 when the same is added to all.',
    ).toBeCloseTo(Math.sqrt(30), 1e-4);
  }
  // Nor does it matter how small everything is: a current in picoamperes, with a floor to match.
  play(readings([4, 7, 13, 16, 10, 60].map((value) => value * 1e-12)), { ...RULES, floor: 1e-15 });
  // Nor how large.
  for (const unit of [1e16, 1e100]) play(readings([4, 7, 13, 16, 10, 60].map((value) => value * unit)));
  for (const [offset, step] of [
    [1e7, 0.1],
    [1e9, 0.25],
    [-1e8, 0.5],
  ] as const) {
    const values = Array.from({ length: 30 }, (_, nth) => offset + step * ((nth * 7) % 5));
    const { deviation } = statistics(values);
    newCase();
    const detector = createDetector({ ...RULES, threshold: 100, floor: 1e-6 });
    for (const reading of readings(values)) detector.see(reading);
    expect(detector.baseline('s1')?.deviation ?? null, 'All of these were normal, and near each other.').toBeCloseTo(
      deviation,
      1e-4,
    );
  }
  const growth = { ample: (few: number) => few + 2500, most: 25_000 } as const;
  steadyCost(
    {
      ...growth,
      sizes: [20, 300, 1_200],
      with: 'what was seen',
      counted: 'readings',
      work: '10 readings, and 5 looks at the baseline',
    },
    (size) => {
      const { see, baseline } = createDetector(RULES);
      repeat(Array.from({ length: size }, (_, nth) => [see, { sensor: 's1', at: nth, value: nth % 7 }] as const));
      return () => {
        repeat(
          Array.from({ length: 10 }, (_, nth) => [see, { sensor: 's1', at: size + nth, value: nth % 7 }] as const),
        );
        repeat([[baseline, 's1']], 5);
      };
    },
  );
  const length = 10_010;
  newCase();
  const long = createDetector(RULES);
  repeat(Array.from({ length }, (_, nth) => [long.see, { sensor: 's1', at: nth, value: nth % 7 }] as const));
  expect(long.baseline('s1'), 'All of its 10,010 readings were normal, and all of them count.').toMatchObject({
    count: length,
  });
  steadyCost(
    {
      ...growth,
      sizes: [20, 400, 2_200],
      with: 'the number of sensors',
      counted: 'sensors',
      work: '20 readings, of which some are anomalies, some are ignored and some are of new sensors, and 4 looks at the baseline of an unknown one',
    },
    (size) => {
      const { see, baseline } = createDetector({ ...RULES, learn: 2, relearn: 2 });
      repeat(Array.from({ length: size }, (_, nth) => [see, { sensor: `s${nth}`, at: 1, value: nth % 7 }] as const));
      const four = [1, 2, 3, 4];
      const at = (time: number, value: number, name: string) =>
        four.map((nth) => [see, { sensor: `${name}${nth}`, at: time, value }] as const);
      repeat([...at(1, 7, 'warm'), ...at(2, 7, 'warm')]);
      return () =>
        repeat([
          ...at(2, 7, 's'),
          ...at(1, 7, 'new'),
          ...at(2, 7, 'warm'),
          // Two anomalies in a row: it is learned anew.
          ...at(3, 90, 'warm'),
          ...at(4, 90, 'warm'),
          ...four.map((nth) => [baseline, `unknown${nth}`] as const),
        ]);
    },
  );
});
